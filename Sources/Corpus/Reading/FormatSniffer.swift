/// What an input is, by its content first and its name second.
enum SniffedFormat {
  case jsonLines, jsonArray, jsonSequence
  case csv(separator: UInt8)
  /// A table without a header.
  case bareTable(CSVLayout)
  case text
  case html, xml, jsonFeed, warc
  /// Nothing at all.
  case empty
  /// None that is read here; the text says what it looks like.
  case unknown(String)

  /// What the content that begins with `head` (in UTF-8) is; `name` is that of the file or member.
  static func sniff(_ head: Span<UInt8>, name: String, _ shared: ReadingContext) -> SniffedFormat {
    let names = shared.names
    let start = head.byteOrderMarkCount()
    let kind = nameKind(name)
    if opensWARC(head, from: start) { return .warc }
    if let binary = binaryKind(head), !isObjectStart(head, from: start) { return .unknown(binary) }
    let content = head.extracting(start..<head.count)
    if content.isBlank { return kind == "txt" ? .text : .empty }
    var first = content.trimmed(0..<content.count).lowerBound
    switch content[first] {
    case 0x7B where opensObject(content, at: first):
      if isJSONFeed(content) { return .jsonFeed }
      return content.trimmedLineEnd(first..<min(content.first(0x0A, from: first) + 1, content.count)).count == 1
        ? .jsonSequence : .jsonLines
    case 0x5B:
      let next = content.trimmed((first + 1)..<content.count)
      let isArray = next.isEmpty || content[next.lowerBound] == 0x7B || content[next.lowerBound] == 0x5D
      if kind == "json" || isArray && kind != "jsonl" { return .jsonArray }
    case 0x3C where kind != "txt": if let markup = markup(content) { return markup }
    default: break
    }
    if kind == "html" { return .html }
    if kind == "jsonl" || kind == "json" { return .jsonLines }
    if kind != "txt", let table = bareTable(content, isTable: kind == "csv", shared) { return .bareTable(table) }
    if kind == "csv" { return .csv(separator: separator(content)) }
    if kind != "txt" {
      for _ in 0..<4 {
        first = content.trimmed(content.first(0x0A, from: first)..<content.count).lowerBound
        if first < content.count, content[first] == 0x7B, opensObject(content, at: first) { return .jsonLines }
      }
      let separator = separator(content)
      if let layout = CSVLayout(header: content.extracting(headerLine(content)), separator: separator, names: names),
        layout.has(.text),
        layout.columnCount > 1
      {
        return .csv(separator: separator)
      }
    }
    return .text
  }

  /// The kind that the name's extension says, a compression's extension left aside; empty when it says nothing.
  private static func nameKind(_ name: String) -> String {
    var parts = name.utf8.split(separator: 0x2F).last.map { String($0) ?? "" }?.lowercased().split(separator: ".") ?? []
    while parts.count > 1, let last = parts.last, ["gz", "zst", "bz2", "xz"].contains(last) { parts.removeLast() }
    guard parts.count > 1, let last = parts.last else { return "" }
    switch last {
    case "jsonl", "ndjson", "jl": return "jsonl"
    case "json": return "json"
    case "csv", "tsv": return "csv"
    case "txt", "text", "md": return "txt"
    case "html", "htm", "xhtml": return "html"
    default: return ""
    }
  }

  /// A table without a header, by its first record, parted by tabs if its name does not say that it `isTable`; nil where that is a header, or no record of an article.
  private static func bareTable(
    _ content: Span<UInt8>, isTable: Bool, _ shared: ReadingContext
  ) -> CSVLayout? {
    for separator: UInt8 in isTable ? [0x09, 0x2C, 0x3B] : [0x09] {
      var cutter = CSVCutter(separator: separator)
      guard let found = cutter.cut(content, recordStart: 0, from: 0, isLast: true), found.fault == nil else { continue }
      let record = content.extracting(content.trimmedLineEnd(found.range))
      guard let header = CSVLayout(header: record, separator: separator, names: shared.names), header.columnCount > 2,
        header.columns.allSatisfy(\.isEmpty)
      else { continue }
      if let layout = CSVLayout(firstRecord: record, separator: separator, registry: shared.registry) { return layout }
    }
    return nil
  }

  private static func headerLine(_ content: Span<UInt8>) -> Range<Int> {
    content.trimmedLineEnd(0..<min(content.first(0x0A, from: 0) + 1, content.count))
  }

  private static func separator(_ content: Span<UInt8>) -> UInt8 {
    CSVLayout.sniffSeparator(header: content.extracting(headerLine(content)))
  }

  /// Whether the first thing there is a JSON object; a stray NUL further on then spoils its own record only.
  private static func isObjectStart(_ head: Span<UInt8>, from start: Int) -> Bool {
    let first = head.trimmed(start..<head.count).lowerBound
    return first < head.count && head[first] == 0x7B && opensObject(head, at: first)
  }

  /// A brace behind which a key, or the end of the object, comes.
  private static func opensObject(_ content: Span<UInt8>, at: Int) -> Bool {
    let next = content.trimmed((at + 1)..<content.count)
    return next.isEmpty || content[next.lowerBound] == 0x22 || content[next.lowerBound] == 0x7D
  }

  private static func opensWARC(_ head: Span<UInt8>, from start: Int) -> Bool {
    let mark = Array("WARC/".utf8)
    var at = start
    while at < min(head.count, 64), head[at] == 0x0D || head[at] == 0x0A { at += 1 }
    return at + mark.count < head.count && head.extracting(at..<(at + mark.count)).isEqual(to: mark.span)
      && 0x30...0x39 ~= head[at + mark.count]
  }

  /// Whether an object names the version of JSON Feed near its start.
  private static func isJSONFeed(_ content: Span<UInt8>) -> Bool {
    content.array(0..<min(content.count, 1024)).place(of: Array("jsonfeed.org/version".utf8)) != nil
  }

  /// Elements that XML documents with articles begin with.
  private static let feedRoots: Set<String> = [
    "rss", "feed", "rdf:rdf", "channel", "doc", "tei", "teicorpus", "corpus", "collection", "items", "entry", "item",
  ]

  /// Whether `content` is HTML or XML by its first element; nil when it begins with none.
  ///
  /// Comments, declarations and processing instructions before that are skipped, as far as 4,096 bytes.
  static func markup(_ content: Span<UInt8>) -> SniffedFormat? {
    var at = content.trimmed(0..<content.count).lowerBound
    var isDeclaredXML = false
    while at + 1 < min(content.count, 4096), content[at] == 0x3C {
      let next = content[at + 1]
      if next == 0x3F || next == 0x21 {
        if next == 0x3F { isDeclaredXML = true }
        let lower = content.array(at..<min(at + 16, content.count)).map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
        if lower.starts(with: "<!doctype html".utf8) { return .html }
        if lower.starts(with: "<!--".utf8) {
          while at + 2 < content.count, !(content[at] == 0x2D && content[at + 1] == 0x2D && content[at + 2] == 0x3E) {
            at += 1
          }
        }
        at = content.trimmed(min(content.first(0x3E, from: at) + 1, content.count)..<content.count).lowerBound
        continue
      }
      guard 0x61...0x7A ~= next | 0x20 else { return nil }
      var end = at + 1
      while end < content.count, content[end] > 0x20, content[end] != 0x3E, content[end] != 0x2F { end += 1 }
      let root = content.string((at + 1)..<min(end, at + 40)).lowercased()
      if feedRoots.contains(root) { return .xml }
      return isDeclaredXML && root != "html" ? .xml : .html
    }
    return isDeclaredXML ? .xml : nil
  }

  /// What kind of binary data `head`, no UTF-16, begins like; nil when it may be text.
  static func binaryKind(_ head: Span<UInt8>) -> String? {
    let known: [(start: [UInt8], name: String)] = [
      ([0x7F, 0x45, 0x4C, 0x46], "an ELF program"), ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
      ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"), ([0x47, 0x49, 0x46, 0x38], "a GIF picture"),
      ([0x25, 0x50, 0x44, 0x46, 0x2D], "a PDF document"),
      (Array("SQLite format 3".utf8), "an SQLite database"),
      (Array("filedesc://".utf8), "an ARC archive, which came before WARC"), (Array("{\\rtf".utf8), "an RTF document"),
    ]
    for (start, name) in known where head.count >= start.count {
      if head.extracting(0..<start.count).isEqual(to: start.span) { return name }
    }
    return head.first(0x00, from: 0) < min(head.count, 4096) ? "binary data" : nil
  }
}
