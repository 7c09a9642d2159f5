import Foundation
import IndexStore
import Reporting
import Runs
import Testing
import Tracing

/// An index's nights against one batch, and what becomes of earlier findings.
@Suite(.timeLimit(.minutes(10))) struct NightsTests {
  private func rows(_ scratch: Scratch, _ file: String, without columns: Set<String> = []) throws -> [String: String] {
    let text = try scratch.text(file)
    var rows: [String: String] = [:]
    let records = CSVLines.records(text)
    let header = try #require(records.first)
    for record in records.dropFirst() {
      let cells = zip(header, record).filter { !columns.contains($0.0) }.map { "\($0)=\($1)" }
      rows[record[0] + "\t" + (header[1] == "article_b" ? record[1] : "")] = cells.joined(separator: "\n")
    }
    return rows
  }

  /// The members of each cluster, by article ids.
  private func partition(_ scratch: Scratch, _ folder: String) throws -> Set<Set<String>> {
    let records = CSVLines.records(try scratch.text(folder + "/articles.csv"))
    let place = try #require(records.first?.firstIndex(of: "cluster_id"))
    var members: [String: Set<String>] = [:]
    for record in records.dropFirst() {
      members[record[place].isEmpty ? "alone " + record[0] : record[place], default: []].insert(record[0])
    }
    return Set(members.values)
  }

  private func night(_ scratch: Scratch, _ lines: some Sequence<String>, _ name: String) async throws
    -> IndexedNight.Outcome
  {
    let path = try scratch.write(lines.joined(), to: "nights/\(name).jsonl")
    return try await IndexedNight(plan: try RunPlan(inputs: [path], workers: 2), progress: Progress(), version: "1")
      .run(index: scratch.path + "/i.menbe", output: scratch.path + "/night", isReproducible: true)
  }

  private func care() throws -> IndexCare {
    IndexCare(plan: try RunPlan(inputs: [], workers: 2), progress: Progress(), version: "1")
  }

  private func export(_ scratch: Scratch, to folder: String = "export") async throws {
    _ = try await IndexExport(plan: try RunPlan(inputs: [], workers: 2), progress: Progress())
      .export(index: scratch.path + "/i.menbe", output: scratch.path + "/" + folder)
  }

  @Test(arguments: 1...12)
  func `nights give what one batch gives, however the articles are split`(seed: Int) async throws {
    let scratch = try Scratch()
    var newsroom = Newsroom(seed: UInt64(seed), stories: 24).lines
    if seed.isMultiple(of: 3) { newsroom.sort { Self.time($0) < Self.time($1) } }
    let all = try scratch.write(newsroom.joined(), to: "all.jsonl")
    _ = try await NightlyRun(plan: try RunPlan(inputs: [all], workers: 2), progress: Progress(), version: "1")
      .run(output: scratch.path + "/batch", isReproducible: true)
    let count = 2 + seed % 4
    var random = UInt64(seed) &* 0xD134_2543_DE82_EF95 | 1
    var parts = [[String]](repeating: [], count: count)
    for (place, line) in newsroom.enumerated() {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let part = seed.isMultiple(of: 3) ? place * count / newsroom.count : Int(random >> 33) % count
      parts[part].append(line)
    }
    for (number, part) in parts.enumerated() where !part.isEmpty { _ = try await night(scratch, part, "\(number)") }
    try care().check(scratch.path + "/i.menbe")
    try await export(scratch)
    try expectStored(scratch, asIn: "export")
    try expectReported(scratch, asIn: "export")
    #expect(try partition(scratch, "export") == partition(scratch, "batch"))
    for (table, own) in [
      ("articles", ["cluster_id"]), ("matches", []), ("claims", []), ("chains", []), ("outlets", []),
      ("furniture", []), ("clusters", ["cluster_id", "change"]),
    ] as [(String, Set<String>)] {
      let key = table == "clusters" ? "founding_article_id" : ""
      let (nights, batch) = (
        try rows(scratch, "export/\(table).csv", without: own), try rows(scratch, "batch/\(table).csv", without: own)
      )
      #expect(Set(nights.values) == Set(batch.values), "\(table) \(key)")
      #expect(!batch.isEmpty, "\(table) is empty")
    }
  }

  /// What nights stored of articles and claims is what tracing all of them anew says: `folder` holds an export.
  private func expectStored(_ scratch: Scratch, asIn folder: String) throws {
    let index = try Index(scratch.path + "/i.menbe", mode: .reading, scheme: nil)
    defer { try? index.close() }
    let articles = try index.articles(Array(0..<UInt32(index.columns().count)))
    func key(_ number: UInt32?) -> String { number.flatMap { articles[$0]?.key } ?? "" }
    func joined(_ flags: [Flag]) -> String { flags.map(\.rawValue).joined(separator: ";") }
    let standings = Set(
      articles.values.map { [$0.key, $0.standing.rawValue, key($0.parent), joined($0.flags)] })
    let claims = Set(
      try index.verdicts(of: articles.keys.sorted()).flatMap { number, verdicts in
        verdicts.map { ["\(key(number))#\($0.number + 1)", $0.verdict.rawValue, joined($0.flags), key($0.evidence)] }
      })
    #expect(
      try standings
        == columns(scratch, folder + "/articles.csv", ["article_id", "standing", "parent_article_id", "flags"]))
    #expect(
      try claims == columns(scratch, folder + "/claims.csv", ["claim_id", "verdict", "flags", "evidence_article_id"]))
    #expect(!standings.isEmpty)
  }

  /// The report of the last night says nothing else of articles, matches, claims and chains than `folder`, an export.
  private func expectReported(_ scratch: Scratch, asIn folder: String) throws {
    for (table, names) in [
      ("articles", ["article_id", "standing", "parent_article_id", "flags"]),
      ("matches", ["article_a", "article_b", "kind", "jaccard", "shared_words"]),
      ("claims", ["claim_id", "verdict", "flags", "evidence_article_id", "reason"]),
      ("chains", ["article_id", "claimed_chain", "evidenced_chain", "verdict", "origin_article_id"]),
    ] {
      let reported = try columns(scratch, "night/\(table).csv", names)
      let others = reported.subtracting(try columns(scratch, folder + "/\(table).csv", names))
      #expect(others.isEmpty, "\(table): \(others.first ?? [])")
      #expect(!reported.isEmpty, "\(table) is empty")
    }
  }

  /// Those columns of all rows of a table.
  private func columns(_ scratch: Scratch, _ file: String, _ names: [String]) throws -> Set<[String]> {
    let records = CSVLines.records(try scratch.text(file))
    let header = try #require(records.first)
    let places = try names.map { try #require(header.firstIndex(of: $0)) }
    return Set(records.dropFirst().map { record in places.map { record[$0] } })
  }

  @Test func `what shares a footer with a copy that took it along is no copy, on a later night as in a batch`()
    async throws
  {
    let scratch = try Scratch()
    let newsroom = Newsroom(seed: 1, stories: 0).lines.filter { $0.contains("\"id\":\"f0") }
    #expect(newsroom.count == 3)
    _ = try await night(scratch, newsroom.prefix(2), "1")
    _ = try await night(scratch, newsroom.dropFirst(2), "2")
    try await export(scratch)
    try expectStored(scratch, asIn: "export")
    let standings = try columns(scratch, "night/articles.csv", ["article_id", "standing"])
    #expect(standings.contains(["f0n", "alone"]))
  }

  private static func time(_ line: String) -> Substring {
    line.firstRange(of: "published_at\":\"").map { line[$0.upperBound...].prefix(19) } ?? ""
  }

  @Test func `an index made anew holds what it held`() async throws {
    let scratch = try Scratch()
    let newsroom = Newsroom(seed: 5, stories: 16).lines
    _ = try await night(scratch, newsroom.prefix(40), "1")
    _ = try await night(scratch, newsroom.dropFirst(40), "2")
    try await export(scratch, to: "before")
    let count = try await IndexRebuild(plan: try RunPlan(inputs: [], workers: 2), progress: Progress())
      .rebuild(scratch.path + "/i.menbe")
    #expect(count == newsroom.count)
    try care().check(scratch.path + "/i.menbe")
    try await export(scratch, to: "after")
    for table in ["articles", "matches", "claims", "chains", "clusters"] {
      #expect(try scratch.text("after/\(table).csv") == scratch.text("before/\(table).csv"), "\(table)")
    }
    #expect(try care().info(scratch.path + "/i.menbe").runs.map(\.articles) == [40, newsroom.count - 40])
  }

  @Test func `the same articles again change nothing`() async throws {
    let scratch = try Scratch()
    let newsroom = Newsroom(seed: 8, stories: 10).lines
    let first = try await night(scratch, newsroom, "1")
    #expect((first.newCount, first.knownCount, first.run) == (newsroom.count, 0, 1))
    let before = try Data(contentsOf: URL(filePath: scratch.path + "/i.menbe"))
    let again = try await night(scratch, newsroom.reversed(), "again")
    #expect((again.newCount, again.knownCount, again.run) == (0, newsroom.count, nil))
    #expect(again.isOldReportKept)
    #expect(try Data(contentsOf: URL(filePath: scratch.path + "/i.menbe")) == before)
    let same = try await night(scratch, newsroom, "1")
    #expect(same.knownInputs.map(\.run) == [1])
  }

  @Test func `pruning keeps clusters whole and the index sound`() async throws {
    let scratch = try Scratch()
    let newsroom = Newsroom(seed: 3, stories: 20).lines
    _ = try await night(scratch, newsroom, "1")
    try await export(scratch, to: "before")
    let removed = try care().prune(scratch.path + "/i.menbe", before: "2026-03-06")
    #expect(removed > 5 && removed < newsroom.count)
    try care().vacuum(scratch.path + "/i.menbe")
    try care().check(scratch.path + "/i.menbe")
    try await export(scratch, to: "after")
    let (before, after) = (try partition(scratch, "before"), try partition(scratch, "after"))
    #expect(after.isSubset(of: before))
    let more = try await night(
      scratch, Newsroom(seed: 4, stories: 6).lines.map { $0.replacing("\"id\":\"", with: "\"id\":\"n") }, "2")
    #expect(more.newCount > 6)
    try care().check(scratch.path + "/i.menbe")
  }
}

/// The records of a CSV text.
enum CSVLines {
  static func records(_ text: String) -> [[String]] {
    var (records, cells, cell): ([[String]], [String], [UInt8]) = ([], [], [])
    var isQuoted = false
    for byte in text.utf8 {
      switch byte {
      case 0x22: isQuoted.toggle()
      case 0x2C where !isQuoted:
        cells.append(String(decoding: cell, as: UTF8.self))
        cell = []
      case 0x0A where !isQuoted:
        cells.append(String(decoding: cell, as: UTF8.self))
        records.append(cells)
        (cells, cell) = ([], [])
      case 0x0D where !isQuoted: continue
      default: cell.append(byte)
      }
    }
    return records
  }
}
