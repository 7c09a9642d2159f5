/// The words that stand right before and behind a credit line, as hashes: two articles whose lines stand among the same
/// words have the line in common with the text, not with each other's habits.
public struct Surroundings: Sendable, Equatable {
  /// Words kept on each side.
  public static let wordCount = 8

  /// Hashes of the words before the line, the nearest first; 0 beyond the text's start.
  public var before: SIMD8<UInt32>
  /// Hashes of the words behind it, the nearest first; 0 beyond the text's end.
  public var behind: SIMD8<UInt32>

  /// Whether the line begins a sentence or paragraph; one that does not is a part of the sentence before it.
  public var beginsSentence: Bool

  /// The words around a line; the first `wordCount` of each side are kept.
  public init(before: some Sequence<UInt32> = [], behind: some Sequence<UInt32> = [], beginsSentence: Bool = true) {
    (self.before, self.behind) = (Self.vector(before), Self.vector(behind))
    self.beginsSentence = beginsSentence
  }

  /// Whether the line stands inside the same words: half of those on each side stand on that side of the other one too.
  ///
  /// A line with too few words on a side stands at an edge, where an outlet puts a line of its own. But the end of a
  /// shared sentence that ends the text is no such line.
  func areShared(with other: Surroundings) -> Bool {
    guard Self.areShared(before, other.before) else { return false }
    if Self.areShared(behind, other.behind) { return true }
    let isEnd = min(Self.count(behind), Self.count(other.behind)) * 2 < Self.wordCount
    return isEnd && !beginsSentence && !other.beginsSentence
  }

  private static func count(_ words: SIMD8<UInt32>) -> Int { words.indices.count { words[$0] != 0 } }

  private static func areShared(_ one: SIMD8<UInt32>, _ other: SIMD8<UInt32>) -> Bool {
    var shared = 0
    for place in one.indices where one[place] != 0 {
      if other.indices.contains(where: { other[$0] == one[place] }) { shared += 1 }
    }
    return shared * 2 >= wordCount
  }

  private static func vector(_ words: some Sequence<UInt32>) -> SIMD8<UInt32> {
    var vector = SIMD8<UInt32>()
    for (place, word) in words.prefix(wordCount).enumerated() { vector[place] = word }
    return vector
  }
}
