/// The fields of one record before they make an article.
struct RawRecord {
  var id = ""
  var url = ""
  var site = ""
  var title = ""
  var source = ""
  var text: [UInt8] = []
  var published: WrittenTime?
  var crawled: WrittenTime?
  var credits: [PageCredit] = []
  var brokenByteCount = 0

  /// The article; `fallbackKey` names it where it has neither id nor URL.
  consuming func article(_ input: InputContext, fallbackKey: @autoclosure () -> String) -> Article {
    // Some scrapers write the URL into "source", some the outlet's name.
    if !source.isEmpty {
      let isURL = source.utf8.starts(with: "http://".utf8) || source.utf8.starts(with: "https://".utf8)
      if isURL { if url.isEmpty { url = source } } else if site.isEmpty { site = source }
    }
    let isZoneWritten = published == nil || published?.zoneMinutes != nil
    let zone = isZoneWritten ? nil : input.shared.registry.zoneMinutes(site: site, url: url)
    return Article(
      key: !id.isEmpty ? id : !url.isEmpty ? url : fallbackKey(), url: url, site: site, title: title, body: text,
      published: .resolve(
        published, crawled: crawled, zoneMinutes: zone ?? input.shared.options.defaultZoneMinutes,
        isMonthFirst: published?.monthFirstSecond != nil
          && input.shared.registry.writesMonthFirst(site: site, url: url)),
      pageCredits: credits, brokenByteCount: brokenByteCount)
  }

  /// Takes the best value of a field that is no time: text and id as they are, the others without blanks around them.
  mutating func set(_ field: ArticleField, _ bytes: Span<UInt8>, _ range: Range<Int>) {
    switch field {
    case .id: id = bytes.string(range)
    case .url: url = bytes.string(bytes.trimmed(range))
    case .site: site = bytes.string(bytes.trimmed(range))
    case .title: title = bytes.string(bytes.trimmed(range))
    case .source: source = bytes.string(bytes.trimmed(range))
    case .text: text = bytes.array(range)
    case .publishedAt, .crawledAt: break
    }
  }
}
