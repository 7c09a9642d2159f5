import Attribution
import Corpus
import Normalization
import Sketching
import Tracing

/// A claim with its words and those around it, taken from the text while that was at hand.
struct SpokenClaim: Sendable {
  var claim: Claim
  var verbatim: String
  var surroundings: Surroundings

  /// The claim of an article, with what `text`, the comparison form of its body, has around it.
  init(_ claim: Claim, of article: Article, text: NormalizedText) {
    self.claim = claim
    verbatim = String(decoding: article.body[claim.span], as: UTF8.self)
    let start = Self.firstWord(of: text) { $0.source.upperBound > claim.span.lowerBound }
    let end = max(start, Self.firstWord(of: text) { $0.source.lowerBound >= claim.span.upperBound })
    func hash(_ place: Int) -> UInt32 {
      UInt32(truncatingIfNeeded: ShingleHash.hash(Array(text.folded[text.words[place].folded])) | 1)
    }
    surroundings = Surroundings(
      before: (max(0, start - Surroundings.wordCount)..<start).reversed().map(hash),
      behind: (end..<min(text.words.count, end + Surroundings.wordCount)).map(hash),
      beginsSentence: Self.beginsSentence(at: claim.span.lowerBound, of: article.body))
  }

  /// Whether the last byte before `offset` that is no blank ends a sentence or line, or there is none.
  private static func beginsSentence(at offset: Int, of body: [UInt8]) -> Bool {
    let before = body[..<offset].last { $0 != 0x20 && $0 != 0x09 }
    return before.map { [0x0A, 0x0D, 0x21, 0x2E, 0x3F].contains($0) } ?? true
  }

  private static func firstWord(of text: NormalizedText, where belongs: (Word) -> Bool) -> Int {
    var (low, high) = (0, text.words.count)
    while low < high {
      let middle = (low + high) / 2
      if belongs(text.words[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
