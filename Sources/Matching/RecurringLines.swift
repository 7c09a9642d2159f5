public import Normalization
internal import Sketching

/// Lines that an outlet prints under many different texts: its footer, its menu, its legal note.
///
/// Learned from the corpus itself: a line of one outlet that stands in more than a few different texts of it is not the
/// story. Nearly equal texts count once, so a story run ten times is not lost.
public struct RecurringLines: Sendable, Equatable {
  private let keys: Set<UInt64>

  /// No line recurs.
  public static let none = RecurringLines(keys: [])

  private init(keys: Set<UInt64>) { self.keys = keys }

  /// Lines learned.
  public var count: Int { keys.count }

  /// Learns from the line hashes of each article, in any order.
  ///
  /// `publishers` and `storyGroups` are by article; a group counts once for each publisher, and nothing is learned from
  /// publisher 0, which is unknown.
  public init(lines: [[UInt64]], publishers: [UInt32], storyGroups: [UInt32], limits: RepeatLimits) {
    var seen: [(line: UInt64, pair: UInt64)] = []
    for (index, articleLines) in lines.enumerated() where publishers[index] != 0 {
      let pair = UInt64(publishers[index]) << 32 | UInt64(storyGroups[index])
      for line in articleLines { seen.append((line, pair)) }
    }
    seen.sort { ($0.line, $0.pair) < ($1.line, $1.pair) }
    var keys: Set<UInt64> = []
    var start = 0
    while start < seen.count {
      var end = start + 1
      while end < seen.count, seen[end].line == seen[start].line { end += 1 }
      if end - start > limits.least {
        let tally = RepeatLimits.Tally(seen[start..<end].map(\.pair))
        if limits.isDominated(tally) || limits.isCommon(tally) { keys.insert(seen[start].line) }
      }
      start = end
    }
    self.keys = keys
  }

  /// The hash of each line of `text` that has words, in reading order.
  public static func hashes(of text: NormalizedText) -> [UInt64] {
    text.lines.compactMap { line in line.words.isEmpty ? nil : hash(of: line, in: text) }
  }

  private static func hash(of line: Line, in text: NormalizedText) -> UInt64 {
    let (first, last) = (text.words[line.words.lowerBound], text.words[line.words.upperBound - 1])
    return ShingleHash.hash(text.folded[Int(first.foldedStart)..<Int(last.foldedEnd)])
  }

  /// The word ranges of `text` whose lines recur at some outlet, ascending: what a copy took along is furniture too.
  public func ranges(in text: NormalizedText) -> [Range<Int>] {
    guard !keys.isEmpty else { return [] }
    return text.lines.compactMap { line in
      line.words.isEmpty || !keys.contains(Self.hash(of: line, in: text)) ? nil : line.words
    }
  }
}
