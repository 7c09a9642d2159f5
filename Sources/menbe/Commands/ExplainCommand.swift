import ArgumentParser
import Glibc
import Reporting
import Runs

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Shows why an article stands where it stands and why its claims have their verdicts.",
    discussion: """
      ID is an article's id as in articles.csv, or a claim's as in claims.csv (ID#1). The inputs are read and traced as \
      `menbe run` does it. Marks: ✓ the rule that decided, ✗ a rule that was tried in vain, · one that was not reached.
      """)

  @Argument(help: "The id of an article, or of a claim.")
  var id: String

  @OptionGroup var common: CommonOptions

  @Option(name: .long, help: "Explain an article of this index; no inputs are read.")
  var index: String?

  @Flag(name: .long, help: "Print the explanation as JSON.")
  var json = false

  func validate() throws {
    if index != nil && !common.inputs.isEmpty { throw ValidationError("Name inputs or --index, not both.") }
  }

  func run() async throws {
    let run = ExplainRun(plan: try common.plan(needsInputs: index == nil), progress: common.progress())
    let explained = if let index { try run.explain(id, index: index) } else { try await run.explain(id) }
    let sink = ByteSink(descriptor: STDOUT_FILENO, path: "standard output")
    try sink.append(json ? try explained.json() : Array(Self.printable(ExplanationText(explained).text).utf8))
    try sink.finish()
  }

  /// The lines without anything that a terminal would obey.
  private static func printable(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { DisplayWord.safe(String($0)) }
      .joined(separator: "\n")
  }
}
