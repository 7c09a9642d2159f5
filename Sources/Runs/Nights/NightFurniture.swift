import Corpus
import IndexStore
import Matching
import Normalization
import Sketching

/// Keeps `RecurringLines` from night to night: only lines that tonight's articles hold, or whose holders were grouped
/// anew, are judged again.
struct NightFurniture {
  /// What is furniture now.
  let lines: [IndexedLine]
  /// Lines that are stored anew, and the hashes of those that are furniture no longer.
  private(set) var changed: [IndexedLine] = []
  private(set) var forgotten: [UInt64] = []
  /// The numbers of the index's articles that hold a line which became furniture, or ceased to be, or a shingle by which
  /// a changed copy of it is known: their story may be other words than before.
  private(set) var touched: Set<UInt32> = []
  /// What was furniture before tonight.
  let linesBefore: [IndexedLine]

  /// Judges lines; `text` reads an article by its number.
  init(
    _ night: NightCorpus, stories: NightStories, judge: RepeatJudge, plan: RunPlan, text: (UInt32) throws -> Article
  ) async throws {
    linesBefore = try night.index.learnedLines()
    var byHash = Dictionary(linesBefore.map { ($0.hash, $0) }) { first, _ in first }
    var keys = night.newKeys(of: .lines)
    for number in stories.moved where night.columns.publishers[Int(number)] != 0 {
      keys += try night.index.sketch(of: number, withLines: true).lines
    }
    keys.sort()
    let normalizer = Normalizer()
    var (changed, forgotten, touched): ([IndexedLine], [UInt64], Set<UInt32>) = ([], [], [])
    var flipped: [String] = []
    try await night.forEachList(of: .lines, keys: keys.uniqued(), least: 1, workers: plan.workers) { found in
      let key = found.key
      let old = byHash[key]
      guard found.places.count > judge.limits.least || old != nil else { return }
      let holders = found.places.map { night.order[Int($0)] }
      guard let repeater = try judge.repeater(of: key, among: holders, groups: stories.groups) else {
        guard old != nil else { return }
        byHash[key] = nil
        forgotten.append(key)
        flipped.append(old?.line ?? "")
        touched.formUnion(holders.filter { !night.isNew($0) })
        return
      }
      var line: IndexedLine
      if let old, old.example == holders[0] {
        line = old
      } else {
        line = try Self.line(key, in: try text(holders[0]), normalizer)
      }
      if old == nil {
        touched.formUnion(holders.filter { !night.isNew($0) })
        flipped.append(line.line)
      }
      (line.publisher, line.example) = (repeater, holders[0])
      line.articleCount = holders.count { night.columns.publishers[Int($0)] == repeater }
      if line != old {
        byHash[key] = line
        changed.append(line)
      }
    }
    touched.formUnion(try await Self.holders(ofSamplesOf: flipped, night, plan: plan, normalizer))
    (self.changed, self.forgotten, self.touched) = (changed, forgotten, touched)
    lines = byHash.values.sorted { $0.hash < $1.hash }
  }

  /// The line of that hash in an article that holds it.
  private static func line(_ hash: UInt64, in article: Article, _ normalizer: Normalizer) throws -> IndexedLine {
    let text = normalizer.normalize(article.body)
    for line in text.lines
    where !line.words.isEmpty && RecurringLines.hash(of: line, in: text, body: article.body) == hash {
      return IndexedLine(
        hash: hash, publisher: 0, articleCount: 0, example: 0,
        line: String(decoding: article.body[line.source], as: UTF8.self), runs: RecurringLines.runs(of: line, in: text))
    }
    return IndexedLine(hash: hash, publisher: 0, articleCount: 0, example: 0, line: "", runs: [])
  }

  /// The index's articles with a fingerprint of one of `lines`: those that may have taken it along and changed it.
  private static func holders(
    ofSamplesOf lines: [String], _ night: NightCorpus, plan: RunPlan, _ normalizer: Normalizer
  ) async throws -> Set<UInt32> {
    var found: Set<UInt32> = []
    var (keys, lineOfKey): (Set<UInt32>, [UInt32: [Int]]) = ([], [:])
    var leasts: [Int] = []
    for (number, line) in lines.enumerated() {
      let samples = RecurringLines.samples(of: normalizer.normalize(Array(line.utf8)), scheme: plan.scheme)
      leasts.append(samples.least)
      for key in Set(samples.keys) {
        keys.insert(key)
        lineOfKey[key, default: []].append(number)
      }
    }
    // How many shingles of each long line an article has, line × 2³² + article.
    var counts: [UInt64: Int] = [:]
    try await night.forEachList(
      of: .fingerprints, keys: keys.map(UInt64.init).sorted(), least: 1, workers: plan.workers
    ) { holders in
      let numbers = lineOfKey[UInt32(holders.key), default: []]
      for place in holders.places where !night.isNew(place: place) {
        let article = night.order[Int(place)]
        for number in numbers {
          let line = UInt64(number) << 32 | UInt64(article)
          if leasts[number] > 1 { counts[line, default: 0] += 1 }
          if leasts[number] == 1 || counts[line, default: 0] >= leasts[number] { found.insert(article) }
        }
      }
    }
    return found
  }

  /// Those of `touched` whose story is other words than before tonight; `texts` reads the index's articles by place.
  func retold(_ night: NightCorpus, texts: some TextSource, plan: RunPlan) async throws -> Set<UInt32> {
    let before = Self.recurring(linesBefore, places: night.places, scheme: plan.scheme)
    let loader = TextLoader(
      source: texts, furniture: plan.furniture, recurring: recurring(night, scheme: plan.scheme))
    let all = touched.sorted()
    var chunks = stride(from: 0, to: all.count, by: 256).map { all[$0..<min(all.count, $0 + 256)] }[...]
    var retold: Set<UInt32> = []
    try await orderedPipeline(width: plan.pipelineWidth) {
      chunks.popFirst()
    } transform: { numbers in
      try numbers.filter { try loader.tellsAnew(night.article($0), than: before) }
    } consume: { found in
      retold.formUnion(found)
    }
    return retold
  }

  /// What comparisons leave out.
  func recurring(_ night: NightCorpus, scheme: SketchScheme) -> RecurringLines {
    Self.recurring(lines, places: night.places, scheme: scheme)
  }

  static func recurring(_ lines: [IndexedLine], places: [UInt32], scheme: SketchScheme) -> RecurringLines {
    let normalizer = Normalizer()
    return RecurringLines(
      learned: lines.map {
        RecurringLines.Learned(
          hash: $0.hash, publisher: $0.publisher, articleCount: $0.articleCount, example: Int(places[Int($0.example)]))
      }, runs: lines.flatMap(\.runs), texts: lines.map { normalizer.normalize(Array($0.line.utf8)) }, scheme: scheme)
  }
}
