import ArgumentParser
import Foundation
import Glibc
import Logging
import Reporting
import Runs

struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index", abstract: "Takes care of an index: what is in it, is it whole, export, prune, rebuild.",
    subcommands: [
      IndexInfoCommand.self, IndexCheckCommand.self, IndexExportCommand.self, IndexPruneCommand.self,
      IndexVacuumCommand.self, IndexRebuildCommand.self,
    ])
}

extension IndexOptions {
  /// What looks after the index.
  func care() throws -> IndexCare { IndexCare(plan: try plan(), progress: progress(), version: Version.text) }

  /// Prints text for a person.
  func print(_ text: String) throws {
    let sink = ByteSink(descriptor: STDOUT_FILENO, path: "standard output")
    try sink.append(Array(text.utf8))
    try sink.finish()
  }
}

struct IndexInfoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Tells what an index holds, how large it is, and which runs made it.")

  @OptionGroup var options: IndexOptions

  @Flag(name: .long, help: "Print it as JSON.")
  var json = false

  func run() async throws {
    let info = try options.care().info(options.index)
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
      encoder.keyEncodingStrategy = .convertToSnakeCase
      return try options.print(String(decoding: try encoder.encode(info), as: UTF8.self) + "\n")
    }
    var lines = [
      "index\t\(info.path)", "scheme\t\(info.scheme)", "bytes\t\(info.bytes)",
      "bytes an article\t\(info.bytesPerArticle)",
    ]
    for (name, count) in info.counts.sorted(by: { $0.key < $1.key }) { lines.append("\(name)\t\(count)") }
    for run in info.runs {
      let state = run.isReported ? "" : "\treport not written: menbe report --index \(info.path) --run \(run.run)"
      lines.append("run \(run.run)\t\(run.startedAt)\t\(run.articles) articles\(state)")
    }
    try options.print(lines.joined(separator: "\n") + "\n")
  }
}

struct IndexCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Checks that the file is whole and that its tables agree with each other.",
    discussion: "Exit code 0 when it is sound, 10 with a list of what is wrong when it is not.")

  @OptionGroup var options: IndexOptions

  func run() async throws {
    try options.care().check(options.index)
    options.logger.notice("the index \(options.index) is sound")
  }
}

struct IndexExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes the CSV tables and chain graphs over the whole index into a folder.")

  @OptionGroup var options: IndexOptions

  @Option(name: .shortAndLong, help: "The folder to write; an older report or export there is replaced.")
  var output: String

  func run() async throws {
    let count = try await IndexExport(plan: try options.plan(), progress: options.progress())
      .export(index: options.index, output: output)
    options.logger.notice("\(count) articles; the tables are in \(output)")
  }
}

struct IndexPruneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune", abstract: "Removes articles published before a day.",
    discussion: """
      A cluster is kept whole while any of its members is younger, and so are the articles that kept ones come from. \
      `menbe index vacuum` gives the room back to the disk.
      """)

  @OptionGroup var options: IndexOptions

  @Option(name: .long, help: "The first day that is kept, as 2026-03-21, in UTC.")
  var before: String

  func run() async throws {
    let count = try options.care().prune(options.index, before: before)
    options.logger.notice("\(count) articles were removed from \(options.index)")
  }
}

struct IndexVacuumCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vacuum", abstract: "Gives the room of removed articles back to the disk.",
    discussion: "It needs as much room again while it works.")

  @OptionGroup var options: IndexOptions

  func run() async throws {
    try options.care().vacuum(options.index)
    let count = try options.care().info(options.index).bytes
    options.logger.notice("\(options.index) has \(count) bytes now")
  }
}

struct IndexRebuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild", abstract: "Makes an index anew from its own texts, with this program and configuration.",
    discussion: """
      After an update that sketches otherwise, or when outlets, cues or furniture were added to the configuration. Runs, \
      decisions, article ids and the ids of clusters that go on stay. The old file is replaced when all is done.
      """)

  @OptionGroup var options: IndexOptions

  func run() async throws {
    let count = try await IndexRebuild(plan: try options.plan(), progress: options.progress())
      .rebuild(options.index)
    options.logger.notice("\(options.index) was made anew: \(count) articles")
  }
}
