import ArgumentParser
import Corpus
import Foundation
import Glibc
import Logging
import Reporting
import Runs

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Takes in what people decided about clusters and verdicts, or writes it out.",
    discussion: """
      Decisions are a CSV file as the report exports it: decision (same-story, not-same-story, verdict), article_a, \
      article_b, cluster_id, claim_id, verdict, reviewer, decided_at, note. They hold in every later night.
      """,
    subcommands: [ReviewImportCommand.self, ReviewExportCommand.self])
}

struct ReviewImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Stores decisions in an index and follows them at once.",
    discussion: "Rows that cannot be used are listed and passed over; with --strict the exit code is then 3.")

  @Argument(help: "The file of decisions, or - for standard input.")
  var decisions: String

  @OptionGroup var options: IndexOptions

  @Flag(name: .long, help: "End with exit code 3 if any row could not be used.")
  var strict = false

  func run() async throws {
    let outcome = try await ReviewRun(plan: try options.plan(), progress: options.progress(), version: Version.text)
      .importDecisions(try WholeFile.bytes(decisions), name: decisions, index: options.index)
    for fault in outcome.faults { options.logger.warning("\(decisions):\(fault.line): \(fault.message)") }
    for conflict in outcome.conflicts {
      options.logger.warning("\(conflict) cannot be followed: other decisions stand against it")
    }
    let known = outcome.knownCount == 0 ? "" : ", \(outcome.knownCount) known already"
    options.logger.notice(
      "\(outcome.newCount) new decisions\(known), \(outcome.changedVerdictCount) changed verdicts; menbe report --index \(options.index) shows them"
    )
    if strict && !outcome.faults.isEmpty { throw ExitCode(ExitStatus.someRejected.rawValue) }
  }
}

struct ReviewExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes all decisions of an index as a CSV file.")

  @OptionGroup var options: IndexOptions

  @Option(name: .shortAndLong, help: "The file to write, or - for standard output.")
  var output = "-"

  func run() async throws {
    let file = try OutputFile(path: output)
    let run = ReviewRun(plan: try options.plan(), progress: options.progress(), version: Version.text)
    let count = try run.export(index: options.index, to: file.sink)
    try file.finish()
    options.logger.info("\(count) decisions")
  }
}

/// A file that is read at once, or standard input.
enum WholeFile {
  static func bytes(_ path: String) throws -> [UInt8] {
    if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CorpusError.cannotOpen(path: path, errno: errno)
    }
    return Array(data)
  }
}
