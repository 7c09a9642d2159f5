import Attribution
import Corpus
import Testing
import Tracing

/// Which credit lines are the copier's own words and which came with the text.
@Suite struct LineOriginTests {
  /// Sixteen words around a line in the middle of a sentence.
  static let inside = Surroundings(before: 1...8, behind: 11...18, beginsSentence: false)

  static func signed(_ source: String, _ copy: String, role: Claim.Role = .byline) -> World {
    var world = StandingTests.pair()
    world.credit("source", "DHA", role: role, kind: .agency, verbatim: source)
    world.credit("copy", "DHA", role: role, kind: .agency, verbatim: copy)
    return world
  }

  @Test func `a signature that the copied text holds is no credit by the copier`() throws {
    let report = try Self.signed("Ayşe DENİZ/ BURSA, (DHA)", "Ayşe DENİZ/ BURSA, (DHA)").trace()
    #expect(report.standing("copy") == .uncreditedCopy)
    #expect(report.parent("copy") == "source")
    #expect(report.standing("source") == .original)
    #expect(report.claims("copy")[0].flags.contains(.inheritedClaim))
    #expect(report.verdict("copy") == .sourceNotInCorpus)
  }

  @Test func `a signature of which an editor changed a word is still the copied text's, another one is not`() throws {
    let edited = try Self.signed("Ayşe DENİZ/ BURSA, (DHA)", "Ayşe YILDIZ/ BURSA, (DHA)").trace()
    #expect(edited.standing("copy") == .uncreditedCopy)
    #expect(edited.claims("copy")[0].flags.contains(.inheritedClaim))
    let another = try Self.signed("Ayşe DENİZ/ BURSA, (DHA)", "Mehmet KAYA/ İZMİR (DHA)").trace()
    #expect(another.standing("copy") == .commonSource)
    #expect(try Self.signed("ANKARA (DHA)", "- DHA").trace().standing("copy") == .commonSource)
  }

  @Test func `a sentence among the same sentences came with the text, a set phrase at the edge is everybody's own`()
    throws
  {
    func world(_ one: Surroundings, _ other: Surroundings) -> World {
      var world = StandingTests.pair()
      world.credit("source", "DHA", kind: .agency, verbatim: "DHA reported", surroundings: one)
      world.credit("copy", "DHA", kind: .agency, verbatim: "DHA reported", surroundings: other)
      return world
    }
    #expect(try world(Self.inside, Self.inside).trace().standing("copy") == .uncreditedCopy)
    // Two of eight words on each side were edited.
    let edited = Surroundings(before: [1, 90, 3, 4, 91, 6, 7, 8], behind: [11, 12, 92, 14, 15, 16, 93, 18])
    #expect(try world(Self.inside, edited).trace().standing("copy") == .uncreditedCopy)
    let lead = Surroundings(behind: 11...18)
    #expect(try world(lead, lead).trace().standing("copy") == .commonSource)
    let tail = Surroundings(before: 1...8)
    #expect(try world(tail, tail).trace().standing("copy") == .commonSource)
    let lastWords = Surroundings(before: 1...8, behind: [11], beginsSentence: false)
    #expect(try world(lastWords, lastWords).trace().standing("copy") == .uncreditedCopy)
    let elsewhere = Surroundings(before: 31...38, behind: 41...48)
    #expect(try world(Self.inside, elsewhere).trace().standing("copy") == .commonSource)
  }

  @Test func `a false line that came with the text does not make its copier's article disputed`() throws {
    var world = Self.signed("(DHA)", "(DHA)", role: .tailCredit)
    world.publish("agency", "DHA", -60, story(7))
    let report = try world.trace()
    #expect(report.verdict("copy") == .differentOrigin)
    #expect(report.standing("copy") == .uncreditedCopy)
  }

  @Test func `a true line that came with the text still makes a credited copy`() throws {
    var world = Self.signed("(DHA)", "(DHA)", role: .tailCredit)
    world.publish("agency", "DHA", -60, story(1))
    #expect(try world.trace().standing("copy") == .creditedCopy)
  }

  @Test func `a line that runs down a chain with the text is no step of it, but of its first article's own chain`()
    throws
  {
    var world = ChainTests.ofThree()
    for key in ["a", "b", "c"] { world.credit(key, "AFP", role: .tailCredit, kind: .agency, verbatim: "(AFP)") }
    var report = try world.trace()
    #expect(report.claimed("c") == "C.az > B.az > A.az")
    #expect(report.chain("c")?.verdict == .confirmed)
    #expect(report.claimed("a") == "A.az > AFP")
    world.publish("wire", "AFP", -60, story(1))
    report = try world.trace()
    #expect(report.claimed("c") == "C.az > B.az > A.az > AFP")
    #expect(report.chain("c")?.verdict == .confirmed)
  }

  @Test func `what only the middle of a chain credits is a step of it`() throws {
    var world = ChainTests.ofThree()
    world.credit("a", "AFP", role: .tailCredit, kind: .agency, verbatim: "(AFP)")
    #expect(try world.trace().claimed("c") == "C.az > B.az > A.az > AFP")
  }
}
