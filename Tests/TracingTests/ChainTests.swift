import Attribution
import Corpus
import Testing
import Tracing

@Suite struct ChainTests {
  /// A, B crediting A, C crediting B.
  static func ofThree() -> World {
    var world = World()
    world.publish("a", "A.az", 0, story(1))
    world.publish("b", "B.az", 60, edited(story(1), 3, editor: 1))
    world.publish("c", "C.az", 120, edited(edited(story(1), 3, editor: 1), 3, editor: 2))
    world.credit("b", "A.az")
    world.credit("c", "B.az")
    return world
  }

  @Test func `a chain of three is claimed and evidenced back to its origin`() throws {
    let report = try Self.ofThree().trace()
    #expect(report.claimed("c") == "C.az > B.az > A.az")
    #expect(report.evidenced("c") == "C.az > B.az > A.az")
    #expect(report.chain("c")?.verdict == .confirmed)
    #expect(report.origin("c") == "a")
    #expect(report.claimed("b") == "B.az > A.az")
    #expect(report.chain("a") == nil)
  }

  @Test func `each article knows its chain and its claims`() throws {
    let report = try Self.ofThree().trace()
    for (index, article) in report.outcome.articles.enumerated() {
      if let chain = article.chain { #expect(report.outcome.chains[chain].article == ArticleID(index)) }
      #expect(report.outcome.claims[article.claims].allSatisfy { $0.article == ArticleID(index) })
    }
    #expect(report.outcome.articles.map(\.claims.count) == [0, 1, 1])
  }

  @Test func `the weakest hop is the chain's verdict`() throws {
    var world = Self.ofThree()
    world.credit("a", "Absent.az")
    var report = try world.trace()
    #expect(report.claimed("c") == "C.az > B.az > A.az > Absent.az")
    #expect(report.chain("c")?.verdict == .sourceNotInCorpus)
    world.credits[2].source = "Z.az"
    world.publish("z", "Z.az", 0, story(2))
    report = try world.trace()
    #expect(report.chain("c")?.verdict == .noTextOverlap)
  }

  @Test func `an uncredited copy has an evidenced path and no verdict`() throws {
    let report = try StandingTests.pair().trace()
    #expect(report.claimed("copy") == "Icma.az")
    #expect(report.evidenced("copy") == "Icma.az > Demokrat.az")
    #expect(report.chain("copy")?.verdict == nil)
  }

  @Test func `a claim that nothing evidences ends at its own article`() throws {
    var world = World()
    world.publish("copy", "Icma.az", 0, story(1))
    world.credit("copy", "Demokrat.az")
    let report = try world.trace()
    #expect(report.claimed("copy") == "Icma.az > Demokrat.az")
    #expect(report.evidenced("copy") == "Icma.az")
    #expect(report.origin("copy") == "copy")
  }

  @Test func `a circle is cut where it closes, and is called circular`() throws {
    var world = World()
    world.publish("a", "A.az", 0, story(1))
    world.publish("b", "B.az", 60, story(1))
    world.credit("a", "B.az")
    world.credit("b", "A.az")
    let report = try world.trace()
    #expect(report.claimed("b") == "B.az > A.az > B.az")
    #expect(report.evidenced("b") == "B.az > A.az")
    #expect(report.chain("b")?.verdict == .circular)
    #expect(report.article("b")?.flags.contains(.chainBroken) == true)
  }

  @Test func `a quoted outlet closes a path whose source is not in the corpus, and no other`() throws {
    var world = World()
    world.publish("copy", "Icma.az", 0, story(1))
    world.credit("copy", "Demokrat.az")
    world.credit("copy", "Kazinform", role: .statementTo, kind: .agency)
    #expect(try world.trace().claimed("copy") == "Icma.az > Demokrat.az > Kazinform")
    world.publish("source", "Demokrat.az", -60, story(1))
    #expect(try world.trace().claimed("copy") == "Icma.az > Demokrat.az")
  }

  @Test func `an unresolved name stands in the path as it is written, an office does not`() throws {
    var world = World()
    world.publish("a", "Icma.az", 0, story(1))
    world.credit("a", "Filankəs", isKnown: false)
    world.publish("b", "Icma.az", 0, story(2))
    world.credit("b", "Nazirlik", kind: .official, isKnown: false)
    let report = try world.trace()
    #expect(report.claimed("a") == "Icma.az > Filankəs")
    #expect(report.chain("b") == nil)
  }

  @Test func `a false claim leads to the name and not to the rival's article`() throws {
    var world = World()
    world.publish("other", "Demokrat.az", 0, story(2))
    world.publish("rival", "Oxu.az", 10, story(1))
    world.publish("copy", "Icma.az", 60, story(1))
    world.credit("copy", "Demokrat.az")
    let report = try world.trace()
    #expect(
      report.chain("copy")?.claimed.last == Chain.Hop(outlet: "Demokrat.az", article: nil, verdict: .differentOrigin))
    #expect(report.chain("copy")?.claimed.map(\.isBroken) == [false, true])
    #expect(report.evidenced("copy") == "Icma.az > Oxu.az")
    #expect(report.origin("copy") == "rival")
  }

  @Test func `an article of an unknown outlet stands in a path by its id`() throws {
    #expect(try StandingTests.pair(copyOutlet: "").trace().evidenced("copy") == "copy > Demokrat.az")
  }

  @Test func `a very long path keeps its first hops and its origin`() throws {
    var world = World()
    for number in 0..<90 { world.publish("a\(number)", "O\(number)", Int64(number), story(1, number..<number + 100)) }
    let report = try world.trace()
    let chain = report.chain("a89")
    #expect(report.parent("a89") == "a88")
    #expect(chain?.evidenced.count == 17)
    #expect(chain?.evidenced.dropLast().last?.outlet == "O74")
    #expect(chain?.evidenced.last?.outlet == "O0")
    #expect(report.origin("a89") == "a0")
  }
}
