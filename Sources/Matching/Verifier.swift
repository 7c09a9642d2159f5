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

/// What two articles are to each other beside their texts.
struct ArticleRelation {
  /// Whether one outlet published both.
  var isSameOutlet: Bool
  /// Whether it did so under one URL.
  var isSamePage: Bool
  /// Seconds that surely passed from one to the other, 0 where their times overlap.
  var secondsApart: Int64

  init(_ a: ArticleFacts, _ b: ArticleFacts) {
    isSamePage = a.publisher == b.publisher && a.urlHash == b.urlHash && a.urlHash != 0
    isSameOutlet = a.publisher == b.publisher && a.publisher != 0
    secondsApart =
      a.published.isSurelyBefore(b.published)
      ? b.published.earliest - a.published.latest
      : b.published.isSurelyBefore(a.published) ? a.published.earliest - b.published.latest : 0
  }
}

/// One article as verification sees it.
public struct VerifiableArticle: Sendable {
  /// Its number in canonical order.
  public var id: ArticleID
  /// What is known beside its text.
  public var facts: ArticleFacts
  /// Its story, without page furniture.
  public var text: ComparableText
  /// Its story without credit lines either; nil where nobody asked for it, or there are none.
  public var uncreditedText: ComparableText?

  /// An article with its text.
  public init(id: ArticleID, facts: ArticleFacts, text: ComparableText, uncreditedText: ComparableText? = nil) {
    (self.id, self.facts, self.text, self.uncreditedText) = (id, facts, text, uncreditedText)
  }

  /// What is measured: the text without credit lines where that is known.
  var measuredText: ComparableText { uncreditedText ?? text }
}

/// Compares two texts exactly and says what they are to each other.
public struct Verifier: Sendable {
  /// When two texts match.
  public let rules: MatchRules

  /// A verifier with those rules.
  public init(rules: MatchRules) { self.rules = rules }

  /// The match of two articles, whichever comes first in canonical order; nil when their texts do not match.
  ///
  /// Whether they match is decided on the whole stories. Where the texts without credit lines are given, the measures
  /// and the kind are theirs, as far as that leaves a copy a copy: so the same pairs match whether or not anybody read
  /// the credit lines. `wantsPassages` fills in the shared words and the longest passage, which costs an alignment;
  /// without it they are 0. Linear in both texts.
  public func match(_ one: VerifiableArticle, _ other: VerifiableArticle, wantsPassages: Bool) -> Match? {
    let (a, b) = one.id < other.id ? (one, other) : (other, one)
    let whole = TextPair(a.text, b.text)
    guard let decided = judgement(of: whole, a, b) else { return nil }
    let isMeasuredApart = a.uncreditedText != nil || b.uncreditedText != nil
    let pair = isMeasuredApart ? TextPair(a.measuredText, b.measuredText) : whole
    let measured = isMeasuredApart ? judgement(of: pair, a, b) : decided
    let final = measured.flatMap { $0.kind.isCopy == decided.kind.isCopy ? $0 : nil } ?? decided
    let (overlap, kind) = (final.overlap, final.kind)
    let runs = wantsPassages ? pair.runs : []
    var match = Match(
      a: a.id, b: b.id, kind: kind, jaccard: overlap.jaccard, containmentOfAInB: overlap.containmentOfAInB,
      containmentOfBInA: overlap.containmentOfBInA, sharedWordCount: runs.reduce(0) { $0 + $1.wordCount },
      longestPassageWordCount: runs.map(\.wordCount).max() ?? 0,
      hasChangedNumbers: kind.isCopy && rules.hasChangedNumbers(overlap),
      order: a.facts.published.isSurelyBefore(b.facts.published)
        ? .aFirst : b.facts.published.isSurelyBefore(a.facts.published) ? .bFirst : .unknown)
    match.tie = Match.Tie(
      jaccard: decided.overlap.jaccard, containmentOfAInB: decided.overlap.containmentOfAInB,
      containmentOfBInA: decided.overlap.containmentOfBInA)
    return match
  }

  private func judgement(
    of pair: TextPair, _ a: VerifiableArticle, _ b: VerifiableArticle
  ) -> (overlap: Overlap, kind: Match.Kind)? {
    let overlap = Overlap(pair)
    guard overlap.sharedShingleCount > 0 else { return nil }
    let kind = rules.kind(of: overlap, ArticleRelation(a.facts, b.facts)) {
      FormFields(pair)
    } longestPassage: {
      pair.longestPassage
    }
    return kind.map { (overlap, $0) }
  }
}

extension Match.Kind {
  /// Whether one text is a copy of the other or of a part of it, so that the two may be one story.
  public var isCopy: Bool {
    switch self {
    case .identical, .nearDuplicate, .excerpt, .extended, .version: true
    case .partial, .template: false
    }
  }
}
