/// Why a run cannot go on, beside what its parts report themselves.
public enum RunError: Error, Equatable, Sendable {
  /// The inputs hold no record at all.
  case noArticles(inputs: [String])
  /// No article has this id.
  case noSuchArticle(id: String)
  /// What was named alone, and so is a file's path, is none.
  case noSuchFile(path: String)
  /// The article has no claim of this number.
  case noSuchClaim(id: String, article: String, count: Int)
  /// A file that was to hold one article holds none, or several.
  case notOneArticle(path: String, count: Int)
  /// A file has no header of decisions.
  case notDecisions(path: String)
  /// A day is not written as YYYY-MM-DD.
  case badDay(String)
  /// An index has no such run.
  case noSuchRun(Int)
  /// The index has faults.
  case faultyIndex(path: String, faults: [String])
}
