import IndexStore
import Matching

/// Keeps `StoryGroups` from night to night: each article's group follows from the earlier one that it is put with.
struct NightStories: Sendable {
  /// By number, the article that names its group, as it was before tonight and as it is now.
  private(set) var groupsBefore: [UInt32] = []
  private(set) var groups: [UInt32] = []
  /// The articles of the index whose group has another name.
  private(set) var moved: [UInt32] = []
  /// The places of the articles of the index for which a band has a new representative.
  private(set) var touched: Set<UInt32> = []

  /// Of tonight's articles, the pairs of places that share a band, own × 2³² + earlier, sorted; a pair for each band.
  private(set) var pairs: [UInt64] = []

  /// What some bands tell.
  private struct Gathered: Sendable {
    var regrouped: Set<UInt32> = []
    var touched: Set<UInt32> = []
    var (pairs, related): ([UInt64], [UInt64]) = ([], [])
  }

  /// Finds what tonight's articles change and stores it in the columns of `corpus`.
  init(_ corpus: inout NightCorpus, sketches: SketchCache, workers: Int) async throws {
    let night = corpus
    groupsBefore = Self.roots(night.columnsBefore.storyParents, order: night.orderBefore)
    var regrouped: Set<UInt32> = []
    var touched: Set<UInt32> = []
    var (pairs, related): ([UInt64], [UInt64]) = ([], [])
    try await night.gatherLists(
      of: .bands, keys: night.newKeys(of: .bands), workers: workers, empty: Gathered()
    ) { holders, found in
      night.forEachWithNewRepresentative(holders, nearest: CandidateFinder.nearest) { found.regrouped.insert($0) }
      night.forEachWithNewRepresentative(holders, nearest: CandidateFinder.nearestOfBand) { found.touched.insert($0) }
      let (list, firstNew) = (holders.places, holders.firstNew)
      Representatives.forEachPosition(
        in: list, from: firstNew, nearest: CandidateFinder.nearestOfBand, where: { night.isNew(place: $0) }
      ) {
        found.pairs.append(UInt64(list[$0]) << 32 | UInt64(list[$1]))
      }
      Self.addRelated(list, from: firstNew, night, where: { night.isNew(place: $0) }, to: &found.related)
    } consume: { found in
      regrouped.formUnion(found.regrouped)
      touched.formUnion(found.touched)
      pairs += found.pairs
      related += found.related
    }
    pairs.sort()
    (self.pairs, self.touched) = (pairs, touched)
    let old = regrouped.map { night.order[Int($0)] }
    if !old.isEmpty {
      var keys: [UInt64] = []
      for number in old { keys += try sketches.bands(of: number).map(UInt64.init) }
      keys.sort()
      try await night.forEachList(of: .bands, keys: keys.uniqued(), least: 2, workers: workers) { holders in
        Self.addRelated(
          holders.places, from: holders.places.startIndex, night, where: { regrouped.contains($0) }, to: &related)
      }
    }
    for (number, parent) in try Self.parents(
      of: Array(night.firstNew..<UInt32(night.columns.count)) + old, related: related, night, sketches)
    {
      corpus.columns.storyParents[Int(number)] = parent
    }
    groups = Self.roots(corpus.columns.storyParents, order: night.order)
    moved = groupsBefore.indices.lazy.map(UInt32.init).filter { groups[Int($0)] != groupsBefore[Int($0)] }
  }

  /// The groups of all articles by number, as the index has them.
  static func groups(_ night: NightCorpus) -> [UInt32] { roots(night.columns.storyParents, order: night.order) }

  /// The first article of each one's group.
  private static func roots(_ parents: [UInt32], order: [UInt32]) -> [UInt32] {
    var roots = [UInt32](repeating: 0, count: parents.count)
    for number in order {
      let parent = parents[Int(number)]
      roots[Int(number)] = parent == ArticleColumns.none ? number : roots[Int(parent)]
    }
    return roots
  }

  /// Adds the pairs of a wanted article, from the position `first` of the list on, and an earlier one of its outlet,
  /// own × 2³² + earlier, that share a band.
  private static func addRelated(
    _ list: ArraySlice<UInt32>, from first: Int, _ night: NightCorpus, where isWanted: (UInt32) -> Bool,
    to pairs: inout [UInt64]
  ) {
    Representatives.forEachPosition(in: list, from: first, nearest: CandidateFinder.nearest, where: isWanted) {
      let (own, earlier) = (list[$0], list[$1])
      let publishers = night.columns.publishers
      if publishers[Int(night.order[Int(own)])] == publishers[Int(night.order[Int(earlier)])] {
        pairs.append(UInt64(own) << 32 | UInt64(earlier))
      }
    }
  }

  /// The earlier article of the same outlet that shares most bands with each of `members`, at least half of them.
  private static func parents(
    of members: [UInt32], related: [UInt64], _ night: NightCorpus, _ sketches: SketchCache
  ) throws -> [(number: UInt32, parent: UInt32)] {
    let pairs = related.sorted()
    var best: [UInt32: (earlier: UInt32, count: Int)] = [:]
    var start = 0
    while start < pairs.count {
      var end = start
      while end < pairs.count, pairs[end] == pairs[start] { end += 1 }
      let (own, earlier) = (UInt32(pairs[start] >> 32), UInt32(truncatingIfNeeded: pairs[start]))
      // Pairs ascend, so that of several with as many bands the earliest stays.
      if end - start > best[own]?.count ?? 0 { best[own] = (earlier, end - start) }
      start = end
    }
    return try members.map { number in
      let least = max(1, try sketches.bands(of: number).count / 2)
      guard let found = best[night.places[Int(number)]], found.count >= least else {
        return (number, ArticleColumns.none)
      }
      return (number, night.order[Int(found.earlier)])
    }
  }
}

/// Which earlier holders of a key an article is tied to (`Postings`): the nearest ones and the first of all.
enum Representatives {
  /// Calls `body` with the positions in `list` of each wanted article, from the position `first` on, and of these.
  static func forEachPosition(
    in list: ArraySlice<UInt32>, from first: Int, nearest: Int, where isWanted: (UInt32) -> Bool,
    _ body: (_ own: Int, _ earlier: Int) -> Void
  ) {
    let start = list.startIndex
    for position in list.indices[max(first, min(start + 1, list.endIndex))...] where isWanted(list[position]) {
      for near in max(start, position - nearest)..<position { body(position, near) }
      if position - start > nearest { body(position, start) }
    }
  }
}
