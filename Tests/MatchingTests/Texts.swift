import Corpus
import Matching
import Normalization

/// A seeded generator, so that a failing property can be repeated.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Words that repeat rarely, as in a story.
func story(_ seed: UInt64, words count: Int) -> [String] {
  var random = SplitMix(state: seed)
  return (0..<count).map { _ in
    let letters = (0..<(3 + random.next() % 6)).map { _ in Character(Unicode.Scalar(UInt8(97 + random.next() % 26))) }
    return String(letters)
  }
}

/// A text with all its words kept.
struct Prepared {
  var body: [UInt8]
  var text: NormalizedText
  var comparable: ComparableText

  init(_ words: [String]) {
    body = Array(words.joined(separator: " ").utf8)
    text = Normalizer().normalize(body)
    comparable = ComparableText(text, kept: text.words.isEmpty ? [] : [0..<text.words.count])
  }
}

/// The match of two texts of different outlets, the first one an hour earlier.
func match(
  _ a: [String], _ b: [String], samePage: Bool = false, sameOutlet: Bool = false, hoursApart: Int = 1
) -> Match? {
  func article(_ number: Int, _ words: [String]) -> VerifiableArticle {
    let time = Int64(1_700_000_000 + number * 3600 * hoursApart)
    let facts = ArticleFacts(
      publisher: samePage || sameOutlet ? 1 : UInt32(number + 1), urlHash: samePage ? 5 : UInt64(number + 1),
      published: PublishedInterval(earliest: time, latest: time, basis: .zoned))
    return VerifiableArticle(id: ArticleID(number), facts: facts, text: Prepared(words).comparable)
  }
  return Verifier(rules: MatchRules()).match(article(0, a), article(1, b), wantsPassages: true)
}
