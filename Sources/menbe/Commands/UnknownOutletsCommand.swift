import ArgumentParser
import Logging
import Reporting
import Runs

struct UnknownOutletsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unknown-outlets",
    abstract: "Lists the sources that credit lines name and no file of outlets knows, as lines for such a file.",
    discussion: """
      The most frequent first, each below a remark with its count and an example. Correct what is wrong, add what is \
      missing, delete what is no outlet, and name the file in your configuration under outlets.
      """)

  @OptionGroup var common: CommonOptions

  @Option(name: .long, help: "The most names to list.")
  var limit = 100

  @Option(name: .shortAndLong, help: "The file to write; - is standard output.")
  var output = "-"

  @OptionGroup var rejectOptions: RejectFileOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
  }

  func run() async throws {
    let plan = try common.plan()
    let file = try OutputFile(path: output)
    let outcome = try await UnknownOutletsRun(plan: plan, limit: limit, progress: common.progress()).run(to: file.sink)
    try file.finish()
    common.logger.debug("\(outcome.articleCount) articles, \(outcome.nameCount) unknown names")
    try rejectOptions.finish(
      articleCount: outcome.articleCount, rejections: outcome.rejections, plan: plan, logger: common.logger)
  }
}
