import Corpus
import Testing
import Tracing

@Suite struct OutletProfileTests {
  @Test func `a profile counts originals, copies, disputes and who copies whom`() throws {
    var world = World()
    world.outlets = ["Oxu.az": Outlet(name: "Oxu.az", domains: ["oxu.az", "az.oxu.az"])]
    world.publish("s1", "Demokrat.az", 0, story(1))
    world.publish("s2", "Demokrat.az", 0, story(2))
    world.publish("s3", "Demokrat.az", 0, story(3))
    world.publish("c1", "Oxu.az", 10, story(1))
    world.publish("c2", "Oxu.az", 40, story(2))
    world.publish("c3", "Oxu.az", 25, story(3))
    world.publish("alone", "Oxu.az", 0, story(4))
    world.publish("nameless", "", 5, story(5))
    world.publish("absentee", "Sia.az", 5, story(6))
    world.credit("c1", "Demokrat.az")
    world.credit("c3", "Sia.az")
    let profiles = try world.trace().outcome.outlets
    #expect(profiles.map(\.outlet) == ["Demokrat.az", "Oxu.az", "Sia.az"])
    #expect(
      profiles[0]
        == OutletProfile(
          outlet: "Demokrat.az", domains: [], articleCount: 3, originalCount: 3, creditedCopyCount: 0,
          uncreditedCopyCount: 0, disputedClaimCount: 0, copiedByOthersCount: 3, medianDelayMinutes: nil))
    #expect(
      profiles[1]
        == OutletProfile(
          outlet: "Oxu.az", domains: ["az.oxu.az", "oxu.az"], articleCount: 4, originalCount: 0, creditedCopyCount: 1,
          uncreditedCopyCount: 1, disputedClaimCount: 1, copiedByOthersCount: 0, medianDelayMinutes: 25))
    let flow = OutletFlow(
      outlet: "Oxu.az", source: "Demokrat.az", copyCount: 3, creditedCount: 1, uncreditedCount: 1, disputedCount: 1,
      medianDelayMinutes: 25)
    #expect(try world.trace().outcome.flows == [flow])
  }

  @Test func `flows go from each outlet to each that it copied, and none to itself or to the unknown`() throws {
    var world = World()
    world.publish("s1", "B.az", 0, story(1))
    world.publish("s2", "C.az", World.day(from: -1440), story(2))
    world.publish("own", "C.az", 30, story(2))
    world.publish("nameless", "", 40, story(1))
    world.publish("c1", "A.az", 10, story(1))
    world.publish("c2", "A.az", 900, story(2))
    let flows = try world.trace().outcome.flows
    #expect(flows.map { [$0.outlet, $0.source] } == [["A.az", "B.az"], ["A.az", "C.az"]])
    #expect(flows.map(\.medianDelayMinutes) == [10, nil], "a day has no minutes")
  }

  @Test func `the median of two delays lies between them, and vague times have no delay`() throws {
    var world = World()
    world.publish("s1", "A.az", 0, story(1))
    world.publish("s2", "A.az", 0, story(2))
    world.publish("s3", "A.az", World.day(from: -1440), story(3))
    world.publish("c1", "B.az", 10, story(1))
    world.publish("c2", "B.az", 15, story(2))
    world.publish("c3", "B.az", 900, story(3))
    let profiles = try world.trace().outcome.outlets
    #expect(profiles[1].uncreditedCopyCount == 3)
    #expect(profiles[1].medianDelayMinutes == 12.5)
  }
}
