/// Finds out when a page says that it was published.
struct PageDates {
  private let tree: MarkupTree
  private let facts: PageFacts

  init(_ tree: MarkupTree, _ facts: PageFacts) { (self.tree, self.facts) = (tree, facts) }

  /// The first date that can be read: of metadata, of marked elements, of a time element, of what is written beside
  /// the headline, of the address.
  func date(_ metadata: PageMetadata, story: [Int], address: String) -> WrittenTime? {
    let told = metadata.dates.lazy.compactMap { WrittenTime($0) }.first
    let edited = metadata.editDates.lazy.compactMap { WrittenTime($0) }.first
    if let told {
      // A page that was last edited before it was published tells when it was made; what its readers see goes before.
      guard let edited, edited.instant < told.instant, let seen = timeElement(headline(story)),
        seen.instant < edited.instant
      else { return told }
      return seen
    }
    if let time = marked() { return time }
    let headline = headline(story)
    if let time = timeElement(headline) ?? visible(headline) { return time }
    return Self.date(ofAddress: address) ?? edited ?? lastEdit()
  }

  /// What the page says of its last edit in an element that is named so: "Last changed on 29 January 2020".
  private func lastEdit() -> WrittenTime? {
    for node in tree.nodes.indices where facts[node].meaning.contains(.edit) {
      guard Int(tree.nodes[node].end) - node < 30 else { continue }
      if let time = Self.date(in: tree.plainText(of: node)) { return time }
    }
    return nil
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

  /// The headline of the story: the last one before its text, else the first of the page, else the story itself.
  private func headline(_ story: [Int]) -> Int {
    let first = story.first ?? 0
    let headlines = tree.nodes.indices.filter { tree.nodes[$0].tag == .h1 && facts[$0].textCount > 0 }
    return headlines.last { $0 < first } ?? headlines.first ?? first
  }

  /// The first time element behind the headline, else the last before it; one that is marked as the time of
  /// publication before all others.
  private func timeElement(_ headline: Int) -> WrittenTime? {
    var (behind, before): (WrittenTime?, WrittenTime?) = (nil, nil)
    for node in tree.nodes.indices where tree.nodes[node].tag == .time || tree.nodes[node].tag == .abbr {
      let isMarked = tree.range(.pubdate, of: node) != nil || tree.value(.class, of: node).contains("publish")
      var time = WrittenTime(tree.value(.datetime, of: node)) ?? WrittenTime(tree.value(.title, of: node))
      if time == nil, facts[node].textCount < 60 { time = WrittenTime(tree.plainText(of: node)) }
      guard let time else { continue }
      if isMarked { return time }
      if node > headline { behind = behind ?? time } else { before = time }
    }
    return behind ?? before
  }

  /// A date that stands in an element of its own: one that is named so, or near the headline.
  private func visible(_ headline: Int) -> WrittenTime? {
    var (near, before): (WrittenTime?, WrittenTime?) = (nil, nil)
    for node in tree.nodes.indices where facts[node].meaning.contains(.date) {
      let count = Int(tree.nodes[node].end) - node
      guard count < 30, let time = Self.date(in: tree.plainText(of: node)) else { continue }
      if node > headline { return time }
      // The last one before the headline is the story's only where it stands by it: menus list other stories.
      if node > headline - Self.beforeHeadline { near = time } else { before = time }
    }
    if let near { return near }
    // Around the headline first, then down the page.
    let start = max(0, headline - 60)
    for node in start..<min(tree.nodes.count, headline + Self.nearHeadline) where tree.nodes[node].tag == .text {
      let range = tree.content(of: node)
      if let time = Self.bracketedDate(Array(tree.buffer[range].prefix(80))) { return time }
      guard 6...300 ~= range.count else { continue }
      if let time = Self.date(in: String(decoding: Array(tree.buffer[range]).collapsedBlanks, as: UTF8.self)) {
        return time
      }
    }
    return before
  }

  /// Nodes before the headline in which a marked date belongs to it.
  private static let beforeHeadline = 60
  /// Nodes behind the headline in which a date is taken for the article's; a page's end is full of others.
  private static let nearHeadline = 400

  /// The time between brackets at the beginning of a text, as in "(21 November 2022) Two towns …".
  private static func bracketedDate(_ bytes: [UInt8]) -> WrittenTime? {
    let text = bytes.drop { $0 <= 0x20 }
    guard text.first == 0x28, let end = text.firstIndex(of: 0x29) else { return nil }
    return date(in: String(decoding: text[(text.startIndex + 1)..<end], as: UTF8.self))
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
