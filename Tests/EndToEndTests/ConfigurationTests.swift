import Testing

/// `--config FILE`: what a user adds takes effect, and what is wrong in it is said with its place.
@Suite(.timeLimit(.minutes(10)))
struct ConfigurationTests {
  @Test(arguments: [
    ("outletz: x.csv\n", "menbe.yaml:1: unknown setting outletz; there are: fields, outlets, cues, furniture, "),
    ("zone: 240\nwindow:\n  days_before: many\n", "menbe.yaml:3: must be a whole number from 0 to 3650\n"),
    ("window:\n  days: 3\n", "menbe.yaml:2: unknown setting days; there are: days_before, days_after\n"),
    ("csv:\n  line_ending: mac\n", "menbe.yaml:2: line_ending must be crlf or lf\n"),
    ("matching: {part_coverage: 1.5}\n", "menbe.yaml:1: must be a number from 0 to 1\n"),
    ("- zone\n", "menbe.yaml:1: must be a mapping of settings\n"),
    ("zone: [\n", "menbe.yaml:2: is not YAML: did not find expected node content\n"),
    ("zone: 1\nzone: 2\n", "menbe.yaml:1: is not YAML: zone stands there twice\n"),
    ("outlets: gone.csv\n", "gone.csv: does not exist\n"),
    ("fields: {Mətn: story}\n", "the configuration maps a field to story; there are id, url, site, title, text, "),
  ])
  func `a wrong setting is bad data, with file, line and what would be right`(
    yaml: String, message: String
  ) async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "news.jsonl")
    try scratch.write(yaml, to: "menbe.yaml")
    let outcome = try await Menbe.run(
      "run", "news.jsonl", "--config", "menbe.yaml", "--output", "out", directory: scratch.path)
    #expect(outcome.exitCode == 65)
    #expect(outcome.standardError.hasPrefix("menbe: " + message))
    #expect(outcome.standardError.utf8.count { $0 == 0x0A } == 1)
    #expect(try scratch.entries() == ["menbe.yaml", "news.jsonl"])
  }

  @Test(arguments: [
    ("outlets", "name,kind\nNərgiz,planet\n", "own:2: there is no kind planet; there are: agency, site, "),
    ("outlets", "domain\nnergiz.az\n", "own:1: the header lacks the column canonical\n"),
    ("outlets", "name,zone\nNərgiz,late\n", "own:2: late is no zone: minutes east of UTC, or ±hh:mm\n"),
    ("outlets", "name,zone\nNərgiz\n", "own:2: 1 cells, the header has 2\n"),
    ("furniture", "Tam oxu\n", "own:1: has 1 fields, not 3\n"),
    ("cues", "language: az\ncues:\n  - id: mine\n", "own:3: role: is one of republish, self, label, "),
  ])
  func `a wrong file that the configuration names is said with its line`(
    key: String, content: String, message: String
  ) async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "news.jsonl")
    try scratch.write(content, to: "own")
    try scratch.write("\(key): own\n", to: "menbe.yaml")
    let outcome = try await Menbe.run("claims", "news.jsonl", "--config", "menbe.yaml", directory: scratch.path)
    #expect(outcome.exitCode == 65)
    #expect(outcome.standardError.hasPrefix("menbe: " + message))
    #expect(outcome.standardOutput.isEmpty)
  }

  @Test func `a configuration file that is not there is said`() async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "news.jsonl")
    let outcome = try await Menbe.run("run", "news.jsonl", "--config", "gone.yaml", directory: scratch.path)
    #expect(outcome.exitCode == 65)
    #expect(outcome.standardError == "menbe: gone.yaml: does not exist\n")
    #expect(try scratch.entries() == ["news.jsonl"])
  }

  @Test func `own field names are read, and go before the known ones`() async throws {
    let line = #"{"№": "7", "Ünvan": "https://axar.az/7", "mətn": "Əsl mətn.", "text": "Başqa mətn."}"# + "\n"
    let articles = try await extract(
      line, config: "fields:\n  №: id\n  Ünvan: url\n  mətn: text\n")
    #expect(articles.map { [$0["id"], $0["url"], $0["text"]] } == [["7", "https://axar.az/7", "Əsl mətn."]])
    let unmapped = try await extract(line, config: "")
    #expect(unmapped.map { $0["text"] } == ["Başqa mətn."])
  }

  @Test func `times without a zone are in the configured one`() async throws {
    let line = News.line("a", text: News.park, url: "https://nergiz.invalid/a", at: "2026-03-14 10:00:00")
    let scratch = try Scratch()
    try scratch.write(line, to: "news.jsonl")
    for (zone, time) in [
      ("240", "2026-03-14T06:00:00Z"), ("60", "2026-03-14T09:00:00Z"), ("+05:30", "2026-03-14T04:30:00Z"),
    ] {
      try scratch.write("zone: \(zone)\n", to: "menbe.yaml")
      let outcome = try await Menbe.run(
        "run", "news.jsonl", "--config", "menbe.yaml", "-o", "out", "-q", directory: scratch.path)
      #expect(outcome.exitCode == 0)
      #expect(try scratch.table("out/articles.csv").column("published_at") == [time])
    }
  }

  @Test func `a record beyond the configured size is listed`() async throws {
    let scratch = try Scratch()
    try scratch.write(News.line("long", text: News.park) + News.line("short", text: "Qısa mətn."), to: "news.jsonl")
    try scratch.write("limits:\n  record_bytes: 200\n", to: "menbe.yaml")
    let outcome = try await Menbe.run(
      "run", "news.jsonl", "--config", "menbe.yaml", "--output", "out", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    #expect(try scratch.table("out/articles.csv").column("article_id") == ["short"])
    #expect(try scratch.table("out/rejects.csv").column("reason") == ["too-large"])
  }

  @Test func `own outlets are known by domain and by name`() async throws {
    let text = "Nərgiz agentliyinə istinadən Toplum.invalid xəbər verir.\n\(News.park)"
    let outlets = "name,domains,aliases,kind\nNərgiz Xəbər,nergiz.invalid,Nərgiz,agency\nToplum,toplum.invalid,,site\n"
    let claim = try #require(
      try await claims(text, url: "https://toplum.invalid/1", config: "outlets: own\n", own: outlets).first)
    #expect(claim["outlet"] == "Toplum")
    #expect([claim["source_outlet"], claim["kind"]] == ["Nərgiz Xəbər", "agency"])
    let unknown = try #require(try await claims(text, url: "https://toplum.invalid/1", config: "", own: "").first)
    #expect(unknown["source_outlet"].isEmpty && unknown["outlet"] == "toplum.invalid")
  }

  @Test func `own cues are read beside the built-in ones`() async throws {
    let cues = """
      language: az
      cues:
        - id: mine
          role: republish
          pattern: "{S:gen+} ^xoşuna gəldi"
          examples: ["“Nərgiz”in xoşuna gəldi. => Nərgiz"]

      """
    let text = "Bu park “Azərtac”ın xoşuna gəldi.\n\(News.park)"
    #expect(
      try await claims(text, url: "https://axar.az/1", config: "cues: [own]\n", own: cues).map { $0["pattern"] }
        == ["mine"])
    #expect(try await claims(text, url: "https://axar.az/1", config: "", own: "").isEmpty)
  }

  @Test func `own furniture is not the story`() async throws {
    let scratch = try Scratch()
    try scratch.write(News.park + "\nBizim gözəl bağımıza gəlin hər axşam\n", to: "a.txt")
    try scratch.write(News.park + "\n", to: "b.txt")
    try scratch.write("az\tpromo\tBizim gözəl bağımıza gəlin hər axşam\n", to: "own.tsv")
    try scratch.write("furniture: own.tsv\n", to: "menbe.yaml")
    for (arguments, kind) in [([], "near-duplicate"), (["--config", "menbe.yaml"], "identical")] {
      let outcome = try await Menbe.run(
        ["compare", "a.txt", "b.txt", "--json"] + arguments, directory: scratch.path)
      #expect(try jsonObject(outcome.standardOutput)?["kind"] as? String == kind)
    }
  }

  @Test func `own thresholds decide what matches, and the report says them`() async throws {
    let scratch = try Scratch()
    let half = String(News.park.prefix(150))
    try scratch.write(
      News.line("a", text: News.park + " " + News.lake) + News.line("b", text: half + " son söz"), to: "news.jsonl")
    try scratch.write("matching:\n  part_coverage: 1\n  partial_words: 1000\n  passage_words: 1000\n", to: "menbe.yaml")
    for (arguments, count) in [([], 1), (["--config", "menbe.yaml"], 0)] {
      let outcome = try await Menbe.run(
        ["run", "news.jsonl", "--output", "out"] + arguments, directory: scratch.path)
      #expect(outcome.exitCode == 0)
      #expect(try scratch.table("out/matches.csv").rows.count == count)
    }
    #expect(try scratch.text("out/run.json").contains("\"passage_words\": 1000"))
  }

  @Test func `CSV is written as a spreadsheet of the user's wants it`() async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "news.jsonl")
    func bytes(_ config: String) async throws -> [UInt8] {
      try scratch.write(config, to: "menbe.yaml")
      let outcome = try await Menbe.run(
        "cluster", "news.jsonl", "--config", "menbe.yaml", "--output", "out.csv", directory: scratch.path)
      #expect(outcome.exitCode == 0)
      return try scratch.bytes("out.csv")
    }
    let plain = try await bytes("")
    let marked = try await bytes("csv: {byte_order_mark: true, line_ending: lf}\n")
    let windows = try await bytes("csv: {line_ending: crlf}\n")
    let header = [UInt8]("id,cluster_id".utf8)
    #expect(marked.starts(with: [0xEF, 0xBB, 0xBF] + header + [0x0A]) && !marked.contains(0x0D))
    #expect(windows.starts(with: header + [0x0D, 0x0A]))
    #expect(windows.filter { $0 != 0x0D } == Array(marked.dropFirst(3)))
    #expect(plain == windows || plain == Array(marked.dropFirst(3)))
  }

  private func extract(_ lines: String, config: String) async throws -> [[String: String]] {
    let scratch = try Scratch()
    try scratch.write(lines, to: "news.jsonl")
    try scratch.write(config, to: "menbe.yaml")
    let outcome = try await Menbe.run("extract", "news.jsonl", "--config", "menbe.yaml", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    return try jsonLines(outcome.standardOutput)
  }

  /// The claims of one text, with a configuration that may name the file `own` beside it.
  private func claims(_ text: String, url: String, config: String, own: String) async throws -> [CSVTable.Row] {
    let scratch = try Scratch()
    try scratch.write(News.line("a", text: text, url: url), to: "news.jsonl")
    try scratch.write(own, to: "settings/own")
    try scratch.write(config, to: "settings/menbe.yaml")
    let outcome = try await Menbe.run(
      "claims", "news.jsonl", "--config", "settings/menbe.yaml", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    return try CSVTable([UInt8](outcome.standardOutput.utf8)).rows
  }
}
