import Corpus
import Matching
import Normalization
import Sketching
import Testing

/// Sketches of texts, each of its own outlet unless numbered otherwise.
private func makeFinder(_ texts: [[String]], publishers: [UInt32]? = nil) async -> CandidateFinder {
  var (bands, fingerprints) = (KeyTable(), KeyTable())
  var sketcher = Sketcher(scheme: SketchScheme())
  for words in texts {
    let text = Prepared(words).text
    let sketch = sketcher.sketch(text, kept: [0..<text.words.count])
    bands.append(sketch.bandKeys)
    fingerprints.append(sketch.fingerprints)
  }
  let numbers = publishers ?? (1...UInt32(texts.count)).map { $0 }
  return await CandidateFinder(
    bandTable: bands, fingerprintTable: fingerprints, publishers: numbers, limits: RepeatLimits())
}

@Suite struct CandidateFinderTests {
  @Test(arguments: 1...30)
  func `any shared passage of thirty words makes a candidate`(seed: UInt64) async {
    let a = story(seed, words: 500)
    let start = Int(seed * 13 % 400)
    let b = story(seed + 1000, words: 300) + a[start..<(start + 30)] + story(seed + 2000, words: 200)
    let found = await makeFinder([a, b]).candidates(of: ArticleID(1))
    #expect(found.map(\.earlier) == [ArticleID(0)])
  }

  @Test func `unrelated texts make no candidate`() async {
    let texts = (1...40).map { story($0, words: 100) }
    let finder = await makeFinder(texts)
    #expect((0..<40).allSatisfy { finder.candidates(of: ArticleID($0)).isEmpty })
  }

  @Test func `a story that five hundred outlets run ties each copy to a few, the first among them`() async {
    let copies = Array(repeating: story(7, words: 80), count: 500)
    let finder = await makeFinder(copies)
    for position in [1, 2, 100, 499] {
      let found = finder.candidates(of: ArticleID(position))
      #expect(found.contains { $0.earlier == ArticleID(0) })
      #expect(found.count <= CandidateFinder.nearest + 1)
    }
  }

  @Test func `a footer that one outlet prints under every text proposes nothing`() async {
    let footer = story(99, words: 60)
    let texts = (1...12).map { story($0, words: 60) + footer }
    let oneOutlet = Array(repeating: 1 as UInt32, count: 12)
    let apart = await makeFinder(texts)
    #expect((0..<12).contains { !apart.candidates(of: ArticleID($0)).isEmpty })
    let finder = await makeFinder(texts, publishers: oneOutlet)
    #expect((0..<12).allSatisfy { finder.candidates(of: ArticleID($0)).allSatisfy { $0.sharedFingerprints == 0 } })
    #expect(finder.suppressedPostingCount > 0)
  }

  @Test func `a footer that three outlets share proposes nothing either`() async {
    let footer = story(98, words: 60)
    let texts = (1...36).map { story($0, words: 80) + footer }
    let finder = await makeFinder(texts, publishers: (0..<36).map { UInt32($0 % 3 + 1) })
    #expect((0..<36).allSatisfy { finder.candidates(of: ArticleID($0)).allSatisfy { $0.sharedFingerprints == 0 } })
  }

  @Test func `a footer on the pages of all outlets proposes nothing, though it is half of the text`() async {
    let footer = story(96, words: 300)
    let texts = (1...60).map { story($0, words: 260 + Int($0 % 5) * 20) + footer }
    let finder = await makeFinder(texts, publishers: (0..<60).map { UInt32($0 % 6 + 1) })
    #expect((0..<60).allSatisfy { finder.candidates(of: ArticleID($0)).allSatisfy { $0.sharedFingerprints == 0 } })
  }

  @Test func `a story that every outlet runs many times, cut and edited, stays one`() async {
    let whole = story(5, words: 240)
    let copies = (0..<200).map { copy -> [String] in
      switch copy % 4 {
      case 0: whole
      case 1: Array(whole.prefix(80 + copy / 2))
      case 2: whole.enumerated().map { $0.offset % 12 == copy / 4 % 12 ? "başqa\(copy)" : $0.element }
      default: whole + story(UInt64(1000 + copy), words: 100)
      }
    }
    let finder = await makeFinder(copies, publishers: (0..<200).map { UInt32($0 / 4 % 10 + 1) })
    #expect((1..<200).allSatisfy { finder.candidates(of: ArticleID($0)).contains { $0.earlier == ArticleID(0) } })
  }

  @Test func `a story that one outlet runs ten times is no furniture`() async {
    let copies = Array(repeating: story(7, words: 80), count: 10)
    let finder = await makeFinder(copies, publishers: Array(repeating: 1, count: 10))
    #expect(finder.suppressedPostingCount == 0)
    #expect(finder.candidates(of: ArticleID(9)).first?.estimatedContainment == 1)
  }
}

@Suite struct RecurringLinesTests {
  private func text(_ lines: [String]) -> NormalizedText {
    Normalizer().normalize(Array(lines.joined(separator: "\n").utf8))
  }

  private func sense(_ texts: [NormalizedText]) -> FurnitureSense {
    var sketcher = Sketcher(scheme: SketchScheme())
    var table = KeyTable()
    for text in texts { table.append(sketcher.sketch(text, kept: [0..<text.words.count]).fingerprints) }
    return FurnitureSense(table)
  }

  @Test func `a line under more than a few different texts of one outlet is furniture`() {
    let texts = (1...5).map { text([story($0, words: 30).joined(separator: " "), "Bütün hüquqlar qorunur"]) }
    let learned = RecurringLines(
      lines: texts.map(RecurringLines.hashes), publishers: [1, 1, 1, 1, 0],
      storyGroups: [0, 1, 2, 3, 4], limits: RepeatLimits(), sense: sense(texts))
    #expect(learned.count == 1)
    #expect(learned.ranges(in: texts[0]) == [30..<33])
    #expect(learned.ranges(in: text(["Bütün hüquqlar qorunur, hamısı"])).isEmpty)
  }

  @Test func `a learned line is known again where a copy cut or edited it, and a story's line is not`() {
    let footer = story(97, words: 40)
    let texts = (1...6).map {
      text([story($0, words: 30).joined(separator: " "), footer.joined(separator: " ")])
    }
    var learned = RecurringLines(
      lines: texts.map(RecurringLines.hashes), publishers: Array(repeating: 1, count: 6),
      storyGroups: Array(0..<6), limits: RepeatLimits(),
      sense: sense(texts))
    #expect(learned.learned.map(\.example) == [0] && learned.learned.map(\.textCount) == [6])
    learned.learnRuns { examples, body in examples.forEach { body(texts[$0]) } }
    let own = story(50, words: 20)
    let cut = text([own.joined(separator: " "), footer.prefix(25).joined(separator: " ")])
    #expect(learned.ranges(in: cut) == [20..<45])
    let edited = footer.enumerated().map { $0.offset % 12 == 6 ? "başqa" : $0.element }
    #expect(learned.ranges(in: text([own.joined(separator: " "), edited.joined(separator: " ")])) == [20..<60])
    #expect(
      learned.ranges(in: text([own.joined(separator: " "), (own + footer.prefix(6)).joined(separator: " ")])).isEmpty)
  }

  @Test func `the lines of a story that an outlet repeats are not furniture`() {
    let texts = Array(repeating: text(["Birinci sətir burada", "İkinci sətir burada"]), count: 8)
    let learned = RecurringLines(
      lines: texts.map(RecurringLines.hashes), publishers: Array(repeating: 1, count: 8),
      storyGroups: Array(repeating: 0, count: 8), limits: RepeatLimits(),
      sense: sense(texts))
    #expect(learned.count == 0)
  }
}
