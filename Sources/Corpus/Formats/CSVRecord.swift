/// One record of a CSV file, cut into cells (RFC 4180).
///
/// A quotation mark opens a quoted cell only at the cell's start; elsewhere in an unquoted cell it is a plain character.
struct CSVRecord {
  /// One cell: its bytes in the record, between the quotation marks where it has them.
  struct Cell {
    var range: Range<Int>
    /// Whether doubled quotation marks stand in it.
    var hasDoubledQuotes: Bool
  }

  /// The cells in order; one at least.
  private(set) var cells: [Cell] = []

  /// Cuts `bytes`, one record without its line break; nil when a quoted cell stays open or goes on behind its end.
  init?(_ bytes: Span<UInt8>, separator: UInt8) {
    var at = 0
    while true {
      guard let cell = Self.cell(bytes, separator, &at) else { return nil }
      cells.append(cell)
      guard at < bytes.count else { return }
      at += 1
    }
  }

  private static func cell(_ bytes: Span<UInt8>, _ separator: UInt8, _ at: inout Int) -> Cell? {
    guard at < bytes.count, bytes[at] == 0x22 else {
      let start = at
      at = bytes.first(separator, from: at)
      return Cell(range: start..<at, hasDoubledQuotes: false)
    }
    let start = at + 1
    var hasDoubledQuotes = false
    at = start
    while true {
      at = bytes.first(0x22, from: at)
      guard at < bytes.count else { return nil }
      if at + 1 < bytes.count, bytes[at + 1] == 0x22 {
        hasDoubledQuotes = true
        at += 2
        continue
      }
      let end = at
      at += 1
      return at == bytes.count || bytes[at] == separator
        ? Cell(range: start..<end, hasDoubledQuotes: hasDoubledQuotes) : nil
    }
  }
}

extension CSVRecord.Cell {
  /// The cell's meaning: doubled quotation marks made single.
  func decoded(_ bytes: Span<UInt8>) -> [UInt8] {
    guard hasDoubledQuotes else { return bytes.array(range) }
    var meaning: [UInt8] = []
    meaning.reserveCapacity(range.count)
    var at = range.lowerBound
    while at < range.upperBound {
      meaning.append(bytes[at])
      at += bytes[at] == 0x22 ? 2 : 1
    }
    return meaning
  }

  /// The cell's meaning as a string.
  func string(_ bytes: Span<UInt8>) -> String {
    hasDoubledQuotes ? String(decoding: decoded(bytes), as: UTF8.self) : bytes.string(range)
  }
}

/// How the records of one CSV file are read.
struct CSVLayout: Sendable {
  /// The byte between two cells.
  var separator: UInt8
  /// Cells that every record must have.
  var columnCount: Int
  /// For each field, by slot, its columns, the best name first.
  var columns: [[Int]]
  /// The header's names; empty where there is no header.
  var names: [String] = []

  /// Reads the header; nil when a quotation mark stays open in it.
  init?(header: Span<UInt8>, separator: UInt8, names: FieldNames) {
    guard let record = CSVRecord(header, separator: separator) else { return nil }
    (self.separator, columnCount) = (separator, record.cells.count)
    var ranked: [[(rank: Int, column: Int)]] = Array(repeating: [], count: ArticleField.allCases.count)
    for (column, cell) in record.cells.enumerated() {
      let name = cell.decoded(header)
      if let named = names.field(named: name.span.extracting(name.span.trimmed(0..<name.count))) {
        ranked[named.field.slot].append((named.rank, column))
      }
    }
    columns = ranked.map { $0.sorted { $0 < $1 }.map(\.column) }
    self.names = record.cells.map { $0.string(header) }
  }

  /// Guesses the columns of a table without a header from its first record; nil when that does not look like an article.
  ///
  /// trafilatura writes url, id, fingerprint, hostname, title, image, date, text, comments, license, pagetype. In any
  /// other table the first address is the url, the longest cell of words the text, another one before it the title.
  init?(firstRecord record: Span<UInt8>, separator: UInt8, registry: OutletRegistry) {
    guard let cells = CSVRecord(record, separator: separator)?.cells, cells.count > 1 else { return nil }
    let values = cells.map { $0.string(record) }
    (self.separator, columnCount) = (separator, cells.count)
    var found: [ArticleField: Int] = [:]
    if separator == 0x09, values.count == 11, values[0].isWebAddress {
      found = [.url: 0, .id: 1, .site: 3, .title: 4, .publishedAt: 6, .text: 7]
    } else {
      found[.url] = values.firstIndex(where: \.isWebAddress)
      let text = values.indices.max { values[$0].utf8.count < values[$1].utf8.count } ?? 0
      guard values[text].utf8.count >= 80, values[text].utf8.count(where: { $0 == 0x20 }) >= 8 else { return nil }
      found[.text] = text
      found[.publishedAt] = values.firstIndex { 8...40 ~= $0.utf8.count && WrittenTime($0) != nil }
      found[.site] = values.indices.first { $0 != found[.url] && registry.looksLikeDomain(values[$0]) }
      found[.title] = values.indices.first { place in
        place != text && !found.values.contains(place) && 8...300 ~= values[place].utf8.count
          && values[place].utf8.contains(0x20)
      }
      guard found[.url] != nil || found[.publishedAt] != nil else { return nil }
    }
    columns = ArticleField.allCases.map { _ in [] }
    for (field, column) in found { columns[field.slot] = [column] }
  }

  /// Whether some column is known to hold `field`.
  func has(_ field: ArticleField) -> Bool { !columns[field.slot].isEmpty }

  /// The separator that gives a header line the most cells; comma before semicolon before tab.
  static func sniffSeparator(header: Span<UInt8>) -> UInt8 {
    var best: (separator: UInt8, count: Int) = (0x2C, 1)
    for separator: UInt8 in [0x2C, 0x3B, 0x09] {
      let count = CSVRecord(header, separator: separator)?.cells.count ?? 0
      if count > best.count { best = (separator, count) }
    }
    return best.separator
  }
}
