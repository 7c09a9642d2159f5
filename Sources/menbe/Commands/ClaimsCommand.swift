import ArgumentParser
import Logging
import Reporting
import Runs

struct ClaimsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claims",
    abstract: "Writes what the articles say of their origin: CSV, one row for each source of a claim.",
    discussion: "start_byte and end_byte count bytes of the text as `menbe extract` writes it, end exclusive.")

  @OptionGroup var common: CommonOptions

  @Option(name: .shortAndLong, help: "The CSV file to write; - is standard output.")
  var output = "-"

  @Flag(
    name: .long, help: "Write for people, for each claim, which cue and rules decided; and why other lines are none.")
  var explain = false

  @OptionGroup var rejectOptions: RejectFileOptions

  func run() async throws {
    let plan = try common.plan()
    let file = try OutputFile(path: output)
    if explain { return try await explain(plan, to: file) }
    let outcome = try await ClaimsRun(plan: plan, progress: common.progress()).run(to: file.sink)
    try file.finish()
    common.logger.debug("\(outcome.articleCount) articles, \(outcome.claimCount) claims")
    common.tellTimings(outcome.timings)
    try rejectOptions.finish(
      articleCount: outcome.articleCount, rejections: outcome.rejections, plan: plan, logger: common.logger)
  }

  private func explain(_ plan: RunPlan, to file: OutputFile) async throws {
    let outcome = try await ClaimExplanationRun(plan: plan, progress: common.progress()).run { explained in
      try file.sink.append(TerminalExplanation(explained).text)
    }
    try file.finish()
    common.logger.debug("\(outcome.articleCount) articles, \(outcome.claimCount) claims")
    try rejectOptions.finish(
      articleCount: outcome.articleCount, rejections: outcome.rejections, plan: plan, logger: common.logger)
  }
}
