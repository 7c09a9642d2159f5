import Attribution
import Clustering
import Corpus
import IndexStore
import Matching
import Normalization
import Sketching
import Tracing

/// What a night brought into the index.
struct NightResult {
  var run: IndexedRun
  /// The index with tonight's articles and clusters.
  var night: NightCorpus
  var loader: TextLoader
  /// Articles whose verdicts may differ from before, tonight's among them.
  var judged: Set<UInt32> = []
  /// Articles that were compared, those of the index among them that tonight's brought something new.
  var comparedCount = 0
  var candidateCount = 0
  var matchCount = 0
  var suppressedPostingCount = 0
  var recurringLineCount = 0
  /// Decisions that clusters could not follow, because others stand against them.
  var conflicts: [LinkRule] = []
}

/// A night's articles and where their texts are read again.
struct NightSource {
  var corpus: SketchedCorpus
  /// Reads an article by its place in `corpus`, on any thread.
  var article: @Sendable (Int) throws -> Article

  /// Nothing new: a night for what people decided.
  static var empty: NightSource {
    NightSource(corpus: SketchedCorpus(keepsMetadata: true)) { _ in preconditionFailure("nothing came this night") }
  }

  init(corpus: SketchedCorpus, article: @escaping @Sendable (Int) throws -> Article) {
    (self.corpus, self.article) = (corpus, article)
  }

  /// The articles of inputs.
  init(_ sketched: SketchStage.Output) {
    let (store, locations) = (sketched.store, sketched.corpus.locations)
    self.init(corpus: sketched.corpus) { try store.article(at: locations[$0]) }
  }
}

/// Brings a night's articles into an index: all in one transaction, which the caller commits.
struct NightEngine {
  let index: Index
  let plan: RunPlan
  let progress: Progress

  /// Matches and clusters tonight's articles, those of `tonight` at `arrivals`, with all that the index has.
  ///
  /// `decided` are numbers of articles about which people decided something since the last night. Nothing is written of
  /// verdicts yet: `judge` does that.
  func bring(
    _ tonight: NightSource, _ arrivals: NightArrivals, run: IndexedRun, decided: Set<UInt32> = []
  ) async throws -> NightResult {
    progress.beginStage("propose")
    // What the index holds is read while tonight's postings are sorted.
    async let new = NightPostings(tonight.corpus, arrivals: arrivals.places, firstNumber: try index.nextNumber())
    var night = try NightCorpus(index: index, corpus: tonight.corpus, arrivals: arrivals.places)
    night.new = try await new
    let sketches = SketchCache(night)
    let texts = NightTexts(
      night: night, tonight: tonight.corpus, read: tonight.article, arrivals: arrivals.places)
    let stories = try await NightStories(&night, sketches: sketches, workers: plan.workers)
    let judge = RepeatJudge(
      limits: RepeatLimits(least: plan.repeatLimit), publishers: night.columns.publishers, sketches: sketches)
    let furniture = try await NightFurniture(night, stories: stories, judge: judge, plan: plan) { number in
      try texts.text(of: night.article(number)).article
    }
    let retold = try await furniture.retold(night, texts: texts, plan: plan)
    let proposed = try await NightCandidates(
      night, stories: stories, retold: retold, judge: judge, sketches: sketches, plan: plan)
    progress.finishStage()

    progress.beginStage("compare")
    let loader = TextLoader(
      source: texts, furniture: plan.furniture, recurring: furniture.recurring(night, scheme: plan.scheme))
    let articles = proposed.articles
    let matched = try await MatchStage(plan: plan, loader: loader, progress: progress, wantsPassages: true)
      .run(articleCount: articles.count) { place, _ in
        articles[place]
      } known: { [night, stored = proposed.stored] article in
        stored.known(of: article, night, retold: retold)
      }

    progress.beginStage("cluster")
    let rules = try index.linkRules()
    let compared = articles.map(\.article)
    var clusters = NightClusters(night, matches: matched.matches, compared: compared, rules: rules)
    var cache = TextCache(loader: loader)
    let verifier = Verifier(rules: plan.rules)
    try clusters.update(Array(Set(compared).union(decided.map { night.article($0) })).sorted()) { a, b in
      verifier.match(try cache.text(of: a), try cache.text(of: b), wantsPassages: false)
    }
    progress.finishStage()

    progress.beginStage("store")
    try await store(tonight, arrivals, run: run, night: night)
    for kind in PostingKind.allCases { try index.add(night.new.postings[kind, default: []], to: kind) }
    try index.store(furniture.changed, forgotten: furniture.forgotten)
    let changed = try storeMatches(matched, before: proposed.stored, night: night)
    night.columns = clusters.stored(in: night.columns)
    try storeLineage(clusters, night: night, run: run.id)
    try index.store(night.columns, before: night.columnsBefore)
    try index.store(order: night.order, before: night.orderBefore)
    progress.finishStage()
    var result = NightResult(
      run: run, night: night, loader: loader.moved(to: IndexTexts(night: night)),
      comparedCount: articles.count, candidateCount: matched.candidateCount,
      matchCount: matched.matches.count, suppressedPostingCount: proposed.suppressedPostingCount,
      recurringLineCount: furniture.lines.count, conflicts: clusters.conflicts)
    result.judged = try JudgementScope(night: night, plan: plan)
      .articles(changed: changed, clusters: clusters, decided: decided)
    return result
  }

  /// Packs tonight's texts on all cores and stores them.
  private func store(
    _ tonight: NightSource, _ arrivals: NightArrivals, run: IndexedRun, night: NightCorpus
  ) async throws {
    let (corpus, read) = (tonight.corpus, tonight.article)
    var next = 0
    try index.addOutlets(night.newOutlets)
    try await orderedPipeline(width: plan.pipelineWidth) { () -> Range<Int>? in
      guard next < arrivals.places.count else { return nil }
      defer { next = min(arrivals.places.count, next + 256) }
      return next..<min(arrivals.places.count, next + 256)
    } transform: { range in
      try range.map { offset in
        let place = arrivals.places[offset]
        var article = try read(place)
        article.key = arrivals.keys[offset]
        let claims = corpus.claims[place].map { one in
          Tracing.ReadClaim(
            article: ArticleID(0), claim: one.claim, verbatim: one.verbatim, surroundings: one.surroundings)
        }
        return NewIndexArticle(
          number: night.firstNew + UInt32(offset),
          article: IndexedArticle(
            key: article.key, digest: corpus.digests[place], url: corpus.urls[place], title: corpus.titles[place],
            wordCount: Int(corpus.wordCounts[place]), isCutOff: corpus.isCutOff[place],
            address: corpus.addresses[place], urlHash: corpus.urlHashes[place], run: run.id),
          keyHash: arrivals.keyHashes[offset], text: PackedText(article, claims: claims),
          sketch: night.new.sketches[offset], pageTargets: corpus.pageTargets[place])
      }
    } consume: { articles in
      try index.add(articles)
      progress.update(
        done: next, unit: "articles stored", fraction: Double(next) / Double(max(1, arrivals.places.count)))
    }
  }

  /// Stores what tonight's comparisons found where it is not what older ones found; gives the matches that came, went or
  /// changed, those that changed as they were and as they are.
  private func storeMatches(
    _ matched: MatchStage.Output, before: StoredComparisons, night: NightCorpus
  ) throws -> [IndexedMatch] {
    func pair(_ a: UInt32, _ b: UInt32) -> UInt64 { UInt64(b) << 32 | UInt64(a) }
    var (gone, gaveUp): ([UInt64: IndexedMatch], Set<Discard>) = ([:], [])
    for match in before.matches.values.joined() { gone[pair(match.a, match.b)] = match }
    for discard in before.discards.values.joined() { gaveUp.insert(discard) }
    var (matches, discards, replaced): ([IndexedMatch], [Discard], [IndexedMatch]) = ([], [], [])
    for match in matched.matches {
      let new = IndexedMatch(a: night.number(match.a), b: night.number(match.b), match: match)
      let old = gone.removeValue(forKey: pair(new.a, new.b))
      guard old?.match(in: night) != match else { continue }
      matches.append(new)
      if let old { replaced.append(old) }
    }
    for one in matched.discards {
      let new = Discard(a: night.number(one.a), b: night.number(one.b), isPassageOnly: one.isPassageOnly)
      if gaveUp.remove(new) == nil { discards.append(new) }
    }
    try index.removeComparisons(
      of: (gone.values.map { (a: $0.a, b: $0.b) } + gaveUp.map { (a: $0.a, b: $0.b) }).sorted {
        ($0.b, $0.a) < ($1.b, $1.a)
      })
    try index.add(matches.sorted { ($0.b, $0.a) < ($1.b, $1.a) })
    try index.add(discards.sorted { ($0.b, $0.a) < ($1.b, $1.a) })
    return matches + replaced + gone.values
  }

  /// Names the clusters that changed and notes what became of them.
  private func storeLineage(_ clusters: NightClusters, night: NightCorpus, run: Int) throws {
    var (old, oldRoots): ([Lineage.Old], [UInt32]) = ([], [])
    let before = NightMembers(night.columnsBefore, order: night.orderBefore)
    var roots = clusters.touchedRoots
    // What a touched cluster's members founded or belonged to is touched too.
    for root in clusters.touchedRoots.sorted() {
      for member in before.members(of: root) { roots.insert(night.columns.roots[Int(member)]) }
    }
    for root in roots.sorted() where !night.isNew(root) {
      guard let known = try index.cluster(foundedBy: root) else { continue }
      old.append(Lineage.Old(id: known.id, born: known.born, members: before.members(of: root)))
      oldRoots.append(root)
    }
    let after = NightMembers(night.columns, order: night.order)
    let newRoots = roots.filter { after.members(of: $0).count > 1 }.sorted {
      night.places[Int($0)] < night.places[Int($1)]
    }
    let new = newRoots.map { after.members(of: $0) }
    let lineage = Lineage(old: old, new: new)
    var named: [IndexedCluster] = []
    var changes: [(id: String, change: String)] = []
    try index.replaceClusters(foundedBy: oldRoots, with: [])
    var taken = Set(lineage.heirs.compactMap(\.id))
    for (place, heir) in lineage.heirs.enumerated() {
      let id: String
      if let known = heir.id {
        id = known
      } else {
        id = try Self.newID(founding: try index.article(newRoots[place]).key) { name in
          try !taken.insert(name).inserted || index.isClusterID(name)
        }
      }
      named.append(
        IndexedCluster(root: newRoots[place], id: id, size: new[place].count, born: heir.born ?? run))
      if heir.change != .unchanged { changes.append((id, heir.change.rawValue)) }
      for alias in heir.aliases { try index.addAlias(alias, of: id, run: run) }
    }
    try index.replaceClusters(foundedBy: newRoots, with: named)
    try index.addChanges(changes, run: run)
  }

  /// An id for a cluster that is born: that of its founding article, or another one where that is in use.
  private static func newID(founding key: String, isTaken: (String) throws -> Bool) rethrows -> String {
    var name = MatchedCorpus.clusterID(founding: key)
    var number = 2
    while try isTaken(name) {
      name = MatchedCorpus.clusterID(founding: "\(key)#\(number)")
      number += 1
    }
    return name
  }
}
