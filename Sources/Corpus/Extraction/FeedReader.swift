/// Reads XML documents that hold articles: RSS (0.9 to 2.0), Atom, items as Scrapy exports them, and what trafilatura
/// writes as XML and TEI.
struct FeedReader {
  private let tree: MarkupTree
  private let names: FieldNames
  private let input: InputContext

  /// The articles of `document`, which is UTF-8, in its order; of a broken document those before the fault, then one
  /// rejection.
  static func read(_ document: Span<UInt8>, _ input: InputContext) -> [ExtractedRecord] {
    let reader = FeedReader(
      tree: MarkupParser.parse(document, as: .xml), names: input.shared.names, input: input)
    return reader.records()
  }

  private func records() -> [ExtractedRecord] {
    var found: [ExtractedRecord] = []
    var node = 0
    while node < tree.nodes.count {
      guard tree.nodes[node].tag != .text, let kind = Self.kinds[name(node)] else {
        node += 1
        continue
      }
      // What the fault cut off is no whole article.
      if tree.isCutOff, Int(tree.nodes[node].end) == tree.nodes.count { break }
      let (line, offset) = tree.places[Int32(node)] ?? (0, 0)
      let fields = self.fields(node, kind)
      if fields.text.span.isBlank {
        found.append(ExtractedRecord(.noText, fields.url, offset: offset, line: line))
      } else {
        found.append(ExtractedRecord(fields, offset: offset, line: line))
      }
      node = Int(tree.nodes[node].end)
    }
    if tree.isCutOff {
      found.append(ExtractedRecord(.badXML, "the document does not parse to its end"))
    } else if found.isEmpty {
      found.append(ExtractedRecord(.unknownFormat, "XML without articles"))
    }
    return found
  }

  private enum Kind { case item, entry, document, tei }

  /// The elements that are an article each.
  private static let kinds: [String: Kind] = ["item": .item, "entry": .entry, "doc": .document, "TEI": .tei]

  private func name(_ node: Int) -> String { tree.buffer.span.string(tree.content(of: node)) }

  private func fields(_ node: Int, _ kind: Kind) -> RawRecord {
    switch kind {
    case .item: item(node)
    case .entry: entry(node)
    case .document: document(node)
    case .tei: tei(node)
    }
  }

  // MARK: RSS and Scrapy

  /// Names that feeds give the whole text, and those of its summary, which stands in where there is none.
  private static let wholeTexts = ["content:encoded", "yandex:full-text", "full-text", "fulltext", "turbo:content"]
  private static let summaries = ["description", "summary", "itunes:summary"]

  private func item(_ node: Int) -> RawRecord {
    var fields = RawRecord()
    var (whole, summary, body) = ("", "", "")
    var best = Array(repeating: Int.max, count: ArticleField.allCases.count)
    for child in tree.children(of: node) {
      let name = name(child)
      let value = tree.text(of: child)
      if name == "source" {
        let origin = tree.value(.url, of: child)
        let target = origin.isEmpty ? value : origin
        if !target.isEmpty { fields.credits.append(PageCredit(kind: .sourceOrganization, target: target)) }
        continue
      }
      guard !value.isEmpty else { continue }
      if Self.wholeTexts.contains(name) {
        if whole.isEmpty { whole = value }
      } else if Self.summaries.contains(name) {
        if summary.isEmpty { summary = value }
      } else if name == "dc:date" || name == "pubDate" {
        if let time = WrittenTime(value), fields.published == nil || name == "pubDate" { fields.published = time }
      } else if name == "guid" {
        if value.isWebAddress { if fields.url.isEmpty { fields.url = value } } else { fields.id = value }
      } else if let named = names.field(named: Array(name.utf8).span), named.rank < best[named.field.slot] {
        best[named.field.slot] = named.rank
        take(named.field, value, &fields, &body)
      }
    }
    let text = !whole.isEmpty ? whole : !body.isEmpty ? body : summary
    fields.setText(fragment: text, base: fields.url)
    if fields.text.span.isBlank { fields.setText(fragment: summary, base: fields.url) }
    return fields
  }

  private func take(_ field: ArticleField, _ value: String, _ fields: inout RawRecord, _ body: inout String) {
    switch field {
    case .text: body = value
    case .publishedAt: if let time = WrittenTime(value) { fields.published = time }
    case .crawledAt: fields.crawled = WrittenTime(value)
    case .title: fields.title = Self.plain(value)
    default:
      let bytes = Array(value.utf8)
      fields.set(field, bytes.span, 0..<bytes.count)
    }
  }

  /// A title without the markup that some feeds put into it.
  private static func plain(_ title: String) -> String {
    guard title.utf8.contains(0x3C) || title.utf8.contains(0x26) else { return title }
    let tree = MarkupParser.parse(Array(title.utf8).span, as: .html)
    return tree.nodes.isEmpty ? title : tree.plainText(of: 0)
  }

  // MARK: Atom

  private func entry(_ node: Int) -> RawRecord {
    var fields = RawRecord()
    var (content, summary): (Int?, Int?) = (nil, nil)
    for child in tree.children(of: node) {
      switch name(child) {
      case "id": fields.id = tree.text(of: child)
      case "title": fields.title = Self.plain(tree.text(of: child))
      case "link":
        let (rel, href) = (tree.value(.rel, of: child), tree.value(.href, of: child))
        if rel.isEmpty || rel == "alternate" {
          if fields.url.isEmpty { fields.url = href }
        } else if rel == "via" {
          fields.credits.append(PageCredit(kind: .originalSource, target: href))
        }
      case "published", "issued": fields.published = WrittenTime(tree.text(of: child))
      case "updated", "modified": if fields.published == nil { fields.published = WrittenTime(tree.text(of: child)) }
      case "content": content = child
      case "summary": summary = child
      case "source":
        for part in tree.children(of: child) where name(part) == "link" || name(part) == "id" {
          let href = tree.value(.href, of: part)
          let target = href.isEmpty ? tree.text(of: part) : href
          guard !target.isEmpty else { continue }
          fields.credits.append(PageCredit(kind: .sourceOrganization, target: target))
          break
        }
      default: break
      }
    }
    if fields.id.isWebAddress {
      if fields.url.isEmpty { fields.url = fields.id }
      fields.id = ""
    }
    for part in [content, summary].compactMap({ $0 }) where fields.text.span.isBlank {
      if tree.value(.type, of: part) == "xhtml" {
        fields.setText(tree, part, base: fields.url)
      } else {
        fields.setText(fragment: tree.text(of: part), base: fields.url)
      }
    }
    return fields
  }

  // MARK: trafilatura

  private func document(_ node: Int) -> RawRecord {
    var fields = RawRecord()
    fields.id = tree.value(.id, of: node)
    fields.title = tree.value(.title, of: node)
    fields.url = tree.value(.source, of: node)
    fields.site = tree.value(.hostname, of: node)
    if fields.site.isEmpty { fields.site = tree.value(.sitename, of: node) }
    fields.published = WrittenTime(tree.value(.date, of: node))
    if let main = tree.children(of: node).first(where: { name($0) == "main" }) {
      fields.setText(tree, main, base: fields.url)
    }
    return fields
  }

  private func tei(_ node: Int) -> RawRecord {
    var fields = RawRecord()
    for below in (node + 1)..<Int(tree.nodes[node].end) where tree.nodes[below].tag != .text {
      switch name(below) {
      case "title": if fields.title.isEmpty { fields.title = tree.text(of: below) }
      case "ptr":
        if fields.url.isEmpty, tree.value(.type, of: below) == "URL" { fields.url = tree.value(.target, of: below) }
      case "publisher": if fields.site.isEmpty { fields.site = tree.text(of: below) }
      case "date":
        let when = tree.value(.when, of: below)
        if let time = WrittenTime(when.isEmpty ? tree.text(of: below) : when) {
          fields.published = fields.published ?? time
        }
      case "body":
        let parts = tree.children(of: below)
        let story = parts.first { tree.value(.type, of: $0) == "entry" } ?? below
        fields.setText(tree, story, base: fields.url)
        return fields
      default: break
      }
    }
    return fields
  }
}

extension MarkupTree {
  /// All text below an element as it is written, without blanks at its ends.
  fileprivate func text(of node: Int) -> String {
    var bytes: [UInt8] = []
    for place in node..<Int(nodes[node].end) where nodes[place].tag == .text { bytes += buffer[content(of: place)] }
    let span = bytes.span
    return span.string(span.trimmed(0..<bytes.count))
  }
}
