public import Attribution
public import Clustering
public import Corpus
public import Matching

/// An article without its text, and where it stands.
public struct TracedArticle: Sendable, Equatable {
  /// The article's own id.
  public var key: String
  /// The canonical name of its outlet; empty when nothing names one.
  public var outlet: String
  /// Where it was published, or empty.
  public var url: String
  /// The headline, or empty.
  public var title: String
  /// When it was published.
  public var published: PublishedInterval
  /// Words of its text, furniture and all.
  public var wordCount: Int
  /// Whether its text breaks off: it ends in "read on", in dots, or in the middle of a sentence.
  public var isCutOff: Bool
  /// Where its text can be read again.
  public var location: RecordLocation
  /// The position of its cluster in `TracedRun.clusters`; nil when it is alone.
  public var cluster: Int?
  /// Where it stands.
  public var standing: Standing
  /// What stands beside the standing, sorted.
  public var flags: [Flag]
  /// The article that its text most probably comes from.
  public var parent: ArticleID?
  /// The share of its text that the parent holds, in 0…1.
  public var parentContainment: Double
  /// The positions of its claims in `TracedRun.claims`.
  public var claims: Range<Int>
  /// The position of its chain in `TracedRun.chains`, if it has one.
  public var chain: Int?

  /// An article that stands alone so far.
  public init(
    key: String, outlet: String, url: String, title: String, published: PublishedInterval, wordCount: Int,
    location: RecordLocation, isCutOff: Bool = false
  ) {
    (self.key, self.outlet, self.url, self.title, self.published) = (key, outlet, url, title, published)
    (self.wordCount, self.location, self.isCutOff) = (wordCount, location, isCutOff)
    (cluster, standing, flags, parent, parentContainment) = (nil, .alone, [], nil, 0)
    (claims, chain) = (0..<0, nil)
  }
}

/// A claim with its verdict and the reasons for it.
public struct JudgedClaim: Sendable, Equatable {
  /// The article that makes the claim.
  public var article: ArticleID
  /// What it says.
  public var claim: Claim
  /// The claim's own words, cut from the article.
  public var verbatim: String
  /// The outcome.
  public var verdict: Verdict
  /// What stands beside the verdict, sorted.
  public var flags: [Flag]
  /// The article that decided, if one did.
  public var evidence: ArticleID?
  /// The share of the claiming article's text that the evidence article holds, in 0…1.
  public var evidenceContainment: Double
  /// Whether the claiming article's page points to the evidence article.
  public var isLinked: Bool
  /// Why: articles, shares and times.
  public var reason: Reason

  /// A judged claim with those fields.
  public init(
    article: ArticleID, claim: Claim, verbatim: String, verdict: Verdict, flags: [Flag] = [],
    evidence: ArticleID? = nil, evidenceContainment: Double = 0, isLinked: Bool = false, reason: Reason
  ) {
    (self.article, self.claim, self.verbatim, self.verdict, self.flags) = (article, claim, verbatim, verdict, flags)
    (self.evidence, self.evidenceContainment) = (evidence, evidenceContainment)
    (self.isLinked, self.reason) = (isLinked, reason)
  }
}

/// How an article's text came to it: as it says itself and as the evidence has it.
public struct Chain: Sendable, Equatable {
  /// One step of a chain.
  public struct Hop: Sendable, Equatable {
    /// The outlet's canonical name, or the name as written where it resolves to none.
    public var outlet: String
    /// The article of that outlet in the corpus, if known.
    public var article: ArticleID?
    /// What became of the claim that leads to it; nil at the start and in evidenced paths.
    public var verdict: Verdict?

    /// A hop to that outlet.
    public init(outlet: String, article: ArticleID?, verdict: Verdict? = nil) {
      (self.outlet, self.article, self.verdict) = (outlet, article, verdict)
    }

    /// Whether the evidence contradicts the claim that leads to it.
    public var isBroken: Bool { verdict?.isContradiction ?? false }
  }

  /// The article whose chain this is.
  public var article: ArticleID
  /// From the article itself back through what is claimed; the root comes last, or the article where a circle closes.
  public var claimed: [Hop]
  /// From the article itself back through best earlier parents; the origin comes last.
  ///
  /// Of a path over 17 hops only the first 17 less one and the origin are kept.
  public var evidenced: [Hop]
  /// The weakest hop's verdict; nil where nothing is claimed.
  public var verdict: Verdict?
  /// The article where the evidenced path ends.
  public var origin: ArticleID

  /// A chain with those fields.
  public init(article: ArticleID, claimed: [Hop], evidenced: [Hop], verdict: Verdict?, origin: ArticleID) {
    (self.article, self.claimed, self.evidenced, self.verdict, self.origin) =
      (article, claimed, evidenced, verdict, origin)
  }
}

/// What one outlet did in a run.
public struct OutletProfile: Sendable, Equatable {
  /// The canonical name.
  public var outlet: String
  /// Its domains, sorted.
  public var domains: [String]
  /// Its articles.
  public var articleCount: Int
  /// Articles that found a cluster.
  public var originalCount: Int
  /// Credited copies.
  public var creditedCopyCount: Int
  /// Uncredited copies.
  public var uncreditedCopyCount: Int
  /// Claims that the evidence contradicts.
  public var disputedClaimCount: Int
  /// Articles of other outlets whose parent is one of its articles.
  public var copiedByOthersCount: Int
  /// The median of minutes from parent to copy over its copies with known times; nil without any.
  public var medianDelayMinutes: Double?

  /// A profile with those fields.
  public init(
    outlet: String, domains: [String], articleCount: Int, originalCount: Int, creditedCopyCount: Int,
    uncreditedCopyCount: Int, disputedClaimCount: Int, copiedByOthersCount: Int, medianDelayMinutes: Double?
  ) {
    (self.outlet, self.domains, self.articleCount, self.originalCount) = (outlet, domains, articleCount, originalCount)
    (self.creditedCopyCount, self.uncreditedCopyCount) = (creditedCopyCount, uncreditedCopyCount)
    (self.disputedClaimCount, self.copiedByOthersCount) = (disputedClaimCount, copiedByOthersCount)
    self.medianDelayMinutes = medianDelayMinutes
  }
}

/// What one outlet took from another.
public struct OutletFlow: Sendable, Equatable {
  /// The outlet whose articles are copies.
  public var outlet: String
  /// The outlet that their parents are from.
  public var source: String
  /// Articles of `outlet` whose parent is an article of `source`.
  public var copyCount: Int
  /// Of them, credited, uncredited and disputed copies.
  public var creditedCount, uncreditedCount, disputedCount: Int
  /// The median of minutes from parent to copy over those with known times; nil without any.
  public var medianDelayMinutes: Double?

  /// A flow with those fields.
  public init(
    outlet: String, source: String, copyCount: Int, creditedCount: Int, uncreditedCount: Int, disputedCount: Int,
    medianDelayMinutes: Double?
  ) {
    (self.outlet, self.source, self.copyCount) = (outlet, source, copyCount)
    (self.creditedCount, self.uncreditedCount) = (creditedCount, uncreditedCount)
    (self.disputedCount, self.medianDelayMinutes) = (disputedCount, medianDelayMinutes)
  }
}

/// All that a run found out, in canonical order: what tables and pages are written from.
public struct TracedRun: Sendable {
  /// Every article, by `ArticleID`.
  public var articles: [TracedArticle]
  /// Clusters of two or more, by founding article.
  public var clusters: [Cluster]
  /// Verified matches, by (a, b).
  public var matches: [Match]
  /// Judged claims, by article, then by place in the text.
  public var claims: [JudgedClaim]
  /// Chains, by article.
  public var chains: [Chain]
  /// Outlets with articles, by name.
  public var outlets: [OutletProfile]
  /// Who copies whom, by copying outlet, then source.
  public var flows: [OutletFlow]
  /// What was learned to be page furniture, by outlet, most texts first.
  public var furniture: [FurnitureLine]
  /// Records not used, sorted.
  public var rejections: [Rejection]
  /// What is new beside earlier nights; all of it without an index.
  public var changes: NightChanges
  /// What people decided about these articles, clusters and claims, by time.
  public var decisions: [ReviewDecision]

  /// A run with those findings; without `changes` all of it is new.
  public init(
    articles: [TracedArticle], clusters: [Cluster], matches: [Match], claims: [JudgedClaim], chains: [Chain],
    outlets: [OutletProfile], flows: [OutletFlow] = [], furniture: [FurnitureLine] = [], rejections: [Rejection],
    changes: NightChanges? = nil, decisions: [ReviewDecision] = []
  ) {
    (self.articles, self.clusters, self.matches, self.claims) = (articles, clusters, matches, claims)
    (self.chains, self.outlets, self.rejections) = (chains, outlets, rejections)
    (self.flows, self.furniture, self.decisions) = (flows, furniture, decisions)
    self.changes = changes ?? .allNew(articleCount: articles.count, clusterCount: clusters.count)
  }
}
