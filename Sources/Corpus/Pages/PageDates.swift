/// Finds out when a page says that it was published.
struct PageDates {
  private let tree: MarkupTree
  private let facts: PageFacts

  init(_ tree: MarkupTree, _ facts: PageFacts) { (self.tree, self.facts) = (tree, facts) }

  /// The first date that can be read: of metadata, of marked elements, of a time element, of what is written beside
  /// the headline, of the address.
  func date(_ metadata: PageMetadata, story: [Int], address: String) -> WrittenTime? {
    for written in metadata.dates { if let time = WrittenTime(written) { return time } }
    if let time = marked() { return time }
    if let time = timeElement() { return time }
    if let time = visible(story) { return time }
    return Self.date(ofAddress: address)
  }

  /// `itemprop=datePublished` and its like.
  private func marked() -> WrittenTime? {
    for node in tree.nodes.indices {
      guard let range = tree.range(.itemprop, of: node) else { continue }
      let name = tree.buffer[range]
      guard name.elementsEqual("datePublished".utf8) || name.elementsEqual("dateCreated".utf8) else { continue }
      for key in [MarkupKey.datetime, .content] {
        if let time = WrittenTime(tree.value(key, of: node)) { return time }
      }
      if let time = WrittenTime(tree.plainText(of: node)) { return time }
    }
    return nil
  }

  private func timeElement() -> WrittenTime? {
    var first: WrittenTime?
    for node in tree.nodes.indices where tree.nodes[node].tag == .time || tree.nodes[node].tag == .abbr {
      let isMarked = tree.range(.pubdate, of: node) != nil || tree.value(.class, of: node).contains("publish")
      for key in [MarkupKey.datetime, .title] {
        guard let time = WrittenTime(tree.value(key, of: node)) else { continue }
        if isMarked { return time }
        if first == nil { first = time }
      }
      if first == nil, facts[node].textCount < 60 { first = WrittenTime(tree.plainText(of: node)) }
    }
    return first
  }

  /// A date that stands in an element of its own: one that is named so, or near the headline.
  private func visible(_ story: [Int]) -> WrittenTime? {
    for node in tree.nodes.indices where facts[node].meaning.contains(.date) {
      let count = Int(tree.nodes[node].end) - node
      guard count < 30, let time = Self.date(in: tree.plainText(of: node)) else { continue }
      return time
    }
    let headline = tree.nodes.indices.first { tree.nodes[$0].tag == .h1 } ?? story.first ?? 0
    // Around the headline first, then down the page.
    let start = max(0, headline - 60)
    for node in start..<tree.nodes.count where tree.nodes[node].tag == .text {
      let range = tree.content(of: node)
      guard 6...80 ~= range.count else { continue }
      if let time = Self.date(in: String(decoding: Array(tree.buffer[range]).collapsedBlanks, as: UTF8.self)) {
        return time
      }
    }
    return nil
  }

  /// The time in a short text of a few more words.
  private static func date(in text: String) -> WrittenTime? {
    guard 6...100 ~= text.utf8.count, text.utf8.contains(where: { 0x30...0x39 ~= $0 }) else { return nil }
    return WrittenTime(text)
  }

  /// `/2026/03/14/` or `/2026-03-14` in an address.
  static func date(ofAddress address: String) -> WrittenTime? {
    let bytes = Array(address.utf8)
    var at = 0
    while at + 10 <= bytes.count {
      defer { at += 1 }
      guard bytes[at] == 0x2F || bytes[at] == 0x2D || bytes[at] == 0x5F else { continue }
      let year = bytes[(at + 1)...].prefix { 0x30...0x39 ~= $0 }
      guard year.count == 4, year.first == 0x31 || year.first == 0x32 else { continue }
      let rest = bytes[(at + 5)...]
      guard let separator = rest.first, [0x2F, 0x2D, 0x5F].contains(separator) else { continue }
      let month = rest.dropFirst().prefix { 0x30...0x39 ~= $0 }
      let behind = rest.dropFirst(1 + month.count)
      guard 1...2 ~= month.count, behind.first == separator else { continue }
      let day = behind.dropFirst().prefix { 0x30...0x39 ~= $0 }
      guard 1...2 ~= day.count else { continue }
      let text = [year, month, day].map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
      if let time = WrittenTime(text) { return time }
    }
    return nil
  }
}
