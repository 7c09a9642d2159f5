import Foundation

/// The sample corpus `Samples/night` and one report over it, which the tests share.
enum Night {
  static let input = "Samples/night/input"

  /// A report written as `make reports` writes the sample, from the package's root.
  static let report: Task<NightReport, any Error> = Task {
    atexit { try? FileManager.default.removeItem(atPath: Night.keptPath.path) }
    try FileManager.default.createDirectory(atPath: keptPath.path, withIntermediateDirectories: true)
    let outcome = try await Menbe.run("run", input, "--output", keptPath.path + "/report", "--reproducible")
    return NightReport(path: keptPath.path + "/report", outcome: outcome)
  }

  /// Where the shared report is kept until the tests' end.
  private static let keptPath = FileManager.default.temporaryDirectory.appending(path: "menbe-night-\(getpid())")

  /// One of the tables of answers.
  static func answers(_ name: String) throws -> CSVTable {
    try CSVTable([UInt8](try Data(contentsOf: URL(filePath: "\(Menbe.packageRoot)/Samples/night/\(name)"))))
  }

  /// An id or input as the answers name it: of a file, the path below `input`.
  static func short(_ id: String) -> String {
    id.hasPrefix(input + "/") ? String(id.dropFirst(input.count + 1)) : id
  }
}

/// What `menbe run` made of `Samples/night`.
struct NightReport: Sendable {
  var path: String
  var outcome: Menbe.Outcome

  func table(_ name: String) throws -> CSVTable {
    try CSVTable([UInt8](try Data(contentsOf: URL(filePath: path + "/" + name))))
  }
}
