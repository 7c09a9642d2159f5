import Foundation
import Testing

/// Wrong usage is refused before anything is read, and help says what there is.
@Suite(.timeLimit(.minutes(10)))
struct UsageTests {
  @Test(arguments: [
    ["run"], ["claims", "x.jsonl", "--threads", "0"], ["claims", "x.jsonl", "--threads", "many"],
    ["cluster", "x.jsonl", "--nonsense"], ["extract", "x.jsonl", "--quiet", "--verbose"], ["frobnicate"],
    ["compare", "only-one"], ["explain", "id"], ["run", "x.jsonl", "--language", "xx"],
    ["extract", "x.jsonl", "--output"], ["cluster", "x.jsonl", "--reproducible"],
    ["unknown-outlets", "x.jsonl", "--limit", "0"],
  ])
  func `wrong usage is exit code 64 with a word on what is wrong`(arguments: [String]) async throws {
    let scratch = try Scratch()
    let outcome = try await Menbe.run(arguments, directory: scratch.path)
    #expect(outcome.exitCode == 64)
    #expect(outcome.standardOutput.isEmpty)
    #expect(outcome.standardError.hasPrefix("Error: "))
    #expect(outcome.standardError.contains("Usage: menbe"))
    #expect(try scratch.entries() == [])
  }

  @Test(arguments: [
    "", "run", "cluster", "claims", "unknown-outlets", "extract", "compare", "explain", "search",
    "report", "review", "review import", "review export", "index", "index info", "index check", "index export",
    "index prune", "index vacuum", "index rebuild",
  ])
  func `the help of a command is as it was reviewed`(command: String) async throws {
    let words = command.split(separator: " ").map(String.init)
    let arguments = words + ["--help"]
    let outcome = try await Menbe.run(arguments, environment: ["COLUMNS": "80"])
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardError.isEmpty)
    try expectSnapshot(outcome.standardOutput, "help\(words.map { "-" + $0 }.joined()).txt")
  }

  @Test func `the version is one line`() async throws {
    let outcome = try await Menbe.run("--version")
    #expect(outcome.exitCode == 0)
    let numbers = outcome.standardOutput.trimmingCharacters(in: .newlines).split(separator: ".").map { Int($0) }
    #expect(numbers.count == 3 && !numbers.contains(nil))
  }

  @Test func `--quiet says nothing, --verbose tells each stage, without both the outcome is told`() async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "news.jsonl")
    func told(_ option: String...) async throws -> [String] {
      let outcome = try await Menbe.run(["run", "news.jsonl", "--output", "out"] + option, directory: scratch.path)
      #expect(outcome.exitCode == 0 && outcome.standardOutput.isEmpty)
      return outcome.standardError.split(separator: "\n").map(String.init)
    }
    let last = "menbe: 3 articles, 1 match, 1 cluster, 1 claim; the report is out/index.html"
    #expect(try await told("--quiet") == [])
    #expect(try await told() == [last])
    let stages = try await told("--verbose", "--reproducible")
    #expect(stages.last == last)
    for stage in ["read", "propose", "compare", "cluster", "trace", "report"] {
      #expect(stages.contains { $0.hasPrefix("menbe: \(stage): ") && $0.hasSuffix(" s") }, "\(stage)")
    }
  }
}

/// Compares with `Snapshots/name`; `MENBE_RECORD=1` writes it anew, and the test fails all the same.
func expectSnapshot(_ text: String, _ name: String) throws {
  let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots/\(name)")
  if ProcessInfo.processInfo.environment["MENBE_RECORD"] == "1" {
    try Data(text.utf8).write(to: file)
    Issue.record("recorded \(name); review it and run again without MENBE_RECORD")
    return
  }
  let kept = try #require(FileManager.default.contents(atPath: file.path), "MENBE_RECORD=1 records \(name)")
  guard kept != Data(text.utf8) else { return }
  Issue.record("\(name): \(firstDifference([UInt8](kept), [UInt8](text.utf8))); MENBE_RECORD=1 records it anew")
}
