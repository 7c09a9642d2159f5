import CLinux
import Corpus
import Glibc

/// What outputs ask of the file system, by paths as `RawPath` writes them; every failure names call and path.
enum FileSystem {
  /// Makes a folder and those above it, as far as they are missing; none above `base`, if one is given.
  static func makeFolders(_ path: String, below base: String = "") throws(ReportingError) {
    var end = path.utf8.index(path.startIndex, offsetBy: base.utf8.count)
    repeat {
      end = path.utf8[end...].dropFirst().firstIndex(of: UInt8(ascii: "/")) ?? path.endIndex
      let folder = String(path[..<end])
      guard unsafe mkdir(RawPath.bytes(of: folder), 0o777) != 0 else { continue }
      let failure = errno
      // On a read-only disk a folder that is there is told to be unwritable.
      if failure == EEXIST || failure == EROFS || failure == EACCES, isFolder(folder) { continue }
      throw .system(operation: "make folder", path: folder, errno: failure == EEXIST ? ENOTDIR : failure)
    } while end < path.endIndex
  }

  /// The names in a folder, sorted.
  static func entries(of path: String) throws(ReportingError) -> [String] {
    guard let stream = unsafe opendir(RawPath.bytes(of: path)) else {
      throw .system(operation: "list", path: path, errno: errno)
    }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in unsafe Array(bytes.prefix { $0 != 0 }) }
      if name != Array(".".utf8), name != Array("..".utf8) { names.append(RawPath.text(of: name)) }
    }
    return names.sorted()
  }

  /// Removes a file, or a folder with all that is in it; links are not followed, and what is gone already is no failure.
  static func remove(_ path: String) throws(ReportingError) {
    let bytes = RawPath.bytes(of: path)
    if unsafe unlink(bytes) == 0 || errno == ENOENT { return }
    guard errno == EISDIR || errno == EPERM else { throw .system(operation: "remove", path: path, errno: errno) }
    for entry in try entries(ofRemoved: path) { try remove(path + "/" + entry) }
    if unsafe rmdir(bytes) != 0, errno != ENOENT { throw .system(operation: "remove", path: path, errno: errno) }
  }

  /// The names in a folder that somebody else may be about to remove, too.
  private static func entries(ofRemoved path: String) throws(ReportingError) -> [String] {
    do {
      return try entries(of: path)
    } catch {
      if case .system(_, _, ENOENT) = error { return [] }
      throw error
    }
  }

  static func rename(_ old: String, _ new: String) throws(ReportingError) {
    guard unsafe Glibc.rename(RawPath.bytes(of: old), RawPath.bytes(of: new)) == 0 else {
      throw .system(operation: "rename", path: new, errno: errno)
    }
  }

  /// Lets two names change places in one step; false where the file system cannot.
  static func exchange(_ one: String, _ other: String) throws(ReportingError) -> Bool {
    if unsafe exchange_paths(RawPath.bytes(of: one), RawPath.bytes(of: other)) == 0 { return true }
    if errno == EINVAL || errno == ENOSYS || errno == ENOTSUP { return false }
    throw .system(operation: "rename", path: other, errno: errno)
  }

  /// Whether another file system is mounted at the folder, so that it cannot be renamed.
  static func isMountPoint(_ path: String) -> Bool {
    unsafe is_mount_root(RawPath.bytes(of: path)) != 0
  }

  /// What stands at the path, a link as itself; nil where nothing does.
  static func mode(ofLink path: String) throws(ReportingError) -> mode_t? {
    var status = stat()
    if unsafe lstat(RawPath.bytes(of: path), &status) == 0 { return status.st_mode & S_IFMT }
    if errno == ENOENT { return nil }
    throw .system(operation: "look at", path: path, errno: errno)
  }

  /// The path without links, "." and ".."; nil, with errno set, where nothing stands.
  static func realPath(_ path: String) -> String? {
    guard let resolved = unsafe realpath(RawPath.bytes(of: path), nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe RawPath.text(of: Array(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved))))
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(RawPath.bytes(of: path), &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
