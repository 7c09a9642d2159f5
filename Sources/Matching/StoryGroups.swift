internal import Corpus

/// Provisional groups of articles that run one text, each named by its first article: what an outlet ran ten times is
/// one story and not ten when it is judged whether the outlet repeats itself.
enum StoryGroups {
  /// Two texts are one story when one holds this share of the other's fingerprints.
  private static let sharedShare = 0.5
  /// Texts with fewer fingerprints than this say too little.
  private static let leastFingerprints = 4
  /// Articles looked at in one task.
  private static let chunkSize = 4096

  /// Groups of nearly equal texts of one outlet.
  ///
  /// An article that shares at least half of its band keys with an earlier one there is put with the one that shares
  /// most.
  static func byBands(_ bandTable: KeyTable, _ publishers: [UInt32], _ postings: Postings) -> [UInt32] {
    var groups: [UInt32] = []
    groups.reserveCapacity(bandTable.articleCount)
    for index in 0..<bandTable.articleCount {
      let keys = bandTable[index]
      var tally = CandidateTally()
      for key in keys {
        postings.forEachRepresentative(of: key, before: ArticleID(index), nearest: CandidateFinder.nearest) { earlier in
          if publishers[Int(earlier)] == publishers[index] { tally.countBand(earlier) }
        }
      }
      groups.append(tally.mostBands(atLeast: max(1, keys.count / 2)).map { groups[Int($0)] } ?? UInt32(index))
    }
    return groups
  }

  /// Groups of texts of any outlets of which one holds much of the other: copies, excerpts, digests.
  ///
  /// `alike` groups come first. `postings` hold no outlet's own furniture any more, so what two texts share is a story or
  /// furniture that many outlets have, which is seldom half of a text. Two chunks at a time.
  static func byFingerprints(_ table: KeyTable, _ postings: Postings, alike: [UInt32]) async -> [UInt32] {
    let counts = postings.keyCounts(articleCount: table.articleCount)
    let starts = Array(stride(from: 0, to: table.articleCount, by: chunkSize))
    let origins = await withTaskGroup(of: (Int, [UInt32?]).self) { group in
      var results: [Int: [UInt32?]] = [:]
      for start in starts {
        if start >= 2 * chunkSize, let (done, found) = await group.next() { results[done] = found }
        group.addTask {
          (start, (start..<min(table.articleCount, start + chunkSize)).map { origin($0, table, postings, counts) })
        }
      }
      for await (done, found) in group { results[done] = found }
      return starts.flatMap { results[$0] ?? [] }
    }
    var groups: [UInt32] = []
    groups.reserveCapacity(alike.count)
    for index in alike.indices {
      let earlier = Int(alike[index]) < index ? alike[index] : origins[index]
      groups.append(earlier.map { groups[Int($0)] } ?? UInt32(index))
    }
    return groups
  }

  private static func origin(_ index: Int, _ table: KeyTable, _ postings: Postings, _ counts: [UInt32]) -> UInt32? {
    let own = Int(counts[index])
    guard own >= leastFingerprints else { return nil }
    var tally = CandidateTally()
    for key in table[index] {
      postings.forEachRepresentative(of: key, before: ArticleID(index), nearest: 2) { tally.countFingerprint($0) }
    }
    return tally.mostContained(atLeast: sharedShare) { max(leastFingerprints, min(own, Int(counts[Int($0)]))) }
  }
}
