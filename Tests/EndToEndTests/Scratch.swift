import Foundation

/// A folder of its own for one test, removed with the last reference to it.
final class Scratch: Sendable {
  /// Where all of them lie; removed when the tests end, with those that are still referred to.
  private static let base: String = {
    atexit { try? FileManager.default.removeItem(atPath: Scratch.base) }
    return FileManager.default.temporaryDirectory.appending(path: "menbe-e2e-\(getpid())").path
  }()

  let path: String

  init() throws {
    path = Self.base + "/" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in it, which need not exist.
  func callAsFunction(_ name: String) -> String { path + "/" + name }

  func url(_ name: String) -> URL { URL(filePath: self(name)) }

  /// Writes a file, and the folder that it lies in; returns its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String { try write([UInt8](text.utf8), to: name) }

  /// Writes a file of bytes.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    try FileManager.default.createDirectory(
      at: url(name).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url(name))
    return self(name)
  }

  /// Makes an empty folder; returns its path.
  func makeFolder(_ name: String) throws -> String {
    try FileManager.default.createDirectory(atPath: self(name), withIntermediateDirectories: true)
    return self(name)
  }

  func text(_ name: String) throws -> String { String(decoding: try Data(contentsOf: url(name)), as: UTF8.self) }

  func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: url(name))) }

  func table(_ name: String) throws -> CSVTable { try CSVTable(try bytes(name)) }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: self(name)) }

  /// Names of what lies in a folder, hidden ones too, sorted.
  func entries(_ name: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: self(name)).sorted()
  }

  /// Paths of all files below a folder, relative to it, sorted.
  func files(_ name: String = "") throws -> [String] { try allFiles(below: self(name)) }
}

/// Paths of all files below a folder, relative to it, sorted; empty where there is no folder.
func allFiles(below folder: String) throws -> [String] {
  guard let found = FileManager.default.enumerator(atPath: folder) else { return [] }
  var files: [String] = []
  while let path = found.nextObject() as? String {
    if found.fileAttributes?[.type] as? FileAttributeType == .typeRegular { files.append(path) }
  }
  return files.sorted()
}
