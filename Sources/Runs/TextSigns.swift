import Attribution
import Corpus
import Matching
import Normalization
import Tracing

/// What two texts have in common beside their shares: numbers, titles, the longest passage, leftovers of the other one.
public struct TextSigns: Encodable, Sendable, Equatable {
  /// Numbers that both texts have, and those of the one that has fewer.
  public var sharedNumbers, numbers: Int
  /// Words that both titles have, and those of the shorter title.
  public var sharedTitleWords, titleWords: Int
  /// The longest shared passage as the explained article has it; empty without one.
  public var passage: String
  /// Lines of the other article's own, such as its dateline or byline, that stand in the explained one.
  public var leftovers: [String]

  /// Compares an article with another one whose lines are `otherLines`.
  init(_ own: TextLoader.Loaded, _ other: TextLoader.Loaded, otherLines: [String]) {
    let (text, otherText) = (
      ComparableText(own.text, kept: own.uncredited), ComparableText(other.text, kept: other.uncredited)
    )
    let overlap = Overlap(text, otherText)
    let (numbersA, numbersB) = (overlap.numbersA, overlap.numbersB)
    (sharedNumbers, numbers) = (min(numbersA.shared, numbersB.shared), min(numbersA.all, numbersB.all))
    let normalizer = Normalizer()
    func words(_ title: String) -> Set<String> {
      let text = normalizer.normalize(Array(title.utf8))
      return Set(text.words.indices.map(text.foldedWord))
    }
    let (title, otherTitle) = (words(own.article.title), words(other.article.title))
    (sharedTitleWords, titleWords) = (title.intersection(otherTitle).count, min(title.count, otherTitle.count))
    let longest = PassageAligner.passages(text, own.text, otherText, other.text).max { $0.wordCount < $1.wordCount }
    passage = longest.map { String(decoding: own.article.body[$0.sourceA], as: UTF8.self) } ?? ""
    let body = own.article.body
    leftovers = otherLines.filter { !$0.isEmpty && body.firstRange(of: Array($0.utf8)) != nil }
  }
}
