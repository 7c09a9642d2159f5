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

  /// Appends the fingerprints of a text to `keys`: the lower 32 bits of each kept hash, without repetition, ascending.
  ///
  /// `shingles` are the hashes of its runs of `fingerprintWordCount` words, in reading order. Linear in their number.
  public func append(shingles: [UInt64], to keys: inout [UInt32]) {
    let start = keys.count
    let base = UInt64.max / UInt64(scheme.fingerprintRate)
    let share = Double(scheme.leastFingerprints) / Double(max(1, shingles.count))
    let threshold = share >= 1 ? UInt64.max : max(base, UInt64(share * 0x1p64))
    var lastSmall = -1
    var least = -1
    for (place, hash) in shingles.enumerated() {
      if hash <= threshold { keys.append(UInt32(truncatingIfNeeded: hash)) }
      if hash <= base {
        (lastSmall, least) = (place, -1)
        continue
      }
      guard place - lastSmall >= window else { continue }
      let first = place - window + 1
      if least < first {
        least = (first...place).reduce(first) { shingles[$1] < shingles[$0] ? $1 : $0 }
      } else if hash < shingles[least] {
        least = place
      } else {
        continue
      }
      keys.append(UInt32(truncatingIfNeeded: shingles[least]))
    }
    keys[start...].sort()
    var end = start
    for place in start..<keys.count where place == start || keys[place] != keys[end - 1] {
      keys[end] = keys[place]
      end += 1
    }
    keys.removeSubrange(end...)
  }
}
