public import Attribution
public import Clustering
public import Corpus
public import Matching

/// A claim as it was read, with the article that makes it.
public struct ReadClaim: Sendable, Equatable {
  /// The article that makes the claim.
  public var article: ArticleID
  /// What it says.
  public var claim: Claim
  /// The claim's own words, cut from the article.
  public var verbatim: String
  /// The words around them.
  public var surroundings: Surroundings

  /// A claim of that article; without `surroundings` nothing is known of the words around it.
  public init(article: ArticleID, claim: Claim, verbatim: String, surroundings: Surroundings = Surroundings()) {
    (self.article, self.claim, self.verbatim, self.surroundings) = (article, claim, verbatim, surroundings)
  }
}

/// The time around an article in which its named source must be in the corpus before its silence means anything.
public struct ClaimWindow: Hashable, Sendable {
  /// Seconds before the article; more of them find the named source present more often.
  public var secondsBefore: Int64
  /// Seconds after the article.
  public var secondsAfter: Int64

  /// A window of that many seconds; a week before and two days after unless told (design.md, section 6).
  public init(secondsBefore: Int64 = 7 * 86_400, secondsAfter: Int64 = 2 * 86_400) {
    precondition(secondsBefore >= 0 && secondsAfter >= 0, "a window reaches back and forward, not inside out")
    (self.secondsBefore, self.secondsAfter) = (secondsBefore, secondsAfter)
  }
}

/// All that tracing starts from.
public struct TracingInput: Sendable {
  /// Every article in canonical order, `.alone` so far; `cluster` and `outlet` are set.
  public var articles: [TracedArticle]
  /// Clusters of two or more, their members in canonical order.
  public var clusters: [Cluster]
  /// Verified matches, sorted by (a, b); in a hot cluster only some of its pairs.
  public var matches: [Match]
  /// For each article the earlier member of its cluster that it most resembles, by text alone.
  public var parents: [ArticleID?]
  /// Claims, sorted by article, then by place in the text.
  public var claims: [ReadClaim]
  /// The articles of the corpus to which each article's page points, by link or metadata; empty where none were read.
  public var links: [[ArticleID]]
  /// What is known of outlets, by canonical name.
  public var outlets: [String: Outlet]
  /// The window of a claim.
  public var window: ClaimWindow
  /// When which outlets published, where `articles` are not all there are.
  public var presence: OutletPresence?
  /// What people decided about claims, by position in `claims`; their verdict goes before any other.
  public var decisions: [Int: ReviewDecision] = [:]

  /// The findings of the earlier stages; checks what the algorithms rely on (order, counts) in linear time.
  public init(
    articles: [TracedArticle], clusters: [Cluster], matches: [Match], parents: [ArticleID?], claims: [ReadClaim],
    links: [[ArticleID]] = [], outlets: [String: Outlet], window: ClaimWindow = ClaimWindow()
  ) {
    precondition(parents.count == articles.count, "every article has a parent or none")
    precondition(
      zip(parents.indices, parents).allSatisfy { index, parent in (parent?.index ?? -1) < index },
      "a parent comes before its copy in canonical order")
    precondition(
      zip(claims, claims.dropFirst()).allSatisfy { $0.article <= $1.article }, "claims are sorted by article")
    precondition(links.isEmpty || links.count == articles.count, "every article has links or none")
    precondition((claims.last?.article.index ?? -1) < articles.count, "a claim is some article's")
    (self.articles, self.clusters, self.matches, self.parents) = (articles, clusters, matches, parents)
    (self.claims, self.links, self.outlets, self.window) = (claims, links, outlets, window)
  }
}

/// What tracing found.
public struct TracingOutcome: Sendable, Equatable {
  /// The articles with standing, flags, parent, claims and chain.
  public var articles: [TracedArticle]
  /// Judged claims, in the order in which they were given.
  public var claims: [JudgedClaim]
  /// Chains, by article.
  public var chains: [Chain]
  /// Outlets with articles, by name.
  public var outlets: [OutletProfile]
  /// Who copies whom, by copying outlet, then source.
  public var flows: [OutletFlow]

  /// An outcome with those findings.
  public init(
    articles: [TracedArticle], claims: [JudgedClaim], chains: [Chain], outlets: [OutletProfile], flows: [OutletFlow]
  ) {
    (self.articles, self.claims, self.chains, self.outlets) = (articles, claims, chains, outlets)
    self.flows = flows
  }
}
