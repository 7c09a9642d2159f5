import Foundation

/// A report that the program, as it was just built, wrote of one of the Samples.
struct BuiltReport {
  /// The report's folder, beside the test program.
  let folder: String

  /// Reports that tests only read; each is written once.
  static let night = Result { try BuiltReport(of: "night") }
  static let hostile = Result { try BuiltReport(of: "hostile") }

  private static let products = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
  private static let samples = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Samples").standardizedFileURL

  private init(of sample: String) throws {
    folder = Self.products.appending(path: "browser-tests/\(sample)").path
    let input = Self.samples.appending(path: "\(sample)/input").path
    let program = Self.products.appending(path: "menbe").path
    let ended = try Chromium.run([program, "run", input, "--output", folder], output: "/dev/null")
    guard ended.exitCode == 0 else { throw BrowserFailure(message: ended.errors) }
  }

  private init(folder: String) { self.folder = folder }

  /// A copy under another name, each page changed by `edit`.
  func copy(named name: String, edit: (String) -> String) throws -> BuiltReport {
    let copy = BuiltReport(folder: folder + "-" + name)
    try? FileManager.default.removeItem(atPath: copy.folder)
    try FileManager.default.copyItem(atPath: folder, toPath: copy.folder)
    for page in try copy.pages() {
      let path = copy.folder + "/" + page
      try edit(String(contentsOfFile: path, encoding: .utf8)).write(toFile: path, atomically: false, encoding: .utf8)
    }
    return copy
  }

  /// The names of all pages, sorted, with the folder that they lie in.
  func pages() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".html") }.sorted()
  }

  /// Records of one of the CSV tables: line breaks outside of quotation marks, without the header.
  func recordCount(_ table: String) throws -> Int {
    let bytes = try Data(contentsOf: URL(filePath: folder + "/" + table))
    var (count, isQuoted) = (-1, false)
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: "\n"), !isQuoted { count += 1 }
    }
    return count
  }

  func load(_ page: String) throws -> LoadedPage { try Chromium.load(folder + "/" + page) }
}
