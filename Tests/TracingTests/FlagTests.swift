import Attribution
import Corpus
import Testing
import Tracing

@Suite struct FlagTests {
  /// A copy that truthfully credits Demokrat.az.
  static func credited() -> World {
    var world = StandingTests.pair()
    world.credit("copy", "Demokrat.az")
    return world
  }

  /// The flags of the first claim and of the article `copy`.
  private func flags(_ world: World) throws -> (claim: [Flag]?, article: [Flag]?) {
    let report = try world.trace()
    return (report.claims("copy").first?.flags, report.article("copy")?.flags)
  }

  @Test func `an ordinary true credit has no flags`() throws {
    let (claim, article) = try flags(Self.credited())
    #expect(claim == [])
    #expect(article == [])
  }

  @Test func `outlets of one owner are flagged on claim and article`() throws {
    var world = Self.credited()
    world.outlets = [
      "Demokrat.az": Outlet(name: "Demokrat.az", ownerGroup: "Holding"),
      "Icma.az": Outlet(name: "Icma.az", ownerGroup: "Holding"),
    ]
    #expect(try flags(world) == ([.sameOwner], [.sameOwner]))
    world.outlets["Icma.az"]?.ownerGroup = "Another"
    #expect(try flags(world) == ([], []))
    world.outlets["Icma.az"]?.ownerGroup = ""
    world.outlets["Demokrat.az"]?.ownerGroup = ""
    #expect(try flags(world) == ([], []))
  }

  @Test func `an agency is flagged by the registry or by the wording`() throws {
    var world = Self.credited()
    world.outlets = ["Demokrat.az": Outlet(name: "Demokrat.az", kind: .agency)]
    #expect(try flags(world).claim == [.agency])
    world.outlets = [:]
    world.credits[0].kind = .agency
    #expect(try flags(world).claim == [.agency])
  }

  @Test func `two credited sources are several, one source twice and the outlet itself are not`() throws {
    var world = Self.credited()
    world.credit("copy", "Demokrat.az")
    world.credit("copy", "Icma.az")
    world.credit("copy", "APA", role: .statementTo)
    world.credit("copy", "Trend", role: .recipient)
    #expect(try flags(world).claim == [])
    world.credit("copy", "Oxu.az")
    #expect(try flags(world).claim == [.severalSources])
  }

  @Test func `a credit past the relay whose version it is skips the relay`() throws {
    var world = World()
    world.publish("root", "APA", 0, story(1))
    world.publish("relay", "Report", 30, edited(story(1), 20, editor: 1))
    world.publish("copy", "Icma.az", 60, edited(story(1), 20, editor: 1))
    world.credit("copy", "APA")
    let report = try world.trace()
    #expect(report.verdict("copy") == .confirmed)
    #expect(report.parent("copy") == "relay")
    #expect(report.claims("copy").first?.flags == [.relaySkipped])
    world.credit("copy", "Report")
    #expect(try world.trace().claims("copy").first?.flags == [.severalSources])
  }

  @Test func `a relay that does not come from the credited source is not skipped`() throws {
    var world = World()
    world.publish("relay", "Report", 0, story(1))
    world.publish("credited", "APA", 30, edited(story(1), 30, editor: 1))
    world.publish("copy", "Icma.az", 60, story(1))
    world.credit("copy", "APA")
    let report = try world.trace()
    #expect(report.parent("copy") == "relay")
    #expect(report.claims("copy").first?.flags == [])
  }

  @Test func `the credited outlet's own second version is no relay`() throws {
    var world = World()
    world.publish("first", "APA", 0, story(1))
    world.publish("second", "APA", World.day(from: 10), edited(story(1), 20, editor: 1))
    world.publish("copy", "Icma.az", 60, edited(story(1), 20, editor: 1))
    world.credit("copy", "APA")
    let report = try world.trace()
    #expect(report.evidence("copy") == "first")
    #expect(report.parent("copy") == "second")
    #expect(report.claims("copy").first?.flags == [])
  }

  @Test func `a false hop further up breaks the chain of those who trust it`() throws {
    var world = Self.credited()
    world.publish("other", "Oxu.az", 0, story(2))
    world.credit("source", "Oxu.az")
    let report = try world.trace()
    #expect(report.verdict("copy") == .confirmed)
    #expect(report.claims("copy").first?.flags == [.chainBroken])
    #expect(report.article("copy")?.flags == [.chainBroken])
    #expect(report.chain("copy")?.verdict == .noTextOverlap)
  }

  @Test func `a line that the parent has word for word is inherited`() throws {
    var world = Self.credited()
    world.credit("source", "APA", verbatim: "APA-ya istinadən")
    world.credit("copy", "APA", verbatim: "APA-ya istinadən")
    let report = try world.trace()
    #expect(report.claims("copy").map { $0.flags.contains(.inheritedClaim) } == [false, true])
    #expect(report.claims("source").first?.flags.contains(.inheritedClaim) == false)
    #expect(report.claimed("copy") == "Icma.az > Demokrat.az > APA")
  }

  @Test func `a changed number in the text of the source is flagged`() throws {
    var world = Self.credited()
    world.renumbered = [["source", "copy"]]
    #expect(try flags(world) == ([.numbersChanged], [.numbersChanged]))
    world.credits = []
    #expect(try flags(world).article == [.numbersChanged])
  }

  @Test func `an assumed zone is flagged where a time decided, and nowhere else`() throws {
    var world = World()
    world.publish("source", "Demokrat.az", World.exactly(0, basis: .zoneAssumed), story(1))
    world.publish("copy", "Icma.az", 60, story(1))
    world.publish("alone", "Oxu.az", World.exactly(0, basis: .zoneAssumed), story(2))
    world.credit("copy", "Demokrat.az")
    let report = try world.trace()
    #expect(report.claims("copy").first?.flags == [.timeAssumed])
    #expect(report.article("copy")?.flags == [.timeAssumed])
    #expect(report.article("alone")?.flags == [])
  }

  @Test func `a reporter who is not the outlet is a mismatch`() throws {
    var world = Self.credited()
    world.credits[0].reporter = "Icma.az"
    #expect(try flags(world).claim == [])
    world.credits[0].reporter = "Oxu.az"
    #expect(try flags(world).claim == [.reporterMismatch])
    world.items[1].outlet = ""
    #expect(try flags(world).claim == [])
  }

  @Test func `a name in another script's letters is flagged`() throws {
    var world = Self.credited()
    world.credits[0].looksLikeAnother = true
    #expect(try flags(world).claim == [.lookAlikeName])
  }

  @Test func `flags are sorted as they are written`() throws {
    var world = Self.credited()
    world.credits[0].looksLikeAnother = true
    world.credits[0].kind = .agency
    world.credits[0].reporter = "Oxu.az"
    world.renumbered = [["source", "copy"]]
    #expect(try flags(world).claim == [.agency, .lookAlikeName, .numbersChanged, .reporterMismatch])
  }
}
