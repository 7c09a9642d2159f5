import Foundation

/// A page as the browser has it once it is loaded.
struct LoadedPage {
  /// The document after its scripts ran, written out again by the browser.
  var dom: DOM
  /// What the browser wrote to the console: errors of scripts, what the content security policy refused.
  var console: [String]
}

/// A real browser without a window, and without a network where the system lets it be taken away.
enum Chromium {
  /// The installed browser, if there is one.
  static let path = executable(named: ["chromium", "chromium-browser", "google-chrome"])

  static var isInstalled: Bool { path != nil }

  /// The command that takes the network away, if this user may use it.
  static let withoutNetwork: [String]? = {
    guard let unshare = executable(named: ["unshare"]) else { return nil }
    let isAllowed = (try? run([unshare, "--net", "true"], output: "/dev/null"))?.exitCode == 0
    return isAllowed ? [unshare, "--net"] : nil
  }()

  /// Opens a page from disk and waits until it is loaded.
  static func load(_ file: String) throws -> LoadedPage {
    let scratch = NSTemporaryDirectory() + "menbe-browser-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    let command =
      ["/usr/bin/timeout", "--kill-after=5", "60"] + (withoutNetwork ?? [])
      + [
        path ?? "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(scratch)/profile",
        "--enable-logging=stderr", "--v=0", "--dump-dom", URL(filePath: file).absoluteString,
      ]
    let ended = try run(command, output: scratch + "/dom.html")
    guard ended.exitCode == 0 else {
      throw BrowserFailure(message: "exit code \(ended.exitCode) for \(file): \(ended.errors.suffix(2000))")
    }
    let dom = try String(contentsOfFile: scratch + "/dom.html", encoding: .utf8)
    let console = ended.errors.split(separator: "\n").filter { $0.contains(":CONSOLE") }.map(String.init)
    return LoadedPage(dom: DOM(dom), console: console)
  }

  /// Runs a command to its end; standard output goes to a file, standard error comes back.
  static func run(_ command: [String], output: String) throws -> (exitCode: Int32, errors: String) {
    let errors = NSTemporaryDirectory() + "menbe-browser-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: errors) }
    for file in [output, errors] where file != "/dev/null" {
      try Data().write(to: URL(filePath: file))
    }
    let process = Process()
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: try Data(contentsOf: URL(filePath: errors)), as: UTF8.self))
  }

  private static func executable(named names: [String]) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return names.lazy.flatMap { name in folders.map { "\($0)/\(name)" } }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

/// The browser, or the program that writes what it shows, did not do its part.
struct BrowserFailure: Error {
  var message: String
}
