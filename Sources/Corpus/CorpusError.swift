/// Why reading cannot go on; a bad record or file inside a folder is a `Rejection` instead.
public enum CorpusError: Error, Sendable, Equatable {
  /// A path that was named does not exist or cannot be opened.
  case cannotOpen(path: String, errno: Int32)
  /// The temporary file that keeps content for a second reading cannot be made, written or read.
  case cannotSpool(directory: String, errno: Int32)
  /// A record is not what it was when it was first read: somebody changed the file meanwhile.
  case recordChanged(path: String, offset: Int)
  /// `ReadingOptions.fieldMapping` maps to something that is no field of an article.
  case unknownField(name: String)
}
