public import Corpus

/// Writes articles as read, one JSON object a line: id, url, site, published_at, title, text, credits where there are
/// any, input.
///
/// `published_at` holds what a publisher said, in its zone, and without one where that was assumed; a crawl time, which
/// only bounds it, is `crawled_at`. So the lines read again as the same articles.
public struct ArticleLines {
  private let sink: ByteSink
  private var line = JSONText()

  /// Writes to `sink`.
  public init(sink: ByteSink) { self.sink = sink }

  /// Writes one line.
  ///
  /// - Parameter input: the file and member that the article came from.
  /// - Throws: `ReportingError.system` if it cannot be written.
  public mutating func write(_ article: Article, input: String) throws(ReportingError) {
    line.begin()
    line.literal("{\"id\":")
    line.string(article.key)
    line.literal(",\"url\":")
    line.string(article.url)
    line.literal(",\"site\":")
    line.string(article.site)
    line.literal(",\"published_at\":")
    let published = article.published
    line.string(published.basis == .date ? UTCTime.text(published) : published.writtenText)
    if published.basis == .crawl {
      line.literal(",\"crawled_at\":")
      line.string(published.isoText)
    }
    line.literal(",\"title\":")
    line.string(article.title)
    line.literal(",\"text\":")
    line.string(article.body)
    if !article.pageCredits.isEmpty { write(article.pageCredits) }
    line.literal(",\"input\":")
    line.string(input)
    line.literal("}\n")
    try sink.append(line.bytes)
  }

  private mutating func write(_ credits: [PageCredit]) {
    line.literal(",\"credits\":[")
    for (position, credit) in credits.enumerated() {
      line.literal(position == 0 ? "{\"kind\":" : ",{\"kind\":")
      line.string(credit.kind.rawValue)
      line.literal(",\"target\":")
      line.string(credit.target)
      if !credit.label.isEmpty {
        line.literal(",\"label\":")
        line.string(credit.label)
      }
      if let range = credit.byteRange {
        line.literal(",\"start\":\(range.lowerBound),\"end\":\(range.upperBound)")
      }
      line.literal("}")
    }
    line.literal("]")
  }
}
