extension RawRecord {
  /// The article of an HTML page that was fetched from `address`, or found in an input of the name `inputName`.
  init(page html: Span<UInt8>, address: String, inputName: String, registry: OutletRegistry) {
    self.init()
    let page = PageReader.read(html, address: address)
    let host = OutletRegistry.host(of: address)
    let canonicalHost = OutletRegistry.host(of: page.url)
    // A canonical address at another host is a credit, and not where this page stands.
    url = address.isEmpty || Self.areOfOneSite(host, canonicalHost) ? page.url : address
    if url.isEmpty { url = address }
    if !address.isEmpty, !canonicalHost.isEmpty, !Self.areOfOneSite(host, canonicalHost) {
      credits.append(PageCredit(kind: .canonical, target: page.url))
    }
    site = url.isEmpty ? Self.siteFolder(of: inputName, registry: registry) : ""
    if site.isEmpty, url.isEmpty { site = page.site }
    (title, text, published) = (page.title, page.text, page.published)
    credits += Self.resolved(page.credits, base: url)
  }

  /// Whether two hosts belong to one site: the same, or one below the other.
  static func areOfOneSite(_ a: String, _ b: String) -> Bool {
    a == b || a.hasSuffix("." + b) || b.hasSuffix("." + a)
  }

  /// The credits with absolute targets; links inside of the site itself say nothing of an origin.
  static func resolved(_ credits: [PageCredit], base: String) -> [PageCredit] {
    let host = OutletRegistry.host(of: base)
    return credits.compactMap { credit in
      var credit = credit
      if credit.target.hasPrefix("//") { credit.target = "https:" + credit.target }
      guard credit.kind == .link else { return credit }
      guard credit.target.isWebAddress, !credit.label.isEmpty else { return nil }
      let targetHost = OutletRegistry.host(of: credit.target)
      return targetHost.isEmpty || !host.isEmpty && areOfOneSite(host, targetHost) ? nil : credit
    }
  }

  /// The text of an HTML fragment, such as the body of a feed's item, with the links in it; all of it is story.
  mutating func setText(fragment: String, base: String) {
    let bytes = Array(fragment.utf8)
    guard bytes.contains(0x3C) || bytes.contains(0x26) else {
      text = bytes
      return
    }
    let tree = MarkupParser.parse(bytes.span, as: .html)
    guard !tree.nodes.isEmpty else { return }
    setText(tree, 0, base: base)
  }

  /// The text below a node, and the links in it.
  mutating func setText(_ tree: MarkupTree, _ node: Int, base: String) {
    var writer = StoryWriter(tree)
    writer.write(node) { PageFacts.neverStory.contains(tree.nodes[$0].tag) }
    text = writer.text
    let links = writer.links.map { link in
      PageCredit(
        kind: .link, target: String(decoding: tree.buffer[link.href], as: UTF8.self),
        label: String(decoding: writer.text[link.words], as: UTF8.self), byteRange: link.words)
    }
    credits += Self.resolved(links, base: base)
  }
}
