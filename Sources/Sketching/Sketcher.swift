public import Normalization

/// What is kept of a text to find its like.
public struct Sketch: Sendable, Equatable {
  /// One key a band; empty for a text without words.
  public var bandKeys: [UInt32] = []
  /// Sampled shingles, ascending, without repetition.
  public var fingerprints: [UInt32] = []

  /// The sketch of no text.
  public init() {}
}

/// Turns texts into sketches, reusing its buffers: one for each worker.
public struct Sketcher: Sendable {
  /// What makes its sketches comparable.
  public let scheme: SketchScheme
  private let signatureMaker: SignatureMaker
  private let sampler: Fingerprints
  private var wordHashes: [UInt64] = []
  private var shingles: [UInt64] = []
  private var signature: [UInt32] = []

  /// A sketcher for that scheme.
  public init(scheme: SketchScheme) {
    self.scheme = scheme
    signatureMaker = SignatureMaker(permutations: scheme.permutations)
    sampler = Fingerprints(scheme: scheme)
  }

  /// The sketch of the words that `kept` (ascending, disjoint ranges of words of `text`) leaves; shingles do not
  /// reach across what was left out.
  public mutating func sketch(_ text: NormalizedText, kept: [Range<Int>]) -> Sketch {
    ShingleHash.hashWords(of: text, into: &wordHashes)
    shingles.removeAll(keepingCapacity: true)
    for range in kept {
      ShingleHash.hashShingles(of: wordHashes[range], wordCount: scheme.shingleWordCount, into: &shingles)
    }
    var sketch = Sketch()
    signatureMaker.make(from: shingles, into: &signature)
    BandKeys.append(signature: signature, bands: scheme.bands, to: &sketch.bandKeys)
    shingles.removeAll(keepingCapacity: true)
    for range in kept {
      ShingleHash.hashShingles(of: wordHashes[range], wordCount: scheme.fingerprintWordCount, into: &shingles)
    }
    sampler.append(shingles: shingles, to: &sketch.fingerprints)
    return sketch
  }
}
