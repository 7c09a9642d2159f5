import Corpus

/// The earlier articles that one is compared with.
struct Comparisons: Sendable {
  var article: ArticleID
  /// Those that it may be a copy of come first.
  var earlier: [ArticleID]
  /// How many of `earlier` these are; the others can only share a passage.
  var copyCount: Int
}
