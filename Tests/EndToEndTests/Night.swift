import Foundation

/// The sample corpus `Samples/night` and one report over it, which the tests share.
enum Night {
  static let input = "Samples/night/input"

  /// A report written as `make reports` writes the sample, from the package's root.
  static let report: Task<NightReport, any Error> = Task {
    let scratch = try Scratch()
    let outcome = try await Menbe.run("run", input, "--output", scratch("report"), "--reproducible")
    return NightReport(scratch: scratch, outcome: outcome)
  }

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
  fileprivate let scratch: Scratch
  let outcome: Menbe.Outcome

  var path: String { scratch("report") }

  func table(_ name: String) throws -> CSVTable { try scratch.table("report/\(name)") }
}
