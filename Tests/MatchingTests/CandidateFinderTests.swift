import Corpus
import Matching
import Normalization
import Sketching
import Testing

/// A finder over texts, each of its own outlet unless numbered otherwise, as a run makes it.
private struct Finder {
  var finder: CandidateFinder

  init(
    _ texts: [[String]], publishers: [UInt32]? = nil, mostPostings: Int = 100, isOnDisk: Bool = false
  ) throws {
    var sketcher = Sketcher(scheme: SketchScheme())
    let table = try SketchTable(
      texts.map { words in
        let text = Prepared(words).text
        return sketcher.sketch(text, kept: [0..<text.words.count])
      })
    let numbers = publishers ?? (1...UInt32(texts.count)).map { $0 }
    let sense = FurnitureSense(table)
    func lists(
      _ kind: KeyGroup.Kind, isSuspected: ([UInt32]) -> Bool
    ) throws -> PostingLists {
      var lists = try PostingLists(
        articleCount: texts.count, postingCount: table.postingCount, hasContexts: kind == .fingerprints,
        isOnDisk: isOnDisk)
      for group in KeyGroup.groups(of: kind, in: table, mostPostings: mostPostings) {
        lists.append(
          try PostingGroup(group, of: table, isSuspected: isSuspected) { holders throws(CorpusError) in
            try sense.isFurniture(holders)
          })
      }
      try lists.index()
      return lists
    }
    let bands = try lists(.bands) { _ in false }
    var tally = CandidateTally()
    let groups = StoryGroups.groups(
      parents: texts.indices.map {
        StoryGroups.parent(of: UInt32($0), bands: bands, bandCount: 16, publishers: numbers, tally: &tally)
      })
    let fingerprints = try lists(.fingerprints) {
      RepeatLimits().isExceeded(among: $0, publishers: numbers, storyGroups: groups)
    }
    finder = CandidateFinder(sketches: table, bands: bands, fingerprints: fingerprints)
  }

  func candidates(of article: ArticleID) -> [Candidate] {
    var tally = CandidateTally()
    return finder.candidates(of: article, tally: &tally)
  }

  var suppressedPostingCount: Int { finder.suppressedPostingCount }
}

@Suite struct CandidateFinderTests {
  @Test(arguments: 1...30)
  func `any shared passage of thirty words makes a candidate`(seed: UInt64) throws {
    let a = story(seed, words: 500)
    let start = Int(seed * 13 % 400)
    let b = story(seed + 1000, words: 300) + a[start..<(start + 30)] + story(seed + 2000, words: 200)
    let found = try Finder([a, b]).candidates(of: ArticleID(1))
    #expect(found.map(\.earlier) == [ArticleID(0)] && found.allSatisfy(\.mayShareAPassage))
  }

  @Test(arguments: [1, 7, 1000, 1_000_000])
  func `how many keys are sorted at once, and whether lists lie on disk, changes nothing`(mostPostings: Int) throws {
    let texts = (0..<30).map { story(UInt64($0 / 3), words: 60) + story(UInt64(100 + $0 % 5), words: 40) }
    let (one, other) = (try Finder(texts), try Finder(texts, mostPostings: mostPostings, isOnDisk: mostPostings < 100))
    for article in 0..<30 {
      #expect(one.candidates(of: ArticleID(article)) == other.candidates(of: ArticleID(article)))
    }
  }

  @Test func `unrelated texts make no candidate`() throws {
    let texts = (1...40).map { story($0, words: 100) }
    let finder = try Finder(texts)
    #expect((0..<40).allSatisfy { finder.candidates(of: ArticleID($0)).isEmpty })
  }

  @Test func `a story that five hundred outlets run ties each copy to a few, the first among them`() throws {
    let copies = Array(repeating: story(7, words: 80), count: 500)
    let finder = try Finder(copies)
    for position in [1, 2, 100, 499] {
      let found = finder.candidates(of: ArticleID(position))
      #expect(found.contains { $0.earlier == ArticleID(0) })
      #expect(found.count <= CandidateFinder.nearest + 1)
    }
  }

  @Test func `a footer that one outlet prints under every text proposes nothing`() throws {
    let footer = story(99, words: 60)
    let texts = (1...12).map { story($0, words: 60) + footer }
    let oneOutlet = Array(repeating: 1 as UInt32, count: 12)
    let apart = try Finder(texts)
    #expect((0..<12).contains { !apart.candidates(of: ArticleID($0)).isEmpty })
    let finder = try Finder(texts, publishers: oneOutlet)
    #expect((0..<12).allSatisfy { finder.candidates(of: ArticleID($0)).allSatisfy { $0.sharedFingerprints == 0 } })
    #expect(finder.suppressedPostingCount > 0)
  }

  @Test func `a footer that three outlets share proposes nothing either`() throws {
    let footer = story(98, words: 60)
    let texts = (1...36).map { story($0, words: 80) + footer }
    let finder = try Finder(texts, publishers: (0..<36).map { UInt32($0 % 3 + 1) })
    #expect((0..<36).allSatisfy { finder.candidates(of: ArticleID($0)).allSatisfy { $0.sharedFingerprints == 0 } })
  }

  // At the edge of a footer winnowing may keep a shingle that depends on the words before it; these have kept ones there.
  @Test(arguments: [80, 81, 82, 85])
  func `a footer on the pages of all outlets proposes nothing, though it is half of the text`(seed: UInt64) throws {
    let footer = story(seed, words: 300)
    let texts = (1...60).map { story($0, words: 260 + Int($0 % 5) * 20) + footer }
    let finder = try Finder(texts, publishers: (0..<60).map { UInt32($0 % 6 + 1) })
    #expect((0..<60).allSatisfy { finder.candidates(of: ArticleID($0)).allSatisfy { $0.sharedFingerprints == 0 } })
  }

  @Test func `a story that every outlet runs many times, cut and edited, stays one`() throws {
    let whole = story(5, words: 240)
    let copies = (0..<200).map { copy -> [String] in
      switch copy % 4 {
      case 0: whole
      case 1: Array(whole.prefix(80 + copy / 2))
      case 2: whole.enumerated().map { $0.offset % 12 == copy / 4 % 12 ? "başqa\(copy)" : $0.element }
      default: whole + story(UInt64(1000 + copy), words: 100)
      }
    }
    let finder = try Finder(copies, publishers: (0..<200).map { UInt32($0 / 4 % 10 + 1) })
    #expect((1..<200).allSatisfy { finder.candidates(of: ArticleID($0)).contains { $0.earlier == ArticleID(0) } })
  }

  @Test func `a story that one outlet runs ten times is no furniture`() throws {
    let copies = Array(repeating: story(7, words: 80), count: 10)
    let finder = try Finder(copies, publishers: Array(repeating: 1, count: 10))
    #expect(finder.suppressedPostingCount == 0)
    #expect(finder.candidates(of: ArticleID(9)).first?.estimatedContainment == 1)
  }
}

@Suite struct RecurringLinesTests {
  /// A text with the bytes that it was made of.
  private struct Text {
    let body: [UInt8]
    let normalized: NormalizedText
    var form: ComparisonForm { ComparisonForm(normalized, body: body) }
  }

  private func text(_ lines: [String]) -> Text {
    let body = Array(lines.joined(separator: "\n").utf8)
    return Text(body: body, normalized: Normalizer().normalize(body))
  }

  private func ranges(_ learned: RecurringLines, _ text: Text) -> [Range<Int>] {
    var form = text.form
    form.samples = Sketcher.samples(form.codes, kept: [0..<form.codes.count], scheme: SketchScheme())
    return learned.ranges(in: form)
  }

  private func learned(_ texts: [Text], publishers: [UInt32], storyGroups: [UInt32]) throws -> RecurringLines {
    var sketcher = Sketcher(scheme: SketchScheme())
    let forms = texts.map(\.form)
    let table = try SketchTable(
      texts.map { sketcher.sketch($0.normalized, kept: [0..<$0.normalized.words.count]) },
      lines: forms.map { $0.lines.map(\.hash) })
    let learned = try KeyGroup.groups(of: .lines, in: table, mostPostings: 3).flatMap { group in
      try RecurringLines.learned(
        in: group, of: table, publishers: publishers, storyGroups: storyGroups, limits: RepeatLimits(),
        sense: FurnitureSense(table))
    }
    return RecurringLines(learned: learned, scheme: SketchScheme()) { forms[$0] }
  }

  @Test func `a line under more than a few different texts of one outlet is furniture`() throws {
    let texts = (1...5).map { text([story($0, words: 30).joined(separator: " "), "Bütün hüquqlar qorunur"]) }
    let learned = try learned(texts, publishers: [1, 1, 1, 1, 0], storyGroups: [0, 1, 2, 3, 4])
    #expect(learned.count == 1)
    #expect(ranges(learned, texts[0]) == [30..<33])
    #expect(ranges(learned, text(["Bütün hüquqlar qorunur, hamısı"])).isEmpty)
  }

  @Test func `a learned line is known again where a copy cut or edited it, and a story's line is not`() throws {
    let footer = story(102, words: 40)
    let texts = (1...6).map {
      text([story($0, words: 30).joined(separator: " "), footer.joined(separator: " ")])
    }
    let learned = try learned(texts, publishers: Array(repeating: 1, count: 6), storyGroups: Array(0..<6))
    #expect(learned.learned.map(\.example) == [0] && learned.learned.map(\.articleCount) == [6])
    let own = story(50, words: 20)
    func behindOwn(_ words: [String]) -> [Range<Int>] {
      ranges(learned, text([own.joined(separator: " "), words.joined(separator: " ")]))
    }
    #expect(behindOwn(Array(footer.prefix(25))) == [20..<45])
    #expect(behindOwn(footer.enumerated().map { $0.offset % 12 == 6 ? "başqa" : $0.element }) == [20..<60])
    #expect(behindOwn(own + footer.prefix(6)).isEmpty)
  }

  @Test func `a line as long as a text is known again by several of its runs, not by a set phrase`() throws {
    let long = story(103, words: 300)
    let texts = (1...6).map { text([story($0, words: 90).joined(separator: " "), long.joined(separator: " ")]) }
    let learned = try learned(texts, publishers: Array(repeating: 1, count: 6), storyGroups: Array(0..<6))
    #expect(learned.count == 1)
    let own = story(51, words: 20)
    func behindOwn(_ words: some Sequence<String>) -> [Range<Int>] {
      ranges(learned, text([own.joined(separator: " "), words.joined(separator: " ")]))
    }
    #expect(behindOwn(long.prefix(200)) == [20..<220])
    #expect(behindOwn(long.enumerated().map { $0.offset % 20 == 6 ? "başqa" : $0.element }) == [20..<320])
    // Nine words are three runs of seven, whichever of them are sampled.
    for start in stride(from: 0, to: 290, by: 5) { #expect(behindOwn(long[start..<start + 9] + own.prefix(7)).isEmpty) }
  }

  @Test func `a line that names two sites is furniture where it comes again and again, not in the fourth text`() throws
  {
    let credit = "Demokrat.az saytından alınan məlumatlara görə, Icma.az xəbər verir."
    func found(_ line: String, in count: Int) throws -> Int {
      let texts = (0..<count).map { text([story(UInt64($0), words: 30).joined(separator: " "), line]) }
      return try learned(texts, publishers: Array(repeating: 1, count: count), storyGroups: Array(0..<UInt32(count)))
        .count
    }
    #expect(try found(credit, in: 15) == 0)
    #expect(try found(credit, in: 16) == 1)
    // One site, named once or twice, is an outlet's own note, whatever goes before its name; glued sentences name none.
    #expect(try found("Icma.az xəbər verir, bütün hüquqlar www.icma.az saytına məxsusdur.", in: 4) == 1)
    #expect(try found("Icma.az xəbər verir, bütün hüquqlar icma.az saytına məxsusdur.", in: 4) == 1)
    #expect(try found("Bütün hüquqlar qorunur.Kopyalamaq olmaz.Redaksiya məsuliyyət daşımır.", in: 4) == 1)
  }

  @Test func `a short line is known only as a whole`() throws {
    let credit = Array(story(104, words: 12))
    let texts = (1...6).map { text([story($0, words: 30).joined(separator: " "), credit.joined(separator: " ")]) }
    let learned = try learned(texts, publishers: Array(repeating: 1, count: 6), storyGroups: Array(0..<6))
    #expect(ranges(learned, texts[0]) == [30..<42])
    #expect(ranges(learned, text([(credit + ["daha"]).joined(separator: " ")])).isEmpty)
  }

  @Test func `the lines of a story that an outlet repeats are not furniture`() throws {
    let texts = Array(repeating: text(["Birinci sətir burada", "İkinci sətir burada"]), count: 8)
    let learned = try learned(
      texts, publishers: Array(repeating: 1, count: 8), storyGroups: Array(repeating: 0, count: 8))
    #expect(learned.count == 0)
  }
}

@Suite struct RepeatLimitsTests {
  private let limits = RepeatLimits()

  /// Articles are numbered from 0, each a story of its own.
  private func repeater(_ publishers: [UInt32]) -> UInt32? {
    let all = publishers.indices.map(UInt32.init)
    let found = limits.repeater(among: all, publishers: publishers, storyGroups: all)
    #expect(limits.isExceeded(among: all, publishers: publishers, storyGroups: all) == (found != nil))
    return found
  }

  @Test func `more than three texts of an outlet, and far more than the others have, are too many`() {
    #expect(repeater([1, 1, 1]) == nil)
    #expect(repeater([1, 1, 1, 1]) == 1)
    #expect(repeater([1, 2, 1, 2, 1, 2, 1, 2]) == nil)
    #expect(repeater([2, 1, 1, 1, 1]) == 1)
    #expect(repeater(Array(repeating: 0, count: 50)) == nil)
  }

  @Test func `who has it more often is settled by the first holders, however many follow`() {
    let others = (100..<300).map(UInt32.init)
    for count in 5...205 { #expect(repeater(Array(([1, 1, 1, 1, 1] + others).prefix(count))) == 1) }
    var grown: [UInt32] = [1, 1, 1, 1, 2]
    for outlet in [3, 4, 5, 6] + others { grown += [outlet, outlet] }
    #expect(repeater(Array(grown.prefix(5))) == 1)
    for count in 32...grown.count { #expect(repeater(Array(grown.prefix(count))) == nil) }
  }

  @Test func `more than six texts of an outlet are too many whoever else has it, among a thousand`() {
    let others = (0..<600).map { UInt32(100 + $0 % 100) }
    #expect(repeater(others) == nil)
    #expect(repeater(others + [100]) == 100)
    #expect(repeater(Array((others + others).prefix(1024)) + Array(repeating: 7, count: 40)) == 100)
    #expect(repeater((0..<1024).map { UInt32(1000 + $0) } + Array(repeating: 7, count: 40)) == nil)
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `the quick answer is the answer`(seed: UInt64) {
    var random = SplitMix(state: seed)
    let count = Int(random.next() % 300)
    let outlets = 1 + random.next() % 60
    let publishers = (0..<count).map { _ in UInt32(random.next() % outlets) }
    let groups = (0..<count).map { _ in UInt32(random.next() % 80) }
    let all = publishers.indices.map(UInt32.init)
    let found = limits.repeater(among: all, publishers: publishers, storyGroups: groups)
    #expect(limits.isExceeded(among: all, publishers: publishers, storyGroups: groups) == (found != nil))
  }
}

@Suite struct ComparisonFormTests {
  @Test func `a form comes back from its words, and from the table in another order`() throws {
    let body = Array("Başlıq\n\nBirinci sətir 2400.\nTam oxu".utf8)
    var form = ComparisonForm(Normalizer().normalize(body), body: body, furniture: [4..<6], credits: [0..<1, 2..<3])
    form.samples = [SampledShingle(place: 1, key: .max)]
    var words: [UInt32] = [9]
    form.append(to: &words)
    #expect(ComparisonForm(Array(words.dropFirst())) == form)
    #expect(form.lines.map(\.words) == [0..<1, 1..<4, 4..<6])
    let empty = ComparisonForm(Normalizer().normalize([]), body: [])
    var table = FormTable()
    empty.append(to: &words)
    let offset = try table.write(words)
    let length = words.count - 1 - 5
    table.append(offset: offset, start: 1, wordCount: length)
    table.append(offset: offset, start: 1 + length, wordCount: 5)
    table.reorder(by: [1, 0])
    #expect(try table.form(of: 0) == empty && table.form(of: 1) == form)
  }
}
