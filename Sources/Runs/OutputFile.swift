import Glibc
public import Reporting

/// A file that appears whole or not at all: written beside its place, then renamed into it; or standard output.
public final class OutputFile {
  /// Where to write.
  public let sink: ByteSink
  private let path: String
  private let temporary: String?

  /// Opens the file at `path`; "-" is standard output, and what is no regular file (a device, a pipe) is written in
  /// place.
  ///
  /// - Throws: `ReportingError.system` if it cannot be opened.
  public init(path: String) throws(ReportingError) {
    self.path = path
    if path == "-" {
      (sink, temporary) = (ByteSink(descriptor: STDOUT_FILENO, path: "standard output"), nil)
    } else if Self.isSpecial(path) {
      (sink, temporary) = (try ByteSink(creating: path), nil)
    } else {
      let beside = "\(path).partial-\(getpid())"
      (sink, temporary) = (try ByteSink(creating: beside), beside)
    }
  }

  deinit { if let temporary { _ = unsafe unlink(temporary) } }

  /// Writes what is left and puts the file in its place.
  ///
  /// - Throws: `ReportingError.system` if a write or the rename fails; then the place is as it was.
  public func finish() throws(ReportingError) {
    try sink.finish(synchronised: temporary != nil)
    guard let temporary else { return }
    guard unsafe rename(temporary, path) == 0 else {
      throw .system(operation: "rename", path: path, errno: errno)
    }
  }

  private static func isSpecial(_ path: String) -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return false }
    return status.st_mode & S_IFMT != S_IFREG
  }
}
