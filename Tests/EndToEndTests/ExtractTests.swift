import Testing

/// `menbe extract`: articles as they are read.
@Suite(.timeLimit(.minutes(10)))
struct ExtractTests {
  @Test func `articles of several formats come out in one form`() async throws {
    let scratch = try Scratch()
    try scratch.write(
      #"{"id": "a", "url": "https://apa.az/1", "site": "apa.az", "title": "B\u0131r", "text": "İlk \"mətn\".\nSətir", "#
        + #""published_at": "2026-03-14T10:00:00+04:00"}"# + "\n"
        + #"{"url": "https://oxu.az/2", "text": "İkinci mətn", "date_download": "2026-03-14 09:00:00"}"# + "\n",
      to: "in/1.jsonl")
    try scratch.write(
      "link,headline,body,date,source\r\nhttps://t24.com.tr/3,Başlık,\"Çok, \"\"satırlı\"\"\r\nmetin\",2026-03-14,t24.com.tr\r\n",
      to: "in/2.csv")
    try scratch.write("Sərlövhə\n\nÜçüncü mətn burada durur.\n", to: "in/3/icma.az/4.txt")
    let outcome = try await Menbe.run("extract", "in", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardError.isEmpty)
    try expectSnapshot(outcome.standardOutput, "extract.jsonl")
    #expect(try jsonLines(outcome.standardOutput).count == 4)
  }

  @Test func `times are written so that they read again as the same, assumed zones and crawl times too`() async throws {
    let scratch = try Scratch()
    let times = [
      (#""published_at":"2026-03-14T10:00:00+04:00""#, #""published_at":"2026-03-14T10:00:00+04:00""#),
      (#""published_at":"2026-03-14 10:00:00""#, #""published_at":"2026-03-14T10:00:00""#),
      (#""published_at":"2026-03-14T10:00Z""#, #""published_at":"2026-03-14T10:00Z""#),
      (#""published_at":"14.03.2026""#, #""published_at":"2026-03-14""#),
      (#""date_download":"2026-03-14T10:00:00-05:00""#, #""published_at":"","crawled_at":"2026-03-14T15:00:00Z""#),
    ]
    let lines = times.enumerated().map { "{\"id\":\"\($0.offset)\",\"text\":\"mətn \($0.offset)\",\($0.element.0)}\n" }
    try scratch.write(lines.joined(), to: "a.jsonl")
    let once = try await Menbe.run("extract", "a.jsonl", directory: scratch.path)
    for (line, time) in zip(once.standardOutput.split(separator: "\n"), times) { #expect(line.contains(time.1 + ",")) }
    try scratch.write(once.standardOutput, to: "b.jsonl")
    for file in ["a", "b"] {
      #expect(try await Menbe.run("run", "\(file).jsonl", "-o", file, "-q", directory: scratch.path).exitCode == 0)
    }
    #expect(try scratch.text("a/articles.csv") == (try scratch.text("b/articles.csv")))
    let bases = try scratch.table("a/articles.csv").column("published_basis")
    #expect(bases == ["zoned", "zone-assumed", "zoned", "date", "crawl"])
  }

  @Test func `what extract wrote reads again as the same articles`() async throws {
    let scratch = try Scratch()
    let once = try await Menbe.run("extract", Night.input, "--output", scratch("once.jsonl"))
    #expect(once.exitCode == 0)
    let twice = try await Menbe.run("extract", "once.jsonl", directory: scratch.path)
    #expect(twice.exitCode == 0)
    func articles(_ text: String) throws -> [[String: String]] {
      try jsonLines(text).map { $0.filter { $0.key != "input" } }
    }
    let first = try articles(try scratch.text("once.jsonl"))
    #expect(first.count == 112)
    #expect(try articles(twice.standardOutput) == first)
  }
}
