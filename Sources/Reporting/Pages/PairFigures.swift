public import Matching

/// What two texts have in common, the first and the second as a page shows them.
public struct PairFigures: Sendable, Equatable {
  /// What they are to each other.
  public var kind: Match.Kind
  /// Jaccard similarity, in 0…1.
  public var jaccard: Double
  /// The share of the first text that the second holds, in 0…1.
  public var containmentOfFirst: Double
  /// The share of the second text that the first holds, in 0…1.
  public var containmentOfSecond: Double
  /// Words of the longest shared passage.
  public var longestPassageWordCount: Int
  /// Whether most of the text is the same and one or two numbers are not.
  public var hasChangedNumbers: Bool

  /// The figures of a verified match.
  ///
  /// - Parameter firstIsA: whether the first text of the page is the match's article a.
  public init(_ match: Match, firstIsA: Bool) {
    (kind, jaccard) = (match.kind, match.jaccard)
    containmentOfFirst = firstIsA ? match.containmentOfAInB : match.containmentOfBInA
    containmentOfSecond = firstIsA ? match.containmentOfBInA : match.containmentOfAInB
    (longestPassageWordCount, hasChangedNumbers) = (match.longestPassageWordCount, match.hasChangedNumbers)
  }
}
