public import Normalization
internal import Sketching

/// Lines that an outlet prints under many different texts: its footer, its menu, its legal note.
///
/// Learned from the corpus itself: a line of one outlet that stands in more than a few different texts of it is not the
/// story. Nearly equal texts count once, so a story run ten times is not lost. A copy often takes such a line along, cut
/// or edited: the runs of words of the learned lines find it there.
public struct RecurringLines: Sendable {
  /// A line that was learned.
  public struct Learned: Sendable, Equatable {
    /// XXH3 of its folded words.
    public var hash: UInt64
    /// The number of the outlet that has it in most texts.
    public var publisher: UInt32
    /// Different texts of that outlet that have it.
    public var textCount: Int
    /// The position of the first of all articles that have it.
    public var example: Int
  }

  /// Words of the runs by which a changed line is known again.
  private static let runWordCount = 5
  /// A line is furniture when at least this share of its runs stands in learned lines.
  private static let sharedShare = 0.3
  /// Shorter lines are furniture only as a whole.
  private static let leastWordCount = 8

  /// What was learned, by hash.
  public private(set) var learned: [Learned] = []
  private var keys: Set<UInt64> = []
  private var runs = ShingleTable([])

  /// Lines learned.
  public var count: Int { keys.count }

  /// Learns from the line hashes of each article, in any order.
  ///
  /// `publishers` and `storyGroups` are by article; a group counts once for each publisher, and nothing is learned from
  /// publisher 0, which is unknown. `sense` knows a story that was run many times.
  public init(
    lines: [[UInt64]], publishers: [UInt32], storyGroups: [UInt32], limits: RepeatLimits, sense: FurnitureSense
  ) {
    var seen: [(line: UInt64, pair: UInt64, article: UInt32)] = []
    for (index, articleLines) in lines.enumerated() where publishers[index] != 0 {
      let pair = UInt64(publishers[index]) << 32 | UInt64(storyGroups[index])
      for line in articleLines { seen.append((line, pair, UInt32(index))) }
    }
    seen.sort { ($0.line, $0.pair, $0.article) < ($1.line, $1.pair, $1.article) }
    var start = 0
    while start < seen.count {
      var end = start + 1
      while end < seen.count, seen[end].line == seen[start].line { end += 1 }
      if end - start > limits.least {
        let tally = RepeatLimits.Tally(seen[start..<end].map(\.pair))
        if limits.areExceeded(by: tally), let most = tally.most,
          sense.isFurniture(count: end - start, article: { Int(seen[start + $0].article) })
        {
          learned.append(
            Learned(hash: seen[start].line, publisher: UInt32(most.publisher), textCount: most.groups, example: .max))
        }
      }
      start = end
    }
    keys = Set(learned.map(\.hash))
    findExamples(in: lines)
  }

  private mutating func findExamples(in lines: [[UInt64]]) {
    guard !keys.isEmpty else { return }
    var places: [UInt64: Int] = [:]
    for (index, articleLines) in lines.enumerated() {
      for line in articleLines where keys.contains(line) && places[line] == nil { places[line] = index }
    }
    for place in learned.indices { learned[place].example = places[learned[place].hash] ?? 0 }
  }

  /// Learns the runs of words of the learned lines from `texts`, which hold them all: those of the examples.
  public mutating func learnRuns<E: Error>(
    _ texts: (_ examples: [Int], _ body: (NormalizedText) -> Void) throws(E) -> Void
  ) throws(E) {
    var found: Set<UInt64> = []
    var missing = keys
    try texts(Set(learned.map(\.example)).sorted()) { text in
      var hashes: [UInt64] = []
      var runs: [UInt64] = []
      ShingleHash.hashWords(of: text, into: &hashes)
      for line in text.lines where line.words.count >= Self.leastWordCount {
        guard missing.remove(Self.hash(of: line, in: text)) != nil else { continue }
        runs.removeAll(keepingCapacity: true)
        ShingleHash.hashShingles(of: hashes[line.words], wordCount: Self.runWordCount, into: &runs)
        found.formUnion(runs)
      }
    }
    runs = ShingleTable(found.sorted())
  }

  /// The hash of each line of `text` that has words, in reading order.
  public static func hashes(of text: NormalizedText) -> [UInt64] {
    text.lines.compactMap { line in line.words.isEmpty ? nil : hash(of: line, in: text) }
  }

  /// XXH3 of the folded words of a line that has words.
  public static func hash(of line: Line, in text: NormalizedText) -> UInt64 {
    let (first, last) = (text.words[line.words.lowerBound], text.words[line.words.upperBound - 1])
    return ShingleHash.hash(text.folded[Int(first.foldedStart)..<Int(last.foldedEnd)])
  }

  /// The word ranges of `text` whose lines recur at some outlet, ascending: what a copy took along is furniture too.
  public func ranges(in text: NormalizedText) -> [Range<Int>] {
    guard !keys.isEmpty else { return [] }
    var hashes: [UInt64] = []
    var runs: [UInt64] = []
    var ranges: [Range<Int>] = []
    for line in text.lines where !line.words.isEmpty {
      if keys.contains(Self.hash(of: line, in: text)) {
        ranges.append(line.words)
      } else if line.words.count >= Self.leastWordCount, self.runs.distinctCount > 0 {
        if hashes.isEmpty { ShingleHash.hashWords(of: text, into: &hashes) }
        runs.removeAll(keepingCapacity: true)
        ShingleHash.hashShingles(of: hashes[line.words], wordCount: Self.runWordCount, into: &runs)
        let shared = runs.count { self.runs.firstPlace(of: $0) != nil }
        if Double(shared) >= Self.sharedShare * Double(runs.count) { ranges.append(line.words) }
      }
    }
    return ranges
  }
}
