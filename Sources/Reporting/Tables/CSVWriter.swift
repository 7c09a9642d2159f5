/// One column of a table: its name and how its cell is written, so that the two cannot be swapped.
public struct CSVColumn<Record> {
  /// The name in the header.
  public let name: String
  let write: (Record, inout CSVRow) -> Void

  /// A column of that name; `write` adds exactly one cell.
  public init(_ name: String, _ write: @escaping (Record, inout CSVRow) -> Void) {
    (self.name, self.write) = (name, write)
  }

  /// The same column for records that contain this one's.
  func on<Whole>(_ part: @escaping (Whole) -> Record) -> CSVColumn<Whole> {
    CSVColumn<Whole>(name) { [write] whole, row in write(part(whole), &row) }
  }
}

/// Writes one table, row by row: RFC 4180, UTF-8, a header, quotation marks only where needed.
public struct CSVWriter<Record> {
  private let columns: [CSVColumn<Record>]
  private let style: CSVStyle
  private let sink: ByteSink
  private var row = CSVRow()

  /// Writes the header to `sink`.
  ///
  /// - Throws: `ReportingError.system` if it cannot be written.
  public init(_ columns: [CSVColumn<Record>], style: CSVStyle, sink: ByteSink) throws(ReportingError) {
    (self.columns, self.style, self.sink) = (columns, style, sink)
    if style.hasByteOrderMark { try sink.append([0xEF, 0xBB, 0xBF]) }
    row.begin()
    for column in columns { row.text(column.name) }
    row.end(style.lineEnding)
    try sink.append(row.bytes)
  }

  /// Writes one row.
  ///
  /// - Throws: `ReportingError.system` if it cannot be written.
  public mutating func write(_ record: Record) throws(ReportingError) {
    row.begin()
    for column in columns { column.write(record, &row) }
    row.end(style.lineEnding)
    try sink.append(row.bytes)
  }
}
