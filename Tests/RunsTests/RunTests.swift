import Corpus
import Reporting
import Runs
import Testing

/// The stages together, as far as they show outside: which article of several stays, in which order all come.
@Suite struct RunTests {
  @Test(arguments: [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]])
  func `of articles with one id the first by time, then by text stays, whatever the order of reading`(
    order: [Int]
  ) async throws {
    let lines = [
      #"{"id": "x", "text": "İlk mətn burada durur.", "published_at": "2026-03-14T08:00:00Z"}"#,
      #"{"id": "x", "text": "İkinci mətn burada durur.", "published_at": "2026-03-14T08:00:00Z"}"#,
      #"{"id": "x", "text": "Erkən mətn burada durur.", "published_at": "2026-03-14T07:00:00Z"}"#,
      #"{"id": "y", "text": "Başqa mətn burada durur.", "published_at": "2026-03-14T09:00:00Z"}"#,
    ]
    let scratch = try Scratch()
    let path = try scratch.write(order.map { lines[$0] + "\n" }.joined(), to: "news.jsonl")
    let outcome = try await cluster(path, to: scratch.path + "/out.csv")
    #expect(outcome.articleCount == 2)
    #expect(outcome.rejections.map(\.reason) == [.duplicateID, .duplicateID])
    let rejected = Set(outcome.rejections.map(\.line))
    #expect(
      !rejected.contains((order.firstIndex(of: 2) ?? 0) + 1) && !rejected.contains((order.firstIndex(of: 3) ?? 0) + 1))
    #expect(try scratch.text("out.csv").utf8.split(separator: 0x0A).count == 3)
  }

  @Test func `an empty input is an error, and nothing but rejects is none`() async throws {
    let scratch = try Scratch()
    let empty = try scratch.write("", to: "empty.jsonl")
    await #expect(throws: RunError.noArticles(inputs: [empty])) {
      _ = try await cluster(empty, to: scratch.path + "/out.csv")
    }
    let bad = try scratch.write("{\n", to: "bad.jsonl")
    let outcome = try await cluster(bad, to: scratch.path + "/out.csv")
    #expect((outcome.articleCount, outcome.rejections.count) == (0, 1))
  }

  @Test func `long texts, which are compared several at once, find the same copies as short ones`() async throws {
    var news: [String] = []
    let words = (0..<140_000).map { "söz\($0 &* 2_654_435_761 % 1_000_003)" }
    for number in 0..<4 {
      // A word changed here and there, each time another one.
      let text = words.enumerated().map { $0.offset % 997 == number ? "ayrı\(number)" : $0.element }
      news.append(
        #"{"id": "n\#(number)", "text": "\#(text.joined(separator: " "))", "#
          + #""published_at": "2026-03-14T0\#(number):00:00Z", "url": "https://o\#(number).az/n"}"# + "\n")
    }
    let scratch = try Scratch()
    let outcome = try await cluster(
      try scratch.write(news.joined(), to: "long.jsonl"), to: scratch.path + "/out.csv")
    #expect(outcome.clusterCount == 1)
    #expect(try scratch.text("out.csv").utf8.split(separator: 0x0A).count == 5)
  }

  @Test func `the timings of a run name its stages in their order`() async throws {
    let scratch = try Scratch()
    let path = try scratch.write(#"{"id": "x", "text": "Mətn burada durur."}"# + "\n", to: "news.jsonl")
    let outcome = try await NightlyRun(
      plan: try RunPlan(inputs: [path], workers: 1), progress: Progress(), version: "1.2.3"
    ).run(output: scratch.path + "/out", isReproducible: true)
    #expect(outcome.timings.map(\.stage) == ["read", "propose", "compare", "cluster", "trace", "report"])
    #expect(outcome.timings.allSatisfy { $0.seconds >= 0 })
    #expect(outcome.summary.timings == nil)
    #expect(try scratch.text("out/run.json").contains("\"version\": \"1.2.3\""))
  }

  private func cluster(_ input: String, to output: String) async throws -> ClusterRun.Outcome {
    let file = try OutputFile(path: output)
    let outcome = try await ClusterRun(plan: try RunPlan(inputs: [input], workers: 1), progress: Progress())
      .run(to: file.sink)
    try file.finish()
    return outcome
  }
}
