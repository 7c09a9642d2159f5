import ArgumentParser
import Glibc
import Logging
import Reporting
import Runs

/// What every command that reads a corpus takes.
struct CommonOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files or folders to read, or - for standard input.",
      discussion:
        "JSON Lines, JSON, CSV, TSV, HTML, RSS, Atom, JSON Feed, WARC and plain text, each plain or .gz .zst .bz2 .xz, in folders, tar and zip archives; told apart by content."
    ))
  var inputs: [String] = []

  @Option(name: .long, help: "Configuration file (YAML): field names, outlets, cues, furniture, bounds.")
  var config: String?

  @Option(name: .long, help: "Worker threads; all cores without it. The result is the same with any number.")
  var threads: Int?

  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Tell what each stage did, on standard error.")
  var verbose = false

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1.") }
    if quiet && verbose { throw ValidationError("--quiet and --verbose exclude each other.") }
  }

  /// The plan that these options ask for; only a command that takes an index instead needs no inputs.
  func plan(needsInputs: Bool = true) throws -> RunPlan {
    if needsInputs && inputs.isEmpty {
      throw ValidationError("Name at least one file or folder, or - for standard input.")
    }
    var plan = try RunPlan(inputs: inputs, workers: threads ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    if let config { try Configuration(path: config).apply(to: &plan) }
    return plan
  }

  /// Progress for a person at a terminal, silence for cron.
  func progress() -> Progress { .terminal(quiet: quiet, logger: logger) }

  /// Messages on standard error, as many as asked for.
  var logger: Logger { .messages(quiet: quiet, verbose: verbose) }
}

extension CommonOptions {
  /// Says what each stage took, if that was asked for.
  func tellTimings(_ timings: [RunSummary.Timing]) {
    for timing in timings {
      let hundredths = Int((timing.seconds * 100).rounded())
      let rest = hundredths % 100
      logger.debug("\(timing.stage): \(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) s")
    }
  }
}
