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

  /// The first place at or after which `entry` may stand, by binary search between the directory's marks.
  private func firstPlace(notBefore entry: UInt64) -> Int {
    let slot = Int(entry >> UInt64(32 + directoryShift))
    var (low, high) = (Int(directory[slot]), Int(directory[slot + 1]))
    while low < high {
      let middle = (low + high) / 2
      if entries[middle] < entry { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func article(at place: Int) -> UInt32 { UInt32(truncatingIfNeeded: entries[place]) }

  /// Calls `body` with articles before `article` that hold `key` too: the first one and up to `nearest` closest ones,
  /// each once.
  ///
  /// Nothing is called if the article's own posting was dropped.
  @inline(__always)
  func forEachRepresentative(
    of key: UInt32, before article: ArticleID, nearest: Int, _ body: (_ earlier: UInt32) -> Void
  ) {
    let own = UInt64(key) << 32 | UInt64(article.rawValue)
    let place = firstPlace(notBefore: own)
    guard place > 0, place < entries.count, entries[place] == own, entries[place - 1] >> 32 == UInt64(key) else {
      return
    }
    var near = place - 1
    while near >= 0, place - near <= nearest, entries[near] >> 32 == UInt64(key) {
      body(self.article(at: near))
      near -= 1
    }
    guard near >= 0, entries[near] >> 32 == UInt64(key) else { return }
    body(self.article(at: firstPlace(notBefore: UInt64(key) << 32)))
  }

  /// Takes out every key that some publisher repeats in different texts: page furniture, not a story, also where a
  /// copy took it along.
  ///
  /// `publishers` and `storyGroups` are by article; a group counts once for each publisher. `limits` say which keys are
  /// suspected, `sense` tells furniture from a story that was run many times.
  mutating func dropRepeated(
    publishers: [UInt32], storyGroups: [UInt32], limits: RepeatLimits, sense: FurnitureSense
  ) {
    var holders: [UInt32] = []
    var (kept, start) = (0, 0)
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end] >> 32 == entries[start] >> 32 { end += 1 }
      var isRepeated = false
      if end - start > limits.least {
        holders.removeAll(keepingCapacity: true)
        for place in start..<end { holders.append(article(at: place)) }
        isRepeated =
          limits.excess(of: holders, publishers: publishers, storyGroups: storyGroups) != nil
          && sense.isFurniture(holders)
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
