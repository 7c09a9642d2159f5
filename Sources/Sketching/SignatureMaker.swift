/// MinHash signatures by one permutation hashing with optimal densification.
///
/// One pass: the upper bits of a shingle's hash choose a bin, the bin keeps its least hash. A bin that stays empty
/// takes the value of a full one, found by a sequence of probes that depends on the empty bin alone, so that two
/// signatures fill the same gap from the same place and each slot agrees with probability equal to the Jaccard
/// similarity. Sources: Li, Owen and Zhang, "One Permutation Hashing" (NIPS 2012); Shrivastava, "Optimal
/// Densification for Fast and Accurate Minwise Hashing" (ICML 2017).
public struct SignatureMaker: Sendable {
  /// Minima a signature.
  public let permutations: Int
  private let mask: UInt64
  private static let empty = UInt64.max

  /// A maker of signatures of `permutations` minima, a power of two from 2 to 65,536.
  public init(permutations: Int) {
    precondition(
      permutations > 1 && permutations <= 1 << 16 && permutations & (permutations - 1) == 0,
      "one permutation hashing needs a power of two of bins")
    self.permutations = permutations
    mask = UInt64(permutations - 1)
  }

  /// Replaces `signature` by the `permutations` minima of a set of shingle hashes; no shingles make no minima.
  ///
  /// The order and multiplicity of `shingles` do not change the result. Linear in their number.
  public func make(from shingles: [UInt64], into signature: inout [UInt32]) {
    signature.removeAll(keepingCapacity: true)
    guard !shingles.isEmpty else { return }
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: permutations) { bins in
      bins.initialize(repeating: Self.empty)
      for shingle in shingles {
        let bin = Int(shingle & mask)
        // The value leaves out the bits that chose the bin; the top value is kept for "empty".
        let value = min(shingle >> 16, Self.empty - 1)
        if value < bins[bin] { bins[bin] = value }
      }
      for bin in 0..<permutations {
        var from = bin
        var attempt: UInt64 = 0
        while bins[from] == Self.empty {
          attempt += 1
          from = Int(Self.probe(bin: UInt64(bin), attempt: attempt) & mask)
        }
        signature.append(UInt32(truncatingIfNeeded: bins[from]))
      }
    }
  }

  /// A fixed pseudo-random function of an empty bin and the number of the attempt to fill it (splitmix64's finaliser).
  private static func probe(bin: UInt64, attempt: UInt64) -> UInt64 {
    var z = (bin << 32 | attempt) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// The share of agreeing minima: an unbiased estimate of Jaccard similarity, in 0…1; 0 if a signature is empty.
  public static func similarity(_ a: [UInt32], _ b: [UInt32]) -> Double {
    guard a.count == b.count, !a.isEmpty else { return 0 }
    return Double(zip(a, b).count { $0 == $1 }) / Double(a.count)
  }
}
