internal import Clustering
public import Corpus
internal import Matching

extension TracedRun {
  /// `articles` with all that their verdicts, parents and chains name, and all that those of these name in turn.
  public func withNamed(_ articles: Set<ArticleID>) -> Set<ArticleID> {
    var all = articles
    var open = Array(articles)
    while let article = open.popLast() {
      let traced = self.articles[article.index]
      var named = claims[traced.claims].flatMap { [$0.evidence, $0.reason.holding?.article] }.compactMap { $0 }
      if let parent = traced.parent { named.append(parent) }
      if let chain = traced.chain.map({ chains[$0] }) {
        named.append(chain.origin)
        named += (chain.claimed + chain.evidenced).compactMap(\.article)
      }
      for one in named where all.insert(one).inserted { open.append(one) }
    }
    return all
  }

  /// The part of the run that is about `kept`, in canonical order: what else it names is left out with its ties.
  ///
  /// What the reasons of verdicts name must be kept (`withNamed`).
  /// Clusters keep the members that are kept, and go where fewer than two are. Outlets and flows are counted anew;
  /// `registry` knows their domains. O(n log n).
  public func restricted(to kept: [ArticleID], registry: [String: Outlet]) -> TracedRun {
    var places = [ArticleID?](repeating: nil, count: articles.count)
    for (place, article) in kept.enumerated() { places[article.index] = ArticleID(place) }
    func place(_ article: ArticleID?) -> ArticleID? { article.flatMap { places[$0.index] } }
    var run = self
    var clusterPlaces = [Int?](repeating: nil, count: clusters.count)
    run.clusters = []
    run.changes.clusters = []
    for (number, cluster) in clusters.enumerated() {
      var cluster = cluster
      let members = cluster.members.compactMap(place)
      guard members.count > 1 else { continue }
      cluster.members = members
      clusterPlaces[number] = run.clusters.count
      run.clusters.append(cluster)
      run.changes.clusters.append(changes.clusters[number])
    }
    run.changes.isNew = kept.map { changes.isNew[$0.index] }
    run.matches = matches.compactMap { match in
      guard let a = place(match.a), let b = place(match.b) else { return nil }
      var match = match
      (match.a, match.b) = (a, b)
      return match
    }
    (run.articles, run.claims, run.chains, run.changes.verdicts) = ([], [], [], [])
    let before = Dictionary(changes.verdicts.map { ($0.claim, $0.before) }) { first, _ in first }
    for (number, article) in kept.enumerated() {
      var traced = articles[article.index]
      traced.cluster = traced.cluster.flatMap { clusterPlaces[$0] }
      traced.parent = place(traced.parent)
      let firstClaim = run.claims.count
      for position in traced.claims {
        var claim = claims[position]
        claim.article = ArticleID(number)
        claim.evidence = place(claim.evidence)
        claim.reason = claim.reason.moved(place)
        if let verdict = before[position] {
          run.changes.verdicts.append(.init(claim: run.claims.count, before: verdict))
        }
        run.claims.append(claim)
      }
      traced.claims = firstClaim..<run.claims.count
      if let position = traced.chain {
        traced.chain = run.chains.count
        run.chains.append(chains[position].moved(to: ArticleID(number), place))
      }
      run.articles.append(traced)
    }
    let profiler = OutletProfiler(outlets: OutletTable(articles: run.articles, registry: registry))
    run.outlets = profiler.profiles(articles: run.articles, claims: run.claims)
    run.flows = profiler.flows(articles: run.articles)
    return run
  }
}

extension Chain {
  /// The same chain where its articles have other numbers; those that have none are still named by their outlets.
  fileprivate func moved(to article: ArticleID, _ place: (ArticleID?) -> ArticleID?) -> Chain {
    func moved(_ hops: [Hop]) -> [Hop] {
      hops.map { Hop(outlet: $0.outlet, article: place($0.article), verdict: $0.verdict) }
    }
    return Chain(
      article: article, claimed: moved(claimed), evidenced: moved(evidenced), verdict: verdict,
      origin: place(origin) ?? article)
  }
}

extension Reason {
  /// The same reason where articles have other numbers.
  ///
  /// An article that has none is one that the reason's run does not show; the caller keeps those it needs.
  fileprivate func moved(_ place: (ArticleID?) -> ArticleID?) -> Reason {
    func moved(_ holding: Holding) -> Holding? {
      place(holding.article).map { article in
        Holding(article: article, share: holding.share, passageWordCount: holding.passageWordCount)
      }
    }
    guard let holding, let new = moved(holding) else { return self }
    switch self {
    case .namelessHolder(_, let outlet): return .namelessHolder(new, outlet: outlet)
    case .otherOrigin(_, let gap, let outlet, let isCredited, let count):
      return .otherOrigin(new, gap, outlet: outlet, isCreditedThereToo: isCredited, articleCount: count)
    case .circle: return .circle(new)
    case .earlier(_, let gap): return .earlier(new, gap)
    case .orderUnknown(_, let doubt): return .orderUnknown(new, doubt)
    case .later(_, let gap): return .later(new, gap)
    case .onlyReporter, .itself, .unknownName, .statement, .noOutlet, .notInCorpus, .notInWindow, .nothingSimilar,
      .reviewed:
      return self
    }
  }
}
