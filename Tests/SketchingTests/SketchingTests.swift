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

private func shingles(_ words: [UInt32], _ wordCount: Int) -> [UInt64] {
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

  @Test(arguments: 1...9)
  func `a rolling hash is that of the words alone`(wordCount: Int) {
    var random = SplitMix(state: UInt64(wordCount))
    let words = (0..<200).map { _ in UInt32(truncatingIfNeeded: random.next()) }
    let rolled = shingles(words, wordCount)
    let alone = (0...(200 - wordCount)).flatMap { shingles(Array(words[$0..<$0 + wordCount]), wordCount) }
    #expect(rolled == alone && Set(rolled).count == rolled.count)
  }

  @Test func `a word's code tells whether it is a number`() {
    var codes: [UInt32] = []
    ShingleHash.codeWords(of: Normalizer().normalize(Array("2400 kitab, 5-ci və on".utf8)), into: &codes)
    #expect(codes.map(ShingleHash.isNumber) == [true, false, true, false, false, false])
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
  private func fingerprints(_ words: [UInt32]) -> [UInt32] {
    var (sketcher, sketch) = (Sketcher(scheme: SketchScheme()), Sketch())
    sketcher.sketch(words, kept: [0..<words.count], into: &sketch)
    return sketch.fingerprints
  }

  @Test(arguments: 1...100)
  func `a shared run of thirty words always holds a common fingerprint`(seed: UInt64) {
    var random = SplitMix(state: seed)
    func words(_ count: Int) -> [UInt32] { (0..<count).map { _ in UInt32(truncatingIfNeeded: random.next()) } }
    let passage = words(30)
    let before = Int(seed) * 17 % 700
    let a = fingerprints(words(before) + passage + words(900 - before))
    let b = fingerprints(words(41) + passage + words(Int(seed) % 90))
    #expect(!Set(a).isDisjoint(with: b))
  }

  @Test(arguments: 1...10)
  func `a long text keeps about one shingle in eight, a short one all`(seed: UInt64) {
    var random = SplitMix(state: seed)
    let long = fingerprints((0..<4004).map { _ in UInt32(truncatingIfNeeded: random.next()) })
    #expect((420...680).contains(long.count))
    #expect(fingerprints((0..<20).map { _ in UInt32(truncatingIfNeeded: random.next()) }).count == 14)
    #expect(long == long.sorted() && Set(long).count == long.count)
  }
}

@Suite struct FingerprintContextProperties {
  private func sketch(_ words: [UInt32]) -> [UInt32: FingerprintContext] {
    var (sketcher, sketch) = (Sketcher(scheme: SketchScheme()), Sketch())
    sketcher.sketch(words, kept: [0..<words.count], into: &sketch)
    return Dictionary(zip(sketch.fingerprints, sketch.contexts)) { first, _ in first }
  }

  private func shared(_ a: [UInt32], _ b: [UInt32]) -> [(FingerprintContext, FingerprintContext)] {
    let (one, other) = (sketch(a), sketch(b))
    return one.compactMap { key, context in other[key].map { (context, $0) } }
  }

  @Test(arguments: 1...200)
  func `a passage of thirty words continues around some fingerprint of it`(seed: UInt64) {
    var random = SplitMix(state: seed)
    func words(_ count: Int) -> [UInt32] { (0..<count).map { _ in UInt32(truncatingIfNeeded: random.next()) } }
    let passage = words(30)
    let before = Int(seed) * 7 % 60
    let found = shared(words(before) + passage + words(300), words(11) + passage + words(Int(seed) % 3))
    #expect(found.contains { $0.mayContinue($1) })
  }

  @Test(arguments: 1...20)
  func `a set phrase in two stories hardly ever does`(seed: UInt64) {
    var random = SplitMix(state: seed)
    func words(_ count: Int) -> [UInt32] { (0..<count).map { _ in UInt32(truncatingIfNeeded: random.next()) } }
    var continuing = 0
    for _ in 0..<40 {
      let phrase = words(12)
      continuing += shared(words(90) + phrase + words(90), words(80) + phrase + words(99)).count { $0.mayContinue($1) }
    }
    #expect(continuing <= 6)
  }

  @Test func `a fingerprint that stands in two places of a text may continue in any way`() {
    var random = SplitMix(state: 3)
    func words(_ count: Int) -> [UInt32] { (0..<count).map { _ in UInt32(truncatingIfNeeded: random.next()) } }
    let passage = words(30)
    let found = shared(
      words(40) + passage + words(40) + passage.prefix(20) + words(40), words(50) + passage + words(50))
    #expect(found.contains { $0.mayContinue($1) })
  }
}

@Suite struct SketchTableTests {
  @Test func `sketches come back from the table, also in another order`() throws {
    var sketcher = Sketcher(scheme: SketchScheme())
    let texts = (0..<5).map { count in (0..<UInt32(count * 40)).map { $0 &* 2_654_435_761 &+ UInt32(count) } }
    let sketches = texts.map { words in
      var sketch = Sketch()
      sketcher.sketch(words, kept: words.isEmpty ? [] : [0..<words.count], into: &sketch)
      return sketch
    }
    let lines = (0..<5).map { count in (0..<UInt64(count)).map { $0 << 40 | 7 } }
    var table = try SketchTable(sketches, lines: lines)
    func check(_ order: [Int]) throws {
      #expect(table.articleCount == order.count)
      for (position, number) in order.enumerated() {
        let row = try table.row(position)
        #expect(row.sketch == sketches[number] && row.lines == lines[number])
        #expect(try table.fingerprints(of: position) == sketches[number].fingerprints)
      }
      var seen: [UInt32] = []
      try table.forEachRow { position, row, words in
        seen.append(position)
        let number = order[Int(position)]
        #expect(row.bands.map { words[$0] } == sketches[number].bandKeys)
        #expect((0..<row.lineCount).map { row.line($0, words) } == lines[number])
        #expect((0..<row.fingerprintCount).map { row.context($0, words) } == sketches[number].contexts.map(\.rawValue))
      }
      #expect(seen.sorted() == (0..<UInt32(order.count)).map { $0 })
    }
    try check([0, 1, 2, 3, 4])
    table.reorder(by: [4, 0, 3])
    try check([4, 0, 3])
  }
}

@Suite struct SketcherTests {
  @Test(arguments: 1...20)
  func `the samples of a text are fingerprints of it, and those of its words alone`(seed: UInt64) {
    var random = SplitMix(state: seed)
    let codes = (0..<400).map { _ in UInt32(truncatingIfNeeded: random.next()) }
    let kept = [0..<5, 9..<120, 121..<125, 130..<400]
    var (sketcher, sketch) = (Sketcher(scheme: SketchScheme()), Sketch())
    sketcher.sketch(codes, kept: kept, into: &sketch)
    let samples = sketcher.lastSamples(kept: kept)
    #expect(samples == Sketcher.samples(codes, kept: kept, scheme: SketchScheme()))
    #expect(!samples.isEmpty && Set(samples.map(\.key)).isSubset(of: sketch.fingerprints))
  }

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
