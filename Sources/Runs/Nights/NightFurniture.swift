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
  /// The numbers of the index's articles that hold a line which became furniture, or ceased to be, or some words of it.
  private(set) var touched: Set<UInt32> = []

  /// Judges lines; `text` reads an article by its number.
  init(
    _ night: NightCorpus, stories: NightStories, judge: RepeatJudge, scheme: SketchScheme,
    text: (UInt32) throws -> Article
  ) throws {
    let known = try night.index.learnedLines()
    var byHash = Dictionary(known.map { ($0.hash, $0) }) { first, _ in first }
    var keys = night.newKeys(of: .lines)
    for number in stories.moved where night.columns.publishers[Int(number)] != 0 {
      keys += try night.index.sketch(of: number, withLines: true).lines
    }
    keys.sort()
    let normalizer = Normalizer()
    var (changed, forgotten, touched): ([IndexedLine], [UInt64], Set<UInt32>) = ([], [], [])
    var flipped: [String] = []
    try night.forEachList(of: .lines, keys: keys.uniqued()) { key, list in
      let old = byHash[key]
      guard list.count > judge.limits.least || old != nil else { return }
      let holders = list.map { night.order[Int($0)] }
      guard let excess = try judge.excess(of: holders, groups: stories.groups) else {
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
      (line.publisher, line.textCount, line.example) = (excess.publisher, excess.textCount, holders[0])
      if line != old {
        byHash[key] = line
        changed.append(line)
      }
    }
    touched.formUnion(try Self.holders(ofWordsOf: flipped, night, scheme: scheme, normalizer))
    (self.changed, self.forgotten, self.touched) = (changed, forgotten, touched)
    lines = byHash.values.sorted { $0.hash < $1.hash }
  }

  /// The line of that hash in an article that holds it.
  private static func line(_ hash: UInt64, in article: Article, _ normalizer: Normalizer) throws -> IndexedLine {
    let text = normalizer.normalize(article.body)
    for line in text.lines where !line.words.isEmpty && RecurringLines.hash(of: line, in: text) == hash {
      return IndexedLine(
        hash: hash, publisher: 0, textCount: 0, example: 0,
        line: String(decoding: article.body[line.source], as: UTF8.self), runs: RecurringLines.runs(of: line, in: text))
    }
    return IndexedLine(hash: hash, publisher: 0, textCount: 0, example: 0, line: "", runs: [])
  }

  /// The index's articles with a fingerprint in one of `lines`: those that may have taken it along and changed it.
  private static func holders(
    ofWordsOf lines: [String], _ night: NightCorpus, scheme: SketchScheme, _ normalizer: Normalizer
  ) throws -> Set<UInt32> {
    var keys: [UInt64] = []
    var (words, shingles): ([UInt32], [UInt64]) = ([], [])
    for line in lines {
      let text = normalizer.normalize(Array(line.utf8))
      ShingleHash.codeWords(of: text, into: &words)
      shingles.removeAll(keepingCapacity: true)
      ShingleHash.hashShingles(of: words[...], wordCount: scheme.fingerprintWordCount, into: &shingles)
      keys += shingles.map { UInt64(UInt32(truncatingIfNeeded: $0)) }
    }
    keys.sort()
    var found: Set<UInt32> = []
    try night.forEachList(of: .fingerprints, keys: keys.uniqued()) { _, list in
      for place in list where !night.isNew(place: place) { found.insert(night.order[Int(place)]) }
    }
    return found
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
          hash: $0.hash, publisher: $0.publisher, textCount: $0.textCount, example: Int(places[Int($0.example)]))
      }, runs: lines.flatMap(\.runs), texts: lines.map { normalizer.normalize(Array($0.line.utf8)) }, scheme: scheme)
  }
}
