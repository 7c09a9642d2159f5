internal import Attribution
public import Corpus
public import Matching

/// All that decided where one article stands and what became of its claims: the facts, and the rules in order.
public struct Explanation: Sendable {
  /// Whether a rule decided, was tried in vain, or was not reached because one before it decided.
  public enum State: String, Sendable {
    case decided
    case failed
    case notReached = "not-reached"
  }

  /// One article that was weighed against the one explained.
  public struct Candidate: Sendable, Equatable {
    /// The other article.
    public var article: ArticleID
    /// What the match is.
    public var kind: Match.Kind
    /// The share of the explained article's text that the other one holds, in 0…1.
    public var share: Double
    /// The share of the other article's text that the explained one holds, in 0…1.
    public var otherShare: Double
    /// Words of the longest shared passage.
    public var passageWordCount: Int
    /// How much that is.
    public var level: TextLevel
    /// Which of the two was published first.
    public var order: Order
    /// Whether the explained article's page points to the other one.
    public var isLinked: Bool
    /// Whether it is the one that decided.
    public var isEvidence: Bool
  }

  /// When the other article was published, seen from the explained one.
  public enum Order: Sendable, Equatable {
    case earlier(Reason.Gap)
    case later(Reason.Gap)
    case unknown(Reason.Doubt)
  }

  /// One claim's way to its verdict.
  public struct ClaimPath: Sendable {
    /// The position of the claim in the outcome's claims.
    public var claim: Int
    /// Articles of the named source that share words, the weightiest first.
    public var candidates: [Candidate]
    /// The other outlet's earlier article that holds the text, and the nameless one, if there are any.
    public var rivals: [Candidate]
    /// Articles of the named source in the corpus, and those of them surely in the window.
    public var sourceArticleCount: Int
    /// Of them, those that were surely published in the window.
    public var windowArticleCount: Int
    /// The verdicts in the order in which they are tried.
    public var rules: [(verdict: Verdict, state: State)]
  }

  /// The article that is explained.
  public var article: ArticleID
  /// The standings in the order in which they are tried.
  public var steps: [(step: StandingStep, state: State)]
  /// The tie to the parent, if there is one.
  public var parent: Candidate?
  /// The claims, by place in the text.
  public var claims: [ClaimPath]
}

extension Explanation {
  /// The share of an article's text that makes "the text".
  public static let wholeShare = TracingRules.wholeShare
  /// The share that makes "a substantial part".
  public static let partShare = TracingRules.partShare
  /// Words of a passage that makes a substantial part by itself.
  public static let partPassageWordCount = TracingRules.partPassageWordCount
}

extension Tracer {
  /// Why `article` stands where it stands and why its claims have their verdicts; `outcome` is what `trace` gave.
  ///
  /// Throws only what the comparison throws.
  public func explain(_ article: ArticleID, in outcome: TracingOutcome) throws -> Explanation {
    let traced = outcome.articles[article.index]
    let step = try standingRule().step(of: article)
    let parent = try traced.parent.flatMap { try finder.tie(of: article, to: $0) }
    return Explanation(
      article: article,
      steps: Self.states(StandingStep.allCases, decided: StandingStep.allCases.firstIndex(of: step)).map { ($0, $1) },
      parent: parent.map { candidate($0, of: article, isEvidence: true) },
      claims: try traced.claims.map { try path(of: $0, outcome.claims[$0]) })
  }

  private static func states<Rule>(_ rules: [Rule], decided: Int?) -> [(Rule, Explanation.State)] {
    rules.enumerated().map { place, rule in
      (rule, place == decided ? .decided : place < decided ?? rules.count ? .failed : .notReached)
    }
  }

  private func path(of claim: Int, _ judged: JudgedClaim) throws -> Explanation.ClaimPath {
    let (article, name) = (judged.article, judged.claim.source?.outlet)
    var path = Explanation.ClaimPath(
      claim: claim, candidates: [], rivals: [], sourceArticleCount: 0, windowArticleCount: 0,
      rules: Self.states(Verdict.allCases, decided: Verdict.allCases.firstIndex(of: judged.verdict)).map { ($0, $1) })
    guard let name, let outlet = finder.outlets.number(of: name), name != finder.input.articles[article.index].outlet
    else { return path }
    var ties: [Tie] = []
    try finder.weigh(article, outlet: outlet) { tie in
      ties.append(tie)
      return false
    }
    let weighed = ties.map { ($0, finder.evidence($0, of: article)) }.sorted { one, other in
      guard let left = one.1, let right = other.1 else { return one.1 != nil && other.1 == nil }
      return left.outweighs(right)
    }
    path.candidates = weighed.map { candidate($0.0, of: article, isEvidence: $0.0.other == judged.evidence) }
    let rivals = finder.rivals(of: article, named: outlet)
    path.rivals = [rivals.known, rivals.unknown].compactMap { $0 }.map {
      candidate($0, of: article, isEvidence: $0.other == judged.evidence)
    }
    path.sourceArticleCount = finder.outlets.articleCounts[Int(outlet)]
    path.windowArticleCount = finder.outlets.articlesSurelyInWindow(
      of: outlet, around: finder.time(of: article), window: finder.input.window)
    return path
  }

  private func candidate(_ tie: Tie, of article: ArticleID, isEvidence: Bool) -> Explanation.Candidate {
    let (own, other) = (finder.time(of: article), finder.firstTime(of: tie.other))
    let order: Explanation.Order =
      if other.isSurelyBefore(own) {
        .earlier(.init(from: other, to: own))
      } else if own.isSurelyBefore(other) {
        .later(.init(from: own, to: other))
      } else {
        .unknown(.init(own, other))
      }
    return Explanation.Candidate(
      article: tie.other, kind: tie.kind, share: tie.share, otherShare: tie.otherShare,
      passageWordCount: tie.passageWordCount, level: tie.level, order: order,
      isLinked: finder.isLinked(article, to: tie.other), isEvidence: isEvidence)
  }
}
