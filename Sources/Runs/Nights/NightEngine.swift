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
    var night = try NightCorpus(index: index, corpus: tonight.corpus, arrivals: arrivals.places)
    let sketches = SketchCache(night)
    let texts = NightTexts(
      night: night, tonight: tonight.corpus, read: tonight.article, arrivals: arrivals.places)
    let stories = try NightStories(&night, sketches: sketches)
    let judge = RepeatJudge(
      limits: RepeatLimits(least: plan.repeatLimit), publishers: night.columns.publishers, sketches: sketches)
    let furniture = try NightFurniture(night, stories: stories, judge: judge, scheme: plan.scheme) { number in
      try texts.text(of: night.article(number)).article
    }
    let proposed = try NightCandidates(night, stories: stories, furniture: furniture, judge: judge, sketches: sketches)
    progress.finishStage()

    progress.beginStage("compare")
    let loader = TextLoader(
      source: texts, furniture: plan.furniture, recurring: furniture.recurring(night, scheme: plan.scheme))
    let articles = proposed.articles
    let matched = try await MatchStage(plan: plan, loader: loader, progress: progress, wantsPassages: true)
      .run(articleCount: articles.count) { place, _ in
        articles[place]
      } known: { [index, night] article in
        try Self.knownMatches(of: article, night: night, index: index, retold: furniture.touched)
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
    for kind in PostingKind.allCases { try index.add(night.newPostings[kind, default: []], to: kind, night: run.id) }
    try index.store(furniture.changed, forgotten: furniture.forgotten)
    let changed = try storeMatches(matched.matches, compared: compared, night: night)
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
    result.judged = try judged(night, changed: changed, clusters: clusters, decided: decided)
    return result
  }

  /// The stored matches of an article of the index with earlier ones, as far as neither text lost or gained a line to
  /// furniture tonight (`retold`).
  private static func knownMatches(
    of article: ArticleID, night: NightCorpus, index: Index, retold: Set<UInt32>
  ) throws -> [ArticleID: Match] {
    let number = night.number(article)
    guard !night.isNew(number), !retold.contains(number) else { return [:] }
    var known: [ArticleID: Match] = [:]
    for match in try index.matches(ofLater: number) where !retold.contains(match.a) {
      known[night.article(match.a)] = match.match(in: night)
    }
    return known
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
          sketch: night.newSketches[offset], pageTargets: corpus.pageTargets[place])
      }
    } consume: { articles in
      try index.add(articles)
      progress.update(
        done: next, unit: "articles stored", fraction: Double(next) / Double(max(1, arrivals.places.count)))
    }
  }

  /// Puts tonight's matches in the place of older ones; gives the articles of which a match came, went or changed.
  private func storeMatches(
    _ matches: [Match], compared: [ArticleID], night: NightCorpus
  ) throws -> Set<UInt32> {
    var changed: Set<UInt32> = []
    let new = matches.map { IndexedMatch(a: night.number($0.a), b: night.number($0.b), match: $0) }
    var before: [UInt64: Match] = [:]
    let again = compared.map { night.number($0) }.filter { !night.isNew($0) }
    for number in again {
      for match in try index.matches(ofLater: number) {
        before[UInt64(match.a) << 32 | UInt64(match.b)] = match.match(in: night)
      }
    }
    for match in new where before.removeValue(forKey: UInt64(match.a) << 32 | UInt64(match.b)) != match.match {
      changed.formUnion([match.a, match.b])
    }
    for pair in before.keys { changed.formUnion([UInt32(pair >> 32), UInt32(truncatingIfNeeded: pair)]) }
    try index.removeMatches(ofLater: again)
    try index.add(new.sorted { ($0.b, $0.a) < ($1.b, $1.a) })
    return changed
  }

  /// Names the clusters that changed and notes what became of them.
  private func storeLineage(_ clusters: NightClusters, night: NightCorpus, run: Int) throws {
    var (old, oldRoots): ([Lineage.Old], [UInt32]) = ([], [])
    let before = NightMembers(night.columnsBefore)
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
    let after = NightMembers(night.columns)
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

  /// The articles whose verdicts, standings or flags may be others than before.
  private func judged(
    _ night: NightCorpus, changed: Set<UInt32>, clusters: NightClusters, decided: Set<UInt32>
  ) throws -> Set<UInt32> {
    var judged = changed.union(clusters.moved).union(decided)
    judged.formUnion(night.firstNew..<UInt32(night.columns.count))
    let (before, after) = (NightMembers(night.columnsBefore), NightMembers(night.columns))
    for root in clusters.touchedRoots {
      judged.formUnion(before.members(of: root))
      judged.formUnion(after.members(of: root))
    }
    for number in judged where !night.isNew(number) {
      judged.formUnion(after.members(of: night.columns.roots[Int(number)]))
    }
    // Whose text comes from one that changed, or was settled by it, and whose neighbours' neighbours are others now.
    for number in judged.sorted() where !night.isNew(number) {
      judged.formUnion(try index.children(of: number))
      judged.formUnion(try index.articles(decidedBy: number))
    }
    for number in changed.sorted() where !night.isNew(number) {
      for match in try index.matches(ofLater: number) { judged.insert(match.a) }
      for match in try index.matches(ofEarlier: number) { judged.insert(match.b) }
    }
    if try index.hasPageTargets() {
      for number in night.firstNew..<UInt32(night.columns.count) {
        judged.formUnion(try index.articles(pointingTo: try index.article(number).address))
      }
    }
    for (_, name) in night.newOutlets { judged.formUnion(try index.articles(claiming: SourceNames.key(name))) }
    judged.formUnion(try waiting(night))
    return judged
  }

  /// The articles that named an outlet of which nothing was in the corpus then, and something near them came tonight.
  private func waiting(_ night: NightCorpus) throws -> Set<UInt32> {
    var times: [UInt32: (first: Int64, last: Int64)] = [:]
    for number in Int(night.firstNew)..<night.columns.count {
      let (publisher, time) = (night.columns.publishers[number], night.columns.published[number])
      guard publisher != 0, time.earliest != .min, time.latest != .max else { continue }
      let known = times[publisher] ?? (time.earliest, time.latest)
      times[publisher] = (min(known.first, time.earliest), max(known.last, time.latest))
    }
    var found: Set<UInt32> = []
    for (publisher, time) in times {
      let first = time.first.subtractingReportingOverflow(Int64(plan.windowDaysAfter) * 86_400)
      let last = time.last.addingReportingOverflow(Int64(plan.windowDaysBefore) * 86_400)
      for number in try index.articles(waitingFor: night.outletNames[Int(publisher)]) {
        let own = night.columns.published[Int(number)]
        if first.overflow || last.overflow || (own.latest >= first.partialValue && own.earliest <= last.partialValue) {
          found.insert(number)
        }
      }
    }
    return found
  }
}

/// The members of clusters by founding article.
struct NightMembers {
  private var lists: [UInt32: [UInt32]] = [:]

  init(_ columns: ArticleColumns) {
    for (number, root) in columns.roots.enumerated() where Int(root) != number && columns.isPresent[number] {
      lists[root, default: [root]].append(UInt32(number))
    }
  }

  /// The numbers of the members, the founding one first; itself alone where it founds no cluster.
  func members(of root: UInt32) -> [UInt32] { lists[root] ?? [root] }
}
