import Attribution
import Corpus
import IndexStore
import Matching
import Tracing

/// The texts of a night by place: tonight's from their inputs, the others from the index.
struct NightTexts: TextSource {
  let night: NightCorpus
  let tonight: SketchedCorpus
  /// Reads one of tonight's articles again, by its place in `tonight`.
  let read: @Sendable (Int) throws -> Article
  /// The places in `tonight` of the articles that came tonight, by number from the first new one.
  let arrivals: [Int]

  func text(of article: ArticleID) throws -> (article: Article, claims: [Claim]) {
    let number = night.number(article)
    if night.isNew(number) {
      let arrival = arrivals[Int(number - night.firstNew)]
      return (try read(arrival), tonight.claims[arrival].map(\.claim))
    }
    let (text, claims) = try night.index.text(of: number, id: article)
    return (text, claims.map(\.claim))
  }

  func facts(of article: ArticleID, read: Article?) throws -> ArticleFacts {
    let number = night.number(article)
    let urlHash =
      night.isNew(number)
      ? tonight.urlHashes[arrivals[Int(number - night.firstNew)]] : try night.urlHash(of: number, read: read)
    return ArticleFacts(
      publisher: night.columns.publishers[Int(number)], urlHash: urlHash,
      published: night.columns.published[Int(number)])
  }

  func form(of article: ArticleID) throws -> ComparisonForm? {
    let number = night.number(article)
    guard night.isNew(number) else { return nil }
    return try tonight.forms.form(of: arrivals[Int(number - night.firstNew)])
  }
}
