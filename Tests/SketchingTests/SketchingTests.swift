import Normalization
import Sketching
import Testing

/// A seeded generator, so that a failing property can be repeated.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

private func shingles(_ words: [UInt64], _ wordCount: Int) -> [UInt64] {
  var made: [UInt64] = []
  ShingleHash.hashShingles(of: words[...], wordCount: wordCount, into: &made)
  return made
}

private func signature(_ shingles: [UInt64], permutations: Int = 128) -> [UInt32] {
  var made: [UInt32] = []
  SignatureMaker(permutations: permutations).make(from: shingles, into: &made)
  return made
}

@Suite struct ShingleHashTests {
  @Test func `XXH3-64 of no bytes and seed 0 is the published value`() {
    #expect(ShingleHash.hash([]) == 0x2D06_8005_38D3_94C2)
  }

  @Test func `a text of n words has n minus k plus one shingles, a short one has one, an empty one none`() {
    #expect(shingles([1, 2, 3, 4, 5, 6, 7], 5).count == 3)
    #expect(shingles([1, 2, 3], 5).count == 1)
    #expect(shingles([], 5).isEmpty)
  }

  @Test func `the same words make the same shingles wherever they stand`() {
    let a = shingles([9, 9, 1, 2, 3, 4, 5], 5)
    let b = shingles([1, 2, 3, 4, 5, 8], 5)
    #expect(a[2] == b[0])
  }
}

@Suite struct SignatureProperties {
  @Test(arguments: [0.0, 0.2, 0.5, 0.8, 0.95])
  func `the estimate of Jaccard similarity is unbiased within four standard errors`(similarity: Double) {
    var random = SplitMix(state: UInt64(similarity * 1000) + 7)
    let (trials, size) = (200, 400)
    var sum = 0.0
    var exact = 0.0
    for _ in 0..<trials {
      let shared = Int((2 * Double(size) * similarity / (1 + similarity)).rounded())
      let common = (0..<shared).map { _ in random.next() }
      let a = common + (shared..<size).map { _ in random.next() }
      let b = common + (shared..<size).map { _ in random.next() }
      exact = Double(shared) / Double(2 * size - shared)
      sum += SignatureMaker.similarity(signature(a), signature(b))
    }
    let standardError = (max(exact * (1 - exact), 0.001) / 128 / Double(trials)).squareRoot()
    #expect(abs(sum / Double(trials) - exact) < 4 * standardError + 1e-9)
  }

  @Test(arguments: [1, 3, 10, 40])
  func `sparse sets leave bins empty and the densified estimate stays unbiased`(size: Int) {
    var random = SplitMix(state: UInt64(size))
    let trials = 600
    var sum = 0.0
    for _ in 0..<trials {
      let common = (0..<size).map { _ in random.next() }
      sum += SignatureMaker.similarity(signature(common + [random.next()]), signature(common + [random.next()]))
    }
    let exact = Double(size) / Double(size + 2)
    // Few distinct values stand behind the 128 slots of a sparse signature.
    let standardError = (exact * (1 - exact) / Double(size + 1) / Double(trials)).squareRoot()
    #expect(abs(sum / Double(trials) - exact) < 4 * standardError + 0.01)
  }

  @Test(arguments: 1...20)
  func `order and repetition of shingles do not change a signature`(seed: UInt64) {
    var random = SplitMix(state: seed)
    let set = (0..<Int(random.next() % 300 + 1)).map { _ in random.next() }
    #expect(signature(set) == signature((set + set.prefix(7)).shuffled(using: &random)))
  }

  @Test func `no shingles make no signature and no band keys`() {
    var keys: [UInt32] = []
    BandKeys.append(signature: signature([]), bands: 16, to: &keys)
    #expect(keys.isEmpty)
  }

  @Test(arguments: 1...40)
  func `more bands never admit fewer pairs`(bands: Int) {
    for similarity in stride(from: 0, through: 1, by: 0.05) {
      let fewer = BandKeys.candidateProbability(similarity: similarity, bands: bands, rowsPerBand: 4)
      let more = BandKeys.candidateProbability(similarity: similarity, bands: bands + 1, rowsPerBand: 4)
      #expect(more >= fewer)
    }
  }
}

@Suite struct FingerprintProperties {
  private func fingerprints(_ words: [UInt64]) -> [UInt32] {
    var keys: [UInt32] = []
    Fingerprints(scheme: SketchScheme()).append(shingles: shingles(words, 7), to: &keys)
    return keys
  }

  @Test(arguments: 1...100)
  func `a shared run of thirty words always holds a common fingerprint`(seed: UInt64) {
    var random = SplitMix(state: seed)
    func words(_ count: Int) -> [UInt64] { (0..<count).map { _ in random.next() } }
    let passage = words(30)
    let before = Int(seed) * 17 % 700
    let a = fingerprints(words(before) + passage + words(900 - before))
    let b = fingerprints(words(41) + passage + words(Int(seed) % 90))
    #expect(!Set(a).isDisjoint(with: b))
  }

  @Test(arguments: 1...10)
  func `a long text keeps about one shingle in eight, a short one all`(seed: UInt64) {
    var random = SplitMix(state: seed)
    let long = fingerprints((0..<4004).map { _ in random.next() })
    #expect((420...680).contains(long.count))
    #expect(fingerprints((0..<20).map { _ in random.next() }).count == 14)
    #expect(long == long.sorted() && Set(long).count == long.count)
  }
}

@Suite struct SketcherTests {
  @Test func `words left out leave no trace in the sketch`() {
    let normalizer = Normalizer()
    let plain = normalizer.normalize(Array("bir iki üç dörd beş altı yeddi səkkiz".utf8))
    let framed = normalizer.normalize(Array("Tam oxu bir iki üç dörd beş altı yeddi səkkiz Paylaş".utf8))
    var sketcher = Sketcher(scheme: SketchScheme())
    let a = sketcher.sketch(plain, kept: [0..<8])
    let b = sketcher.sketch(framed, kept: [2..<10])
    #expect(a == b)
    #expect(a.bandKeys.count == 16 && !a.fingerprints.isEmpty)
    #expect(sketcher.sketch(plain, kept: []) == Sketch())
  }
}
