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
  private let isCommitted = Mutex(false)

  /// The file that tells a folder under construction; whoever writes the folder holds a lock on it.
  static let markerName = ".menbe-partial"

  /// Makes ready to replace the folder at `path`, which need not exist.
  ///
  /// - Throws: `ReportingError.notAReport` or `.notAFolder` if what is there must stay, `.system` if the folder
  ///   beside cannot be made.
  public init(replacing path: String) throws(ReportingError) {
    self.path = path
    place = try FolderPlace(path)
    let lock = try place.lock()
    defer { _ = close(lock) }
    try place.recover()
    try place.check()
    partial = try place.makeFolderBeside()
    marker = unsafe open(partial + "/" + Self.markerName, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard marker >= 0, flock(marker, LOCK_EX | LOCK_NB) == 0 else {
      throw .system(operation: "mark", path: partial, errno: errno)
    }
  }

  deinit {
    if !isCommitted.withLock({ $0 }) { try? FolderPlace.discard(partial) }
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
        try FolderPlace.makeFolders(partial + "/" + subfolder)
        subfolders.withLock { _ = $0.insert(subfolder) }
      }
    }
    return partial + "/" + name
  }

  /// Whether an older report stands in the place.
  public var replacesReport: Bool { place.holdsReport }

  /// Puts the folder in its place; every file must be finished.
  ///
  /// - Throws: `ReportingError.notAReport` or `.notAFolder` if something else has come to be there, `.system` if a
  ///   rename fails; then the place is as it was.
  public func commit() throws(ReportingError) {
    precondition(!isCommitted.withLock { $0 }, "a folder is committed once")
    let lock = try place.lock()
    defer { _ = close(lock) }
    try place.check()
    sync()
    _ = unsafe unlink(partial + "/" + Self.markerName)
    try place.replace(by: partial)
    isCommitted.withLock { $0 = true }
    _ = fsync(lock)
    try place.removeReplaced()
  }
}
