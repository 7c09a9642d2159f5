import Foundation
import Testing

/// What cannot be used is named, with its place and reason, and the rest is used.
@Suite(.timeLimit(.minutes(10)))
struct BadInputTests {
  @Test func `paths that are no UTF-8 are read, written and named as far as they can be`() async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "news.jsonl")
    let line = #"""
      name=$(printf "\351"); cp news.jsonl "in-$name"; printf "zone: 60" > "zone-$name"
      "$MENBE" extract "in-$name" --output "out-$name" --config "zone-$name" && grep -c park "out-$name"
      "$MENBE" run "in-$name" --output "night-$name" --quiet && "$MENBE" run "in-$name" --output "night-$name" --quiet
      ls -A | wc -l; "$MENBE" extract "gone-$name"
      """#
    let outcome = try await Menbe.shell(line, directory: scratch.path)
    #expect(outcome.exitCode == 66)
    #expect(
      outcome.standardOutput.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) } == ["2", "5"])
    #expect(outcome.standardError == "menbe: cannot open gone-\u{FFFD}: No such file or directory\n")
  }

  /// Bytes of a program, which no corpus is.
  private static let program: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]

  @Test func `an unknown file type in a folder is listed and the other files are read`() async throws {
    let scratch = try Scratch()
    try scratch.write(Self.program, to: "in/a.bin")
    try scratch.write(News.small, to: "in/news.jsonl")
    let outcome = try await Menbe.run("run", "in", "--output", "out", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    #expect(try scratch.table("out/articles.csv").rows.count == 3)
    #expect(try rejects(scratch, "out/rejects.csv") == [["in/a.bin", "0", "unknown-format"]])
    #expect(outcome.standardError.contains("1 unknown-format"))
    #expect(outcome.standardError.contains("out/rejects.csv"))
  }

  @Test func `an unknown file type as the only input is bad data, and the report says why`() async throws {
    let scratch = try Scratch()
    try scratch.write(Self.program, to: "a.bin")
    let outcome = try await Menbe.run("run", "a.bin", "--output", "out", directory: scratch.path)
    #expect(outcome.exitCode == 65)
    #expect(try rejects(scratch, "out/rejects.csv") == [["a.bin", "0", "unknown-format"]])
    #expect(try scratch.table("out/articles.csv").rows.isEmpty)
    #expect(scratch.exists("out/index.html"))
  }

  @Test func `a file in a folder that cannot be opened is listed`() async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "in/news.jsonl")
    // Root may open every file, but nobody opens what a broken link or a circle of links names.
    for (link, target) in [("in/broken.jsonl", "nowhere.jsonl"), ("in/circle.jsonl", "circle.jsonl")] {
      try FileManager.default.createSymbolicLink(atPath: scratch(link), withDestinationPath: target)
    }
    let outcome = try await Menbe.run("run", "in", "--output", "out", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    let expected = ["broken", "circle"].map { ["in/\($0).jsonl", "0", "unreadable"] }
    #expect(try rejects(scratch, "out/rejects.csv") == expected)
  }

  @Test(.enabled(if: geteuid() != 0, "root may read every file"))
  func `a file without the right to read it is listed`() async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "in/news.jsonl")
    let secret = try scratch.write(News.small, to: "in/secret.jsonl")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: secret)
    let outcome = try await Menbe.run("run", "in", "--output", "out", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    #expect(try rejects(scratch, "out/rejects.csv") == [["in/secret.jsonl", "0", "unreadable"]])
  }

  @Test(arguments: ["run", "cluster", "claims", "extract"])
  func `a path that does not exist is no input, and nothing is written`(command: String) async throws {
    let scratch = try Scratch()
    let outcome = try await Menbe.run(command, "nowhere.jsonl", "--output", "out", directory: scratch.path)
    #expect(outcome.exitCode == 66)
    #expect(outcome.standardError == "menbe: cannot open nowhere.jsonl: No such file or directory\n")
    #expect(try scratch.entries() == [])
  }

  @Test(arguments: ["run", "cluster", "claims", "extract"], ["", "\n \n"])
  func `an empty corpus is no input, and the output is as it was`(command: String, content: String) async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "news.jsonl")
    let first = try await Menbe.run(command, "news.jsonl", "--output", "out", directory: scratch.path)
    #expect(first.exitCode == 0)
    let before = try contents(scratch, "out")
    try scratch.write(content, to: "empty.jsonl")
    _ = try scratch.makeFolder("folder")
    for input in ["empty.jsonl", "folder"] {
      let outcome = try await Menbe.run(command, input, "--output", "out", directory: scratch.path)
      #expect(outcome.exitCode == 66)
      #expect(outcome.standardError == "menbe: no articles in \(input); nothing was written\n")
      #expect(try contents(scratch, "out") == before)
      #expect(try scratch.entries() == ["empty.jsonl", "folder", "news.jsonl", "out"])
    }
  }

  @Test func `a record without text is listed by its line`() async throws {
    let rejected = try await rejects(of: News.line("a", text: nil, title: "T") + News.line("b", text: " \n"))
    #expect(rejected == [["news.jsonl", "4", "no-text"], ["news.jsonl", "5", "no-text"]])
  }

  @Test func `a record without an id takes its url, else its place, as id`() async throws {
    let scratch = try Scratch()
    try scratch.write(
      News.line(text: News.park, url: "https://axar.az/park") + News.line(text: News.lake), to: "news.jsonl")
    let outcome = try await Menbe.run("cluster", "news.jsonl", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    #expect(
      try CSVTable([UInt8](outcome.standardOutput.utf8)).column("id") == ["https://axar.az/park", "news.jsonl:2"])
  }

  @Test func `broken JSON is listed by its line and the lines after it are read`() async throws {
    let rejected = try await rejects(of: "{\"id\": \"x\", \"text\": \"açıq\n[1, 2]\n" + News.line("y", text: News.lake))
    #expect(rejected == [["news.jsonl", "4", "bad-json"], ["news.jsonl", "5", "not-an-object"]])
  }

  @Test func `broken UTF-8 is replaced and counted, and its article stays`() async throws {
    let scratch = try Scratch()
    let text = [UInt8](#"{"id": "u", "text": "pozuq "#.utf8) + [0xFF, 0xFE] + [UInt8](" bayt\"}\n".utf8)
    try scratch.write(text, to: "news.jsonl")
    let outcome = try await Menbe.run("run", "news.jsonl", "--output", "out", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    #expect(try scratch.table("out/articles.csv").column("article_id") == ["u"])
    #expect(try scratch.table("out/rejects.csv").rows.isEmpty)
    #expect(try scratch.text("out/run.json").contains("\"broken_bytes\": 2"))
    let extracted = try await Menbe.run("extract", "news.jsonl", directory: scratch.path)
    #expect(extracted.standardOutput.contains("\"pozuq \u{FFFD}\u{FFFD} bayt\""))
  }

  @Test(arguments: [false, true])
  func `of two articles with one id the earlier one is used, whichever is read first`(isLaterFirst: Bool) async throws {
    let earlier = News.line("same", text: News.park, title: "Erkən", at: "2026-03-14T08:00:00Z")
    let later = News.line("same", text: News.lake, title: "Gec", at: "2026-03-14T09:00:00Z")
    let scratch = try Scratch()
    try scratch.write(isLaterFirst ? later + earlier : earlier + later, to: "news.jsonl")
    let outcome = try await Menbe.run("run", "news.jsonl", "--output", "out", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    #expect(try scratch.table("out/articles.csv").column("title") == ["Erkən"])
    let line = isLaterFirst ? "1" : "2"
    #expect(try rejects(scratch, "out/rejects.csv") == [["news.jsonl", line, "duplicate-id"]])
  }

  @Test func `a night without a usable record leaves the older report in its place`() async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "good.jsonl")
    try scratch.write("{\n", to: "bad.jsonl")
    #expect(try await Menbe.run("run", "good.jsonl", "--output", "out", directory: scratch.path).exitCode == 0)
    let before = try scratch.text("out/articles.csv")
    let outcome = try await Menbe.run("run", "bad.jsonl", "--output", "out", directory: scratch.path)
    #expect(outcome.exitCode == 65)
    #expect(outcome.standardError.contains("the older report in out stays as it was"))
    #expect(outcome.standardError.contains("1 record was not used (1 bad-json)"))
    #expect(try scratch.text("out/articles.csv") == before)
  }

  @Test func `a report inside of the input folder is listed and not read`() async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "crawl/news.jsonl")
    #expect(try await Menbe.run("run", "crawl", "--output", "crawl/report", directory: scratch.path).exitCode == 0)
    let first = try scratch.text("crawl/report/articles.csv")
    #expect(try await Menbe.run("run", "crawl", "--output", "crawl/report", directory: scratch.path).exitCode == 0)
    #expect(try scratch.text("crawl/report/articles.csv") == first)
    #expect(try rejects(scratch, "crawl/report/rejects.csv") == [["crawl/report", "0", "unknown-format"]])
  }

  @Test func `a later state of a page without an id of its own is a version, the same text again a duplicate`()
    async throws
  {
    func line(_ text: String, at hour: String) -> String {
      #"{"url": "https://a.az/1", "text": "\#(text)", "published_at": "2026-03-14T\#(hour):00:00Z"}"# + "\n"
    }
    let scratch = try Scratch()
    let later = News.park + " Yenilənib."
    try scratch.write(line(later, at: "10") + line(News.park, at: "08") + line(later, at: "11"), to: "news.jsonl")
    #expect(try await Menbe.run("run", "news.jsonl", "--output", "out", directory: scratch.path).exitCode == 0)
    let articles = try scratch.table("out/articles.csv")
    #expect(articles.column("article_id") == ["https://a.az/1", "https://a.az/1#2"])
    #expect(articles.column("standing") == ["original", "version"])
    #expect(try rejects(scratch, "out/rejects.csv") == [["news.jsonl", "3", "duplicate-id"]])
  }

  @Test(arguments: ["cluster", "claims", "extract"])
  func `when every record is bad the list of them is still written`(command: String) async throws {
    let scratch = try Scratch()
    try scratch.write("{\"id\": 1\n", to: "news.jsonl")
    let outcome = try await Menbe.run(
      command, "news.jsonl", "--output", "out", "--rejects", "bad.csv", directory: scratch.path)
    #expect(outcome.exitCode == 65)
    #expect(try rejects(scratch, "bad.csv") == [["news.jsonl", "1", "bad-json"]])
    #expect(outcome.standardError.contains("bad.csv"))
  }

  @Test(arguments: ["run", "cluster", "claims", "extract"])
  func `with --strict a record that was not used shows in the exit code`(command: String) async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "good.jsonl")
    try scratch.write(News.small + "{\n", to: "bad.jsonl")
    for (input, code) in [("good.jsonl", Int32(0)), ("bad.jsonl", 3)] {
      let outcome = try await Menbe.run(command, input, "--strict", "--output", "out", directory: scratch.path)
      #expect(outcome.exitCode == code)
      #expect(scratch.exists("out"))
    }
    let lenient = try await Menbe.run(command, "bad.jsonl", "--output", "out", directory: scratch.path)
    #expect(lenient.exitCode == 0)
  }

  @Test(arguments: [
    (".gz", [UInt8]([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2])), (".zst", [0x28, 0xB5, 0x2F, 0xFD, 4]),
  ])
  func `compressed data that is cut off is listed`(ending: String, bytes: [UInt8]) async throws {
    let scratch = try Scratch()
    try scratch.write(bytes, to: "cut.jsonl\(ending)")
    let outcome = try await Menbe.run("run", "cut.jsonl\(ending)", "--output", "out", directory: scratch.path)
    #expect(outcome.exitCode == 65)
    #expect(try scratch.table("out/rejects.csv").column("reason") == ["bad-compression"])
  }

  /// What is rejected of three good lines and those lines.
  private func rejects(of lines: String) async throws -> [[String]] {
    let scratch = try Scratch()
    try scratch.write(News.small + lines, to: "news.jsonl")
    let outcome = try await Menbe.run("run", "news.jsonl", "--output", "out", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    return try rejects(scratch, "out/rejects.csv")
  }

  private func rejects(_ scratch: Scratch, _ name: String) throws -> [[String]] {
    let table = try scratch.table(name)
    #expect(table.columns == ["input", "line", "offset", "reason", "detail"])
    return table.rows.map { [$0["input"], $0["line"], $0["reason"]] }
  }
}

/// What a file, or all files of a folder, hold by name.
func contents(_ scratch: Scratch, _ name: String) throws -> [String: [UInt8]] {
  let files = try scratch.files(name)
  guard !files.isEmpty else { return [name: try scratch.bytes(name)] }
  return Dictionary(uniqueKeysWithValues: try files.map { ($0, try scratch.bytes("\(name)/\($0)")) })
}
