internal import Corpus
public import Sketching

/// The keys of one kind in one range: the part of a run's postings that is sorted at once.
public struct KeyGroup: Sendable {
  /// What keys.
  public enum Kind: Sendable {
    /// Band keys, by all their 32 bits.
    case bands
    /// Fingerprints, by all their 32 bits.
    case fingerprints
    /// Hashes of lines, by their upper 32 bits.
    case lines
  }

  /// What keys.
  public let kind: Kind
  /// The 32 bits by which they are sorted.
  let range: Range<UInt64>

  /// The groups, ascending, that hold all keys of a kind, about `mostPostings` each.
  public static func groups(of kind: Kind, in table: SketchTable, mostPostings: Int) -> [KeyGroup] {
    let count =
      switch kind {
      case .bands: table.bandKeyCount
      case .fingerprints: table.fingerprintCount
      case .lines: table.lineCount
      }
    let groups = UInt64(max(1, (count + mostPostings - 1) / max(1, mostPostings)))
    return (0..<groups).map { KeyGroup(kind: kind, range: ($0 << 32) / groups..<(($0 + 1) << 32) / groups) }
  }

  /// The group's postings, sorted by key and then by article; `isWanted` says of which articles.
  func postings(
    of table: SketchTable, where isWanted: (UInt32) -> Bool = { _ in true }
  ) throws(CorpusError) -> SortedPostings {
    var sorted = SortedPostings()
    let (lower, upper) = (range.lowerBound, range.upperBound)
    switch kind {
    case .bands:
      try table.forEachRow { article, row, words in
        for place in row.bands where lower <= UInt64(words[place]) && UInt64(words[place]) < upper {
          sorted.entries.append(UInt64(words[place]) << 32 | UInt64(article))
        }
      }
      sorted.sort(sorted.contexts, in: range)
    case .fingerprints:
      try table.forEachRow { article, row, words in
        let first = row.fingerprints.lowerBound
        for place in row.fingerprints {
          let key = UInt64(words[place])
          if key < lower { continue }
          // They ascend.
          if key >= upper { break }
          sorted.entries.append(key << 32 | UInt64(article))
          sorted.contexts.append(row.context(place - first, words))
        }
      }
      sorted.sort(sorted.contexts, in: range)
    case .lines:
      try table.forEachRow { article, row, words in
        guard row.lineCount > 0, isWanted(article) else { return }
        for number in 0..<row.lineCount {
          let line = row.line(number, words)
          let key = line >> 32
          guard lower <= key, key < upper else { continue }
          sorted.entries.append(key << 32 | UInt64(article))
          sorted.lowerHalves.append(UInt32(truncatingIfNeeded: line))
        }
      }
      sorted.sortLines(in: range)
    }
    return sorted
  }
}

/// Postings in order of their keys.
struct SortedPostings: Sendable {
  /// Key × 2³² + article.
  var entries: [UInt64] = []
  /// Of fingerprints: what stands around each.
  var contexts: [UInt16] = []
  /// Of lines: the lower half of each hash, of which the key is the upper one.
  var lowerHalves: [UInt32] = []

  fileprivate mutating func sort(_ companions: consuming [UInt16], in range: Range<UInt64>) {
    contexts = []
    RadixSort.sortByUpperHalf(&entries, &companions, in: range)
    contexts = companions
  }

  fileprivate mutating func sortLines(in range: Range<UInt64>) {
    RadixSort.sortByUpperHalf(&entries, &lowerHalves, in: range)
  }

  /// Calls `body` with the places of each key that several postings have.
  @inline(__always)
  func forEachShared(_ body: (Range<Int>) throws(CorpusError) -> Void) throws(CorpusError) {
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end] >> 32 == entries[start] >> 32 { end += 1 }
      if end - start > 1 { try body(start..<end) }
      start = end
    }
  }

  func article(_ place: Int) -> UInt32 { UInt32(truncatingIfNeeded: entries[place]) }
}
