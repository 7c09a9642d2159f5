/// Why an index cannot be used.
public enum IndexError: Error, Equatable, Sendable {
  /// There is no index at `path`.
  case missing(path: String)
  /// The file is no index, or a damaged one.
  case unreadable(path: String, detail: String)
  /// Its sketches were made in another way than this program makes them.
  case otherScheme(path: String, found: String, expected: String)
  /// A later program wrote it.
  case laterVersion(path: String)
  /// Another run has it.
  case locked(path: String)
  /// The disk is full; the index is as it was.
  case diskFull(path: String)
  /// Reading or writing failed; the index is as it was.
  case failed(path: String, detail: String)
  /// The index holds no such run, article, cluster or claim.
  case unknown(what: String, id: String)
}
