import Glibc

/// How a folder with a report of this program is known: by the beginning of its run.json.
public enum ReportMark {
  /// The program's name as run.json has it.
  public static let program = "menbe"

  /// Whether `folder`, a path as the file system has it without the closing zero, holds such a run.json, itself and not
  /// through a link.
  public static func stands(in folder: some Sequence<CChar>) -> Bool {
    let beginning = Array("{\n  \"program\": \"\(program)\"".utf8)
    let flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    let descriptor = open(Array(folder) + Array("/run.json".utf8CString), flags)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: beginning.count)
    let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    return count == beginning.count && bytes == beginning
  }
}
