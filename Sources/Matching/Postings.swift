internal import Corpus

/// An inverted index: for each key, the articles that hold it, in canonical order.
///
/// One array of (key, article) sorted by radix, with a directory by the keys' upper bits; no hash map. A key that very
/// many articles hold ties each of them to a few representatives instead of to all, so a story that 500 outlets re-ran
/// costs 500 times a few steps, and nothing is dropped.
public struct Postings: Sendable {
  private var entries: [UInt64] = []
  private var directory: [UInt32] = []
  private var directoryShift: UInt32 = 32
  /// Postings that `dropRepeated` took out.
  public private(set) var suppressedCount = 0

  /// An index of the articles of `table`, whose positions are canonical.
  public init(_ table: KeyTable) {
    entries.reserveCapacity(table.keyCount)
    for article in 0..<table.articleCount {
      for key in table[article] { entries.append(UInt64(key) << 32 | UInt64(article)) }
    }
    RadixSort.sortByUpperHalf(&entries)
    buildDirectory()
  }

  private mutating func buildDirectory() {
    let bits = UInt32(max(1, min(28, entries.count.bitWidth - max(1, entries.count).leadingZeroBitCount - 1)))
    directoryShift = 32 - bits
    directory = [UInt32](repeating: 0, count: 1 << Int(bits) + 1)
    for entry in entries { directory[Int(entry >> UInt64(32 + directoryShift)) + 1] += 1 }
    for slot in 1..<directory.count { directory[slot] += directory[slot - 1] }
  }

  /// The places of a key's postings in `entries`.
  private func run(of key: UInt32) -> Range<Int> {
    let slot = Int(key >> directoryShift)
    var start = Int(directory[slot])
    let end = Int(directory[slot + 1])
    while start < end, UInt32(truncatingIfNeeded: entries[start] >> 32) < key { start += 1 }
    var last = start
    while last < end, UInt32(truncatingIfNeeded: entries[last] >> 32) == key { last += 1 }
    return start..<last
  }

  private func article(at place: Int) -> UInt32 { UInt32(truncatingIfNeeded: entries[place]) }

  /// Calls `body` with articles before `article` that hold `key` too: the first one and up to `nearest` closest ones,
  /// each once. Nothing is called if the article's own posting was dropped.
  @inline(__always)
  func forEachRepresentative(
    of key: UInt32, before article: ArticleID, nearest: Int, _ body: (_ earlier: UInt32) -> Void
  ) {
    let run = run(of: key)
    guard run.count > 1 else { return }
    var (low, high) = (run.lowerBound, run.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if self.article(at: middle) < article.rawValue { low = middle + 1 } else { high = middle }
    }
    guard low < run.upperBound, self.article(at: low) == article.rawValue, low > run.lowerBound else { return }
    let firstNear = max(run.lowerBound, low - nearest)
    for place in firstNear..<low { body(self.article(at: place)) }
    if firstNear > run.lowerBound { body(self.article(at: run.lowerBound)) }
  }

  /// Takes out every key that some publisher repeats in different texts: page furniture, not a story, also where a
  /// copy took it along.
  ///
  /// `publishers` and `storyGroups` are by article; a group counts once for each publisher.
  mutating func dropRepeated(publishers: [UInt32], storyGroups: [UInt32], limits: RepeatLimits) {
    var pairs: [UInt64] = []
    var (kept, start) = (0, 0)
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end] >> 32 == entries[start] >> 32 { end += 1 }
      var isRepeated = false
      if end - start > limits.least {
        pairs.removeAll(keepingCapacity: true)
        for place in start..<end {
          let index = Int(article(at: place))
          if publishers[index] != 0 { pairs.append(UInt64(publishers[index]) << 32 | UInt64(storyGroups[index])) }
        }
        pairs.sort()
        isRepeated = limits.areExceeded(by: pairs)
      }
      if !isRepeated {
        for place in start..<end {
          entries[kept] = entries[place]
          kept += 1
        }
      }
      start = end
    }
    suppressedCount += entries.count - kept
    entries.removeSubrange(kept...)
    buildDirectory()
  }
}
