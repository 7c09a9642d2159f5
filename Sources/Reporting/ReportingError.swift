/// Why a table, a page or the output folder could not be written.
public enum ReportingError: Error, Equatable, Sendable {
  /// A system call on `path` failed with `errno`: a full disk is `ENOSPC`, a closed pipe `EPIPE`.
  case system(operation: String, path: String, errno: Int32)
  /// The output path exists and is no folder.
  case notAFolder(path: String)
  /// Another file system is mounted at the output folder, so that it cannot be replaced.
  case mountPoint(path: String)
  /// The output folder holds something that Menbe did not write, so it is not replaced.
  case notAReport(path: String)
  /// The text of an article that a page shows could not be read again.
  case unreadableText(articleKey: String, detail: String)
  /// A template or a word list inside the program is broken.
  case badAsset(name: String, detail: String)
}
