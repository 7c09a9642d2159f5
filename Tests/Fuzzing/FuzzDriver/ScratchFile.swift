import Glibc

/// A file for what can only be read from one: the same file for every input of a process.
public struct ScratchFile: Sendable {
  /// The folder that holds the file and nothing else.
  public let folder: String
  /// Where the file is.
  public let path: String

  /// A file of that name in a new folder below TMPDIR.
  public init(name: String) {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/menbe-fuzz-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { fatalError("cannot make a folder in \(parent)") }
    folder = String(cString: made)
    path = "\(folder)/\(name)"
  }

  /// Puts those bytes in the place of what the file held.
  public func write(_ bytes: [UInt8]) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer { close(file) }
    guard file >= 0, Glibc.write(file, bytes, bytes.count) == bytes.count else { fatalError("cannot write \(path)") }
  }
}
