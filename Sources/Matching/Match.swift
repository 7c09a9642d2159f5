public import Corpus

/// An aligned span: words that two articles share in the same order.
public struct Passage: Hashable, Sendable {
  /// The passage's bytes in the first article's body, half-open.
  public var sourceA: Range<Int>
  /// The passage's bytes in the second article's body, half-open.
  public var sourceB: Range<Int>
  /// Words of the passage.
  public var wordCount: Int

  /// A passage at those places.
  public init(sourceA: Range<Int>, sourceB: Range<Int>, wordCount: Int) {
    (self.sourceA, self.sourceB, self.wordCount) = (sourceA, sourceB, wordCount)
  }
}

/// A candidate that exact verification accepted.
public struct Match: Sendable, Equatable {
  /// What two matching texts are to each other; `a` is the article that comes first in canonical order.
  public enum Kind: String, Sendable, CaseIterable {
    /// The same words.
    case identical
    /// Nearly the same words.
    case nearDuplicate = "near-duplicate"
    /// `b` is a part of `a`.
    case excerpt
    /// `b` holds all of `a` and more.
    case extended
    /// Shared passages, and neither holds the other.
    case partial
    /// The same frame with other numbers, dates or names: never an edge of a cluster.
    case template
    /// The same outlet and URL, a later edit.
    case version
  }

  /// Which of the two was published first, as far as their intervals tell.
  public enum Order: String, Sendable, CaseIterable {
    case aFirst = "a-first"
    case bFirst = "b-first"
    case unknown
  }

  /// What ties two articles into a cluster.
  public struct Tie: Sendable, Equatable {
    /// Jaccard similarity and a quarter of the share of b that a holds: the best parent has the highest.
    public var parentScore: Double
    /// The better of the two containments, in 0…1.
    public var betterContainment: Double

    /// The tie of two texts with those measures, each in 0…1.
    public init(jaccard: Double, containmentOfAInB: Double, containmentOfBInA: Double) {
      parentScore = jaccard + 0.25 * containmentOfBInA
      betterContainment = max(containmentOfAInB, containmentOfBInA)
    }
  }

  /// The article that comes first in canonical order.
  public var a: ArticleID
  /// The other one.
  public var b: ArticleID
  /// What they are to each other.
  public var kind: Kind
  /// Jaccard similarity of the two sets of verification shingles, in 0…1, exact.
  public var jaccard: Double
  /// The share of a's shingles that b holds, in 0…1, exact.
  public var containmentOfAInB: Double
  /// The share of b's shingles that a holds, in 0…1, exact.
  public var containmentOfBInA: Double
  /// Words of b that stand in passages shared with a.
  public var sharedWordCount: Int
  /// Words of the longest shared passage.
  public var longestPassageWordCount: Int
  /// Whether most of the text is the same and one or two numbers are not.
  public var hasChangedNumbers: Bool
  /// Which was published first.
  public var order: Order
  /// How well `a` explains `b` and how much the two share at most, both by the whole stories with their credit lines:
  /// what clusters are built on, so that they do not depend on whether credit lines were read.
  public var tie: Tie
  /// Whether only a lone fingerprint proposed the pair: it is listed, and ties no cluster.
  public var isPassageOnly = false

  /// A match with those fields.
  public init(
    a: ArticleID, b: ArticleID, kind: Kind, jaccard: Double, containmentOfAInB: Double, containmentOfBInA: Double,
    sharedWordCount: Int, longestPassageWordCount: Int, hasChangedNumbers: Bool, order: Order
  ) {
    precondition(a < b, "a match names the earlier article first")
    (self.a, self.b, self.kind, self.jaccard) = (a, b, kind, jaccard)
    (self.containmentOfAInB, self.containmentOfBInA) = (containmentOfAInB, containmentOfBInA)
    (self.sharedWordCount, self.longestPassageWordCount) = (sharedWordCount, longestPassageWordCount)
    (self.hasChangedNumbers, self.order) = (hasChangedNumbers, order)
    tie = Tie(jaccard: jaccard, containmentOfAInB: containmentOfAInB, containmentOfBInA: containmentOfBInA)
  }
}
