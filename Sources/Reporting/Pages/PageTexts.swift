public import Corpus
public import Matching

/// Where pages get the texts from, which no run keeps in memory.
public struct PageTexts {
  let article: (ArticleID) throws -> Article
  let passages: (ArticleID, ArticleID) throws -> [Passage]

  /// Texts from those two sources, called from one thread, one article after the other.
  ///
  /// - Parameters:
  ///   - article: reads an article again.
  ///   - passages: aligns two articles, the one that comes first in canonical order first.
  public init(
    article: @escaping (ArticleID) throws -> Article, passages: @escaping (ArticleID, ArticleID) throws -> [Passage]
  ) {
    (self.article, self.passages) = (article, passages)
  }
}
