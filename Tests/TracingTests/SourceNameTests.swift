import Attribution
import Corpus
import Testing
import Tracing

/// Names in credit lines that the registry does not know, or knows as something wider.
@Suite struct SourceNameTests {
  @Test(arguments: ["rayon.example.az", "Rayon.Example.az", "www.rayon.example.az", "https://rayon.example.az/"])
  func `a site of the corpus is found by its host, registered or not`(written: String) throws {
    var world = World()
    world.publish("source", "rayon.example.az", 0, story(1))
    world.publish("copy", "Icma.az", 60, story(1))
    world.credit("copy", written, isKnown: false)
    let report = try world.trace()
    #expect(report.verdict("copy") == .confirmed)
    #expect(report.claimed("copy") == "Icma.az > rayon.example.az")
    #expect(report.claims("copy")[0].claim.source?.text == written)
  }

  @Test func `a host of the corpus goes before the known outlet of the wider domain`() throws {
    var world = World()
    world.publish("source", "rayon.example.az", 0, story(1))
    world.publish("copy", "Icma.az", 60, story(1))
    world.credit("copy", "rayon.example.az")
    world.credits[0].outlet = "Example"
    #expect(try world.trace().verdict("copy") == .confirmed)
    world.credits[0].source = "other.example.az"
    #expect(try world.trace().verdict("copy") == .sourceNotInCorpus)
  }

  @Test func `an outlet's own host is itself, as source and as reporter`() throws {
    var world = World()
    world.publish("own", "rayon.example.az", 0, story(1))
    world.credit("own", "rayon.example.az", isKnown: false, reporter: "rayon.example.az")
    let claim = try #require(try world.trace().claims("own").first)
    #expect(claim.verdict == .selfCredit)
    #expect(!claim.flags.contains(.reporterMismatch))
  }
}
