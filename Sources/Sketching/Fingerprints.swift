/// Samples the shingles of a text so that two texts with a common passage share a sample.
///
/// A shingle is kept if its hash is small (FracMinHash: Irber et al., bioRxiv 2022), whatever stands beside it, so an
/// edit elsewhere does not change what is kept. Where a whole window has no small hash, the least one in it is
/// kept (winnowing: Schleimer, Wilkerson and Aiken, SIGMOD 2003), so every shared run of
/// `guaranteedPassageWordCount` words holds a common fingerprint. Short texts are sampled more densely.
public struct Fingerprints: Sendable {
  private let scheme: SketchScheme
  private let window: Int

  /// A sampler for that scheme.
  public init(scheme: SketchScheme) {
    self.scheme = scheme
    window = max(1, scheme.guaranteedPassageWordCount - scheme.fingerprintWordCount + 1)
  }

  /// The places in `shingles` of those that are kept, ascending; one that is kept twice stands there twice.
  ///
  /// `shingles` are the hashes of a text's runs of `fingerprintWordCount` words, in reading order. Linear in their number.
  public func places(in shingles: [UInt64], into places: inout [Int]) {
    places.removeAll(keepingCapacity: true)
    let base = UInt64.max / UInt64(scheme.fingerprintRate)
    let share = Double(scheme.leastFingerprints) / Double(max(1, shingles.count))
    let threshold = share >= 1 ? UInt64.max : max(base, UInt64(share * 0x1p64))
    var lastSmall = -1
    var least = -1
    let hashes = shingles.span
    for place in 0..<hashes.count {
      let hash = hashes[place]
      if hash <= threshold { places.append(place) }
      if hash <= base {
        (lastSmall, least) = (place, -1)
        continue
      }
      guard place - lastSmall >= window else { continue }
      let first = place - window + 1
      if least < first {
        least = first
        for other in first...place where hashes[other] < hashes[least] { least = other }
      } else if hash < hashes[least] {
        least = place
      } else {
        continue
      }
      places.append(least)
    }
  }
}
