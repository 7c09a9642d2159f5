import Corpus
import Glibc
public import Reporting

/// A file that appears whole or not at all: written beside its place, then renamed into it; or standard output.
///
/// A symbolic link stays, and the file that it names is replaced. What killed programs left beside the place is removed.
public final class OutputFile {
  /// Where to write.
  public let sink: ByteSink
  /// The file to be replaced, without symbolic links.
  private let target: String
  private let temporary: Temporary?

  /// The file that is written first; whoever writes it holds a lock on it.
  private struct Temporary {
    var path: String
    var descriptor: Int32
  }

  /// Opens the file at `path`; "-" is standard output, and what is no regular file (a device, a pipe) is written in
  /// place.
  ///
  /// - Throws: `ReportingError.system` if it cannot be opened.
  public init(path: String) throws(ReportingError) {
    guard !path.isEmpty else { throw .system(operation: "open", path: path, errno: ENOENT) }
    if path == "-" {
      (target, temporary) = (path, nil)
      sink = ByteSink(descriptor: STDOUT_FILENO, path: "standard output")
    } else if Self.isSpecial(path) {
      (target, temporary) = (path, nil)
      sink = try ByteSink(creating: path)
    } else {
      let target = try Self.target(of: path)
      Self.removeAbandoned(beside: target)
      let temporary = try Self.makeTemporary(beside: target, named: path)
      (self.target, self.temporary) = (target, temporary)
      sink = ByteSink(descriptor: temporary.descriptor, path: path)
      UnfinishedOutputs.begin(temporary.path)
    }
  }

  deinit {
    guard let temporary else { return }
    UnfinishedOutputs.end(temporary.path) { _ = unsafe unlink(RawPath.bytes(of: temporary.path)) }
    _ = close(temporary.descriptor)
  }

  /// Writes what is left and puts the file in its place.
  ///
  /// - Throws: `ReportingError.system` if a write or the rename fails; then the place is as it was.
  public func finish() throws(ReportingError) {
    try sink.finish(synchronised: temporary != nil)
    guard let temporary else { return }
    try UnfinishedOutputs.end(temporary.path) { () throws(ReportingError) in
      guard unsafe rename(RawPath.bytes(of: temporary.path), RawPath.bytes(of: target)) == 0 else {
        throw .system(operation: "rename", path: target, errno: errno)
      }
    }
  }

  private static func isSpecial(_ path: String) -> Bool {
    var status = stat()
    guard unsafe stat(RawPath.bytes(of: path), &status) == 0 else { return false }
    return status.st_mode & S_IFMT != S_IFREG
  }

  /// The path, or that of the file which a link at the path names; that must be there.
  private static func target(of path: String) throws(ReportingError) -> String {
    var status = stat()
    guard unsafe lstat(RawPath.bytes(of: path), &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return path }
    guard let resolved = unsafe realpath(RawPath.bytes(of: path), nil) else {
      throw .system(operation: "resolve", path: path, errno: errno)
    }
    defer { unsafe free(resolved) }
    return unsafe RawPath.text(of: Array(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved))))
  }

  /// Creates a file beside the target and locks it; `path` is what errors name.
  private static func makeTemporary(beside target: String, named path: String) throws(ReportingError) -> Temporary {
    for attempt in 0..<1000 {
      let beside = "\(target).partial-\(getpid())" + (attempt == 0 ? "" : "-\(attempt)")
      let descriptor = unsafe open(RawPath.bytes(of: beside), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else {
        if errno == EEXIST { continue }
        throw .system(operation: "open", path: path, errno: errno)
      }
      var status = stat()
      let isLocked = flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno == ENOLCK
      // Another run may have taken the new file for one that was left, and removed it.
      if isLocked, unsafe fstat(descriptor, &status) == 0, status.st_nlink > 0 {
        return Temporary(path: beside, descriptor: descriptor)
      }
      _ = close(descriptor)
    }
    throw .system(operation: "open", path: path, errno: EEXIST)
  }

  /// Removes files beside the target that a killed program left: nobody holds their lock any more.
  private static func removeAbandoned(beside target: String) {
    let slash = target.lastIndex(of: "/")
    let folder = slash.map { $0 == target.startIndex ? "/" : String(target[..<$0]) } ?? "."
    let prefix = RawPath.bytes(of: (slash.map { String(target[target.index(after: $0)...]) } ?? target) + ".partial-")
      .dropLast()
    guard let stream = unsafe opendir(RawPath.bytes(of: folder)) else { return }
    defer { unsafe closedir(stream) }
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe $0.prefix { $0 != 0 }.map(CChar.init) }
      let rest = name.dropFirst(prefix.count)
      guard name.starts(with: prefix), !rest.isEmpty, rest.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D })
      else { continue }
      let path = RawPath.bytes(of: folder).dropLast() + [0x2F] + name + [0]
      let descriptor = unsafe open(Array(path), O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { _ = unsafe unlink(Array(path)) }
      _ = close(descriptor)
    }
  }
}
