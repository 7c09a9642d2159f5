/// All that makes two sketches comparable; sketches of different schemes never meet.
public struct SketchScheme: Hashable, Sendable {
  /// Words a shingle.
  public var shingleWordCount = 5
  /// Words of a fingerprint's shingle: longer than a signature's, since set phrases of five words are common.
  public var fingerprintWordCount = 7
  /// Minima a signature; more of them estimate better and cost more.
  public var permutations = 128
  /// Bands a signature is cut into; it divides `permutations`.
  public var bands = 16
  /// One shingle in this many is kept as a fingerprint in a long text; a power of two.
  public var fingerprintRate = 8
  /// A text keeps about this many fingerprints even if `fingerprintRate` would keep fewer.
  public var leastFingerprints = 32
  /// Every shared run of this many words holds a common fingerprint.
  public var guaranteedPassageWordCount = 30

  /// The scheme that runs use.
  public init() {}

  /// A name that two schemes share exactly if their sketches are comparable.
  public var name: String {
    "w\(shingleWordCount).\(fingerprintWordCount)-p\(permutations)-b\(bands)-f\(fingerprintRate).\(leastFingerprints)"
      + ".\(guaranteedPassageWordCount)-v4"
  }

  /// Whether every text that holds a shingle of that hash keeps it as a fingerprint, whatever else it holds.
  public func isAlwaysSampled(_ shingle: UInt64) -> Bool { shingle <= UInt64.max / UInt64(fingerprintRate) }

  /// Words on one side of a fingerprint that any shared passage of the guaranteed length around it holds: half of the
  /// rest, rounded up.
  var contextWordCount: Int { max(1, (guaranteedPassageWordCount - fingerprintWordCount + 1) / 2) }

  /// Minima a band.
  public var rowsPerBand: Int { permutations / bands }
}
