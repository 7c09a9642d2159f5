public import Normalization
internal import Sketching

/// Lines that an outlet prints under many different texts: its footer, its menu, its legal note.
///
/// Learned from the corpus itself: a line of one outlet that stands in more than a few different texts of it is not the
/// story. A text that repeats an earlier one of the same outlet is not counted, so a story run ten times is not lost.
public struct RecurringLines: Sendable, Equatable {
  private let keys: Set<UInt64>

  /// No line recurs.
  public static let none = RecurringLines(keys: [])

  private init(keys: Set<UInt64>) { self.keys = keys }

  /// Lines learned.
  public var count: Int { keys.count }

  /// Learns from the line hashes of each article, in any order.
  ///
  /// `publishers` numbers each article's outlet, 0 where it is unknown: nothing is learned there. A line in more than
  /// `limit` texts of one outlet recurs.
  public init(lines: [[UInt64]], publishers: [UInt32], isRepetition: [Bool], limit: Int) {
    var seen: [UInt64] = []
    for (index, articleLines) in lines.enumerated() where publishers[index] != 0 && !isRepetition[index] {
      for line in Set(articleLines) { seen.append(Self.key(line: line, publisher: publishers[index])) }
    }
    seen.sort()
    var keys: Set<UInt64> = []
    var start = 0
    while start < seen.count {
      var end = start + 1
      while end < seen.count, seen[end] == seen[start] { end += 1 }
      if end - start > limit { keys.insert(seen[start]) }
      start = end
    }
    self.keys = keys
  }

  private static func key(line: UInt64, publisher: UInt32) -> UInt64 {
    line ^ UInt64(publisher) &* 0x9E37_79B9_7F4A_7C15
  }

  /// The hash of each line of `text` that has words, in reading order.
  public static func hashes(of text: NormalizedText) -> [UInt64] {
    text.lines.compactMap { line in line.words.isEmpty ? nil : hash(of: line, in: text) }
  }

  private static func hash(of line: Line, in text: NormalizedText) -> UInt64 {
    let (first, last) = (text.words[line.words.lowerBound], text.words[line.words.upperBound - 1])
    return ShingleHash.hash(Array(text.folded[Int(first.foldedStart)..<Int(last.foldedEnd)]))
  }

  /// The word ranges of `text` whose lines recur at `publisher`, ascending.
  public func ranges(in text: NormalizedText, publisher: UInt32) -> [Range<Int>] {
    guard !keys.isEmpty, publisher != 0 else { return [] }
    return text.lines.compactMap { line in
      guard !line.words.isEmpty, keys.contains(Self.key(line: Self.hash(of: line, in: text), publisher: publisher))
      else { return nil }
      return line.words
    }
  }
}
