import ArgumentParser
import Logging
import Runs

struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index", abstract: "Takes care of an index: what is in it, is it whole, export, prune, rebuild.",
    subcommands: [IndexExportCommand.self])
}

struct IndexExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes the CSV tables and chain graphs over the whole index into a folder.")

  @OptionGroup var options: IndexOptions

  @Option(name: .shortAndLong, help: "The folder to write; an older report or export there is replaced.")
  var output: String

  func run() async throws {
    let count = try IndexExport(plan: try options.plan(), progress: options.progress())
      .export(index: options.index, output: output)
    options.logger.notice("\(count) articles; the tables are in \(output)")
  }
}
