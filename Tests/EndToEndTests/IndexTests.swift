import Foundation
import Testing

/// `menbe run --index` and what works on an index, as a user runs them.
@Suite(.timeLimit(.minutes(10)))
struct IndexTests {
  private static let copy = News.line(
    "park-2", text: "Demokrat.az saytından alınan məlumatlara görə, Icma.az xəbər verir.\n\(News.park)",
    title: "Kənddə park", url: "https://icma.az/park", at: "2026-03-14T11:30:00+04:00")
  private static let source = News.line(
    "park", text: News.park, title: "Dəyirman parkı", url: "https://demokrat.az/park", at: "2026-03-14T10:00:00+04:00")
  private static let lake = News.line(
    "nar", text: News.lake, url: "https://axar.az/nar", at: "2026-03-14T12:00:00+04:00")

  private func run(_ scratch: Scratch, _ text: String, _ name: String = "news") async throws -> Menbe.Outcome {
    try scratch.write(text, to: name + ".jsonl")
    return try await Menbe.run(
      "run", name + ".jsonl", "--index", "i.menbe", "--output", "out", directory: scratch.path)
  }

  private func menbe(_ scratch: Scratch, _ arguments: String...) async throws -> Menbe.Outcome {
    try await Menbe.run(arguments, directory: scratch.path)
  }

  @Test func `a source that comes a night later changes the verdict, and the report says so`() async throws {
    let scratch = try Scratch()
    let first = try await run(scratch, Self.copy + Self.lake)
    #expect(first.exitCode == 0 && first.standardError.contains("run 1: 2 new articles"))
    #expect(try scratch.table("out/claims.csv").column("verdict") == ["source-not-in-corpus"])
    let second = try await run(scratch, Self.source)
    #expect(second.standardError == "menbe: run 2: 1 new articles, 1 changed verdicts; the report is out/index.html\n")
    #expect(try scratch.table("out/claims.csv").column("verdict") == ["confirmed"])
    #expect(try scratch.table("out/clusters.csv").column("change") == ["born"])
    #expect(try scratch.table("out/articles.csv").column("article_id") == ["park", "park-2"])
    #expect(try scratch.text("out/run.json").contains("\"changed_verdicts\": 1"))
    let explained = try await menbe(scratch, "explain", "park-2", "--index", "i.menbe")
    #expect(explained.exitCode == 0 && explained.standardOutput.contains("credited-copy"))
    let past = try await menbe(scratch, "report", "--index", "i.menbe", "--run", "1", "--output", "past")
    #expect(past.exitCode == 0)
    #expect(Set(try scratch.table("past/articles.csv").column("article_id")) == ["park", "park-2", "nar"])
  }

  @Test func `a cluster keeps its id when an earlier article comes later, and is said to have grown`() async throws {
    let scratch = try Scratch()
    let later = News.line("park-3", text: News.park, url: "https://publika.az/3", at: "2026-03-14T15:00:00+04:00")
    _ = try await run(scratch, Self.copy + later)
    let id = try #require(try scratch.table("out/clusters.csv").column("cluster_id").first)
    _ = try await run(scratch, Self.source)
    let row = try #require(try scratch.table("out/clusters.csv").rows.first)
    #expect(row["cluster_id"] == id && row["change"] == "grown" && row["founding_article_id"] == "park")
  }

  @Test func `the same file twice changes not a byte of the index, and the report stays`() async throws {
    let scratch = try Scratch()
    _ = try await run(scratch, News.small)
    let before = try scratch.bytes("i.menbe")
    let report = try scratch.bytes("out/run.json")
    let again = try await run(scratch, News.small)
    #expect(
      again.standardError == "menbe: nothing new, 3 known already; the index and the report in out stay as they were\n")
    #expect(try scratch.bytes("i.menbe") == before && scratch.bytes("out/run.json") == report)
    #expect(try scratch.entries().filter { $0.hasPrefix("i.menbe") } == ["i.menbe"])
  }

  @Test func `a page with a new text is a further version`() async throws {
    let scratch = try Scratch()
    _ = try await run(scratch, News.line(text: News.park, url: "https://icma.az/park", at: "2026-03-14T10:00:00+04:00"))
    let edited = News.park + " Parkın açılışına qonşu kəndlərdən də gələnlər olub."
    let outcome = try await run(
      scratch, News.line(text: edited, url: "https://icma.az/park", at: "2026-03-14T10:20:00+04:00"))
    #expect(outcome.standardError.contains("1 new articles"))
    let rows = try scratch.table("out/articles.csv").rows
    #expect(rows.map { $0["article_id"] } == ["https://icma.az/park", "https://icma.az/park#2"])
    #expect(rows.map { $0["standing"] } == ["original", "version"])
  }

  @Test func `what people decided holds, is seen in the next report, and comes out as it went in`() async throws {
    let scratch = try Scratch()
    _ = try await run(scratch, News.small)
    let cluster = try #require(try scratch.table("out/clusters.csv").column("cluster_id").first)
    try scratch.write(
      """
      decision,article_a,article_b,cluster_id,claim_id,verdict,reviewer,decided_at,note
      not-same-story,park,park-2,,,,Aysel,2026-03-15,"iki ayrı park, iki ayrı kənd"
      verdict,,,,park-2#1,unverifiable,Aysel,2026-03-15,
      same-story,park,yoxdur,,,,Aysel,2026-03-15,
      sometimes,,,\(cluster),,,,,
      """ + "\n", to: "decisions.csv")
    let outcome = try await menbe(scratch, "review", "import", "decisions.csv", "--index", "i.menbe", "--strict")
    #expect(outcome.exitCode == 3)
    #expect(outcome.standardError.contains("decisions.csv:4: the index has no article yoxdur"))
    #expect(outcome.standardError.contains("decisions.csv:5: there is no decision sometimes"))
    #expect(outcome.standardError.contains("2 new decisions, 1 changed verdicts"))
    let late = News.line("park-4", text: News.park, url: "https://publika.az/4", at: "2026-03-16T15:00:00+04:00")
    _ = try await run(scratch, late, "late")
    let articles = try scratch.table("out/articles.csv").rows
    let clusters = Dictionary(articles.map { ($0["article_id"], $0["cluster_id"]) }) { first, _ in first }
    #expect(clusters["park-4"] != "" && clusters["park"] != clusters["park-2"])
    _ = try await menbe(scratch, "report", "--index", "i.menbe", "--run", "1", "--output", "past")
    #expect(try scratch.table("past/claims.csv").column("verdict").first == "unverifiable")
    #expect(try scratch.table("past/claims.csv").column("reason").first?.contains("Aysel") == true)
    let exported = try await menbe(scratch, "review", "export", "--index", "i.menbe", "--output", "all.csv")
    #expect(exported.exitCode == 0)
    #expect(try scratch.table("all.csv").column("note") == ["iki ayrı park, iki ayrı kənd", ""])
    let again = try await menbe(scratch, "review", "import", "all.csv", "--index", "i.menbe")
    #expect(again.standardError.contains("0 new decisions, 2 known already"))
  }

  @Test func `decisions tie what texts do not, and say when they stand against each other`() async throws {
    let scratch = try Scratch()
    _ = try await run(scratch, News.small)
    try scratch.write(
      "decision,article_a,article_b\nsame-story,park,nar\nnot-same-story,nar,park-2\n", to: "decisions.csv")
    let outcome = try await menbe(scratch, "review", "import", "decisions.csv", "--index", "i.menbe")
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardError.contains("same-story of park, nar cannot be followed"))
  }

  @Test func `a text is found again, whole or in part`() async throws {
    let scratch = try Scratch()
    _ = try await run(scratch, News.small)
    try scratch.write(News.park, to: "park.txt")
    let outcome = try await menbe(scratch, "search", "park.txt", "--index", "i.menbe", "--output", "hits.csv")
    #expect(outcome.exitCode == 0)
    let hits = try scratch.table("hits.csv")
    #expect(Set(hits.column("article_id")) == ["park", "park-2"])
    #expect(hits.column("containment_of_text") == ["1.0000", "1.0000"])
    let own = try await menbe(scratch, "search", "--id", "park", "--index", "i.menbe", "--json")
    #expect(own.standardOutput.contains("\"article_id\":\"park-2\"") && !own.standardOutput.contains("\"park\""))
    let nobody = try await menbe(scratch, "search", "--id", "yox", "--index", "i.menbe")
    #expect(nobody.exitCode == 66)
  }

  @Test func `an index that is missing, another file or in use is told apart by the exit code`() async throws {
    let scratch = try Scratch()
    let missing = try await menbe(scratch, "index", "check", "--index", "i.menbe")
    #expect(missing.exitCode == 10 && missing.standardError.contains("there is no index i.menbe"))
    try scratch.write(String(repeating: "bu indeks deyil\n", count: 100), to: "i.menbe")
    let other = try await run(scratch, News.small)
    #expect(other.exitCode == 10 && other.standardError.contains("cannot be read"))
    #expect(!scratch.exists("out"))
    try FileManager.default.removeItem(atPath: scratch("i.menbe"))
    _ = try await run(scratch, Self.lake)
    // The first run has the index in its hands when it opens its input, and waits for more of it.
    try scratch.write(Self.source, to: "source.jsonl")
    try scratch.write(Self.copy, to: "late.jsonl")
    #expect(try await Menbe.shell("mkfifo pipe", directory: scratch.path).exitCode == 0)
    let waiting = try Menbe.start(
      arguments: ["run", "pipe", "--index", "i.menbe", "--output", "other"], directory: scratch.path)
    let second = try await Menbe.shell(
      """
      exec 3> pipe
      "$MENBE" run source.jsonl --index i.menbe --output out
      code=$?
      cat late.jsonl >&3
      exit $code
      """, directory: scratch.path)
    #expect(second.exitCode == 11 && second.standardError.contains("another run is at work on the index i.menbe"))
    #expect(try await waiting.outcome().exitCode == 0)
    let check = try await menbe(scratch, "index", "check", "--index", "i.menbe")
    #expect(check.standardError == "menbe: the index i.menbe is sound\n")
  }

  @Test func `a killed night leaves the index as it was or with the night in it`() async throws {
    let scratch = try Scratch()
    _ = try await run(scratch, Self.copy + Self.lake)
    try scratch.write(Self.source, to: "late.jsonl")
    for tenths in 1...8 {
      _ = try await Menbe.shell(
        "timeout -s KILL 0.0\(tenths) \"$MENBE\" run late.jsonl --index i.menbe --output out --quiet",
        directory: scratch.path)
      let check = try await menbe(scratch, "index", "check", "--index", "i.menbe", "--quiet")
      #expect(check.exitCode == 0, "\(check.standardError)")
    }
    let outcome = try await run(scratch, Self.source, "late")
    #expect(outcome.exitCode == 0)
    #expect(try scratch.table("out/claims.csv").column("verdict") == ["confirmed"])
  }
}
