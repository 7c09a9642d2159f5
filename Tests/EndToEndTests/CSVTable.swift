/// A CSV file as a spreadsheet reads it (RFC 4180), with a header.
struct CSVTable: Sendable {
  struct NotCSV: Error { var row: Int }

  /// One row, its cells by column.
  struct Row: Sendable {
    fileprivate let places: [String: Int]
    let cells: [String]
    subscript(_ column: String) -> String { places[column].map { cells[$0] } ?? "no column \(column)" }
  }

  let columns: [String]
  let rows: [Row]

  init(_ bytes: [UInt8]) throws {
    var records: [[String]] = []
    var (cells, cell): ([String], [UInt8]) = ([], [])
    var isQuoted = false
    var at = 0
    func take() {
      cells.append(String(decoding: cell, as: UTF8.self))
      cell = []
    }
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if isQuoted {
        if byte != 0x22 {
          cell.append(byte)
        } else if at < bytes.count, bytes[at] == 0x22 {
          cell.append(0x22)
          at += 1
        } else {
          isQuoted = false
        }
      } else if byte == 0x22, cell.isEmpty {
        isQuoted = true
      } else if byte == 0x2C {
        take()
      } else if byte == 0x0A {
        if cell.last == 0x0D { cell.removeLast() }
        take()
        records.append(cells)
        cells = []
      } else {
        cell.append(byte)
      }
    }
    guard !isQuoted, cell.isEmpty, cells.isEmpty else { throw NotCSV(row: records.count) }
    columns = records.first ?? []
    let places = Dictionary(columns.enumerated().map { ($1, $0) }) { first, _ in first }
    for (number, record) in records.enumerated() where record.count != columns.count { throw NotCSV(row: number) }
    rows = records.dropFirst().map { Row(places: places, cells: $0) }
  }

  /// One column's cells, top down.
  func column(_ name: String) -> [String] { rows.map { $0[name] } }
}
