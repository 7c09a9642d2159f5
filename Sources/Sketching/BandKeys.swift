internal import CXXHash

/// Locality-sensitive hashing of signatures: each band of rows becomes one key, and two articles with an equal key in
/// the same band meet.
///
/// Source: Indyk and Motwani, "Approximate Nearest Neighbors" (STOC 1998); Leskovec, Rajaraman and Ullman, *Mining of
/// Massive Datasets*, section 3.4.
public enum BandKeys {
  /// Appends one 32-bit key a band of `signature` to `keys`; the band's number is part of what is hashed.
  ///
  /// An empty signature has no keys. Rows beyond `bands` whole bands are not used.
  public static func append(signature: [UInt32], bands: Int, to keys: inout [UInt32]) {
    let rows = signature.count / max(1, bands)
    guard rows > 0 else { return }
    signature.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      for band in 0..<bands {
        let hash = XXH3_64bits_withSeed(base + band * rows * 4, rows * 4, UInt64(band))
        keys.append(UInt32(truncatingIfNeeded: hash))
      }
    }
  }

  /// The chance that two articles of Jaccard `similarity` (in 0…1) share a key: 1 − (1 − s^r)^b.
  public static func candidateProbability(similarity: Double, bands: Int, rowsPerBand: Int) -> Double {
    let bandAgrees = (0..<rowsPerBand).reduce(1.0) { product, _ in product * similarity }
    return 1 - (0..<bands).reduce(1.0) { product, _ in product * (1 - bandAgrees) }
  }
}
