/// What a page says about its article outside the story: in meta elements, JSON-LD, links and the address itself.
struct PageMetadata {
  private(set) var structured = StructuredData()
  private(set) var canonical = ""
  private(set) var credits: [PageCredit] = []
  /// Values of meta elements by their lower-case name; the first of each name.
  private(set) var metas: [String: String] = [:]
  private(set) var documentTitle = ""
  /// The address that links are relative to, where the page names one.
  private(set) var base = ""

  /// Reads the head of `tree`, and what else carries metadata wherever it stands.
  init(_ tree: MarkupTree) {
    for node in tree.nodes.indices {
      switch tree.nodes[node].tag {
      case .meta: takeMeta(tree, node)
      case .link:
        let rel = tree.value(.rel, of: node).lowercased()
        if canonical.isEmpty, rel == "canonical" { canonical = tree.value(.href, of: node) }
      case .script: takeScript(tree, node)
      case .title: if documentTitle.isEmpty { documentTitle = tree.plainText(of: node) }
      default: break
      }
    }
    for (name, kind) in [
      ("original-source", PageCredit.Kind.originalSource), ("syndication-source", .syndicationSource),
    ] {
      if let target = metas[name] { credits.append(PageCredit(kind: kind, target: target)) }
    }
    credits = structured.origins + credits
  }

  private mutating func takeMeta(_ tree: MarkupTree, _ node: Int) {
    let content = tree.value(.content, of: node)
    guard !content.isEmpty, content.utf8.count < 10_000 else { return }
    for key in [MarkupKey.property, .name, .itemprop] {
      let name = tree.value(key, of: node).lowercased().filter { $0 != " " }
      if !name.isEmpty, name.utf8.count < 64, metas[name] == nil { metas[name] = content }
    }
  }

  private mutating func takeScript(_ tree: MarkupTree, _ node: Int) {
    guard tree.value(.type, of: node).lowercased().hasPrefix("application/ld+json") else { return }
    for text in (node + 1)..<max(node + 1, Int(tree.nodes[node].end)) where tree.nodes[text].tag == .text {
      structured.read(tree.buffer.span.extracting(tree.content(of: text)))
    }
  }

  /// The first of those meta elements that says something.
  func first(_ names: [String]) -> String { names.lazy.compactMap { metas[$0] }.first ?? "" }

  /// The outlet's name as the page gives it.
  var siteName: String {
    let name = first(["og:site_name", "application-name"])
    return name.isEmpty ? structured.publisher : name
  }

  /// The article's own address.
  var url: String {
    for address in [canonical, metas["og:url"] ?? "", structured.url] where address.isWebAddress { return address }
    return ""
  }

  /// Dates of publication as meta elements write them, the most telling first.
  var dates: [String] {
    var found = structured.published
    for name in Self.dateNames { if let date = metas[name] { found.append(date) } }
    return found
  }

  /// Times of the last edit: the page was published at some time before.
  var editDates: [String] {
    ["og:updated_time", "article:modified_time", "last-modified", "last-modified-date"].compactMap { metas[$0] }
      + structured.modified
  }

  private static let dateNames = [
    "article:published_time", "og:article:published_time", "datepublished", "rnews:datepublished", "og:published_time",
    "og:pubdate", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "article.published",
    "published-date", "date_published", "sailthru.date", "parsely-pub-date", "dc.date.issued", "dcterms.created",
    "dc.date.created", "dcterms.issued", "dc.date", "dcterms.date", "dc:date", "article_date_original",
    "cxenseparse:recs:publishtime",
    "datecreated", "citation_publication_date", "citation_date", "displaydate", "date",
  ]
}

extension String {
  /// Whether it is an address of the web.
  var isWebAddress: Bool {
    utf8.starts(with: "http://".utf8) || utf8.starts(with: "https://".utf8)
  }
}
