/// Turns an HTML page into the fields of an article.
struct PageReader {
  /// What a page says.
  struct Page {
    var title = ""
    var text: [UInt8] = []
    var url = ""
    var site = ""
    var published: WrittenTime?
    var credits: [PageCredit] = []
  }

  private let tree: MarkupTree
  private let facts: PageFacts
  private let metadata: PageMetadata
  private let address: String
  private var page = Page()

  /// Reads `html`, which is valid UTF-8; `address` is where it was fetched, or empty.
  static func read(_ html: Span<UInt8>, address: String = "") -> Page {
    var reader = PageReader(html, address: address)
    reader.assemble()
    return reader.page
  }

  private init(_ html: Span<UInt8>, address: String) {
    tree = MarkupParser.parse(html, as: .html)
    facts = PageFacts(tree)
    metadata = PageMetadata(tree)
    self.address = address
  }

  private mutating func assemble() {
    page.url = metadata.url
    page.site = metadata.siteName
    page.credits = metadata.credits
    let story = StoryFinder(tree, facts).story()
    takeTitle(story)
    takeText(story)
    page.published = PageDates(tree, facts).date(metadata, story: story, address: address.isEmpty ? page.url : address)
  }

  // MARK: Title

  private mutating func takeTitle(_ story: [Int]) {
    let headline = headline(story)
    for title in [
      metadata.structured.headline, headline, metadata.first(["og:title", "twitter:title"]), metadata.documentTitle,
    ] {
      let plain = String(decoding: Array(title.utf8).collapsedBlanks, as: UTF8.self)
      if !plain.isEmpty {
        page.title = plain
        return
      }
    }
  }

  /// The last headline before the story's text, or the first one in it.
  private func headline(_ story: [Int]) -> String {
    let headlines = tree.nodes.indices.filter { tree.nodes[$0].tag == .h1 && facts[$0].textCount > 0 }
    guard let first = story.first else { return headlines.first.map(tree.plainText) ?? "" }
    let best = headlines.first { $0 >= first } ?? headlines.last
    return best.map(tree.plainText) ?? ""
  }

  // MARK: Text

  private mutating func takeText(_ story: [Int]) {
    let cleaner = StoryCleaner(tree, facts, host: OutletRegistry.host(of: address.isEmpty ? page.url : address))
    var writer = StoryWriter(tree)
    for root in story { writer.write(root, isLeftOut: cleaner.isLeftOut) }
    var text: [UInt8] = []
    var links = writer.links[...]
    var linkCredits: [PageCredit] = []
    for line in StoryLines(writer).kept() {
      let range = writer.lines[line].range
      if !text.isEmpty { text.append(0x0A) }
      let shift = text.count - range.lowerBound
      text += writer.text[range]
      while let link = links.first, link.words.lowerBound < range.lowerBound { links.removeFirst() }
      while let link = links.first, link.words.upperBound <= range.upperBound {
        links.removeFirst()
        let target = String(decoding: tree.buffer[link.href], as: UTF8.self)
        linkCredits.append(
          PageCredit(
            kind: .link, target: target, label: String(decoding: writer.text[link.words], as: UTF8.self),
            byteRange: (link.words.lowerBound + shift)..<(link.words.upperBound + shift)))
      }
    }
    if let body = structuredBody(storyLetterCount: text.letterCount) {
      page.text = body
      return
    }
    page.text = text
    page.credits += linkCredits
  }

  /// The story as JSON-LD holds it, where the page itself shows much less of it.
  private func structuredBody(storyLetterCount: Int) -> [UInt8]? {
    let body = Array(metadata.structured.body.utf8)
    guard body.count >= Self.shortestBody, body.letterCount > storyLetterCount * 2 else { return nil }
    guard body.contains(0x3C) || body.contains(0x26) else { return body }
    let tree = MarkupParser.parse(body.span, as: .html)
    guard !tree.nodes.isEmpty else { return body }
    var writer = StoryWriter(tree)
    writer.write(0) { PageFacts.neverStory.contains(tree.nodes[$0].tag) }
    return writer.text
  }

  /// Bytes below which a body in JSON-LD is a summary.
  private static let shortestBody = 250
}

extension [UInt8] {
  /// Characters of UTF-8 that are no ASCII white space.
  fileprivate var letterCount: Int { count { $0 > 0x20 && $0 & 0xC0 != 0x80 } }
}
