public import Corpus
public import Matching
public import Normalization
import Tracing

/// A text as pages show it.
public struct PageText: Sendable {
  /// The article, read again.
  public var article: Article
  /// Its words.
  public var words: NormalizedText
  /// The words that were compared, as ranges of words: all but furniture and credit lines.
  public var kept: [Range<Int>]

  /// A text of which those words were compared.
  public init(article: Article, words: NormalizedText, kept: [Range<Int>]) {
    (self.article, self.words, self.kept) = (article, words, kept)
  }
}

/// Where pages get the texts from, which no run keeps in memory.
public struct PageTexts: Sendable {
  private let article: @Sendable (ArticleID) throws -> Article
  private let text: @Sendable (ArticleID) throws -> PageText
  private let passages: @Sendable (ArticleID, ArticleID) throws -> [Passage]

  /// Texts from those sources, which several threads call at once.
  ///
  /// - Parameters:
  ///   - article: reads an article again.
  ///   - text: reads an article again and tells its words.
  ///   - passages: aligns two articles, the one that comes first in canonical order first.
  public init(
    article: @escaping @Sendable (ArticleID) throws -> Article,
    text: @escaping @Sendable (ArticleID) throws -> PageText,
    passages: @escaping @Sendable (ArticleID, ArticleID) throws -> [Passage]
  ) {
    (self.article, self.text, self.passages) = (article, text, passages)
  }

  /// The text of an article, read again.
  func readArticle(_ id: ArticleID, _ model: ReportModel) throws(ReportingError) -> Article {
    do {
      return try article(id)
    } catch {
      throw model.unreadable(id, error)
    }
  }

  /// The text of an article with its words.
  func read(_ id: ArticleID, _ model: ReportModel) throws(ReportingError) -> PageText {
    do {
      return try text(id)
    } catch {
      throw model.unreadable(id, error)
    }
  }

  /// The passages that a copy shares with the text that it comes from, that text's bytes first.
  func readPassages(_ copy: ArticleID, of parent: ArticleID, _ model: ReportModel) throws(ReportingError) -> [Passage] {
    let (a, b) = (min(copy, parent), max(copy, parent))
    do {
      let found = try passages(a, b)
      return parent == a ? found : found.map(\.turned)
    } catch {
      throw model.unreadable(copy, error)
    }
  }
}

extension ReportModel {
  fileprivate func unreadable(_ article: ArticleID, _ error: any Error) -> ReportingError {
    if let error = error as? ReportingError { return error }
    return .unreadableText(articleKey: run.articles[article.index].key, detail: String(describing: error))
  }
}

extension Passage {
  /// The same passage with the two texts exchanged.
  var turned: Passage { Passage(sourceA: sourceB, sourceB: sourceA, wordCount: wordCount) }
}
