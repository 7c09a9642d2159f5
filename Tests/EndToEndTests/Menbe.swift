import Foundation

/// The built program, run as a user runs it.
enum Menbe {
  /// What a run left behind.
  struct Outcome: Sendable {
    /// The exit code; 128 and the signal's number if a signal ended it, as a shell says it.
    var exitCode: Int32
    var standardOutput: String
    var standardError: String
  }

  /// The program beside the test bundle: `menbe` in the folder of the running process.
  static let path: String = {
    let own = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    return own.deletingLastPathComponent().appending(path: "menbe").path
  }()

  /// The root of the package, where `Samples` lies.
  static let packageRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// Runs `menbe` with those arguments to its end.
  ///
  /// `input` is its standard input, empty without it; `environment` is added to the tests' own; `directory` is the
  /// working directory, the package's root without it.
  static func run(
    _ arguments: String..., input: String = "", environment: [String: String] = [:], directory: String = packageRoot
  ) async throws -> Outcome {
    try await run(arguments, input: input, environment: environment, directory: directory)
  }

  /// The same for arguments that come as a list.
  static func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:], directory: String = packageRoot
  ) async throws -> Outcome {
    try await start(arguments: arguments, input: input, environment: environment, directory: directory).outcome()
  }

  /// Runs a line of shell in which `"$MENBE"` is the program and `"$@"` are the arguments.
  static func shell(_ line: String, _ arguments: String..., directory: String = packageRoot) async throws -> Outcome {
    try await start(
      "/bin/sh", arguments: ["-c", line, "sh"] + arguments, environment: ["MENBE": path], directory: directory
    )
    .outcome()
  }

  /// Starts a program and does not wait for it.
  static func start(
    _ program: String = path, arguments: [String], input: String = "", environment: [String: String] = [:],
    directory: String = packageRoot
  ) throws -> Running {
    try Running(program, arguments, input: input, environment: environment, directory: directory)
  }
}

/// A process whose streams are files, so that nobody waits for a reader.
final class Running: Sendable {
  private let process: Process
  private let streams: Scratch
  private let ended: AsyncStream<Void>

  fileprivate init(
    _ program: String, _ arguments: [String], input: String, environment: [String: String], directory: String
  ) throws {
    streams = try Scratch()
    try streams.write(input, to: "in")
    for name in ["out", "err"] { try streams.write("", to: name) }
    process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.currentDirectoryURL = URL(filePath: directory)
    process.standardInput = try FileHandle(forReadingFrom: streams.url("in"))
    process.standardOutput = try FileHandle(forWritingTo: streams.url("out"))
    process.standardError = try FileHandle(forWritingTo: streams.url("err"))
    let (ended, continuation) = AsyncStream.makeStream(of: Void.self)
    self.ended = ended
    process.terminationHandler = { _ in continuation.finish() }
    try process.run()
  }

  /// The process's number, for a shell that sends it signals.
  var processID: String { String(process.processIdentifier) }

  /// What the process has written on standard error up to now.
  func errorsSoFar() throws -> String { try streams.text("err") }

  /// Waits for the end; a test that ran out of its time ends the process.
  func outcome() async throws -> Menbe.Outcome {
    for await _ in ended {}
    if Task.isCancelled { process.terminate() }
    try Task.checkCancellation()
    let bySignal = process.terminationReason == .uncaughtSignal
    return Menbe.Outcome(
      exitCode: process.terminationStatus + (bySignal ? 128 : 0), standardOutput: try streams.text("out"),
      standardError: try streams.text("err"))
  }
}
