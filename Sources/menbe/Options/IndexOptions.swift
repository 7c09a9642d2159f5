import ArgumentParser
import Glibc
import Logging
import Runs

/// What every command that works on an index takes.
struct IndexOptions: ParsableArguments {
  @Option(name: .long, help: "The index file.")
  var index: String

  @Option(name: .long, help: "Configuration file (YAML): outlets, cues, furniture, CSV style.")
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

  /// The plan that these options ask for.
  func plan() throws -> RunPlan {
    var plan = try RunPlan(inputs: [], workers: threads ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    if let config { try Configuration(path: config).apply(to: &plan) }
    return plan
  }

  /// Progress for a person at a terminal, silence for cron.
  func progress() -> Progress { .terminal(quiet: quiet, logger: logger) }

  /// Messages on standard error, as many as asked for.
  var logger: Logger { .messages(quiet: quiet, verbose: verbose) }
}
