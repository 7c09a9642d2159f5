public import Normalization

/// What is kept of a text to find its like.
public struct Sketch: Sendable, Equatable {
  /// One key a band; empty for a text without words.
  public var bandKeys: [UInt32] = []
  /// Sampled shingles, ascending, without repetition.
  public var fingerprints: [UInt32] = []
  /// What stands around each fingerprint.
  public var contexts: [FingerprintContext] = []

  /// The sketch of no text.
  public init() {}
}

/// A shingle that is a fingerprint wherever it stands: it depends on nothing beside it.
public struct SampledShingle: Sendable, Equatable {
  /// Its first word.
  public var place: UInt32
  /// The fingerprint.
  public var key: UInt32

  /// A shingle at that word.
  public init(place: UInt32, key: UInt32) { (self.place, self.key) = (place, key) }
}

/// Turns texts into sketches, reusing its buffers: one for each worker.
public struct Sketcher: Sendable {
  /// What makes its sketches comparable.
  public let scheme: SketchScheme
  private let signatureMaker: SignatureMaker
  private let sampler: Fingerprints
  private var codes: [UInt32] = []
  private var shingles: [UInt64] = []
  private var signature: [UInt32] = []
  private var places: [Int] = []
  private var sampled: [UInt64] = []
  /// Of each range of words: its first shingle.
  private var firstShingles: [Int] = []

  /// A sketcher for that scheme.
  public init(scheme: SketchScheme) {
    self.scheme = scheme
    signatureMaker = SignatureMaker(permutations: scheme.permutations)
    sampler = Fingerprints(scheme: scheme)
  }

  /// The sketch of the words that `kept` (ascending, disjoint ranges of words of `text`) leaves; shingles do not
  /// reach across what was left out.
  public mutating func sketch(_ text: NormalizedText, kept: [Range<Int>]) -> Sketch {
    ShingleHash.codeWords(of: text, into: &codes)
    var made = Sketch()
    let codes = codes
    sketch(codes, kept: kept, into: &made)
    return made
  }

  /// Replaces `sketch` by that of the words of `codes` that `kept` leaves.
  public mutating func sketch(_ codes: [UInt32], kept: [Range<Int>], into sketch: inout Sketch) {
    shingles.removeAll(keepingCapacity: true)
    for range in kept {
      ShingleHash.hashShingles(of: codes[range], wordCount: scheme.shingleWordCount, into: &shingles)
    }
    signatureMaker.make(from: shingles, into: &signature)
    sketch.bandKeys.removeAll(keepingCapacity: true)
    BandKeys.append(signature: signature, bands: scheme.bands, to: &sketch.bandKeys)
    shingles.removeAll(keepingCapacity: true)
    firstShingles.removeAll(keepingCapacity: true)
    for range in kept {
      firstShingles.append(shingles.count)
      ShingleHash.hashShingles(of: codes[range], wordCount: scheme.fingerprintWordCount, into: &shingles)
    }
    sampler.places(in: shingles, into: &places)
    sampled.removeAll(keepingCapacity: true)
    for place in places {
      let context = context(ofShingle: place, codes, kept)
      sampled.append(UInt64(UInt32(truncatingIfNeeded: shingles[place])) << 32 | UInt64(context.rawValue))
    }
    sampled.sort()
    sketch.fingerprints.removeAll(keepingCapacity: true)
    sketch.contexts.removeAll(keepingCapacity: true)
    for entry in sampled {
      let (key, context) = (UInt32(entry >> 32), FingerprintContext(rawValue: UInt16(truncatingIfNeeded: entry)))
      if key != sketch.fingerprints.last {
        sketch.fingerprints.append(key)
        sketch.contexts.append(context)
      } else if context != sketch.contexts.last {
        sketch.contexts[sketch.contexts.count - 1] = .any
      }
    }
  }

  /// The shingles of the words of `codes` that `kept` leaves, ascending, that are fingerprints whatever else a text holds.
  public static func samples(_ codes: [UInt32], kept: [Range<Int>], scheme: SketchScheme) -> [SampledShingle] {
    var samples: [SampledShingle] = []
    var shingles: [UInt64] = []
    for range in kept where range.count >= scheme.fingerprintWordCount {
      shingles.removeAll(keepingCapacity: true)
      ShingleHash.hashShingles(of: codes[range], wordCount: scheme.fingerprintWordCount, into: &shingles)
      for (place, shingle) in shingles.enumerated() where scheme.isAlwaysSampled(shingle) {
        samples.append(
          SampledShingle(place: UInt32(range.lowerBound + place), key: UInt32(truncatingIfNeeded: shingle)))
      }
    }
    return samples
  }

  /// The same of the text that was sketched last, at no cost.
  public func lastSamples(kept: [Range<Int>]) -> [SampledShingle] {
    var samples: [SampledShingle] = []
    var number = 0
    for place in places where scheme.isAlwaysSampled(shingles[place]) {
      while number + 1 < firstShingles.count, firstShingles[number + 1] <= place { number += 1 }
      // A range shorter than a shingle is one all the same, and no sample of a longer run.
      guard kept[number].count >= scheme.fingerprintWordCount else { continue }
      samples.append(
        SampledShingle(
          place: UInt32(kept[number].lowerBound + place - firstShingles[number]),
          key: UInt32(truncatingIfNeeded: shingles[place])))
    }
    return samples
  }

  /// What stands around the shingle at `place`, in the range of words that it is of.
  private func context(ofShingle place: Int, _ codes: [UInt32], _ kept: [Range<Int>]) -> FingerprintContext {
    var number = firstShingles.count - 1
    while number > 0, firstShingles[number] > place { number -= 1 }
    let range = kept[number]
    let start = range.lowerBound + place - firstShingles[number]
    let end = start + scheme.fingerprintWordCount
    let width = scheme.contextWordCount
    return FingerprintContext(
      before: start - width >= range.lowerBound ? ShingleHash.hash(of: codes[start - width..<start]) : nil,
      behind: end + width <= range.upperBound ? ShingleHash.hash(of: codes[end..<end + width]) : nil)
  }
}
