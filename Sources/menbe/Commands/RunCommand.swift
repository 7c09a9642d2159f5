import ArgumentParser
import Logging
import Glibc
import Reporting
import Runs

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract:
      "Does the whole nightly job: reads, matches, clusters, judges claims, writes CSV tables and an HTML report.",
    discussion: """
      The output folder is replaced as a whole: it holds the new report or, if anything goes wrong, the old one. \
      A folder that holds something else is refused.
      """)

  @OptionGroup var common: CommonOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "An index file that carries articles, clusters and decisions from night to night.",
      discussion: "It is made if it is missing. The report then tells what is new, and earlier articles' new verdicts.")
  )
  var index: String?

  @Option(name: .shortAndLong, help: "The folder to write.")
  var output = "Reports/latest"

  @Option(name: .long, help: "Language of the report.")
  var language = Words.Language.english

  @Flag(name: .long, help: "Print the summary (run.json) on standard output.")
  var json = false

  @Flag(name: .long, help: "Leave times and memory out of run.json: the same inputs then give the same bytes.")
  var reproducible = false

  @OptionGroup var memoryOptions: MemoryOptions
  @OptionGroup var rejectOptions: RejectOptions

  func validate() throws {
    if index != nil, memoryOptions.memory != nil {
      throw ValidationError("--memory is for runs without --index: a night takes memory for its own articles only.")
    }
  }

  private static let singular = ["articles": "article", "clusters": "cluster", "matches": "match", "claims": "claim"]

  func run() async throws {
    var plan = try common.plan()
    (plan.language, plan.memory) = (language, memoryOptions.memory?.byteCount)
    if let index { return try await run(plan, index: index) }
    let outcome = try await NightlyRun(plan: plan, progress: common.progress(), version: Version.text)
      .run(output: output, isReproducible: reproducible)
    common.tellTimings(outcome.timings)
    let list = outcome.isOldReportKept ? nil : "\(output)/rejects.csv"
    rejectOptions.tell(outcome.rejections, listedIn: list, logger: common.logger)
    if outcome.isOldReportKept {
      common.logger.notice("no record could be used; the older report in \(output) stays as it was")
      try rejectOptions.finish(articleCount: 0, rejections: outcome.rejections)
    }
    let counts = outcome.summary.counts.compactMap { entry -> String? in
      guard ["articles", "clusters", "matches", "claims"].contains(entry.name), case .integer(let count) = entry.value
      else { return nil }
      return count == 1 ? "1 \(Self.singular[entry.name] ?? entry.name)" : "\(count) \(entry.name)"
    }
    common.logger.notice("\(counts.joined(separator: ", ")); the report is \(output)/index.html")
    if json {
      let sink = ByteSink(descriptor: STDOUT_FILENO, path: "standard output")
      try sink.append(outcome.summary.json)
      try sink.finish()
    }
    try rejectOptions.finish(articleCount: outcome.articleCount, rejections: outcome.rejections)
  }

  private func run(_ plan: RunPlan, index: String) async throws {
    let outcome = try await IndexedNight(plan: plan, progress: common.progress(), version: Version.text)
      .run(index: index, output: output, isReproducible: reproducible)
    common.tellTimings(outcome.timings)
    let list = outcome.run == nil ? nil : "\(output)/rejects.csv"
    rejectOptions.tell(outcome.rejections, listedIn: list, logger: common.logger)
    for input in outcome.knownInputs { common.logger.info("\(input.name) was read in run \(input.run) already") }
    let known = outcome.knownCount == 0 ? "" : ", \(outcome.knownCount) known already"
    if let number = outcome.run {
      let changed = outcome.changedVerdictCount == 0 ? "" : ", \(outcome.changedVerdictCount) changed verdicts"
      common.logger.notice(
        "run \(number): \(outcome.newCount) new articles\(known)\(changed); the report is \(output)/index.html")
    } else if outcome.isOldReportKept {
      common.logger.notice("nothing new\(known); the index and the report in \(output) stay as they were")
    } else {
      common.logger.notice("nothing new\(known); the report of the last run is \(output)/index.html")
    }
    if json {
      let sink = ByteSink(descriptor: STDOUT_FILENO, path: "standard output")
      try sink.append(outcome.summary.json)
      try sink.finish()
    }
    try rejectOptions.finish(
      articleCount: outcome.newCount + outcome.knownCount, rejections: outcome.rejections)
  }
}
