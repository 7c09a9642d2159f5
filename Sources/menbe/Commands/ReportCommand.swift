import ArgumentParser
import Logging
import Reporting
import Runs

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Writes the report of a past run, or of some days, from an index.",
    discussion: """
      Without --run, --from and --to it is the last run that brought articles. Verdicts are those of today: what later \
      nights, and people, found is in them.
      """)

  @OptionGroup var options: IndexOptions

  @Option(name: .long, help: "The number of a run; menbe index info lists them.")
  var run: Int?

  @Option(name: .long, help: "The first day of publication, as 2026-03-21, in UTC.")
  var from: String?

  @Option(name: .long, help: "The last day of publication.")
  var to: String?

  @Option(name: .shortAndLong, help: "The folder to write.")
  var output = "Reports/latest"

  @Option(name: .long, help: "Language of the report.")
  var language = Words.Language.english

  func validate() throws {
    if run != nil && (from != nil || to != nil) { throw ValidationError("--run goes without --from and --to.") }
  }

  func run() async throws {
    var plan = try options.plan()
    plan.language = language
    let period: IndexCare.Period =
      if let run { .run(run) } else if from != nil || to != nil { .days(from: from, to: to) } else { .lastRun }
    let count = try await IndexCare(plan: plan, progress: options.progress(), version: Version.text)
      .report(options.index, period, output: output)
    options.logger.notice("\(count) articles; the report is \(output)/index.html")
  }
}
