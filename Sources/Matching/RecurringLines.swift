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
    /// Articles of that outlet that have it.
    public var articleCount: Int
    /// The position of the first article of a known outlet that has it.
    public var example: Int

    /// A line with those fields.
    public init(hash: UInt64, publisher: UInt32, articleCount: Int, example: Int) {
      (self.hash, self.publisher, self.articleCount, self.example) = (hash, publisher, articleCount, example)
    }
  }

  /// Words of the runs by which a changed line is known again.
  private static let runWordCount = 5
  /// A line is furniture when at least this share of its runs stands in learned lines.
  private static let sharedShare = 0.3
  /// Shorter lines are known only as a whole: a credit line shares its form with every other outlet's.
  private static let leastWordCount = 16
  /// A line that credits a site may come so many times as often as another one.
  private static let creditLineFactor = 5
  /// A line longer than this shares set phrases with half a corpus, so one shared sampled shingle says nothing of it, but
  /// `samplesOfLong` of them do.
  private static let longWordCount = 128
  private static let samplesOfLong = 4

  /// What was learned, by hash.
  public private(set) var learned: [Learned] = []
  private var keys = ShingleTable([])
  private var runs = ShingleTable([])
  /// The fingerprints of learned lines that every text with these words has: of long lines by the numbers of these.
  private var sampled: Set<UInt32> = []
  private var sampledOfLong: [UInt32: [Int]] = [:]
  private var longCount = 0
  /// A bit for the lower half of each fingerprint of the two: most of a text's have none, and need not be looked up.
  private var sampledBits = [UInt64](repeating: 0, count: 1 << 10)
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
        let limits = Self.limits(of: upper | lower, limits)
        if let repeater = limits.repeater(among: list, publishers: publishers, storyGroups: storyGroups),
          try sense.isFurniture(list)
        {
          learned.append(
            Learned(
              hash: upper | lower, publisher: repeater,
              articleCount: list.count { publishers[Int($0)] == repeater }, example: Int(list[0])))
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
        let samples = Sketcher.samples(form.codes, kept: [line.words], scheme: scheme).map(\.key)
        learn(samples, wordCount: line.words.count)
      }
    }
    self.runs = ShingleTable(found.sorted())
  }

  /// Lines that were learned before, with the hashes of their runs of words, and what they read.
  public init(learned: [Learned], runs: [UInt64], texts: [NormalizedText], scheme: SketchScheme) {
    (self.learned, self.scheme) = (learned, scheme)
    for text in texts { learn(Self.samples(of: text, scheme: scheme).keys, wordCount: text.words.count) }
    keys = ShingleTable(learned.map(\.hash))
    self.runs = ShingleTable(Set(runs).sorted())
  }

  /// The hashes of the runs of words of `line`, by which it is known again where it was changed; none where it
  /// is only known as a whole.
  public static func runs(of line: Line, in text: NormalizedText) -> [UInt64] {
    guard line.words.count >= leastWordCount else { return [] }
    var (codes, runs): ([UInt32], [UInt64]) = ([], [])
    ShingleHash.codeWords(of: text, into: &codes)
    ShingleHash.hashShingles(of: codes[line.words], wordCount: runWordCount, into: &runs)
    return runs
  }

  /// The sampled shingles of a line, as they are among fingerprints, and how many of them a changed copy of it has at
  /// least; none where the line is only known as a whole.
  public static func samples(of line: NormalizedText, scheme: SketchScheme) -> (keys: [UInt32], least: Int) {
    guard line.words.count >= leastWordCount else { return ([], 1) }
    var codes: [UInt32] = []
    ShingleHash.codeWords(of: line, into: &codes)
    let keys = Sketcher.samples(codes, kept: [0..<codes.count], scheme: scheme).map(\.key)
    return (keys, line.words.count > longWordCount ? samplesOfLong : 1)
  }

  private mutating func learn(_ samples: [UInt32], wordCount: Int) {
    for key in samples { sampledBits[Int(key & 0xFFFF) >> 6] |= 1 << UInt64(key & 63) }
    if wordCount > Self.longWordCount {
      for key in Set(samples) { sampledOfLong[key, default: []].append(longCount) }
      longCount += 1
    } else {
      sampled.formUnion(samples)
    }
  }

  /// XXH3 of the folded words of a line that has words, its lowest bit telling whether it is short and names two sites;
  /// `body` are the bytes that `text` was made of.
  public static func hash(of line: Line, in text: NormalizedText, body: [UInt8]) -> UInt64 {
    let (first, last) = (text.words[line.words.lowerBound], text.words[line.words.upperBound - 1])
    let hash = ShingleHash.hash(text.folded[Int(first.foldedStart)..<Int(last.foldedEnd)])
    let isCredit = line.words.count < leastWordCount && CreditShape.namesTwoSites(line, in: text, body: body)
    return isCredit ? hash | 1 : hash & ~1
  }

  /// How often an outlet may print the line of that hash: one that names two sites says who took a text from whom, and is
  /// furniture only where it comes again and again.
  public static func limits(of hash: UInt64, _ limits: RepeatLimits) -> RepeatLimits {
    hash & 1 == 1 ? RepeatLimits(least: limits.least * creditLineFactor) : limits
  }

  /// The word ranges of a text whose lines recur at some outlet, ascending: what a copy took along is furniture too.
  public func ranges(in form: ComparisonForm) -> [Range<Int>] {
    guard count > 0 else { return [] }
    let shared = form.samples.filter { isSampled($0.key) }
    var ranges: [Range<Int>] = []
    var next = 0
    for line in form.lines {
      while next < shared.count, shared[next].place < line.words.lowerBound { next += 1 }
      // A shingle that begins in one line and ends in another is neither's.
      let own = shared[next...].prefix { Int($0.place) + scheme.fingerprintWordCount <= line.words.upperBound }
      let isEdited = !own.isEmpty && haveEnough(own.map(\.key)) && isChanged(line, form)
      if isEdited || keys.firstPlace(of: line.hash) != nil { ranges.append(line.words) }
    }
    return ranges
  }

  private func isSampled(_ key: UInt32) -> Bool {
    sampledBits[Int(key & 0xFFFF) >> 6] >> UInt64(key & 63) & 1 == 1
      && (sampled.contains(key) || sampledOfLong[key] != nil)
  }

  /// Whether a line with those sampled shingles may be a learned line, cut or edited.
  private func haveEnough(_ samples: [UInt32]) -> Bool {
    if samples.contains(where: sampled.contains) { return true }
    guard samples.count >= Self.samplesOfLong else { return false }
    var counts: [Int: Int] = [:]
    for key in Set(samples) { for line in sampledOfLong[key] ?? [] { counts[line, default: 0] += 1 } }
    return counts.values.contains { $0 >= Self.samplesOfLong }
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
