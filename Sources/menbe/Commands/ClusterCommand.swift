import ArgumentParser
import Logging
import Reporting
import Runs

struct ClusterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cluster",
    abstract: "Writes which articles are the same text: CSV id,cluster_id.",
    discussion: "One row for each article, by id; cluster_id is empty where an article is alone.")

  @OptionGroup var common: CommonOptions

  @Option(name: .shortAndLong, help: "The CSV file to write; - is standard output.")
  var output = "-"

  @OptionGroup var memoryOptions: MemoryOptions
  @OptionGroup var rejectOptions: RejectFileOptions

  func run() async throws {
    var plan = try common.plan()
    plan.memory = memoryOptions.memory?.byteCount
    let file = try OutputFile(path: output)
    let outcome = try await ClusterRun(plan: plan, progress: common.progress()).run(to: file.sink)
    try file.finish()
    common.logger.debug("\(outcome.articleCount) articles, \(outcome.clusterCount) clusters")
    common.tellTimings(outcome.timings)
    try rejectOptions.finish(
      articleCount: outcome.articleCount, rejections: outcome.rejections, plan: plan, logger: common.logger)
  }
}
