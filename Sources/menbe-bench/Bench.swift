import ArgumentParser
import Corpus
import Foundation

/// Times each stage of a run on one core, one line a stage, on a given corpus or one that it invents.
@main
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "menbe-bench",
    abstract: "Times each stage of a run on one core: megabytes, articles and seconds.",
    discussion: """
      Megabytes are those of the article texts (10^6 bytes), of the file for reading. Each stage is given what the one before it made, in \
      memory, so that nothing but its own work is timed. Seconds are those of the processor, so that other work on the \
      machine disturbs little. Blocks are those of memory that a stage asked for, and bytes theirs, an article; what is used again is asked for once. \
      Below the total stand the limit, which is the corpus read once with every word hashed, and what web pages cost: the \
      first articles, wrapped into pages.
      """)

  @Argument(help: "A corpus in any format that menbe reads; without it articles of invented words with copies.")
  var corpus: String?

  @Option(name: .long, help: "How many articles to invent.")
  var articles = 20_000

  @Option(name: .long, help: "What the invented articles depend on: the same seed makes the same bytes.")
  var seed: UInt64 = 1

  @Option(name: .long, help: "Instead, write a report of that many invented clusters to the folder --output.")
  var report: Int?

  @Option(name: .long, help: "Where the report goes.")
  var output = "Reports/invented"

  func validate() throws {
    if let report, report < 1 { throw ValidationError("--report must be at least 1.") }
    if articles < 2 { throw ValidationError("--articles must be at least 2.") }
  }

  func run() async throws {
    if let report {
      let elapsed = try await InventedReport(clusterCount: report).write(to: output)
      print("\(report) clusters: \(elapsed.formatted(.units(allowed: [.seconds], fractionalPart: .show(length: 2))))")
      return
    }
    if let corpus { return try await measure(corpus) }
    let file = NSTemporaryDirectory() + "menbe-bench-\(UUID().uuidString).jsonl"
    defer { try? FileManager.default.removeItem(atPath: file) }
    var inventor = ArticleInventor(seed: seed, outlets: OutletRegistry.builtIn().outlets)
    try inventor.write(articles, to: file)
    try await measure(file)
  }

  private func measure(_ path: String) async throws {
    var table = StageTable()
    let texts = try TextStages.measure(path, in: &table)
    try await MatchingStages.measure(texts, in: &table)
    table.printTotal(articleCount: texts.articles.count)
    try LimitStage.measure(path, articleCount: texts.articles.count, in: &table)
    try PageStage.measure(texts, in: &table)
  }
}
