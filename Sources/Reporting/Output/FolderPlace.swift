import Corpus
import Glibc

/// The place of an output folder on the disk, and what may be done with what is there.
struct FolderPlace {
  /// The folder itself, without symbolic links.
  let target: String
  private let parent: String
  private let name: String

  init(_ path: String) throws(ReportingError) {
    guard !path.isEmpty else { throw .notAFolder(path: path) }
    if let real = FileSystem.realPath(path) {
      target = real
    } else {
      if try FileSystem.mode(ofLink: path) != nil { throw .system(operation: "resolve", path: path, errno: ENOENT) }
      let trimmed = Self.trimmed(path)
      let slash = trimmed.lastIndex(of: "/")
      let folder = slash.map { $0 == trimmed.startIndex ? "/" : String(trimmed[..<$0]) } ?? "."
      try FileSystem.makeFolders(folder)
      guard let real = FileSystem.realPath(folder) else {
        throw .system(operation: "resolve", path: folder, errno: errno)
      }
      target = (real == "/" ? "" : real) + "/" + (slash.map { String(trimmed[trimmed.index(after: $0)...]) } ?? trimmed)
    }
    let slash = target.lastIndex(of: "/") ?? target.startIndex
    parent = slash == target.startIndex ? "/" : String(target[..<slash])
    name = String(target.dropFirst(target.distance(from: target.startIndex, to: slash) + 1))
  }

  /// Keeps other runs from the same place until the descriptor is closed; calls `willWait` with the folder that another
  /// process has locked before it waits for that.
  func lock(willWait: (_ folder: String) -> Void = { _ in }) throws(ReportingError) -> Int32 {
    let descriptor = unsafe open(RawPath.bytes(of: parent), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(operation: "open", path: parent, errno: errno) }
    var flags = LOCK_EX | LOCK_NB
    while flock(descriptor, flags) != 0 {
      if errno == EWOULDBLOCK, flags & LOCK_NB != 0 {
        willWait(parent)
        flags = LOCK_EX
      } else if errno != EINTR {
        let failure = errno
        _ = close(descriptor)
        throw .system(operation: "lock", path: parent, errno: failure)
      }
    }
    return descriptor
  }

  /// Whether there is nothing, an empty folder or a report, which alone may be replaced.
  func check() throws(ReportingError) {
    guard let mode = try FileSystem.mode(ofLink: target) else { return }
    guard mode == S_IFDIR else { throw .notAFolder(path: target) }
    if FileSystem.isMountPoint(target) { throw .mountPoint(path: target) }
    if Self.isReport(target) { return }
    guard try FileSystem.entries(of: target).isEmpty else { throw .notAReport(path: target) }
  }

  /// Clears up after killed runs: puts back a report that was moved aside, removes folders that nobody writes any more.
  ///
  /// To be called under the lock, under which alone a report is moved aside and a folder gets and loses its marker.
  func recover() throws(ReportingError) {
    for entry in try FileSystem.entries(of: parent) {
      let path = parent + "/" + entry
      if Self.isNumbered(entry, "." + name + ".replaced-") {
        let isNeeded = try FileSystem.mode(ofLink: target) == nil && Self.isReport(path)
        if isNeeded { try FileSystem.rename(path, target) } else { try FileSystem.remove(path) }
      } else if Self.isNumbered(entry, "." + name + ".partial-"), Self.isAbandoned(path) {
        try FileSystem.remove(path)
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
      if unsafe mkdir(RawPath.bytes(of: path), 0o755) == 0 { return path }
      guard errno == EEXIST else { throw .system(operation: "make folder", path: path, errno: errno) }
    }
    throw .system(operation: "make folder", path: parent, errno: EEXIST)
  }

  /// Puts `folder` here in one step; an older report takes the folder's place, where it counts as abandoned.
  ///
  /// Where the file system cannot exchange two folders, the older one is moved aside first, and back if that fails.
  func replace(by folder: String) throws(ReportingError) {
    guard try FileSystem.mode(ofLink: target) != nil else { return try FileSystem.rename(folder, target) }
    if unsafe rmdir(RawPath.bytes(of: target)) == 0 { return try FileSystem.rename(folder, target) }
    if try FileSystem.exchange(folder, target) { return }
    try FileSystem.rename(target, replaced)
    do {
      try FileSystem.rename(folder, target)
    } catch {
      try FileSystem.rename(replaced, target)
      throw error
    }
  }

  /// Removes the older report that `replace(by: folder)` took from the place.
  func removeReplaced(_ folder: String) throws(ReportingError) {
    for old in [folder, replaced] where try FileSystem.mode(ofLink: old) != nil {
      // First what makes it a report: one that is half removed must not be put back.
      _ = unsafe unlink(RawPath.bytes(of: old + "/run.json"))
      try FileSystem.remove(old)
    }
  }

  private var replaced: String { parent + "/." + name + ".replaced-\(getpid())" }

  /// Removes a folder under construction, its marker last: until then nobody else takes it for abandoned.
  static func discard(_ folder: String) throws(ReportingError) {
    for entry in try FileSystem.entries(of: folder) where entry != OutputFolder.markerName {
      try FileSystem.remove(folder + "/" + entry)
    }
    try FileSystem.remove(folder)
  }

  /// Whether a report of this program stands in the place.
  var holdsReport: Bool { Self.isReport(target) }

  private static func isReport(_ path: String) -> Bool { ReportMark.stands(in: RawPath.bytes(of: path).dropLast()) }

  /// Whether a folder under construction has lost its writer, whose lock ends with it; without a marker it was killed
  /// before there was one, or behind its removal.
  private static func isAbandoned(_ path: String) -> Bool {
    let path = RawPath.bytes(of: path + "/" + OutputFolder.markerName)
    let marker = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard marker >= 0 else { return errno == ENOENT }
    defer { _ = close(marker) }
    return flock(marker, LOCK_EX | LOCK_NB) == 0
  }

  private static func trimmed(_ path: String) -> String {
    var trimmed = path
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    return trimmed
  }
}
