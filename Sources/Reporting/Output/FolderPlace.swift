import Corpus
import Foundation
import Glibc

/// The place of an output folder on the disk, and what may be done with what is there.
struct FolderPlace {
  /// The folder itself, without symbolic links.
  let target: String
  private let parent: String
  private let name: String

  init(_ path: String) throws(ReportingError) {
    guard !path.isEmpty else { throw .notAFolder(path: path) }
    if let real = Self.realPath(path) {
      target = real
    } else {
      var status = stat()
      if unsafe lstat(path, &status) == 0 { throw .system(operation: "resolve", path: path, errno: ENOENT) }
      let trimmed = Self.trimmed(path)
      let slash = trimmed.lastIndex(of: "/")
      let folder = slash.map { $0 == trimmed.startIndex ? "/" : String(trimmed[..<$0]) } ?? "."
      try Self.makeFolders(folder)
      guard let real = Self.realPath(folder) else {
        throw .system(operation: "resolve", path: folder, errno: errno)
      }
      target = (real == "/" ? "" : real) + "/" + (slash.map { String(trimmed[trimmed.index(after: $0)...]) } ?? trimmed)
    }
    let slash = target.lastIndex(of: "/") ?? target.startIndex
    parent = slash == target.startIndex ? "/" : String(target[..<slash])
    name = String(target.dropFirst(target.distance(from: target.startIndex, to: slash) + 1))
  }

  /// Keeps other runs from the same place until the descriptor is closed.
  func lock() throws(ReportingError) -> Int32 {
    let descriptor = unsafe open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(operation: "open", path: parent, errno: errno) }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else {
        let failure = errno
        _ = close(descriptor)
        throw .system(operation: "lock", path: parent, errno: failure)
      }
    }
    return descriptor
  }

  /// Whether there is nothing, an empty folder or a report, which alone may be replaced.
  func check() throws(ReportingError) {
    var status = stat()
    guard unsafe lstat(target, &status) == 0 else {
      if errno == ENOENT { return }
      throw .system(operation: "look at", path: target, errno: errno)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw .notAFolder(path: target) }
    if Self.isReport(target) { return }
    guard try Self.entries(of: target).isEmpty else { throw .notAReport(path: target) }
  }

  /// Clears up after killed runs: puts back a report that was moved aside, removes folders that nobody writes any more.
  ///
  /// To be called under the lock, under which alone a report is moved aside and a folder gets and loses its marker.
  func recover() throws(ReportingError) {
    for entry in try Self.entries(of: parent) {
      let path = parent + "/" + entry
      if Self.isNumbered(entry, "." + name + ".replaced-") {
        var status = stat()
        let isNeeded = unsafe lstat(target, &status) != 0 && Self.isReport(path)
        if isNeeded { try Self.rename(path, target) } else { try Self.remove(path) }
      } else if Self.isNumbered(entry, "." + name + ".partial-"), Self.isAbandoned(path) {
        try Self.remove(path)
      }
    }
  }

  /// Whether a name is `prefix` and what a run puts behind it: numbers.
  private static func isNumbered(_ entry: String, _ prefix: String) -> Bool {
    let rest = entry.utf8.dropFirst(prefix.utf8.count)
    return entry.hasPrefix(prefix) && !rest.isEmpty && rest.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2D }
  }

  /// Makes an empty folder beside the place, named for this process.
  func makeFolderBeside() throws(ReportingError) -> String {
    for attempt in 0..<1000 {
      let path = parent + "/." + name + ".partial-\(getpid())" + (attempt == 0 ? "" : "-\(attempt)")
      if unsafe mkdir(path, 0o755) == 0 { return path }
      guard errno == EEXIST else { throw .system(operation: "make folder", path: path, errno: errno) }
    }
    throw .system(operation: "make folder", path: parent, errno: EEXIST)
  }

  /// Moves `folder` here; what was here is moved aside first, and back if that fails.
  func replace(by folder: String) throws(ReportingError) {
    var status = stat()
    guard unsafe lstat(target, &status) == 0 else { return try Self.rename(folder, target) }
    if unsafe rmdir(target) == 0 { return try Self.rename(folder, target) }
    try Self.rename(target, replaced)
    do {
      try Self.rename(folder, target)
    } catch {
      try Self.rename(replaced, target)
      throw error
    }
  }

  /// Removes what `replace` moved aside.
  func removeReplaced() throws(ReportingError) {
    var status = stat()
    guard unsafe lstat(replaced, &status) == 0 else { return }
    // First what makes it a report: one that is half removed must not be put back.
    _ = unsafe unlink(replaced + "/run.json")
    try Self.remove(replaced)
  }

  private var replaced: String { parent + "/." + name + ".replaced-\(getpid())" }

  /// Removes a folder under construction, its marker last: until then nobody else takes it for abandoned.
  static func discard(_ folder: String) throws(ReportingError) {
    for entry in try entries(of: folder) where entry != OutputFolder.markerName { try remove(folder + "/" + entry) }
    try remove(folder)
  }

  /// Makes a folder and those above it, as far as they are missing.
  static func makeFolders(_ path: String) throws(ReportingError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw failure("make folder", path, error)
    }
  }

  /// Whether a report of this program stands in the place.
  var holdsReport: Bool { Self.isReport(target) }

  private static func isReport(_ path: String) -> Bool { ReportMark.stands(in: Array(path.utf8CString.dropLast())) }

  /// Whether a folder under construction has lost its writer, whose lock ends with it; without a marker it was killed
  /// before there was one, or behind its removal.
  private static func isAbandoned(_ path: String) -> Bool {
    let marker = unsafe open(path + "/" + OutputFolder.markerName, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard marker >= 0 else { return errno == ENOENT }
    defer { _ = close(marker) }
    return flock(marker, LOCK_EX | LOCK_NB) == 0
  }

  private static func entries(of path: String) throws(ReportingError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      throw failure("list", path, error)
    }
  }

  /// Removes a folder that its own writer may be about to remove, too.
  private static func remove(_ path: String) throws(ReportingError) {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      var status = stat()
      if unsafe lstat(path, &status) != 0, errno == ENOENT { return }
      throw failure("remove", path, error)
    }
  }

  private static func rename(_ old: String, _ new: String) throws(ReportingError) {
    if unsafe Glibc.rename(old, new) != 0 { throw .system(operation: "rename", path: new, errno: errno) }
  }

  private static func failure(_ operation: String, _ path: String, _ error: any Error) -> ReportingError {
    let cause = (error as? CocoaError)?.underlying as? POSIXError
    return .system(operation: operation, path: path, errno: cause?.code.rawValue ?? EIO)
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  private static func trimmed(_ path: String) -> String {
    var trimmed = path
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    return trimmed
  }
}
