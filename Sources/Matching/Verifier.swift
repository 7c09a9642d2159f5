public import Corpus

/// What verification needs to know of an article beside its text.
public struct ArticleFacts: Sendable, Equatable {
  /// The number of its outlet, 0 where it is unknown.
  public var publisher: UInt32
  /// XXH3 of its URL, 0 where it has none.
  public var urlHash: UInt64
  /// When it was published.
  public var published: PublishedInterval

  /// Facts of one article.
  public init(publisher: UInt32, urlHash: UInt64, published: PublishedInterval) {
    (self.publisher, self.urlHash, self.published) = (publisher, urlHash, published)
  }
}

/// One article as verification sees it.
public struct VerifiableArticle: Sendable {
  /// Its number in canonical order.
  public var id: ArticleID
  /// What is known beside its text.
  public var facts: ArticleFacts
  /// Its text.
  public var text: ComparableText

  /// An article with its text.
  public init(id: ArticleID, facts: ArticleFacts, text: ComparableText) {
    (self.id, self.facts, self.text) = (id, facts, text)
  }
}

/// Compares two texts exactly and says what they are to each other.
public struct Verifier: Sendable {
  /// When two texts match.
  public let rules: MatchRules

  /// A verifier with those rules.
  public init(rules: MatchRules) { self.rules = rules }

  /// The match of two articles, whichever comes first in canonical order; nil when their texts do not match.
  ///
  /// `wantsPassages` fills in the shared words and the longest passage, which costs an alignment; without it they are 0.
  /// Linear in both texts.
  public func match(_ one: VerifiableArticle, _ other: VerifiableArticle, wantsPassages: Bool) -> Match? {
    let (a, b) = one.id < other.id ? (one, other) : (other, one)
    let overlap = Overlap(a.text, b.text)
    guard overlap.sharedShingleCount > 0 else { return nil }
    var runs: [PassageAligner.Run]?
    func alignedRuns() -> [PassageAligner.Run] {
      let found = runs ?? PassageAligner.runs(a.text, b.text)
      runs = found
      return found
    }
    let isSamePage =
      a.facts.publisher == b.facts.publisher && a.facts.urlHash == b.facts.urlHash && a.facts.urlHash != 0
    let kind = rules.kind(of: overlap, isSamePage: isSamePage) { alignedRuns().map(\.wordCount).max() ?? 0 }
    guard let kind else { return nil }
    let shared = wantsPassages ? alignedRuns() : []
    return Match(
      a: a.id, b: b.id, kind: kind, jaccard: overlap.jaccard, containmentOfAInB: overlap.containmentOfAInB,
      containmentOfBInA: overlap.containmentOfBInA, sharedWordCount: shared.reduce(0) { $0 + $1.wordCount },
      longestPassageWordCount: shared.map(\.wordCount).max() ?? 0,
      hasChangedNumbers: kind != .template && kind != .partial && rules.hasChangedNumbers(overlap),
      order: a.facts.published.isSurelyBefore(b.facts.published)
        ? .aFirst : b.facts.published.isSurelyBefore(a.facts.published) ? .bFirst : .unknown)
  }
}
