import Foundation
import Testing

/// The same articles give the same bytes, whoever runs the program and however the articles come.
@Suite(.timeLimit(.minutes(10)))
struct DeterminismTests {
  private static let tables = [
    "articles.csv", "clusters.csv", "matches.csv", "claims.csv", "chains.csv", "chains.graphml", "chains.gexf",
    "outlets.csv", "flows.csv", "furniture.csv",
  ]

  @Test(arguments: [1, 2, 4])
  func `the number of threads changes no byte of a report`(threads: Int) async throws {
    let scratch = try Scratch()
    let outcome = try await Menbe.run(
      "run", Night.input, "--output", scratch("report"), "--reproducible", "--threads", "\(threads)")
    #expect(outcome.exitCode == 0)
    try await expectSharedReport(scratch("report"))
  }

  @Test func `a bound on memory changes no byte of a report, and a size is read as people write it`() async throws {
    let scratch = try Scratch()
    let outcome = try await Menbe.run(
      "run", Night.input, "--output", scratch("report"), "--reproducible", "--memory", "64M")
    #expect(outcome.exitCode == 0)
    try await expectSharedReport(scratch("report"))
    for size in ["6GB", "1.5GiB", "100000000"] {
      #expect(try await Menbe.run("cluster", Night.input, "-q", "--memory", size).exitCode == 0)
    }
    for size in ["1M", "lots", "-6G"] {
      #expect(try await Menbe.run("cluster", Night.input, "--memory=\(size)").exitCode == 64)
    }
    let night = try await Menbe.run("run", Night.input, "--index", scratch("i.menbe"), "--memory", "1G")
    #expect(night.exitCode == 64 && night.standardError.contains("--memory is for runs without --index"))
  }

  @Test(arguments: [
    ["LC_ALL": "C", "LANG": "C", "TZ": "America/New_York"],
    ["LC_ALL": "az_AZ.UTF-8", "LANG": "az_AZ.UTF-8", "TZ": "Asia/Baku"],
    ["LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr", "TZ": "UTC"],
  ])
  func `locale and time zone change no byte of a report`(environment: [String: String]) async throws {
    let scratch = try Scratch()
    let outcome = try await Menbe.run(
      "run", Night.input, "--output", scratch("report"), "--reproducible", environment: environment)
    #expect(outcome.exitCode == 0)
    try await expectSharedReport(scratch("report"))
  }

  @Test func `inputs in another order give the same tables`() async throws {
    let scratch = try Scratch()
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(Menbe.packageRoot)/\(Night.input)").sorted()
    let inputs = names.reversed().map { "\(Night.input)/\($0)" }
    #expect(inputs.count > 5)
    let outcome = try await Menbe.run(["run", "--output", scratch("report")] + inputs)
    #expect(outcome.exitCode == 0)
    try await expectShared(Self.tables + ["rejects.csv"], in: scratch("report"))
  }

  @Test(arguments: [1, 2])
  func `lines in another order give the same tables`(seed: UInt64) async throws {
    let scratch = try Scratch()
    _ = try scratch.makeFolder("Samples/night")
    try FileManager.default.copyItem(
      atPath: "\(Menbe.packageRoot)/\(Night.input)", toPath: scratch(Night.input))
    let lines = try scratch.bytes("\(Night.input)/az.jsonl").split(separator: 0x0A)
    var generator = SeededGenerator(seed: seed)
    let shuffled = lines.shuffled(using: &generator)
    #expect(shuffled != lines)
    try scratch.write(Array(shuffled.joined(separator: [0x0A])) + [0x0A], to: "\(Night.input)/az.jsonl")
    let outcome = try await Menbe.run("run", Night.input, "--output", "report", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    try await expectShared(Self.tables, in: scratch("report"))
    let reasons = try scratch.table("report/rejects.csv").rows.map { [$0["input"], $0["reason"]] }
    let expected = try await Night.report.value.table("rejects.csv").rows.map { [$0["input"], $0["reason"]] }
    #expect(reasons.sorted { $0.joined() < $1.joined() } == expected.sorted { $0.joined() < $1.joined() })
  }

  @Test func `cluster ties the same articles as run`() async throws {
    let outcome = try await Menbe.run("cluster", Night.input)
    #expect(outcome.exitCode == 0)
    let table = try CSVTable([UInt8](outcome.standardOutput.utf8))
    #expect(table.columns == ["id", "cluster_id"])
    let articles = try await Night.report.value.table("articles.csv")
    #expect(
      table.rows.map { [$0["id"], $0["cluster_id"]] } == articles.rows.map { [$0["article_id"], $0["cluster_id"]] })
  }

  @Test func `claims reads the same claims as run`() async throws {
    let outcome = try await Menbe.run("claims", Night.input)
    #expect(outcome.exitCode == 0)
    let table = try CSVTable([UInt8](outcome.standardOutput.utf8))
    let claims = try await Night.report.value.table("claims.csv")
    #expect(
      table.rows.map { row in table.columns.map { row[$0] } }
        == claims.rows.map { row in table.columns.map { row[$0] } })
  }

  private func expectSharedReport(_ folder: String) async throws {
    let files = try allFiles(below: folder)
    #expect(files == (try allFiles(below: try await Night.report.value.path)))
    try await expectShared(files, in: folder)
  }

  private func expectShared(_ files: [String], in folder: String) async throws {
    let shared = try await Night.report.value.path
    for file in files {
      let one = try #require(FileManager.default.contents(atPath: "\(shared)/\(file)"), "\(file)")
      let other = try #require(FileManager.default.contents(atPath: "\(folder)/\(file)"), "\(file)")
      if one != other { Issue.record("\(file): \(firstDifference([UInt8](one), [UInt8](other)))") }
    }
  }
}

/// A generator that a seed fixes (SplitMix64, Steele, Lea and Flood 2014).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
