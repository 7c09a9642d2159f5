public import Corpus
public import Normalization
public import Sketching

/// Lines that an outlet prints under many different texts: its footer, its menu, its legal note.
///
/// Learned from the corpus itself: a line of one outlet that stands in more than a few different texts of it is not the
/// story. Nearly equal texts count once, so a story run ten times is not lost. A copy often takes such a line along, cut
/// or edited: it is known there if it shares a sampled shingle with a learned line, so that an index finds all who hold
/// it by their fingerprints, and then enough runs of words.
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
  private var keys = ShingleTable([])
  private var runs = ShingleTable([])
  /// The fingerprints of learned lines that every text with these words has.
  private var sampled: Set<UInt32> = []
  /// The scheme by which fingerprints are sampled.
  public let scheme: SketchScheme

  /// Lines learned.
  public var count: Int { keys.distinctCount }

  /// The lines of one group of line hashes that are furniture, by hash.
  ///
  /// `publishers` and `storyGroups` are by position; a group counts once for each publisher, and nothing is learned from
  /// publisher 0, which is unknown. `sense` knows a story that was run many times.
  ///
  /// Throws `cannotSpool`.
  public static func learned(
    in group: KeyGroup, of sketches: SketchTable, publishers: [UInt32], storyGroups: [UInt32], limits: RepeatLimits,
    sense: FurnitureSense
  ) throws(CorpusError) -> [Learned] {
    let postings = try group.postings(of: sketches) { publishers[Int($0)] != 0 }
    var learned: [Learned] = []
    var holders: [UInt64] = []
    var list: [UInt32] = []
    try postings.forEachShared { places throws(CorpusError) in
      guard places.count > limits.least else { return }
      let upper = (postings.entries[places.lowerBound] >> 32) << 32
      holders.removeAll(keepingCapacity: true)
      for place in places {
        holders.append(UInt64(postings.lowerHalves[place]) << 32 | UInt64(postings.article(place)))
      }
      holders.sort()
      var start = 0
      while start < holders.count {
        let lower = holders[start] >> 32
        list.removeAll(keepingCapacity: true)
        var end = start
        while end < holders.count, holders[end] >> 32 == lower {
          let article = UInt32(truncatingIfNeeded: holders[end])
          if list.last != article { list.append(article) }
          end += 1
        }
        if let excess = limits.excess(of: list, publishers: publishers, storyGroups: storyGroups),
          try sense.isFurniture(list)
        {
          learned.append(
            Learned(
              hash: upper | lower, publisher: excess.publisher, textCount: excess.textCount, example: Int(list[0])))
        }
        start = end
      }
    }
    return learned
  }

  /// The lines of `learned`, and the runs of words of those in `examples`, the forms of the articles that the lines name
  /// as their examples.
  public init<E: Error>(
    learned: [Learned], scheme: SketchScheme, example: (_ position: Int) throws(E) -> ComparisonForm
  ) throws(E) {
    (self.learned, self.scheme) = (learned, scheme)
    keys = ShingleTable(learned.map(\.hash))
    var found: Set<UInt64> = []
    var missing = Set(learned.map(\.hash))
    var runs: [UInt64] = []
    for position in Set(learned.map(\.example)).sorted() {
      let form = try example(position)
      for line in form.lines where line.words.count >= Self.leastWordCount {
        guard missing.remove(line.hash) != nil else { continue }
        runs.removeAll(keepingCapacity: true)
        ShingleHash.hashShingles(of: form.codes[line.words], wordCount: Self.runWordCount, into: &runs)
        found.formUnion(runs)
        addSamples(form.codes, line.words)
      }
    }
    self.runs = ShingleTable(found.sorted())
  }

  private mutating func addSamples(_ codes: [UInt32], _ words: Range<Int>) {
    for sample in Sketcher.samples(codes, kept: [words], scheme: scheme) { sampled.insert(sample.key) }
  }

  /// Lines that were learned before, with the hashes of their runs of words, and what they read.
  public init(learned: [Learned], runs: [UInt64], texts: [NormalizedText], scheme: SketchScheme) {
    (self.learned, self.scheme) = (learned, scheme)
    var codes: [UInt32] = []
    for text in texts where text.words.count >= Self.leastWordCount {
      ShingleHash.codeWords(of: text, into: &codes)
      addSamples(codes, 0..<codes.count)
    }
    keys = ShingleTable(learned.map(\.hash))
    self.runs = ShingleTable(Set(runs).sorted())
  }

  /// The hashes of the runs of words of `line`, by which it is known again where it was changed; none of a short one.
  public static func runs(of line: Line, in text: NormalizedText) -> [UInt64] {
    guard line.words.count >= leastWordCount else { return [] }
    var (codes, runs): ([UInt32], [UInt64]) = ([], [])
    ShingleHash.codeWords(of: text, into: &codes)
    ShingleHash.hashShingles(of: codes[line.words], wordCount: runWordCount, into: &runs)
    return runs
  }

  /// XXH3 of the folded words of a line that has words.
  public static func hash(of line: Line, in text: NormalizedText) -> UInt64 {
    let (first, last) = (text.words[line.words.lowerBound], text.words[line.words.upperBound - 1])
    return ShingleHash.hash(text.folded[Int(first.foldedStart)..<Int(last.foldedEnd)])
  }

  /// The word ranges of a text whose lines recur at some outlet, ascending: what a copy took along is furniture too.
  public func ranges(in form: ComparisonForm) -> [Range<Int>] {
    guard count > 0 else { return [] }
    let shared = form.samples.filter { sampled.contains($0.key) }
    var ranges: [Range<Int>] = []
    var next = 0
    for line in form.lines {
      while next < shared.count, shared[next].place < line.words.lowerBound { next += 1 }
      // A shingle that begins in one line and ends in another is neither's.
      let sharesSample =
        next < shared.count && Int(shared[next].place) + scheme.fingerprintWordCount <= line.words.upperBound
      if keys.firstPlace(of: line.hash) != nil || (sharesSample && isChanged(line, form)) { ranges.append(line.words) }
    }
    return ranges
  }

  /// Whether a line that shares a sampled shingle with a learned one is that line, cut or edited.
  private func isChanged(_ line: ComparisonForm.Line, _ form: ComparisonForm) -> Bool {
    guard line.words.count >= Self.leastWordCount else { return false }
    var runs: [UInt64] = []
    ShingleHash.hashShingles(of: form.codes[line.words], wordCount: Self.runWordCount, into: &runs)
    let shared = runs.count { self.runs.firstPlace(of: $0) != nil }
    return Double(shared) >= Self.sharedShare * Double(runs.count)
  }
}
