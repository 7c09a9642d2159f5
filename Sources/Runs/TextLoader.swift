import Attribution
import Corpus
import Matching
import Normalization

/// Reads texts again for comparison: after sketching, no text is kept in memory.
struct TextLoader: Sendable {
  let store: RecordStore
  let corpus: SketchedCorpus
  let furniture: FurnitureBook
  let recurring: RecurringLines
  let claimReader: ClaimReader
  private let normalizer = Normalizer()

  /// A text with its comparison form and the ranges of its words that are the story.
  struct Loaded {
    var article: Article
    var text: NormalizedText
    var kept: [Range<Int>]
    var comparable: ComparableText { ComparableText(text, kept: kept) }
  }

  func load(_ article: ArticleID) throws -> Loaded {
    let read = try store.article(at: corpus.locations[article.index])
    let text = normalizer.normalize(read.body)
    let left =
      furniture.furnitureLines(in: text, body: read.body) + recurring.ranges(in: text)
      + Claim.creditWords(of: claims(of: article, read, text), in: text)
    return Loaded(article: read, text: text, kept: KeptWords.ranges(wordCount: text.words.count, leavingOut: left))
  }

  /// The article's claims, from the first reading if that kept them.
  private func claims(of article: ArticleID, _ read: Article, _ text: NormalizedText) -> [Claim] {
    if !corpus.claims.isEmpty { return corpus.claims[article.index].map(\.claim) }
    return claimReader.claims(in: read, text: text, publisher: corpus.outlet(of: article))
  }

  func verifiable(_ article: ArticleID) throws -> VerifiableArticle {
    VerifiableArticle(id: article, facts: corpus.facts(of: article), text: try load(article).comparable)
  }
}

extension ClaimReader {
  /// The claims of an article that `publisher` published.
  func claims(in article: Article, text: NormalizedText, publisher: String) -> [Claim] {
    let host = OutletRegistry.host(of: article.url.isEmpty ? article.site : article.url)
    return claims(in: article.body, text: text, publisher: publisher, siteHost: host)
  }
}
