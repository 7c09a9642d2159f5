/// Provisional groups of nearly equal texts, each named by its first article: what an outlet ran ten times is one story
/// and not ten when it is judged whether the outlet repeats itself.
public enum StoryGroups {
  /// The earlier article of its outlet that shares most band keys with `article`, at least half of them; nil for none.
  public static func parent(
    of article: UInt32, bands: PostingLists, bandCount: Int, publishers: [UInt32], tally: inout CandidateTally
  ) -> UInt32? {
    tally.removeAll()
    bands.forEachRepresentative(of: article, nearest: CandidateFinder.nearest) { earlier, _ in
      if publishers[Int(earlier)] == publishers[Int(article)] { tally.countBand(earlier) }
    }
    return tally.mostBands(atLeast: max(1, bandCount / 2))
  }

  /// The group of each article, from the parent of each in canonical order.
  public static func groups(parents: [UInt32?]) -> [UInt32] {
    var groups: [UInt32] = []
    groups.reserveCapacity(parents.count)
    for (article, parent) in parents.enumerated() {
      groups.append(parent.map { groups[Int($0)] } ?? UInt32(article))
    }
    return groups
  }
}
