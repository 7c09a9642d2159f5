import Corpus
import Glibc
import Synchronization

/// The files and folders that are being written beside their places: removed when the program is interrupted.
///
/// Each is put in its place, or given up, under one lock, so that an interrupted program leaves the old output or the
/// new one and nothing beside it.
public enum UnfinishedOutputs {
  private static let paths = Mutex<[String]>([])
  /// How often a folder is emptied again in which another thread still makes files.
  private static let attempts = 1000

  /// Notes that `path` is being written.
  public static func begin(_ path: String) { paths.withLock { $0.append(path) } }

  /// Does what ends the writing of `path`; it stays noted if that fails.
  public static func end<E: Error>(_ path: String, by body: () throws(E) -> Void) throws(E) {
    try paths.withLock { (paths) throws(E) in
      try body()
      paths.removeAll { $0 == path }
    }
  }

  /// Removes all that is being written, then calls `exit`; nothing is finished any more meanwhile.
  public static func discardAll(then exit: () -> Never) -> Never {
    paths.withLock { paths in
      for path in paths {
        for _ in 0..<attempts where unsafe access(RawPath.bytes(of: path), F_OK) == 0 { try? FileSystem.remove(path) }
      }
      exit()
    }
  }
}
