public import Corpus

/// The bytes of one row under construction: cells in order, quoted only where needed, or the cells of a workbook.
public struct CSVRow {
  /// How a row is laid out in bytes.
  enum Layout { case csv, sheet }

  private let layout: Layout
  private(set) var bytes: [UInt8] = []
  private var isEmpty = true

  init(_ layout: Layout = .csv) {
    self.layout = layout
    bytes.reserveCapacity(1024)
  }

  mutating func begin() {
    bytes.removeAll(keepingCapacity: true)
    isEmpty = true
    if layout == .sheet { bytes.append(contentsOf: "<row>".utf8) }
  }

  /// Ends a row of a workbook.
  mutating func endSheetRow() { bytes.append(contentsOf: "</row>\n".utf8) }

  mutating func end(_ lineEnding: CSVStyle.LineEnding) {
    if lineEnding == .crlf { bytes.append(0x0D) }
    bytes.append(0x0A)
  }

  /// Adds a cell of text; an apostrophe goes before what a spreadsheet would run.
  public mutating func text(_ text: String) {
    guard layout == .csv else { return SheetCell.text(text, to: &bytes) }
    separate()
    let start = bytes.count
    if SpreadsheetSafety.wouldRun(text) { bytes.append(0x27) }
    bytes.append(contentsOf: text.utf8)
    quote(from: start)
  }

  /// Adds an empty cell.
  public mutating func empty() {
    if layout == .csv { separate() } else { SheetCell.empty(to: &bytes) }
  }

  /// Adds a whole number.
  public mutating func integer(_ number: Int) {
    guard layout == .csv else {
      return SheetCell.number(.general, to: &bytes) { Digits.append(number, to: &$0) }
    }
    separate()
    Digits.append(number, to: &bytes)
  }

  /// Adds a number with exactly that many decimals, rounded half away from zero.
  public mutating func decimal(_ number: Double, places: Int) {
    guard layout == .csv else {
      return SheetCell.number(.decimal(places), to: &bytes) { FixedDecimal.append(number, places: places, to: &$0) }
    }
    separate()
    FixedDecimal.append(number, places: places, to: &bytes)
  }

  /// Adds when an article was published, as `UTCTime` writes it; a workbook knows it as a time.
  public mutating func time(_ published: PublishedInterval?) {
    guard let published, published.basis != .none else { return layout == .csv ? text("") : empty() }
    guard layout == .sheet else {
      // Digits and their marks need no quotation marks; only the sign of a year before the first is read as a formula's.
      separate()
      let start = bytes.count
      UTCTime.append(published, to: &bytes)
      if start < bytes.count, bytes[start] == 0x2D { bytes.insert(0x27, at: start) }
      return
    }
    SheetCell.time(published, to: &bytes)
  }

  /// Adds texts, joined by a separator that none of them contains.
  public mutating func list(_ texts: [String], separator: String = ";") { text(texts.joined(separator: separator)) }

  private mutating func separate() {
    if !isEmpty { bytes.append(0x2C) }
    isEmpty = false
  }

  /// Whether a comma or line break stands in the cell, and how many quotation marks.
  private static func marks(_ cell: Span<UInt8>) -> (needed: Bool, quotes: Int) {
    var (needed, quotes) = (false, 0)
    for position in cell.indices where cell[position] <= 0x2C {
      switch cell[position] {
      case 0x22: quotes += 1
      case 0x2C, 0x0A, 0x0D: needed = true
      default: continue
      }
    }
    return (needed, quotes)
  }

  private mutating func quote(from start: Int) {
    let (needed, quotes) = Self.marks(bytes.span.extracting(start..<bytes.count))
    guard needed || quotes > 0 else { return }
    guard quotes > 0 else {
      bytes.insert(0x22, at: start)
      bytes.append(0x22)
      return
    }
    let cell = Array(bytes[start...])
    bytes.removeLast(cell.count)
    bytes.append(0x22)
    for byte in cell {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }
}
