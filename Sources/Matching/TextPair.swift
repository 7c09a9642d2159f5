/// Two texts that are compared, with what several measures of them need: found once, when it is first asked for.
final class TextPair {
  let a: ComparableText
  let b: ComparableText
  /// The shingles that both hold.
  private(set) lazy var shared = SharedShingles(a, b)
  /// The passages that both hold, in order of the second text.
  private(set) lazy var runs = PassageAligner.runs(a, b, shared)

  init(_ a: ComparableText, _ b: ComparableText) { (self.a, self.b) = (a, b) }

  /// Words of the longest shared passage.
  var longestPassage: Int { runs.reduce(0) { max($0, $1.wordCount) } }
}
