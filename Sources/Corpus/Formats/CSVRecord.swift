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
