extension RawRecord {
  /// The fields of a CSV record; nil when it has another number of cells than its header, or broken quotation marks.
  init?(csv record: Span<UInt8>, layout: CSVLayout, names: FieldNames) {
    let line = record.extracting(record.trimmedLineEnd(0..<record.count))
    guard let cells = CSVRecord(line, separator: layout.separator)?.cells, cells.count == layout.columnCount else {
      return nil
    }
    self.init()
    for field in ArticleField.allCases {
      for column in layout.columns[field.slot] {
        let value = cells[column].decoded(line)
        guard !names.isNothing(value.span) else { continue }
        switch field {
        case .text: text = value
        case .publishedAt: published = WrittenTime(value)
        case .crawledAt: crawled = WrittenTime(value)
        default: set(field, value.span, 0..<value.count)
        }
        if field == .publishedAt && published == nil || field == .crawledAt && crawled == nil { continue }
        break
      }
    }
  }

  /// A whole text file: its first line that is not blank is the title if more text follows.
  init(text content: Span<UInt8>, input: InputContext) {
    self.init()
    text = content.array(0..<content.count)
    site = Self.siteFolder(of: input.name, registry: input.shared.registry)
    var start = 0
    while start < content.count {
      let end = content.first(0x0A, from: start)
      let line = content.trimmed(start..<end)
      if !content.extracting(line).isBlank {
        let rest = content.extracting(end..<content.count)
        if !rest.isBlank { title = content.string(line) }
        return
      }
      start = end + 1
    }
  }

  /// The nearest folder of a path whose name looks like a domain, or nothing.
  static func siteFolder(of path: String, registry: OutletRegistry) -> String {
    let folders = path.utf8.split(separator: 0x2F).dropLast()
    for folder in folders.reversed() {
      if let name = String(folder), registry.looksLikeDomain(name) { return name }
    }
    return ""
  }
}
