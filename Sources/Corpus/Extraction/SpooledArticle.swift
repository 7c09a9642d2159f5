/// An article as bytes that are read again exactly as they were written.
public struct SpooledArticle: Sendable {
  /// The bytes.
  public let bytes: [UInt8]

  /// The bytes of `article`.
  public init(_ article: Article) {
    var writer = BinaryWriter()
    for text in [article.key, article.url, article.site, article.title] { writer.put(text) }
    writer.put(article.body)
    let published = article.published
    for number in [published.earliest, published.latest, Int64(published.zoneMinutes), Int64(article.brokenByteCount)] {
      writer.put(number)
    }
    writer.put(published.basis.rawValue)
    writer.put(Int64(article.pageCredits.count))
    for credit in article.pageCredits {
      for text in [credit.kind.rawValue, credit.target, credit.label] { writer.put(text) }
      writer.put(Int64(credit.byteRange?.lowerBound ?? -1))
      writer.put(Int64(credit.byteRange?.upperBound ?? -1))
    }
    bytes = writer.bytes
  }

  /// The article that `bytes` hold; nil when they are damaged.
  public static func article(_ bytes: [UInt8]) -> Article? {
    var reader = BinaryReader(bytes)
    guard let key = reader.text(), let url = reader.text(), let site = reader.text(), let title = reader.text(),
      let body = reader.array(), let earliest = reader.number(), let latest = reader.number(), earliest <= latest,
      let zone = reader.number(), let broken = reader.number(),
      let basis = reader.text().flatMap(PublishedInterval.Basis.init), let count = reader.number()
    else { return nil }
    var credits: [PageCredit] = []
    for _ in 0..<max(0, count) {
      guard let kind = reader.text().flatMap(PageCredit.Kind.init), let target = reader.text(),
        let label = reader.text(), let lower = reader.number(), let upper = reader.number(), lower <= upper
      else { return nil }
      credits.append(
        PageCredit(kind: kind, target: target, label: label, byteRange: lower < 0 ? nil : Int(lower)..<Int(upper)))
    }
    return Article(
      key: key, url: url, site: site, title: title, body: body,
      published: PublishedInterval(earliest: earliest, latest: latest, basis: basis, zoneMinutes: Int(zone)),
      pageCredits: credits, brokenByteCount: Int(broken))
  }
}
