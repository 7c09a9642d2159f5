import Corpus
import Glibc
import Synchronization

/// A folder that appears whole or not at all: written beside its place, then renamed into it.
///
/// An older report in that place is replaced as a whole. Nothing else is: a folder that holds anything but a report of
/// Menbe is refused. A symbolic link stays, and the folder that it names is replaced. What killed runs left beside the
/// place is removed at the next start, and a report that was moved aside and not yet replaced is put back.
///
/// Several threads may write files of it at once, each its own.
public final class OutputFolder: Sendable {
  /// The folder as it was asked for.
  public let path: String
  private let place: FolderPlace
  private let partial: String
  private let marker: Int32
  private let subfolders = Mutex<Set<String>>([])
  private let willWait: @Sendable (String) -> Void
  private let isCommitted = Mutex(false)

  /// The file that tells a folder under construction; whoever writes the folder holds a lock on it.
  static let markerName = ".menbe-partial"

  /// Makes ready to replace the folder at `path`, which need not exist.
  ///
  /// - Parameter willWait: called before a wait for another process that has locked the folder that it is given.
  /// - Throws: `ReportingError.notAReport`, `.notAFolder` or `.mountPoint` if what is there must stay, `.system` if the
  ///   folder beside cannot be made.
  public init(
    replacing path: String, willWait: @escaping @Sendable (_ folder: String) -> Void = { _ in }
  ) throws(ReportingError) {
    (self.path, self.willWait) = (path, willWait)
    place = try FolderPlace(path)
    let lock = try place.lock(willWait: willWait)
    defer { _ = close(lock) }
    try place.recover()
    try place.check()
    partial = try place.makeFolderBeside()
    let path = RawPath.bytes(of: partial + "/" + Self.markerName)
    marker = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard marker >= 0, flock(marker, LOCK_EX | LOCK_NB) == 0 else {
      let failure = errno
      _ = unsafe rmdir(RawPath.bytes(of: partial))
      throw .system(operation: "mark", path: partial, errno: failure)
    }
    UnfinishedOutputs.begin(partial)
  }

  deinit {
    if !isCommitted.withLock({ $0 }) {
      let partial = partial
      UnfinishedOutputs.end(partial) { try? FolderPlace.discard(partial) }
    }
    _ = close(marker)
  }

  /// Creates a file of the folder; `name` may lie in a subfolder, which is made when it is first named.
  ///
  /// - Throws: `ReportingError.system` if the file or its folder cannot be made.
  public func file(_ name: String) throws(ReportingError) -> ByteSink { try ByteSink(creating: place(of: name)) }

  /// Where a file of the folder is to be made, for what makes files itself; its folder is there.
  func place(of name: String) throws(ReportingError) -> String {
    precondition(!name.hasPrefix("/") && !name.contains(".."), "a file of the report lies inside its folder")
    if let slash = name.lastIndex(of: "/") {
      let subfolder = String(name[..<slash])
      let isMade = subfolders.withLock { $0.contains(subfolder) }
      if !isMade {
        // Not above it: a folder that an interrupted program removes must not come back.
        try FileSystem.makeFolders(partial + "/" + subfolder, below: partial)
        subfolders.withLock { _ = $0.insert(subfolder) }
      }
    }
    return partial + "/" + name
  }

  /// Whether an older report stands in the place.
  public var replacesReport: Bool { place.holdsReport }

  /// Puts the folder in its place; every file must be finished.
  ///
  /// - Throws: `ReportingError.notAReport`, `.notAFolder` or `.mountPoint` if something else has come to be there, `.system` if a
  ///   rename fails; then the place is as it was.
  public func commit() throws(ReportingError) {
    precondition(!isCommitted.withLock { $0 }, "a folder is committed once")
    // Not under the lock: it takes as long as the disk needs, for other programs' data too.
    sync()
    let lock = try place.lock(willWait: willWait)
    defer { _ = close(lock) }
    try UnfinishedOutputs.end(partial) { () throws(ReportingError) in
      try place.check()
      _ = unsafe unlink(RawPath.bytes(of: partial + "/" + Self.markerName))
      try place.replace(by: partial)
      isCommitted.withLock { $0 = true }
    }
    _ = fsync(lock)
    try place.removeReplaced(partial)
  }
}
