import IndexStore
import Matching

/// Keeps `StoryGroups` from night to night: each article's group follows from the earlier one that it is put with.
struct NightStories {
  /// By number, the article that names its group, as it was before tonight and as it is now.
  private(set) var groupsBefore: [UInt32] = []
  private(set) var groups: [UInt32] = []
  /// The articles of the index whose group has another name.
  private(set) var moved: [UInt32] = []
  /// The places of the articles of the index for which a band has a new representative.
  private(set) var touched: Set<UInt32> = []

  /// Finds what tonight's articles change and stores it in the columns of `corpus`.
  init(_ corpus: inout NightCorpus, sketches: SketchCache) throws {
    let night = corpus
    groupsBefore = Self.roots(night.columnsBefore.storyParents, order: night.orderBefore)
    var regrouped: Set<UInt32> = []
    var touched: Set<UInt32> = []
    try night.forEachList(of: .bands, keys: night.newKeys(of: .bands)) { _, list in
      night.forEachWithNewRepresentative(list, nearest: CandidateFinder.nearest) { regrouped.insert($0) }
      night.forEachWithNewRepresentative(list, nearest: CandidateFinder.nearestOfBand) { touched.insert($0) }
    }
    self.touched = touched
    let members = (night.firstNew..<UInt32(night.columns.count)).map { $0 } + regrouped.map { night.order[Int($0)] }
    for (number, parent) in try Self.parents(of: members, night, sketches) {
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

  /// The earlier article of the same outlet that shares most bands with each of `members`, at least half of them.
  private static func parents(
    of members: [UInt32], _ night: NightCorpus, _ sketches: SketchCache
  ) throws -> [(number: UInt32, parent: UInt32)] {
    var isMember = [Bool](repeating: false, count: night.order.count)
    var keys: [UInt64] = []
    for number in members {
      isMember[Int(night.places[Int(number)])] = true
      keys += try sketches.bands(of: number).map(UInt64.init)
    }
    keys.sort()
    var pairs: [UInt64] = []
    try night.forEachList(of: .bands, keys: keys.uniqued()) { _, list in
      Representatives.forEach(in: list, nearest: CandidateFinder.nearest, where: { isMember[Int($0)] }) {
        own, earlier in
        let publishers = night.columns.publishers
        if publishers[Int(night.order[Int(own)])] == publishers[Int(night.order[Int(earlier)])] {
          pairs.append(UInt64(own) << 32 | UInt64(earlier))
        }
      }
    }
    pairs.sort()
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
  static func forEach(
    in list: [UInt32], nearest: Int, where isWanted: (UInt32) -> Bool,
    _ body: (_ own: UInt32, _ earlier: UInt32) -> Void
  ) {
    forEachPosition(in: list, nearest: nearest, where: isWanted) { body(list[$0], list[$1]) }
  }

  /// The same by positions in `list`.
  static func forEachPosition(
    in list: [UInt32], nearest: Int, where isWanted: (UInt32) -> Bool, _ body: (_ own: Int, _ earlier: Int) -> Void
  ) {
    for (position, own) in list.enumerated() where position > 0 && isWanted(own) {
      for near in max(0, position - nearest)..<position { body(position, near) }
      if position > nearest { body(position, 0) }
    }
  }
}
