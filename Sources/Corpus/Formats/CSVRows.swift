/// The rows of a whole CSV file (RFC 4180) that a person or another program wrote.
public struct CSVRows: Sendable {
  /// One row.
  public struct Row: Sendable, Equatable {
    /// The line where it begins, from 1.
    public var line: Int
    /// Its cells; nil where a quotation mark stays open, or text follows a closing one.
    public var cells: [String]?
  }

  /// The rows in order, blank ones left out.
  public private(set) var rows: [Row] = []

  /// Cuts `bytes` at commas and line breaks.
  ///
  /// A byte order mark is passed over; broken UTF-8 becomes U+FFFD.
  public init(_ bytes: [UInt8]) {
    let span = bytes.span
    var cutter = CSVCutter(separator: 0x2C)
    var start = span.byteOrderMarkCount()
    while let found = cutter.cut(span, recordStart: start, from: start, isLast: true) {
      start = found.next
      let record = span.extracting(span.trimmedLineEnd(found.range))
      guard !record.isBlank else { continue }
      rows.append(Row(line: found.line, cells: CSVRecord(record, separator: 0x2C)?.cells.map { $0.string(record) }))
    }
  }
}
