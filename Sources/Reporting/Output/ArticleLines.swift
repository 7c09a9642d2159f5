public import Corpus

/// Writes articles as read, one JSON object a line: id, url, site, published_at, title, text, credits where there are
/// any, input.
///
/// `published_at` holds what a publisher said; a crawl time bounds it and is left out, so that reading the lines again
/// cannot make it a time of publication.
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
    line.string(article.published.isFromPublisher ? UTCTime.text(article.published) : "")
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
