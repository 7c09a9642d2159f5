import ArgumentParser
import Glibc
import Reporting
import Runs

struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Shows two articles side by side: shared passages, containment both ways, and why they match or do not.",
    discussion: "A and B are files with one article each, or with --in the ids of two articles in those inputs.")

  @Argument(help: "The first article: a file, or an id.")
  var a: String

  @Argument(help: "The second article.")
  var b: String

  @Option(name: .customLong("in"), help: "A file or folder to look the ids up in; may be given several times.")
  var inputs: [String] = []

  @Option(name: .long, help: "Configuration file (YAML).")
  var config: String?

  @Option(name: .long, help: "Write the comparison as a web page to this file; - is standard output.")
  var html: String?

  @Flag(name: .long, help: "Print the numbers as JSON.")
  var json = false

  @Option(name: .long, help: "Language of the web page.")
  var language = Words.Language.english

  func run() async throws {
    var plan = try RunPlan(inputs: inputs, workers: 1)
    if let config { try Configuration(path: config).apply(to: &plan) }
    let articles = try ArticleLookup(plan: plan).articles(named: [a, b])
    let comparison = Comparison(articles[0], articles[1], plan: plan)
    if let html {
      let file = try OutputFile(path: html)
      try file.sink.append(try comparison.page(in: language))
      try file.finish()
      if html != "-" { StandardError.write("menbe: the comparison is \(html)\n") }
      return
    }
    let sink = ByteSink(descriptor: STDOUT_FILENO, path: "standard output")
    if json {
      try sink.append(try ComparisonFigures(comparison).json())
    } else {
      let isColoured = TerminalComparison.isColourWanted
      try sink.append(
        TerminalComparison(comparison, width: TerminalComparison.terminalWidth, usesColour: isColoured).text)
    }
    try sink.finish()
  }
}
