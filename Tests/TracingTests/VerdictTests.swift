import Attribution
import Corpus
import Testing
import Tracing

@Suite struct VerdictTests {
  @Test func `a name that no outlet has is an unresolved name`() throws {
    var world = World()
    world.publish("copy", "Icma.az", 60, story(1))
    world.credit("copy", "Filankəs.az", isKnown: false)
    #expect(try world.trace().verdict("copy") == .unresolvedName)
  }

  @Test func `the outlet's own name, the role self and a line without source are self`() throws {
    var world = World()
    world.publish("a", "APA", 0, story(1))
    world.credit("a", "APA")
    world.publish("b", "APA", 0, story(2))
    world.credit("b", "APA TV", role: .selfCredit)
    world.publish("c", "APA", 0, story(3))
    world.credit("c", nil, reporter: "APA")
    let report = try world.trace()
    #expect(["a", "b", "c"].map(report.verdict) == [.selfCredit, .selfCredit, .selfCredit])
  }

  @Test func `a credit from an article whose outlet is unknown is never self`() throws {
    var world = World()
    world.publish("source", "APA", 0, story(1))
    world.publish("copy", "", 60, story(1))
    world.credit("copy", "APA")
    #expect(try world.trace().verdict("copy") == .confirmed)
  }

  @Test func `a statement made to an outlet is quoted even if that outlet has the text`() throws {
    var world = World()
    world.publish("source", "APA", 0, story(1))
    world.publish("copy", "Icma.az", 60, story(1))
    world.credit("copy", "APA", role: .statementTo)
    world.credit("copy", "APA", role: .recipient)
    #expect(try world.trace().claims("copy").map(\.verdict) == [.quoted, .quoted])
  }

  @Test(arguments: [Outlet.Kind.official, .social, .generic])
  func `an office, a social medium and local media are unverifiable, known by name or not`(kind: Outlet.Kind) throws {
    var world = World()
    world.publish("copy", "Icma.az", 60, story(1))
    world.credit("copy", "yerli KİV", kind: kind, isKnown: false)
    world.credit("copy", "Facebook", kind: kind)
    #expect(try world.trace().claims("copy").map(\.verdict) == [.unverifiable, .unverifiable])
  }

  @Test func `two articles that credit each other are circular, and each is the other's evidence`() throws {
    var world = World()
    world.publish("a", "APA", 0, story(1))
    world.publish("b", "Report", 60, story(1))
    world.credit("a", "Report")
    world.credit("b", "APA")
    let report = try world.trace()
    #expect(report.verdict("a") == .circular)
    #expect(report.verdict("b") == .circular)
    #expect(report.evidence("a") == "b")
    #expect(report.evidence("b") == "a")
  }

  @Test func `a circle of three is circular, and a claim that leads into it is not`() throws {
    var world = World()
    for (key, outlet, minutes, source) in [
      ("a", "A.az", 0, "C.az"), ("b", "B.az", 10, "A.az"), ("c", "C.az", 20, "B.az"), ("d", "D.az", 30, "C.az"),
    ] as [(String, String, Int64, String)] {
      world.publish(key, outlet, minutes, story(1))
      world.credit(key, source)
    }
    let report = try world.trace()
    #expect(["a", "b", "c", "d"].map(report.verdict) == [.circular, .circular, .circular, .confirmed])
  }

  @Test func `an outlet's older article without credit breaks the circle`() throws {
    var world = World()
    world.publish("b0", "Report", -60, story(1))
    world.publish("a", "APA", 0, story(1))
    world.publish("b", "Report", 60, story(1))
    world.credit("a", "Report")
    world.credit("b", "APA")
    let report = try world.trace()
    #expect(report.verdict("a") == .confirmed)
    #expect(report.evidence("a") == "b0")
    #expect(report.verdict("b") == .confirmed)
  }

  @Test func `a surely earlier article of the named source that holds the text confirms`() throws {
    var world = World()
    world.publish("source", "Demokrat.az", 0, story(1))
    world.publish("copy", "Icma.az", 115, story(1))
    world.credit("copy", "Demokrat.az")
    let report = try world.trace()
    #expect(report.verdict("copy") == .confirmed)
    #expect(report.evidence("copy") == "source")
    #expect(report.claims("copy").first?.evidenceContainment == 1)
    let source = try #require(report.claims("copy").first?.evidence)
    let holding = Reason.Holding(article: source, share: 1, passageWordCount: 100)
    #expect(report.claims("copy").first?.reason == .earlier(holding, Reason.Gap(seconds: 115 * 60, isExact: true)))
  }

  @Test func `an excerpt is confirmed though it holds little of the source`() throws {
    var world = World()
    world.publish("source", "Demokrat.az", 0, story(1, 0..<200))
    world.publish("copy", "Icma.az", 60, story(1, 0..<60).union(story(2, 0..<10)))
    world.credit("copy", "Demokrat.az")
    #expect(try world.trace().verdict("copy") == .confirmed)
  }

  @Test func `a third of the text confirms in part`() throws {
    var world = World()
    world.publish("source", "Demokrat.az", 0, story(1))
    world.publish("copy", "Icma.az", 60, story(1, 0..<35).union(story(2, 0..<65)))
    world.credit("copy", "Demokrat.az")
    #expect(try world.trace().verdict("copy") == .confirmedPartial)
  }

  @Test func `a long passage confirms in part however long the article is`() throws {
    var world = World()
    world.publish("source", "Demokrat.az", 0, story(1))
    world.publish("copy", "Icma.az", 60, story(1, 0..<90).union(story(2, 0..<900)))
    world.credit("copy", "Demokrat.az")
    #expect(try world.trace().verdict("copy") == .confirmedPartial)
  }

  @Test func `a short report that stands whole in a long article confirms it in part`() throws {
    var world = World()
    world.publish("source", "Demokrat.az", 0, story(1, 0..<30))
    world.publish("copy", "Icma.az", 60, story(1, 0..<30).union(story(2, 0..<270)))
    world.credit("copy", "Demokrat.az")
    #expect(try world.trace().verdict("copy") == .confirmedPartial)
  }

  @Test func `a passage longer than any frame confirms in part though other numbers differ`() throws {
    var world = World()
    world.publish("source", "Demokrat.az", 0, story(1, 0..<120))
    world.publish("copy", "Icma.az", 60, story(1, 0..<120))
    world.templates = [["source", "copy"]]
    world.credit("copy", "Demokrat.az")
    #expect(try world.trace().verdict("copy") == .confirmedPartial)
  }

  @Test func `a common frame with other numbers confirms nothing`() throws {
    var world = World()
    world.publish("source", "Demokrat.az", 0, story(1))
    world.publish("copy", "Icma.az", 60, story(1))
    world.templates = [["source", "copy"]]
    world.credit("copy", "Demokrat.az")
    #expect(try world.trace().verdict("copy") == .noTextOverlap)
  }

  @Test func `a source dated by day is confirmed without order on that day and surely earlier on the next`() throws {
    var world = World()
    world.publish("source", "Demokrat.az", World.day(from: 0), story(1))
    world.publish("sameDay", "Icma.az", 60, story(1))
    world.publish("nextDay", "Oxu.az", 25 * 60, story(1))
    world.credit("sameDay", "Demokrat.az")
    world.credit("nextDay", "Demokrat.az")
    let report = try world.trace()
    #expect(report.verdict("sameDay") == .confirmedOrderUnknown)
    #expect(report.verdict("nextDay") == .confirmed)
    let source = try #require(report.claims("nextDay").first?.evidence)
    let holding = Reason.Holding(article: source, share: 1, passageWordCount: 100)
    #expect(report.claims("nextDay").first?.reason == .earlier(holding, Reason.Gap(seconds: 3601, isExact: false)))
    #expect(report.claims("sameDay").first?.reason == .orderUnknown(holding, .itsBasis(.date)))
  }

  @Test func `a crawl time proves that the source was earlier and never that it was later`() throws {
    var world = World()
    world.publish("early", "Demokrat.az", World.crawled(-10), story(1))
    world.publish("copy", "Icma.az", 0, story(1))
    world.publish("late", "Oxu.az", World.crawled(90), story(1))
    world.credit("copy", "Demokrat.az")
    world.credit("copy", "Oxu.az")
    #expect(try world.trace().claims("copy").map(\.verdict) == [.confirmed, .confirmedOrderUnknown])
  }

  @Test func `the same second says nothing about order`() throws {
    var world = World()
    world.publish("source", "Demokrat.az", 0, story(1))
    world.publish("copy", "Icma.az", 0, story(1))
    world.credit("copy", "Demokrat.az")
    let report = try world.trace()
    #expect(report.verdict("copy") == .confirmedOrderUnknown)
    let holding = try #require(report.claims("copy").first?.reason.holding)
    #expect(report.claims("copy").first?.reason == .orderUnknown(holding, .sameTime))
  }

  @Test func `a named source that published the text later is source-later`() throws {
    var world = World()
    world.publish("copy", "Icma.az", 0, story(1))
    world.publish("source", "Demokrat.az", 30, story(1))
    world.credit("copy", "Demokrat.az")
    let report = try world.trace()
    #expect(report.verdict("copy") == .sourceLater)
    #expect(report.evidence("copy") == "source")
    let holding = try #require(report.claims("copy").first?.reason.holding)
    #expect(report.claims("copy").first?.reason == .later(holding, Reason.Gap(seconds: 1800, isExact: true)))
  }

  @Test func `the text from another outlet than the one named is of different origin`() throws {
    var world = World()
    world.publish("other", "Demokrat.az", 0, story(2))
    world.publish("rival", "Oxu.az", 10, story(1))
    world.publish("copy", "Icma.az", 60, story(1))
    world.credit("copy", "Demokrat.az")
    let report = try world.trace()
    #expect(report.verdict("copy") == .differentOrigin)
    #expect(report.evidence("copy") == "rival")
    let holding = Reason.Holding(
      article: try #require(report.claims("copy").first?.evidence), share: 1, passageWordCount: 100)
    func reason(_ isCreditedThereToo: Bool) -> Reason {
      .otherOrigin(
        holding, Reason.Gap(seconds: 3000, isExact: true), outlet: "Demokrat.az",
        isCreditedThereToo: isCreditedThereToo, articleCount: 1)
    }
    #expect(report.claims("copy").first?.reason == reason(false))
    world.credit("rival", "Demokrat.az")
    #expect(try world.trace().claims("copy").first?.reason == reason(true))
  }

  @Test func `a later part in the named source does not outweigh another outlet's earlier whole`() throws {
    var world = World()
    world.publish("rival", "Oxu.az", 10, story(1))
    world.publish("copy", "Icma.az", 60, story(1))
    world.publish("later", "Demokrat.az", 90, story(1, 0..<35).union(story(2)))
    world.credit("copy", "Demokrat.az")
    #expect(try world.trace().verdict("copy") == .differentOrigin)
  }

  @Test func `an outlet's own earlier article is no rival`() throws {
    var world = World()
    world.publish("other", "Demokrat.az", 0, story(2))
    world.publish("own", "Icma.az", 10, story(1))
    world.publish("copy", "Icma.az", 60, story(1))
    world.credit("copy", "Demokrat.az")
    #expect(try world.trace().verdict("copy") == .noTextOverlap)
  }

  @Test func `an earlier copy of an unknown outlet may be the named source's and settles nothing`() throws {
    var world = World()
    world.publish("other", "Demokrat.az", 0, story(2))
    world.publish("unknown", "", 10, story(1))
    world.publish("rival", "Oxu.az", 20, story(1))
    world.publish("copy", "Icma.az", 60, story(1))
    world.credit("copy", "Demokrat.az")
    #expect(try world.trace().verdict("copy") == .sourceNotInCorpus)
  }

  @Test func `a source in the window with nothing similar has no text overlap`() throws {
    var world = World()
    world.publish("other", "Demokrat.az", 0, story(2))
    world.publish("copy", "Icma.az", 60, story(1))
    world.credit("copy", "Demokrat.az")
    let report = try world.trace()
    #expect(report.verdict("copy") == .noTextOverlap)
    #expect(report.evidence("copy") == nil)
  }

  @Test(arguments: [(-7 * 1440, true), (-7 * 1440 - 1, false), (2 * 1440, true), (2 * 1440 + 1, false)])
  func `the window reaches from a week before to two days after`(minutes: Int, isInside: Bool) throws {
    var world = World()
    world.publish("other", "Demokrat.az", Int64(minutes), story(2))
    world.publish("copy", "Icma.az", 0, story(1))
    world.credit("copy", "Demokrat.az")
    #expect(try world.trace().verdict("copy") == (isInside ? .noTextOverlap : .sourceNotInCorpus))
  }

  @Test func `a wider window finds the source present`() throws {
    var world = World()
    world.window = ClaimWindow(secondsBefore: 10 * 86_400, secondsAfter: 0)
    world.publish("other", "Demokrat.az", -9 * 1440, story(2))
    world.publish("copy", "Icma.az", 0, story(1))
    world.credit("copy", "Demokrat.az")
    #expect(try world.trace().verdict("copy") == .noTextOverlap)
  }

  @Test func `a source known only by crawl times, or an article without a time, settles nothing`() throws {
    var world = World()
    world.publish("crawled", "Demokrat.az", World.crawled(0), story(2))
    world.publish("a", "Icma.az", 10, story(1))
    world.publish("dated", "Oxu.az", 0, story(3))
    world.publish("b", "Icma.az", .unknown, story(4))
    world.credit("a", "Demokrat.az")
    world.credit("b", "Oxu.az")
    let report = try world.trace()
    #expect(report.verdict("a") == .sourceNotInCorpus)
    #expect(report.verdict("b") == .sourceNotInCorpus)
  }

  @Test func `a source without articles is not in the corpus, though others have the text`() throws {
    var world = World()
    world.publish("rival", "Oxu.az", 10, story(1))
    world.publish("copy", "Icma.az", 60, story(1))
    world.credit("copy", "Demokrat.az")
    #expect(try world.trace().verdict("copy") == .sourceNotInCorpus)
  }

  @Test func `an article that no match ties is found in the cluster and by a shared neighbour`() throws {
    var world = World()
    world.publish("first", "Oxu.az", 0, story(1))
    world.publish("source", "Demokrat.az", 10, story(1))
    world.publish("copy", "Icma.az", 60, story(1))
    world.publish("digest", "Report", 70, story(2, 0..<40).union(story(3, 0..<40)))
    world.publish("part", "APA", 20, story(2, 0..<70).union(story(4, 0..<20)))
    world.publish("taker", "Sia.az", 80, story(2, 0..<35).union(story(5, 0..<50)))
    world.hidden = [["source", "copy"], ["part", "taker"]]
    world.credit("copy", "Demokrat.az")
    world.credit("taker", "APA")
    let report = try world.trace()
    #expect(report.verdict("copy") == .confirmed)
    #expect(report.verdict("taker") == .confirmedPartial)
    #expect(report.compared.contains(["source", "copy"]))
    #expect(report.compared.contains(["part", "taker"]))
  }

  @Test func `articles of the named source that nothing ties to the claimant are not compared`() throws {
    var world = World()
    for number in 0..<50 { world.publish("s\(number)", "Demokrat.az", Int64(number), story(number + 2)) }
    world.publish("copy", "Icma.az", 60, story(1))
    world.credit("copy", "Demokrat.az")
    #expect(try world.trace().compared.isEmpty)
  }

  @Test func `of many untied articles in one cluster only a few are compared for a claim`() throws {
    var world = World()
    world.publish("first", "Oxu.az", 0, story(1))
    for number in 0..<40 {
      world.publish("s\(number)", "Demokrat.az", Int64(number + 1), edited(story(1), 30, editor: number + 1))
      world.hidden.insert(["s\(number)", "copy"])
    }
    world.publish("copy", "Icma.az", 60, story(1))
    world.credit("copy", "Demokrat.az")
    let report = try world.trace()
    #expect(report.verdict("copy") == .confirmed)
    #expect(report.compared.count <= 12)
  }

  @Test func `a rival from before the window makes no different origin`() throws {
    var world = World()
    world.publish("other", "Demokrat.az", 0, story(2))
    world.publish("rival", "Oxu.az", -8 * 1440, story(1))
    world.publish("copy", "Icma.az", 60, story(1))
    world.credit("copy", "Demokrat.az")
    #expect(try world.trace().verdict("copy") == .noTextOverlap)
  }

  @Test func `many lines that credit one outlet are weighed once`() throws {
    var world = World()
    world.publish("first", "Oxu.az", 0, story(1))
    world.publish("source", "Demokrat.az", 10, story(1))
    world.publish("copy", "Icma.az", 60, story(1))
    world.hidden = [["source", "copy"]]
    for _ in 0..<500 { world.credit("copy", "Demokrat.az") }
    let report = try world.trace()
    #expect(report.compared == [["source", "copy"]])
    #expect(report.claims("copy").map(\.verdict) == Array(repeating: .confirmed, count: 500))
  }

  @Test func `claims come to the same on one thread and on several`() throws {
    var world = World()
    world.publish("source", "Demokrat.az", 0, story(1))
    world.publish("other", "Oxu.az", 10, story(2))
    for number in 0..<200 {
      let key = "copy\(1000 + number)"
      world.publish(key, "Outlet\(number).az", 60 + Int64(number), story(1))
      for name in ["Demokrat.az", "Oxu.az", "Outlet\(number / 2).az"] { world.credit(key, name) }
      if number.isMultiple(of: 3) { world.hidden.insert(["source", key]) }
    }
    let (one, several) = (try world.trace(workers: 1), try world.trace(workers: 3))
    #expect(one.outcome == several.outcome)
    #expect(Set(one.compared) == Set(several.compared) && !one.compared.isEmpty)
    #expect(Set(one.outcome.claims.map(\.verdict)).isSuperset(of: [.confirmed, .noTextOverlap]))
  }

  @Test func `an error of the comparison ends the tracing`() throws {
    struct Unreadable: Error {}
    let article = TracedArticle(
      key: "a", outlet: "Oxu.az", url: "", title: "", published: World.exactly(0), wordCount: 1,
      location: RecordLocation(input: 0, byteCount: 0, offset: 0))
    let input = TracingInput(
      articles: [article, article], clusters: [], matches: [], parents: [nil, ArticleID(0)], claims: [], outlets: [:])
    #expect(throws: Unreadable.self) { try Tracer(input: input) { _, _ in throw Unreadable() }.trace() }
  }

  @Test func `a parent that comes after its copy is refused`() async {
    await #expect(processExitsWith: .failure) {
      let article = TracedArticle(
        key: "a", outlet: "", url: "", title: "", published: .unknown, wordCount: 1,
        location: RecordLocation(input: 0, byteCount: 0, offset: 0))
      _ = TracingInput(
        articles: [article], clusters: [], matches: [], parents: [ArticleID(0)], claims: [], outlets: [:])
    }
  }

  @Test func `nothing comes of nothing`() throws {
    let outcome = try World().trace().outcome
    #expect(outcome == TracingOutcome(articles: [], claims: [], chains: [], outlets: [], flows: []))
  }
}
