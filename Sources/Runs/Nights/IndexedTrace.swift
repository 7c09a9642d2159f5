import Attribution
import Clustering
import Corpus
import IndexStore
import Matching
import Sketching
import Tracing

/// The texts of an index by place in its canonical order.
struct IndexTexts: TextSource {
  let night: NightCorpus

  func text(of article: ArticleID) throws -> (article: Article, claims: [Claim]) {
    let (text, claims) = try night.index.text(of: night.number(article), id: article)
    return (text, claims.map(\.claim))
  }

  func facts(of article: ArticleID, read: Article?) throws -> ArticleFacts {
    let number = night.number(article)
    return ArticleFacts(
      publisher: night.columns.publishers[Int(number)], urlHash: try night.urlHash(of: number, read: read),
      published: night.columns.published[Int(number)])
  }

  func form(of article: ArticleID) -> ComparisonForm? { nil }
}

extension NightCorpus {
  /// XXH3 of an article's URL, 0 without one; it need not be looked up where the article was read.
  func urlHash(of number: UInt32, read: Article?) throws -> UInt64 {
    guard let read else { return try index.urlHash(of: number) }
    return read.url.isEmpty ? 0 : ShingleHash.hash(read.url)
  }
}

/// Traces a part of an index with as much around it as its verdicts rest on.
struct IndexedTracer {
  let night: NightCorpus
  let plan: RunPlan
  let loader: TextLoader
  /// The members of each cluster in canonical order.
  private let members: NightMembers
  private let presence: OutletPresence
  private let decisions: [UInt32: [(claim: Int, decision: ReviewDecision)]]

  /// Traces over the clusters of `night`'s columns; `loader` reads texts by place.
  init(night: NightCorpus, plan: RunPlan, loader: TextLoader) throws {
    (self.night, self.plan, self.loader) = (night, plan, loader)
    members = NightMembers(night.columns, order: night.order)
    var times = [[PublishedInterval]](repeating: [], count: night.outletNames.count)
    for number in night.order {
      times[Int(night.columns.publishers[Int(number)])].append(night.columns.published[Int(number)])
    }
    presence = OutletPresence(outlets: zip(night.outletNames, times).map { ($0, $1) })
    let made = Dictionary(try night.index.decisions().map { ($0.id, $0.decision) }) { first, _ in first }
    var decisions: [UInt32: [(claim: Int, decision: ReviewDecision)]] = [:]
    for rule in try night.index.verdictRules() {
      if let decision = made[rule.decision] { decisions[rule.article, default: []].append((rule.number, decision)) }
    }
    self.decisions = decisions
  }

  /// The members of the cluster that an article is in, in canonical order; itself alone without one.
  func clusterMates(of number: UInt32) -> [UInt32] { members.members(of: night.columns.roots[Int(number)]) }

  /// What tracing found of a part of the index.
  struct Outcome {
    /// The numbers by `ArticleID` of the run, in canonical order.
    var numbers: [UInt32]
    /// Whether all that an article's verdicts rest on was there.
    var isJudged: [Bool]
    /// What the index knew of each, by number.
    var known: [UInt32: IndexedArticle]
    var run: TracedRun
    var outcome: TracingOutcome
    var tracer: Tracer
    /// Reads texts by the run's ids.
    var loader: TextLoader
  }

  /// Traces the articles of `judged` numbers.
  func trace(_ judged: Set<UInt32>) throws -> Outcome {
    let scope = try TraceScope(judged, night: night, members: members)
    let numbers = scope.all.sorted { night.places[Int($0)] < night.places[Int($1)] }
    var places: [UInt32: ArticleID] = [:]
    for (place, number) in numbers.enumerated() { places[number] = ArticleID(place) }
    let known = try night.index.articles(scope.all.sorted())
    let (input, clusterCount) = try input(numbers, places, known, scope)
    let local = loader.moved(to: PartTexts(whole: loader.source, articles: numbers.map { night.article($0) }))
    let verifier = Verifier(rules: plan.rules)
    let cache = SharedTextCache(loader: local)
    let tracer = Tracer(input: input, workers: plan.workers) { a, b in
      verifier.match(try cache.text(of: a), try cache.text(of: b), wantsPassages: true)
    }
    var outcome = try tracer.trace()
    for place in outcome.articles.indices where outcome.articles[place].cluster ?? 0 >= clusterCount {
      outcome.articles[place].cluster = nil
    }
    let run = TracedRun(
      articles: outcome.articles, clusters: Array(input.clusters.prefix(clusterCount)), matches: input.matches,
      claims: outcome.claims, chains: outcome.chains, outlets: outcome.outlets, flows: outcome.flows, rejections: [])
    return Outcome(
      numbers: numbers, isJudged: numbers.map(judged.contains), known: known, run: run, outcome: outcome,
      tracer: tracer, loader: local)
  }

  /// What tracing starts from, with the number of clusters that are there as a whole; they come first.
  private func input(
    _ numbers: [UInt32], _ places: [UInt32: ArticleID], _ known: [UInt32: IndexedArticle], _ scope: TraceScope
  ) throws -> (TracingInput, clusterCount: Int) {
    let location = RecordLocation(input: 0, byteCount: 0, offset: 0)
    var articles = try numbers.map { number in
      guard let known = known[number] else { throw night.index.missing(article: number) }
      return TracedArticle(
        key: known.key, outlet: night.outlet(number), url: known.url, title: known.title,
        published: night.columns.published[Int(number)], wordCount: known.wordCount, location: location,
        isCutOff: known.isCutOff)
    }
    let matches = scope.matches.compactMap { match -> Match? in
      guard let a = places[match.a], let b = places[match.b] else { return nil }
      return match.match(a: a, b: b, night.columns)
    }.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
    let roots = Set(scope.inner.map { night.columns.roots[Int($0)] }).filter { members.members(of: $0).count > 1 }
      .sorted { night.places[Int($0)] < night.places[Int($1)] }
    var clusters: [Cluster] = []
    for root in roots {
      let members = members.members(of: root).compactMap { places[$0] }
      for member in members { articles[member.index].cluster = clusters.count }
      clusters.append(
        Cluster(id: try night.index.cluster(foundedBy: root)?.id ?? "", members: members, cohesion: 0))
    }
    for place in clusters.indices { clusters[place].cohesion = Self.cohesion(of: clusters[place], matches) }
    let clusterCount = clusters.count
    for root in scope.founders.sorted() {
      guard let founding = places[root], articles[founding.index].cluster == nil else { continue }
      let members = members.members(of: root).compactMap { places[$0] }
      guard members.count > 1 else { continue }
      for member in members { articles[member.index].cluster = clusters.count }
      clusters.append(Cluster(id: "", members: members, cohesion: 0))
    }
    var claims: [Tracing.ReadClaim] = []
    var forced: [Int: ReviewDecision] = [:]
    for (place, number) in numbers.enumerated() {
      for (claim, decision) in decisions[number] ?? [] { forced[claims.count + claim] = decision }
      for var claim in scope.claims[number] ?? [] {
        claim.article = ArticleID(place)
        claims.append(claim)
      }
    }
    let hasLinks = try night.index.hasPageTargets()
    let links =
      hasLinks
      ? try numbers.map { number in
        scope.inner.contains(number)
          ? try night.index.linkedArticles(from: number).compactMap { $0 == number ? nil : places[$0] }.sorted() : []
      } : []
    var input = TracingInput(
      articles: articles, clusters: clusters, matches: matches,
      parents: numbers.map { number in
        let parent = night.columns.parents[Int(number)]
        return parent == ArticleColumns.none ? nil : places[parent]
      }, claims: claims, links: links,
      outlets: Dictionary(plan.registry.outlets.map { ($0.name, $0) }) { first, _ in first },
      window: ClaimWindow(
        secondsBefore: Int64(plan.windowDaysBefore) * 86_400, secondsAfter: Int64(plan.windowDaysAfter) * 86_400))
    (input.presence, input.decisions) = (presence, forced)
    return (input, clusterCount)
  }

  /// The mean of the better containment against the founding article over the members compared with it.
  private static func cohesion(of cluster: Cluster, _ matches: [Match]) -> Double {
    let members = Set(cluster.members)
    var low = 0
    var high = matches.count
    while low < high {
      let middle = (low + high) / 2
      if matches[middle].a < cluster.founding { low = middle + 1 } else { high = middle }
    }
    // By place, as a batch adds them up: the last digits of a sum depend on the order.
    let ties = matches[low...].prefix { $0.a == cluster.founding }.filter { $0.isEdge && members.contains($0.b) }
    return ties.isEmpty ? 0 : ties.reduce(0) { $0 + $1.tie.betterContainment } / Double(ties.count)
  }
}

/// A part of the texts, by the part's own places.
struct PartTexts: TextSource {
  let whole: any TextSource
  let articles: [ArticleID]

  func text(of article: ArticleID) throws -> (article: Article, claims: [Claim]) {
    try whole.text(of: articles[article.index])
  }

  func facts(of article: ArticleID, read: Article?) throws -> ArticleFacts {
    try whole.facts(of: articles[article.index], read: read)
  }

  func form(of article: ArticleID) throws -> ComparisonForm? { try whole.form(of: articles[article.index]) }
}
