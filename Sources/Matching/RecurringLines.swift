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
    /// The position of the first article of a known outlet that has it.
    public var example: Int

    /// A line with those fields.
    public init(hash: UInt64, publisher: UInt32, textCount: Int, example: Int) {
      (self.hash, self.publisher, self.textCount, self.example) = (hash, publisher, textCount, example)
    }
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
    var seen: [(line: UInt64, article: UInt32)] = []
    for (index, articleLines) in lines.enumerated() where publishers[index] != 0 {
      for line in articleLines { seen.append((line, UInt32(index))) }
    }
    seen.sort { ($0.line, $0.article) < ($1.line, $1.article) }
    var holders: [UInt32] = []
    var start = 0
    while start < seen.count {
      var end = start + 1
      while end < seen.count, seen[end].line == seen[start].line { end += 1 }
      if end - start > limits.least {
        holders.removeAll(keepingCapacity: true)
        for place in start..<end where holders.last != seen[place].article { holders.append(seen[place].article) }
        if let excess = limits.excess(of: holders, publishers: publishers, storyGroups: storyGroups),
          sense.isFurniture(holders)
        {
          learned.append(
            Learned(
              hash: seen[start].line, publisher: excess.publisher, textCount: excess.textCount,
              example: Int(holders[0])))
        }
      }
      start = end
    }
    keys = Set(learned.map(\.hash))
  }

  /// Lines that were learned before, with the hashes of their runs of words.
  public init(learned: [Learned], runs: [UInt64]) {
    self.learned = learned
    keys = Set(learned.map(\.hash))
    self.runs = ShingleTable(Set(runs).sorted())
  }

  /// The hashes of the runs of words of `line`, by which it is known again where it was changed; none of a short one.
  public static func runs(of line: Line, in text: NormalizedText) -> [UInt64] {
    guard line.words.count >= leastWordCount else { return [] }
    var (hashes, runs): ([UInt64], [UInt64]) = ([], [])
    ShingleHash.hashWords(of: text, into: &hashes)
    ShingleHash.hashShingles(of: hashes[line.words], wordCount: runWordCount, into: &runs)
    return runs
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
