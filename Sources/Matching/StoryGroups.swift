internal import Corpus

/// Provisional groups of nearly equal texts, each named by its first article: what an outlet ran ten times is one story
/// and not ten when it is judged whether the outlet repeats itself.
enum StoryGroups {
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
}
