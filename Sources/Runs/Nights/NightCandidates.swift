import Corpus
import IndexStore
import Matching
import Sketching

/// Which articles are to be compared tonight, and with which earlier ones.
///
/// Beside tonight's articles these are the index's own for which a key has a new representative, became furniture or
/// ceased to be, and those whose story, or that of one that they were compared with, is other words than before.
struct NightCandidates: Sendable {
  /// What each is compared with, by ascending places.
  private(set) var articles: [Comparisons] = []
  /// What was compared before of the index's articles among them.
  let stored: StoredComparisons
  /// Fingerprint postings that propose nothing, as far as they were looked at.
  let suppressedPostingCount: Int

  /// `retold` are the numbers of the index's articles whose story is other words than before.
  init(
    _ night: NightCorpus, stories: NightStories, retold: Set<UInt32>, judge: RepeatJudge, sketches: SketchCache,
    plan: RunPlan
  ) async throws {
    var pairs = CandidatePairs(bands: stories.pairs)
    var suppressed = 0
    let again = stories.touched.union(
      try await Self.propose(tonight: night, stories, judge, sketches, plan, &pairs, &suppressed))
    suppressedPostingCount = suppressed
    if !again.isEmpty {
      try await Self.propose(again: again, night, stories, judge, sketches, plan, &pairs)
    }
    var wanted = Array(again)
    for number in night.firstNew..<UInt32(night.columns.count) { wanted.append(night.places[Int(number)]) }
    wanted.sort()
    articles = pairs.tallied(wanted) { night.columns.fingerprintCounts[Int(night.order[Int($0)])] }.map {
      plan.comparisons(of: $0.article, candidates: $0.candidates, wantsPassages: true)
    }
    let later = try Self.compared(with: retold, night)
    stored = try StoredComparisons(of: later.union(again.map { night.order[Int($0)] }), in: night.index)
    for number in later where !again.contains(night.places[Int(number)]) {
      articles.append(stored.comparisons(of: number, night))
    }
    articles.sort { $0.article < $1.article }
  }

  /// The index's articles of which one side of a comparison is retold.
  private static func compared(with retold: Set<UInt32>, _ night: NightCorpus) throws -> Set<UInt32> {
    var later = retold
    for number in retold.sorted() { later.formUnion(try night.index.compared(withEarlier: number)) }
    return later
  }

  /// What some fingerprints tell.
  private struct Gathered: Sendable {
    var pairs = CandidatePairs()
    var touched: Set<UInt32> = []
    var suppressed = 0
  }

  /// Finds what tonight's articles share, and gives the places of the index's for which a fingerprint has another
  /// representative than before, or is furniture now and was not, or the other way round.
  private static func propose(
    tonight night: NightCorpus, _ stories: NightStories, _ judge: RepeatJudge, _ sketches: SketchCache, _ plan: RunPlan,
    _ pairs: inout CandidatePairs, _ suppressed: inout Int
  ) async throws -> Set<UInt32> {
    var keys = night.newKeys(of: .fingerprints)
    if !stories.moved.isEmpty {
      for number in stories.moved { keys += try sketches.fingerprints(of: number).map(UInt64.init) }
      keys.sort()
      keys = keys.uniqued()
    }
    var touched: Set<UInt32> = []
    try await night.gatherLists(
      of: .fingerprints, keys: keys, workers: plan.workers, empty: Gathered()
    ) { holders, found in
      let list = holders.places
      let judged = night.judged(list, judge.limits)
      let isDropped = try judge.isFurniture(judged, groups: stories.groups)
      // Where all that is judged is of the index, in the groups that it was in, nothing changed.
      let isSame = judged.allSatisfy {
        !night.isNew($0) && stories.groups[Int($0)] == stories.groupsBefore[Int($0)]
      }
      let wasDropped =
        try isSame ? isDropped : judge.isFurniture(night.judgedBefore(list), groups: stories.groupsBefore)
      if isDropped != wasDropped {
        for place in list where !night.isNew(place: place) { found.touched.insert(place) }
      } else if !isDropped {
        night.forEachWithNewRepresentative(holders, nearest: CandidateFinder.nearest) { found.touched.insert($0) }
      }
      if isDropped {
        found.suppressed += list.count
      } else {
        found.pairs.add(holders, from: holders.firstNew) { night.isNew(place: $0) }
      }
    } consume: { found in
      touched.formUnion(found.touched)
      suppressed += found.suppressed
      pairs.add(found.pairs)
    }
    return touched
  }

  /// Finds what the index's articles at the places `again` share.
  private static func propose(
    again: Set<UInt32>, _ night: NightCorpus, _ stories: NightStories, _ judge: RepeatJudge, _ sketches: SketchCache,
    _ plan: RunPlan, _ pairs: inout CandidatePairs
  ) async throws {
    var (bands, fingerprints): ([UInt64], [UInt64]) = ([], [])
    var isAgain = [Bool](repeating: false, count: night.order.count)
    for place in again {
      isAgain[Int(place)] = true
      bands += try sketches.bands(of: night.order[Int(place)]).map(UInt64.init)
      fingerprints += try sketches.fingerprints(of: night.order[Int(place)]).map(UInt64.init)
    }
    bands.sort()
    fingerprints.sort()
    let wanted = isAgain
    try await night.gatherLists(
      of: .bands, keys: bands.uniqued(), workers: plan.workers, empty: CandidatePairs()
    ) { holders, found in
      found.add(bands: holders) { wanted[Int($0)] }
    } consume: {
      pairs.add($0)
    }
    try await night.gatherLists(
      of: .fingerprints, keys: fingerprints.uniqued(), workers: plan.workers, empty: CandidatePairs()
    ) { holders, found in
      guard try !judge.isFurniture(night.judged(holders.places, judge.limits), groups: stories.groups) else { return }
      found.add(holders, from: holders.places.startIndex) { wanted[Int($0)] }
    } consume: {
      pairs.add($0)
    }
  }
}

extension NightCorpus {
  /// The numbers of the holders in `list` by which it is judged; none where there are too few for furniture.
  fileprivate func judged(_ list: ArraySlice<UInt32>, _ limits: RepeatLimits) -> [UInt32] {
    list.count > limits.least ? list.prefix(RepeatLimits.judgedCount).map { order[Int($0)] } : []
  }

  /// Those of the places of a list that were judged before tonight: the first that are the index's, by number.
  fileprivate func judgedBefore(_ list: ArraySlice<UInt32>) -> [UInt32] {
    var judged: [UInt32] = []
    for place in list where !isNew(place: place) {
      judged.append(order[Int(place)])
      if judged.count == RepeatLimits.judgedCount { break }
    }
    return judged
  }
}
