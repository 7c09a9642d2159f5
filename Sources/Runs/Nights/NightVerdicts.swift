import Attribution
import Clustering
import Corpus
import IndexStore
import Matching
import Tracing

/// Judges what a night touched, stores what became of it, and makes the report's view of it.
struct NightVerdicts {
  let index: Index
  let tracer: IndexedTracer

  /// Traces `judged` and stores standings and verdicts; gives the old verdicts of claims that have another one now.
  func judge(_ judged: Set<UInt32>, run: Int) throws -> IndexedTracer.Outcome {
    let outcome = try tracer.trace(judged)
    let traced = outcome.run
    var changes: [(article: UInt32, number: Int, before: Verdict)] = []
    let before = try index.verdicts(of: judged.sorted())
    var verdicts: [IndexedVerdict] = []
    for (place, number) in outcome.numbers.enumerated() where outcome.isJudged[place] {
      let article = traced.articles[place]
      let parent = article.parent.map { outcome.numbers[$0.index] }
      let now = (article.standing, article.flags, parent, article.parentContainment)
      let isAsBefore = outcome.known[number].map { ($0.standing, $0.flags, $0.parent, $0.parentContainment) == now }
      if isAsBefore != true {
        try index.setStanding(
          of: number, article.standing, flags: article.flags, parent: parent,
          parentContainment: article.parentContainment)
      }
      let known = before[number] ?? []
      for (order, position) in article.claims.enumerated() {
        let claim = traced.claims[position]
        let source = claim.claim.source?.text ?? ""
        let verdict = IndexedVerdict(
          article: number, number: order, sourceName: SourceNames.mayBeName(source) ? SourceNames.key(source) : "",
          sourceOutlet: claim.claim.source?.outlet ?? "", verdict: claim.verdict, flags: claim.flags,
          evidence: claim.evidence.map { outcome.numbers[$0.index] })
        let old = order < known.count ? known[order] : nil
        if let old, old.verdict != verdict.verdict { changes.append((number, order, old.verdict)) }
        if old != verdict { verdicts.append(verdict) }
      }
    }
    try index.store(verdicts.sorted { ($0.article, $0.number) < ($1.article, $1.number) })
    try index.addVerdictChanges(changes, run: run)
    return outcome
  }
}

/// A part of an index as a report shows it.
struct IndexedView {
  var run: TracedRun
  /// Reads texts by the view's ids.
  var loader: TextLoader
}

extension IndexedTracer {
  /// The view of the articles that `isNew` says are the news, with the clusters they stand in, the claims of `changed`
  /// verdicts, and what all of these rest on.
  ///
  /// - Parameter outcome: a trace that judged all of these.
  func view(
    of outcome: Outcome, isNew: (UInt32) -> Bool, changes: [(article: UInt32, number: Int, before: Verdict)],
    clusterChanges: [String: String], aliases: [(id: String, cluster: String)], furniture: [IndexedLine],
    rejections: [Rejection]
  ) throws -> IndexedView {
    var run = outcome.run
    var places: [UInt32: ArticleID] = [:]
    for (place, number) in outcome.numbers.enumerated() { places[number] = ArticleID(place) }
    var shown: Set<ArticleID> = []
    for (place, number) in outcome.numbers.enumerated() where isNew(number) {
      shown.insert(ArticleID(place))
      if let cluster = run.articles[place].cluster { shown.formUnion(run.clusters[cluster].members) }
    }
    for cluster in run.clusters where clusterChanges[cluster.id] != nil { shown.formUnion(cluster.members) }
    for change in changes { if let place = places[change.article] { shown.insert(place) } }
    shown = run.withNamed(shown)
    // Articles at the edge were traced without all that they rest on; they stand where they stood.
    for article in shown where !outcome.isJudged[article.index] {
      guard let known = outcome.known[outcome.numbers[article.index]] else { continue }
      (run.articles[article.index].standing, run.articles[article.index].flags) = (known.standing, known.flags)
      let verdicts = try night.index.verdicts(of: outcome.numbers[article.index])
      for (position, verdict) in zip(run.articles[article.index].claims, verdicts) {
        (run.claims[position].verdict, run.claims[position].flags) = (verdict.verdict, verdict.flags)
      }
    }
    run.changes = NightChanges(
      clusters: run.clusters.map { NightChanges.ClusterChange(rawValue: clusterChanges[$0.id] ?? "") ?? .unchanged },
      isNew: outcome.numbers.map(isNew),
      verdicts: changes.compactMap { change in
        guard let place = places[change.article] else { return nil }
        let claims = run.articles[place.index].claims
        guard change.number < claims.count else { return nil }
        return NightChanges.VerdictChange(claim: claims.lowerBound + change.number, before: change.before)
      }, aliases: aliases.map { NightChanges.Alias(id: $0.id, cluster: $0.cluster) })
    let registry = Dictionary(plan.registry.outlets.map { ($0.name, $0) }) { first, _ in first }
    let kept = shown.sorted()
    var restricted = run.restricted(to: kept, registry: registry)
    let outlets = Set(restricted.articles.map(\.outlet))
    restricted.furniture = try lines(furniture, of: outlets)
    restricted.rejections = rejections
    restricted.decisions = try decisions(about: restricted)
    return IndexedView(run: restricted, loader: outcome.loader.part(kept))
  }

  /// The learned lines of those outlets as `FurnitureFinder` orders them.
  func lines(_ lines: [IndexedLine], of outlets: Set<String>) throws -> [FurnitureLine] {
    try lines.compactMap { line in
      let outlet = night.outletNames[Int(line.publisher)]
      guard outlets.contains(outlet) else { return nil }
      let isThere = Int(line.example) < night.columns.count && night.columns.isPresent[Int(line.example)]
      return FurnitureLine(
        outlet: outlet, articleCount: line.articleCount,
        exampleKey: isThere ? try night.index.article(line.example).key : "",
        line: line.line)
    }.sorted(by: FurnitureFinder.isBefore)
  }

  /// What people decided about the articles, clusters and claims of `run`.
  private func decisions(about run: TracedRun) throws -> [ReviewDecision] {
    let keys = Set(run.articles.map(\.key))
    let clusters = Set(run.clusters.map(\.id))
    return try night.index.decisions().map(\.decision).filter { decision in
      keys.contains(decision.articleA) || keys.contains(decision.articleB) || clusters.contains(decision.cluster)
        || (decision.claim.lastIndex(of: "#").map { keys.contains(String(decision.claim[..<$0])) } ?? false)
    }
  }
}

extension TextLoader {
  /// The texts of `kept` alone, by their places in it.
  func part(_ kept: [ArticleID]) -> TextLoader { moved(to: PartTexts(whole: source, articles: kept)) }
}
