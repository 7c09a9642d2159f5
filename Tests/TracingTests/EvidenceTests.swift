import Attribution
import Corpus
import Testing
import Tracing

/// Evidence beside shares and clocks: versions, links, texts that break off.
@Suite struct EvidenceTests {
  @Test func `of several versions of a page the earliest time counts and any version's text may match`() throws {
    var world = World()
    world.publish("first", "Demokrat.az", 0, story(1, 0..<50).union(story(3, 0..<50)), url: "https://demokrat.az/1")
    world.publish("edit", "Demokrat.az", 120, story(1), url: "https://demokrat.az/1")
    world.publish("copy", "Icma.az", 60, story(1))
    world.credit("copy", "Demokrat.az")
    let report = try world.trace()
    #expect(report.evidence("copy") == "edit")
    #expect(report.verdict("copy") == .confirmed)
    let holding = try #require(report.claims("copy").first?.reason.holding)
    #expect(report.claims("copy").first?.reason == .earlier(holding, Reason.Gap(seconds: 3600, isExact: true)))
    world.items[1].url = "https://demokrat.az/2"
    #expect(try world.trace().verdict("copy") == .confirmedPartial)
  }

  @Test func `a link names the very article among equally good ones`() throws {
    var world = World()
    world.publish("one", "Demokrat.az", 0, story(1))
    world.publish("two", "Demokrat.az", 10, story(1))
    world.publish("copy", "Icma.az", 60, story(1))
    world.credit("copy", "Demokrat.az")
    #expect(try world.trace().evidence("copy") == "one")
    #expect(try world.trace().claims("copy").first?.isLinked == false)
    world.links = ["copy": ["two"]]
    let report = try world.trace()
    #expect(report.evidence("copy") == "two")
    #expect(report.parent("copy") == "two")
    #expect(report.claims("copy").first?.isLinked == true)
  }

  @Test func `an article that no match ties is compared where the page links to it`() throws {
    var world = World()
    world.publish("source", "Demokrat.az", 0, story(1))
    world.publish("copy", "Icma.az", 60, story(1, 0..<30).union(story(2, 0..<60)))
    world.hidden = [["source", "copy"]]
    world.credit("copy", "Demokrat.az")
    #expect(try world.trace().verdict("copy") == .noTextOverlap)
    world.links = ["copy": ["source"]]
    #expect(try world.trace().verdict("copy") == .confirmedPartial)
  }

  @Test func `a link to an article that shares nothing is no evidence`() throws {
    var world = World()
    world.publish("source", "Demokrat.az", 0, story(2))
    world.publish("copy", "Icma.az", 60, story(1))
    world.links = ["copy": ["source"]]
    world.credit("copy", "Demokrat.az")
    #expect(try world.trace().verdict("copy") == .noTextOverlap)
  }

  /// A whole text, and a part of it whose time may be either side of the whole one's.
  static func excerpt() -> World {
    var world = World()
    world.publish("part", "Icma.az", World.day(from: 0), story(1, 0..<50))
    world.publish("whole", "Demokrat.az", 60, story(1))
    return world
  }

  @Test func `where the clock says nothing a text that breaks off is the copy of the one that goes on`() throws {
    var world = Self.excerpt()
    #expect(try world.trace().parent("whole") == "part")
    world.cutOff = ["part"]
    let report = try world.trace()
    #expect(report.parent("whole") == nil)
    #expect(report.parent("part") == "whole")
    #expect(report.standing("whole") == .original)
    #expect(report.article("part")?.parentContainment == 1)
    #expect(report.origin("part") == "whole")
  }

  @Test func `a text that breaks off is no copy where the clock or a credit says otherwise, or it is not all there`()
    throws
  {
    var clock = Self.excerpt()
    clock.cutOff = ["part"]
    clock.items[0].time = World.exactly(0)
    #expect(try clock.trace().parent("whole") == "part")
    var credit = Self.excerpt()
    credit.cutOff = ["part"]
    credit.credit("whole", "Icma.az")
    #expect(try credit.trace().parent("whole") == "part")
    var both = Self.excerpt()
    both.cutOff = ["part", "whole"]
    #expect(try both.trace().parent("whole") == "part")
    var own = Self.excerpt()
    own.cutOff = ["part"]
    own.items[0].words.formUnion(story(4, 0..<20))
    #expect(try own.trace().parent("whole") == "part")
  }
}
