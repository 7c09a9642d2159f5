import IndexStore
import Runs
import Sketching
import Testing

@Suite struct IndexCareTests {
  @Test func `an index of another scheme is no damaged one, and is neither checked nor pruned`() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/old.menbe"
    let index = try Index(path, mode: .night, scheme: "older")
    try index.commitAndClose()
    let plan = try RunPlan(inputs: [], workers: 1)
    let care = IndexCare(plan: plan, progress: Progress(), version: "test")
    let expected = IndexError.otherScheme(path: path, found: "older", expected: plan.scheme.name)
    #expect(throws: expected) { try care.check(path) }
    #expect(throws: expected) { try care.prune(path, before: "2026-01-01") }
    #expect(try care.info(path).scheme == "older")
  }
}
