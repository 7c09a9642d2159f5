import ArgumentParser
import Logging
import Reporting
import Runs

struct ExtractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract:
      "Writes the articles as they are read: JSON Lines id, url, site, published_at, title, text, credits, input.",
    discussion:
      "In the order of the inputs. An article without an id takes its url, else its place in the input, as id.")

  @OptionGroup var common: CommonOptions

  @Option(name: .shortAndLong, help: "The JSON Lines file to write; - is standard output.")
  var output = "-"

  @Flag(name: .long, help: "Tell instead how the inputs are read: formats, and what each field is read as.")
  var schema = false

  @OptionGroup var rejectOptions: RejectFileOptions

  func run() async throws {
    let plan = try common.plan()
    let file = try OutputFile(path: output)
    let outcome =
      schema
      ? try await SchemaRun(plan: plan, progress: common.progress()).run(to: file.sink)
      : try await ExtractRun(plan: plan, progress: common.progress()).run(to: file.sink)
    try file.finish()
    common.logger.debug("\(outcome.articleCount) articles")
    try rejectOptions.finish(
      articleCount: outcome.articleCount, rejections: outcome.rejections, plan: plan, logger: common.logger)
  }
}
