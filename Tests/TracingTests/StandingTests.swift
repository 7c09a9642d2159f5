import Attribution
import Corpus
import Testing
import Tracing

@Suite struct StandingTests {
  /// A source, and a copy an hour later.
  static func pair(copyOutlet: String = "Icma.az") -> World {
    var world = World()
    world.publish("source", "Demokrat.az", 0, story(1))
    world.publish("copy", copyOutlet, 60, story(1))
    return world
  }

  @Test func `the article that founds a cluster is the original and has no parent`() throws {
    let report = try Self.pair().trace()
    #expect(report.standing("source") == .original)
    #expect(report.parent("source") == nil)
  }

  @Test func `a copy with a confirmed claim is credited`() throws {
    var world = Self.pair()
    world.credit("copy", "Demokrat.az")
    let report = try world.trace()
    #expect(report.standing("copy") == .creditedCopy)
    #expect(report.parent("copy") == "source")
    #expect(report.article("copy")?.parentContainment == 1)
  }

  @Test func `one confirmed claim outweighs a false one beside it`() throws {
    var world = Self.pair()
    world.publish("other", "Oxu.az", 0, story(2))
    world.credit("copy", "Oxu.az")
    world.credit("copy", "Demokrat.az")
    #expect(try world.trace().standing("copy") == .creditedCopy)
  }

  @Test func `a copy that credits an outlet which does not have the text is disputed`() throws {
    var world = Self.pair()
    world.publish("other", "Oxu.az", 0, story(2))
    world.credit("copy", "Oxu.az")
    let report = try world.trace()
    #expect(report.standing("copy") == .disputedCopy)
    #expect(report.parent("copy") == "source")
  }

  @Test func `a copy whose claims cannot be settled is unverified`() throws {
    for (source, kind, role) in [
      ("Absent.az", .site, .republish), ("Facebook", .social, .republish), ("Demokrat.az", .site, .statementTo),
    ] as [(String, Outlet.Kind, Claim.Role)] {
      var world = Self.pair()
      world.credit("copy", source, role: role, kind: kind)
      #expect(try world.trace().standing("copy") == .unverifiedCopy, "\(source)")
    }
  }

  @Test func `a surely later copy that names nobody is uncredited, and its own name is nobody`() throws {
    var world = Self.pair()
    world.credit("copy", "Icma.az", role: .selfCredit)
    let report = try world.trace()
    #expect(report.standing("copy") == .uncreditedCopy)
    #expect(report.parent("copy") == "source")
  }

  @Test func `a copy of which nothing proves that it came later, or from another outlet, is no uncredited copy`() throws
  {
    var dated = World()
    dated.publish("source", "Demokrat.az", World.day(from: 0), story(1))
    dated.publish("copy", "Icma.az", 60, story(1))
    #expect(try dated.trace().standing("copy") == .unverifiedCopy)
    #expect(try Self.pair(copyOutlet: "").trace().standing("copy") == .unverifiedCopy)
  }

  @Test func `an article that holds an earlier text and more, and names nobody, is an uncredited copy`() throws {
    var world = World()
    world.publish("source", "Demokrat.az", 0, story(1))
    world.publish("digest", "Icma.az", 60, story(1).union(story(2, 0..<90)))
    #expect(try world.trace().standing("digest") == .uncreditedCopy)
    world.items[1].time = World.crawled(60)
    #expect(try world.trace().standing("digest") == .unverifiedCopy)
  }

  @Test func `who copied a page with its footer is copied by no later page over that footer`() throws {
    let footer = story(9, 0..<80)
    var world = World()
    world.publish("first", "Demokrat.az", 0, story(1, 0..<20).union(footer))
    world.publish("copy", "Icma.az", 60, story(1, 0..<20).union(footer))
    world.publish("later", "Demokrat.az", 120, story(2, 0..<20).union(footer))
    world.publish("elsewhere", "Oxu.az", 130, story(3, 0..<20).union(footer))
    world.publish("named", "APA", 0, story(4))
    world.templates = [["first", "later"], ["first", "elsewhere"], ["later", "elsewhere"]]
    world.apart = ["later", "elsewhere"]
    world.credit("elsewhere", "APA")
    let report = try world.trace()
    #expect(report.standing("copy") == .uncreditedCopy)
    #expect(["later", "elsewhere"].map(report.standing) == [.alone, .alone])
    #expect(["later", "elsewhere"].map(report.parent) == [nil, nil])
    #expect(report.verdict("elsewhere") == .noTextOverlap)
  }

  @Test func `siblings that credit one agency outside the corpus have a common source, the first among them`() throws {
    var world = Self.pair()
    world.publish("uncredited", "Oxu.az", 90, story(1))
    world.credit("source", "AZƏRTAC", kind: .agency)
    world.credit("copy", "AZƏRTAC", kind: .agency)
    let report = try world.trace()
    #expect(report.standing("source") == .commonSource)
    #expect(report.standing("copy") == .commonSource)
    #expect(report.parent("copy") == nil)
    #expect(report.standing("uncredited") == .uncreditedCopy)
  }

  @Test func `one outlet alone, or a source that is no agency, makes no common source`() throws {
    var alone = Self.pair(copyOutlet: "Demokrat.az")
    alone.credit("source", "AZƏRTAC", kind: .agency)
    alone.credit("copy", "AZƏRTAC", kind: .agency)
    #expect(try alone.trace().standing("source") == .original)
    var site = Self.pair()
    site.credit("source", "Absent.az")
    site.credit("copy", "Absent.az")
    let report = try site.trace()
    #expect(report.standing("source") == .original)
    #expect(report.standing("copy") == .unverifiedCopy)
  }

  @Test func `an uncredited copy inside one owner's group is a same-owner copy, a credited one stays credited`() throws
  {
    var world = Self.pair()
    world.outlets = [
      "Demokrat.az": Outlet(name: "Demokrat.az", ownerGroup: "Holding"),
      "Icma.az": Outlet(name: "Icma.az", ownerGroup: "Holding"),
    ]
    #expect(try world.trace().standing("copy") == .sameOwnerCopy)
    world.credit("copy", "Demokrat.az")
    #expect(try world.trace().standing("copy") == .creditedCopy)
  }

  @Test func `a later edit at the same address is a version whatever it credits`() throws {
    var world = World()
    world.publish("source", "Demokrat.az", 0, story(1))
    world.publish("first", "Icma.az", 60, story(1), url: "https://icma.az/1")
    world.publish("edit", "Icma.az", 90, edited(story(1), 5, editor: 1), url: "https://icma.az/1")
    world.credit("edit", "Demokrat.az")
    let report = try world.trace()
    #expect(report.standing("edit") == .version)
    #expect(report.standing("first") == .uncreditedCopy)
  }

  @Test func `an outlet's own text at another address is a version too, unless another outlet had it`() throws {
    #expect(try Self.pair(copyOutlet: "Demokrat.az").trace().standing("copy") == .version)
    var world = Self.pair(copyOutlet: "Demokrat.az")
    world.publish("rival", "Oxu.az", -60, edited(story(1), 20, editor: 1))
    #expect(try world.trace().parent("copy") == "source")
    #expect(try world.trace().standing("copy") == .uncreditedCopy)
  }

  @Test func `an article that matches nobody, or only a frame, is alone`() throws {
    var world = Self.pair()
    world.templates = [["source", "copy"]]
    world.publish("other", "Oxu.az", 0, story(2))
    let report = try world.trace()
    #expect(["source", "copy", "other"].map(report.standing) == [.alone, .alone, .alone])
  }

  @Test func `a false credit on a text of its own leaves an article alone`() throws {
    var world = World()
    world.publish("other", "Demokrat.az", 0, story(2))
    world.publish("own", "Icma.az", 60, story(1))
    world.credit("own", "Demokrat.az")
    let report = try world.trace()
    #expect(report.verdict("own") == .noTextOverlap)
    #expect(report.standing("own") == .alone)
  }

  @Test func `a credited third makes a credited copy, and an original of an article that others copy`() throws {
    var world = World()
    world.publish("source", "Demokrat.az", 0, story(1))
    world.publish("taker", "Icma.az", 60, story(1, 0..<35).union(story(2, 0..<65)))
    world.credit("taker", "Demokrat.az")
    var report = try world.trace()
    #expect(report.standing("taker") == .creditedCopy)
    #expect(report.parent("taker") == "source")
    world.publish("copy", "Oxu.az", 90, story(1, 0..<35).union(story(2, 0..<65)))
    report = try world.trace()
    #expect(report.standing("taker") == .original)
    #expect(report.origin("copy") == "taker")
  }

  @Test func `a credit to an equally good version replaces the parent that text alone proposes`() throws {
    var world = World()
    world.publish("root", "APA", 0, story(1))
    world.publish("relay", "Report", 30, edited(story(1), 2, editor: 1))
    world.publish("copy", "Icma.az", 60, edited(story(1), 2, editor: 1))
    world.credit("copy", "APA")
    #expect(try world.trace().parent("copy") == "root")
    world.credits = []
    #expect(try world.trace().parent("copy") == "relay")
  }

  @Test func `of two credited versions, equally good, the nearer one is the parent`() throws {
    var world = World()
    world.publish("root", "APA", 0, story(1))
    world.publish("relay", "Report", 30, story(1))
    world.publish("copy", "Icma.az", 60, story(1))
    world.credit("copy", "APA")
    world.credit("copy", "Report")
    let report = try world.trace()
    #expect(report.parent("copy") == "relay")
    #expect(report.claimed("copy") == "Icma.az > Report")
  }

  @Test func `where times overlap the credited article becomes the original`() throws {
    var world = World()
    world.publish("crediting", "Icma.az", World.day(from: 0), story(1))
    world.publish("credited", "APA", 60, story(1))
    world.publish("third", "Oxu.az", 90, story(1))
    world.credit("crediting", "APA")
    let report = try world.trace()
    #expect(report.standing("crediting") == .creditedCopy)
    #expect(report.standing("credited") == .original)
    #expect(report.parent("crediting") == "credited")
    #expect(report.parent("credited") == nil)
    #expect(report.origin("third") == "credited")
  }
}
