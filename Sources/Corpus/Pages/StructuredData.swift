/// What a page says of its article in JSON-LD (schema.org).
struct StructuredData {
  var headline = ""
  var published: [String] = []
  var modified: [String] = []
  var body = ""
  var url = ""
  var publisher = ""
  /// Where the article says that it comes from.
  var origins: [PageCredit] = []

  private static let articleTypes: Set<String> = [
    "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle", "BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "TechArticle", "ScholarlyArticle",
    "AdvertiserContentArticle", "SatiricalArticle", "Report", "DiscussionForumPosting",
  ]

  /// Takes the first article of a page's scripts; a page of another kind gives its date of publication only.
  mutating func read(_ script: Span<UInt8>) {
    var start = 0
    while start < script.count, script[start] != 0x7B, script[start] != 0x5B { start += 1 }
    guard let value = LooseJSON(script.extracting(start..<script.count)) else { return }
    visit(value, depth: 0)
  }

  private mutating func visit(_ value: LooseJSON, depth: Int) {
    guard depth < 4 else { return }
    for item in value.items {
      guard case .object = item else { continue }
      let types = item["@type"]?.items.compactMap(\.text) ?? []
      if types.contains(where: Self.articleTypes.contains) {
        take(item)
      } else if types.contains("WebPage") {
        takeDate(item)
      }
      for name in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"] {
        if let inner = item[name] { visit(inner, depth: depth + 1) }
      }
    }
  }

  private mutating func takeDate(_ item: LooseJSON) {
    if let date = item["datePublished"]?.text { published.append(date) }
  }

  private mutating func take(_ item: LooseJSON) {
    guard headline.isEmpty && body.isEmpty else { return }
    headline = item["headline"]?.text ?? item["name"]?.text ?? ""
    if let date = item["datePublished"]?.text { published.insert(date, at: 0) }
    if let date = item["dateCreated"]?.text { published.append(date) }
    if let date = item["dateModified"]?.text { modified.append(date) }
    body = item["articleBody"]?.text ?? ""
    url = item["url"]?.text ?? item["mainEntityOfPage"]?["@id"]?.text ?? ""
    publisher = item["publisher"]?["name"]?.text ?? ""
    for (name, kind) in [
      ("isBasedOn", PageCredit.Kind.basedOn), ("isBasedOnUrl", .basedOn), ("sourceOrganization", .sourceOrganization),
    ] {
      for origin in item[name]?.items ?? [] {
        let target = origin["url"]?.text ?? origin["@id"]?.text ?? origin.text ?? ""
        if !target.isEmpty { origins.append(PageCredit(kind: kind, target: target, label: "")) }
      }
    }
  }
}
