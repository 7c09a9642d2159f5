import Corpus
import IndexStore
import Matching
import Sketching

/// Which articles are to be compared tonight, and with which earlier ones.
///
/// Beside tonight's articles these are the index's own for which a key has a new representative, became furniture or
/// ceased to be, or whose text or whose candidate's text has other furniture than before.
struct NightCandidates: Sendable {
  /// The places of the articles, ascending, each with its candidates.
  private(set) var articles: [(article: ArticleID, candidates: [Candidate])] = []
  /// Fingerprint postings that propose nothing, as far as they were looked at.
  private(set) var suppressedPostingCount = 0

  init(
    _ night: NightCorpus, stories: NightStories, furniture: NightFurniture, judge: RepeatJudge, sketches: SketchCache
  ) throws {
    var isWanted = [Bool](repeating: false, count: night.order.count)
    for place in night.order.indices where night.isNew(place: UInt32(place)) { isWanted[place] = true }
    for place in stories.touched { isWanted[Int(place)] = true }
    for number in furniture.touched { isWanted[Int(night.places[Int(number)])] = true }
    for place in try Self.withOtherFingerprints(night, stories, judge, sketches) { isWanted[Int(place)] = true }
    for place in try Self.besides(furniture.touched, night, sketches) { isWanted[Int(place)] = true }

    let wanted = isWanted.indices.filter { isWanted[$0] }.map(UInt32.init)
    var (bandKeys, fingerprintKeys): ([UInt64], [UInt64]) =
      (night.newKeys(of: .bands), night.newKeys(of: .fingerprints))
    let newCount = night.columns.count - Int(night.firstNew)
    if wanted.count > newCount {
      for place in wanted where !night.isNew(place: place) {
        bandKeys += try sketches.bands(of: night.order[Int(place)]).map(UInt64.init)
        fingerprintKeys += try sketches.fingerprints(of: night.order[Int(place)]).map(UInt64.init)
      }
      bandKeys.sort()
      bandKeys = bandKeys.uniqued()
      fingerprintKeys.sort()
      fingerprintKeys = fingerprintKeys.uniqued()
    }
    var bands: [UInt64] = []
    try night.forEachList(of: .bands, keys: bandKeys) { _, list in
      Representatives.forEach(in: list, nearest: CandidateFinder.nearestOfBand, where: { isWanted[Int($0)] }) {
        bands.append(UInt64($0) << 32 | UInt64($1))
      }
    }
    var fingerprints: [UInt64] = []
    var continuing: [UInt64] = []
    var suppressed = 0
    try night.forEachListWithContexts(of: .fingerprints, keys: fingerprintKeys) { _, list, contexts in
      guard try judge.excess(of: list.map { night.order[Int($0)] }, groups: stories.groups) == nil else {
        suppressed += list.count
        return
      }
      Representatives.forEachPosition(in: list, nearest: CandidateFinder.nearest, where: { isWanted[Int($0)] }) {
        let pair = UInt64(list[$0]) << 32 | UInt64(list[$1])
        fingerprints.append(pair)
        if FingerprintContext(rawValue: contexts[$0]).mayContinue(FingerprintContext(rawValue: contexts[$1])) {
          continuing.append(pair)
        }
      }
    }
    suppressedPostingCount = suppressed
    bands.sort()
    fingerprints.sort()
    continuing.sort()
    articles = Self.tallied(wanted, bands: bands, fingerprints: fingerprints, continuing: continuing, night)
  }

  /// The index's articles for which a fingerprint has another representative than before.
  private static func withOtherFingerprints(
    _ night: NightCorpus, _ stories: NightStories, _ judge: RepeatJudge, _ sketches: SketchCache
  ) throws -> Set<UInt32> {
    var keys = night.newKeys(of: .fingerprints)
    if !stories.moved.isEmpty {
      for number in stories.moved { keys += try sketches.fingerprints(of: number).map(UInt64.init) }
      keys.sort()
      keys = keys.uniqued()
    }
    var touched: Set<UInt32> = []
    try night.forEachList(of: .fingerprints, keys: keys) { _, list in
      let old = list.filter { !night.isNew(place: $0) }
      guard !old.isEmpty else { return }
      let isDropped = try judge.excess(of: list.map { night.order[Int($0)] }, groups: stories.groups) != nil
      let wasDropped = try judge.excess(of: old.map { night.order[Int($0)] }, groups: stories.groupsBefore) != nil
      if isDropped != wasDropped {
        touched.formUnion(old)
      } else if !isDropped {
        night.forEachWithNewRepresentative(list, nearest: CandidateFinder.nearest) { touched.insert($0) }
      }
    }
    return touched
  }

  /// The places of the articles that have one of `numbers` among the representatives of their keys.
  private static func besides(
    _ numbers: Set<UInt32>, _ night: NightCorpus, _ sketches: SketchCache
  ) throws -> Set<UInt32> {
    guard !numbers.isEmpty else { return [] }
    let isOne = Set(numbers.map { night.places[Int($0)] })
    var found: Set<UInt32> = []
    for (kind, nearest) in [
      (PostingKind.bands, CandidateFinder.nearestOfBand), (.fingerprints, CandidateFinder.nearest),
    ] {
      var keys: [UInt64] = []
      for number in numbers {
        keys += try (kind == .bands ? sketches.bands(of: number) : sketches.fingerprints(of: number)).map(UInt64.init)
      }
      keys.sort()
      try night.forEachList(of: kind, keys: keys.uniqued()) { _, list in
        let isFirst = isOne.contains(list[0])
        var last = Int.min / 2
        for (position, place) in list.enumerated() {
          if position - last <= nearest || (isFirst && position > nearest) { found.insert(place) }
          if isOne.contains(place) { last = position }
        }
      }
    }
    return found
  }

  /// The candidates of each wanted article from the pairs of places that share a band or a fingerprint, and those
  /// of which the latter may stand in a passage of both, all sorted.
  private static func tallied(
    _ wanted: [UInt32], bands: [UInt64], fingerprints: [UInt64], continuing: [UInt64], _ night: NightCorpus
  ) -> [(article: ArticleID, candidates: [Candidate])] {
    var (nextBand, nextFingerprint, nextContinuing) = (0, 0, 0)
    return wanted.map { own in
      var candidates: [Candidate] = []
      let ownCount = Int(night.columns.fingerprintCounts[Int(night.order[Int(own)])])
      while true {
        let band = nextBand < bands.count && bands[nextBand] >> 32 == UInt64(own) ? bands[nextBand] : .max
        let fingerprint =
          nextFingerprint < fingerprints.count && fingerprints[nextFingerprint] >> 32 == UInt64(own)
          ? fingerprints[nextFingerprint] : .max
        let pair = min(band, fingerprint)
        guard pair != .max else { break }
        var (bandCount, fingerprintCount) = (0, 0)
        while nextBand < bands.count, bands[nextBand] == pair { (bandCount, nextBand) = (bandCount + 1, nextBand + 1) }
        while nextFingerprint < fingerprints.count, fingerprints[nextFingerprint] == pair {
          (fingerprintCount, nextFingerprint) = (fingerprintCount + 1, nextFingerprint + 1)
        }
        while nextContinuing < continuing.count, continuing[nextContinuing] < pair { nextContinuing += 1 }
        let mayContinue = nextContinuing < continuing.count && continuing[nextContinuing] == pair
        let earlier = UInt32(truncatingIfNeeded: pair)
        let otherCount = Int(night.columns.fingerprintCounts[Int(night.order[Int(earlier)])])
        candidates.append(
          Candidate(
            earlier: ArticleID(rawValue: earlier), sharedBands: bandCount, sharedFingerprints: fingerprintCount,
            smallerCount: min(ownCount, otherCount), mayShareAPassage: bandCount > 0 || mayContinue))
      }
      return (ArticleID(rawValue: own), candidates.sorted(by: Candidate.isMorePromising))
    }
  }
}
