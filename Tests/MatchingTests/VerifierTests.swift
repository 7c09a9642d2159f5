@testable import Matching
import Normalization
import Testing

@Suite struct VerifierTests {
  private let original = story(1, words: 200)

  @Test func `the same words are identical, whatever stands between them`() throws {
    let found = try #require(match(original, original.map { $0.uppercased() + "," }))
    #expect(found.kind == .identical)
    #expect(found.jaccard == 1 && found.containmentOfAInB == 1 && found.containmentOfBInA == 1)
    #expect(found.sharedWordCount == 200 && found.longestPassageWordCount == 200)
    #expect(found.order == .aFirst)
  }

  @Test func `scattered edits are a near-duplicate, one word in four too`() throws {
    for step in [20, 10, 4] {
      let edited = original.enumerated().map { $0.offset % step == 0 ? "yeni\($0.element)" : $0.element }
      #expect(try #require(match(original, edited)).kind == .nearDuplicate)
    }
  }

  @Test func `a part is an excerpt, a longer whole is extended`() throws {
    let part = Array(original.prefix(70))
    #expect(try #require(match(original, part)).kind == .excerpt)
    #expect(try #require(match(part, original)).kind == .extended)
    #expect(try #require(match(original, part)).containmentOfBInA == 1)
  }

  @Test func `a third of a text inside an own one is partial`() throws {
    let mixed = story(2, words: 60) + original[40..<100] + story(3, words: 60)
    let found = try #require(match(original, mixed))
    #expect(found.kind == .partial)
    #expect(found.longestPassageWordCount == 60)
  }

  @Test func `one passage of thirty words in long texts is partial, one of twenty is nothing`() {
    let long = story(4, words: 900)
    #expect(match(long, story(5, words: 900) + long[300..<331])?.kind == .partial)
    #expect(match(long, story(5, words: 900) + long[300..<320]) == nil)
  }

  @Test func `the same frame with other numbers is a template`() throws {
    func rates(_ numbers: [Int]) -> [String] {
      Array(original.prefix(60)) + numbers.flatMap { ["bir", "valyuta", "\($0)", "manat", "təşkil", "edib"] }
    }
    #expect(try #require(match(rates([17, 201, 345, 90]), rates([18, 207, 351, 90]))).kind == .template)
    let updated = try #require(match(rates([17, 201, 345, 90]), rates([17, 201, 345, 91])))
    #expect(updated.kind == .nearDuplicate)
    #expect(updated.hasChangedNumbers)
  }

  @Test func `numbers changed in their places make a template even where the old ones stand elsewhere`() {
    func quake(_ minute: Int, _ magnitude: Int, _ depth: Int) -> [String] {
      story(8, words: 12) + ["saat", "19", "\(minute)"] + story(9, words: 8) + ["gücü", "5", "\(magnitude)"]
        + story(10, words: 8) + ["dərinlik", "\(depth)"] + story(11, words: 30)
    }
    #expect(match(quake(42, 2, 15), quake(24, 5, 42))?.kind == .template)
    #expect(match(quake(42, 2, 15), quake(42, 2, 15))?.kind == .identical)
  }

  @Test func `two changed numbers are an update within the day and another filling days later`() throws {
    func toll(_ dead: Int, _ hurt: Int) -> [String] {
      story(12, words: 20) + ["\(dead)"] + story(13, words: 9) + ["\(hurt)"] + story(14, words: 20)
    }
    let update = try #require(match(toll(5, 11), toll(7, 16), hoursApart: 3))
    #expect(update.kind == .nearDuplicate && update.hasChangedNumbers)
    #expect(match(toll(5, 11), toll(7, 16), hoursApart: 72)?.kind == .template)
  }

  @Test func `another time and another measure make a bulletin of another event, other counts an update`() throws {
    func quake(_ minute: Int, _ depth: Int) -> [String] {
      story(8, words: 12) + ["5", "yanvar", "saat", "19", "\(minute)"] + story(9, words: 8) + ["gücü", "4", "8"]
        + story(10, words: 8) + ["dərinlik", "\(depth)", "kilometr"] + story(11, words: 30)
    }
    #expect(match(quake(36, 24), quake(58, 30))?.kind == .template)
    #expect(try #require(match(quake(36, 24), quake(36, 30))).hasChangedNumbers)
    func toll(_ dead: Int, _ hurt: Int) -> [String] {
      story(12, words: 20) + ["\(dead)", "nəfər"] + story(13, words: 9) + ["\(hurt)"] + story(14, words: 20)
        + ["5", "yanvar", "saat", "19", "36"] + story(15, words: 9)
    }
    #expect(try #require(match(toll(25, 40), toll(27, 45))).kind == .nearDuplicate)
  }

  @Test(arguments: 0..<20)
  func `one word in four edited anywhere leaves a near-duplicate, quotations of half a text none`(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let edited = original.map { random.next() % 4 == 0 ? "yeni\(random.next() % 1000)" : $0 }
    #expect(try #require(match(original, edited)).kind == .nearDuplicate)
    var quotations: [String] = []
    for start in [0, 66, 132] { quotations += original[start..<start + 30] + story(40 + UInt64(start), words: 36) }
    #expect(match(original, quotations)?.kind == .partial)
  }

  @Test func `a daily bulletin whose date stands in its first words is a template of yesterday's`() throws {
    func bulletin(_ day: Int, _ count: Int) -> [String] {
      ["martın", "\(day)", "də", "saat", "21", "15"] + story(29, words: 40) + ["\(count)", "dəfə", "pozulub"]
    }
    #expect(match(bulletin(13, 14), bulletin(14, 20), hoursApart: 24)?.kind == .template)
    #expect(try #require(match(bulletin(13, 14), bulletin(13, 15), hoursApart: 24)).kind.isCopy)
  }

  @Test func `an update of two of three numbers within hours is a copy, of a rate or a result it is none`() throws {
    func crash(_ dead: Int, _ hurt: Int) -> [String] {
      story(21, words: 16) + ["214", "kilometr"] + story(22, words: 6) + ["\(dead)", "ölü", "\(hurt)", "yaralı"]
        + story(23, words: 30)
    }
    let update = try #require(match(crash(3, 11), crash(4, 13), hoursApart: 3))
    #expect(update.kind == .nearDuplicate && update.hasChangedNumbers)
    #expect(match(crash(3, 11), crash(4, 13), hoursApart: 20)?.kind == .template)
    func rates(_ euro: [String], _ ruble: [String]) -> [String] {
      story(24, words: 12) + ["1", "dollar", "1", "7000", "manat", "1", "avro"] + euro + ["manat", "100", "rubl"]
        + ruble
        + story(25, words: 14)
    }
    #expect(match(rates(["1", "8450"], ["1", "9231"]), rates(["1", "8512"], ["1", "9107"]))?.kind == .template)
    func result(_ names: [String], _ score: [String]) -> [String] {
      [names[0], "beat", names[1]] + score + story(27, words: 12) + [names[2]] + story(28, words: 40)
    }
    let one = result(["arsenal", "everton", "saka"], ["2", "0"])
    let other = result(["chelsea", "fulham", "palmer"], ["3", "1"])
    #expect(match(one, other)?.kind == .template)
  }

  @Test func `a text full of numbers that was edited all over is a copy, not a form`() throws {
    let numbered = story(20, words: 240).enumerated().map { $0.offset % 12 == 5 ? "\($0.offset)" : $0.element }
    for seed in 0..<20 {
      var random = SplitMix(state: UInt64(seed))
      let edited = numbered.enumerated().map { random.next() % 4 == 0 ? "yeni\($0.offset)" : $0.element }
      #expect(try #require(match(numbered, edited)).kind != .template)
    }
    let refilled = numbered.enumerated().map { $0.offset % 12 == 5 ? "\($0.offset + 1)" : $0.element }
    #expect(match(numbered, refilled)?.kind == .template)
  }

  @Test func `a dateline and an appendix full of numbers do not make a template of a copy`() throws {
    let dated = ["26", "10", "2016"] + original
    let other = ["Yeniləndi", "2610"] + story(15, words: 20) + original + ["24", "22"] + story(16, words: 12)
    #expect(try #require(match(dated, other)).kind.isCopy)
  }

  @Test func `a few changed numbers in a long text do not make a form of it`() throws {
    func edited(_ numbers: [Int], keeping seed: Int) -> [String] {
      original.enumerated().map { place, word in
        place % 50 == 25 ? "\(numbers[place / 50])" : place % 6 == seed ? "ayrı\(place)" : word
      }
    }
    #expect(try #require(match(edited([1, 2, 3, 4], keeping: 0), edited([5, 6, 7, 4], keeping: 0))).kind.isCopy)
  }

  @Test func `two stories of one outlet over one footer are no copies, those of two outlets may be`() throws {
    let footer = story(17, words: 90)
    let (one, other) = (story(18, words: 25) + footer, story(19, words: 25) + footer)
    #expect(match(one, other, sameOutlet: true)?.kind == .template)
    #expect(try #require(match(one, other)).kind == .nearDuplicate)
    #expect(try #require(match(one, one + ["son"], sameOutlet: true)).kind == .nearDuplicate)
  }

  @Test func `a later edit of the same page is a version`() throws {
    let edited = Array(original.dropLast(5))
    #expect(try #require(match(original, edited, samePage: true)).kind == .version)
  }

  @Test func `unrelated texts and empty ones do not match`() {
    #expect(match(original, story(9, words: 200)) == nil)
    #expect(match(original, []) == nil)
    #expect(match([], []) == nil)
  }
}

@Suite struct OverlapProperties {
  /// Jaccard and containment by sets of joined words, as a reader would compute them.
  private func plainOverlap(_ a: [String], _ b: [String]) -> (jaccard: Double, aInB: Double, bInA: Double) {
    func shingles(_ words: [String]) -> Set<String> {
      guard words.count > 2 else { return [words.joined(separator: " ")] }
      return Set((0...(words.count - 3)).map { words[$0..<($0 + 3)].joined(separator: " ") })
    }
    let (setA, setB) = (shingles(a), shingles(b))
    let shared = Double(setA.intersection(setB).count)
    return (shared / Double(setA.union(setB).count), shared / Double(setA.count), shared / Double(setB.count))
  }

  @Test(arguments: 1...40)
  func `the comparison equals the plain set computation`(seed: UInt64) {
    var random = SplitMix(state: seed)
    // A small vocabulary repeats shingles.
    let vocabulary = story(seed, words: 12)
    func text() -> [String] { (0..<Int(random.next() % 80 + 1)).map { _ in vocabulary[Int(random.next() % 12)] } }
    let (a, b) = (text(), text())
    let overlap = Overlap(Prepared(a).comparable, Prepared(b).comparable)
    let plain = plainOverlap(a, b)
    #expect(abs(overlap.jaccard - plain.jaccard) < 1e-12)
    #expect(abs(overlap.containmentOfAInB - plain.aInB) < 1e-12)
    #expect(abs(overlap.containmentOfBInA - plain.bInA) < 1e-12)
    let swapped = Overlap(Prepared(b).comparable, Prepared(a).comparable)
    #expect(swapped.jaccard == overlap.jaccard && swapped.containmentOfAInB == overlap.containmentOfBInA)
  }

  @Test(arguments: 1...40)
  func `a shared shingle knows the first place where it stands in the other text, from every place`(seed: UInt64) {
    var random = SplitMix(state: seed)
    let vocabulary = story(seed, words: 12)
    func text() -> [String] { (0..<Int(random.next() % 80 + 3)).map { _ in vocabulary[Int(random.next() % 12)] } }
    let (a, b) = (text(), text())
    func firstPlaces(of own: [String], in other: [String]) -> [UInt32] {
      own.indices.map { place in
        guard place + 3 <= own.count else { return SharedShingles.none }
        let found = (0...other.count - 3).first { other[$0..<$0 + 3].elementsEqual(own[place..<place + 3]) }
        return found.map(UInt32.init) ?? SharedShingles.none
      }
    }
    let shared = SharedShingles(Prepared(a).comparable, Prepared(b).comparable)
    #expect(shared.placesInB == firstPlaces(of: a, in: b))
    #expect(shared.placesInA == firstPlaces(of: b, in: a))
  }

  @Test(arguments: 1...40)
  func `every passage holds the same words in both texts`(seed: UInt64) {
    var random = SplitMix(state: seed)
    let base = story(seed, words: 150)
    var moved = Array(base[60..<150] + base[0..<60])
    for _ in 0..<6 { moved[Int(random.next() % 150)] = "dəyişib" }
    let (a, b) = (Prepared(base), Prepared(moved))
    let passages = PassageAligner.passages(a.comparable, a.text, b.comparable, b.text)
    var wordCount = 0
    for passage in passages {
      #expect(Array(a.body[passage.sourceA]) == Array(b.body[passage.sourceB]))
      wordCount += passage.wordCount
    }
    #expect(wordCount > 110, "moved paragraphs are found")
  }

  /// A word as another newsroom's system writes it: decomposed, in capitals, with soft hyphens, marks, quotes or entities.
  private static func rewritten(_ word: String, _ random: inout SplitMix) -> String {
    switch random.next() % 8 {
    case 0: word.uppercased()
    case 1: word.map { "\($0)\u{AD}" }.joined()
    case 2: "\u{201C}\(word)\u{201D},"
    case 3: word.map { $0 == "o" ? "\u{43E}" : "\($0)" }.joined()
    case 4: "\u{200F}\(word)\u{200B}"
    case 5: word.map { $0 == "o" ? "o\u{308}" : $0 == "i" ? "\u{131}" : "\($0)" }.joined()
    case 6: "&laquo;\(word)&raquo;"
    default: word
    }
  }

  @Test(arguments: 1...40)
  func `a passage cut from the bytes of either text normalises to the same words, however they are written`(
    seed: UInt64
  ) {
    var random = SplitMix(state: seed)
    let base = story(seed, words: 120)
    let moved = (Array(base[70...]) + ["ayrı", "söz"] + Array(base[..<70])).map { Self.rewritten($0, &random) }
    let (a, b) = (Prepared(base), Prepared(moved))
    let passages = PassageAligner.passages(a.comparable, a.text, b.comparable, b.text)
    for passage in passages {
      let (cutA, cutB) = (Array(a.body[passage.sourceA]), Array(b.body[passage.sourceB]))
      let (textA, textB) = (Normalizer().normalize(cutA), Normalizer().normalize(cutB))
      #expect(textA.words.indices.map(textA.foldedWord) == textB.words.indices.map(textB.foldedWord))
      #expect(textA.words.count == passage.wordCount)
    }
    #expect(passages.reduce(0) { $0 + $1.wordCount } >= 110)
  }

  @Test func `a passage ends where something was left out of either text`() {
    let words = story(5, words: 60)
    let whole = Prepared(words)
    let framed = Prepared(Array(words[..<30] + ["mənbə", "burada"] + words[30...]))
    let story = ComparableText(framed.text, kept: [0..<30, 32..<62])
    let passages = PassageAligner.passages(whole.comparable, whole.text, story, framed.text)
    #expect(passages.map(\.wordCount) == [30, 30])
    for passage in passages {
      #expect(Array(whole.body[passage.sourceA]) == Array(framed.body[passage.sourceB]))
    }
  }
}
