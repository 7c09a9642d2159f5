import Corpus
import Matching
import Sketching

/// What pairs of articles share, key by key: places of the later and the earlier one, own × 2³² + earlier.
struct CandidatePairs: Sendable {
  private var bands: [UInt64]
  private var fingerprints: [UInt64] = []
  /// Those of `fingerprints` around which a passage of both may stand.
  private var continuing: [UInt64] = []

  init(bands: [UInt64] = []) { self.bands = bands }

  /// Adds the pairs of other keys.
  mutating func add(_ other: CandidatePairs) {
    bands += other.bands
    fingerprints += other.fingerprints
    continuing += other.continuing
  }

  /// Ties the wanted holders of a band to earlier ones.
  mutating func add(bands holders: NightLists.Holders, where isWanted: (UInt32) -> Bool) {
    let places = holders.places
    Representatives.forEachPosition(
      in: places, from: places.startIndex, nearest: CandidateFinder.nearestOfBand, where: isWanted
    ) {
      bands.append(UInt64(places[$0]) << 32 | UInt64(places[$1]))
    }
  }

  /// Ties the wanted holders of a fingerprint, from the position `first` on, to earlier ones.
  mutating func add(_ holders: NightLists.Holders, from first: Int, where isWanted: (UInt32) -> Bool) {
    let (places, contexts) = (holders.places, holders.contexts)
    let shift = contexts.startIndex - places.startIndex
    Representatives.forEachPosition(
      in: places, from: first, nearest: CandidateFinder.nearest, where: isWanted
    ) { own, earlier in
      let pair = UInt64(places[own]) << 32 | UInt64(places[earlier])
      fingerprints.append(pair)
      let around = FingerprintContext(rawValue: contexts[own + shift])
      if around.mayContinue(FingerprintContext(rawValue: contexts[earlier + shift])) { continuing.append(pair) }
    }
  }

  /// The candidates of each wanted article, by ascending places; `count` gives the fingerprints of one.
  mutating func tallied(
    _ wanted: [UInt32], count: (UInt32) -> UInt32
  ) -> [(article: ArticleID, candidates: [Candidate])] {
    bands.sort()
    fingerprints.sort()
    continuing.sort()
    var (nextBand, nextFingerprint, nextContinuing) = (0, 0, 0)
    return wanted.map { own in
      var candidates: [Candidate] = []
      let ownCount = Int(count(own))
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
        candidates.append(
          Candidate(
            earlier: ArticleID(rawValue: earlier), sharedBands: bandCount, sharedFingerprints: fingerprintCount,
            smallerCount: min(ownCount, Int(count(earlier))), mayShareAPassage: bandCount > 0 || mayContinue))
      }
      return (ArticleID(rawValue: own), candidates.sorted(by: Candidate.isMorePromising))
    }
  }
}
