import Corpus

/// One cell of a workbook's sheet, by its type: no text can become a formula there.
///
/// Source: ECMA-376-1, section 18.3.1.4 (`c`) and 18.18.11 (`ST_CellType`).
enum SheetCell {
  /// The cell formats of `xl/styles.xml`, by position.
  enum Format: Equatable {
    case general, header, day, moment
    /// A number with that many decimals, one, two or four.
    case decimal(Int)

    var position: Int {
      switch self {
      case .general: 0
      case .header: 1
      case .day: 2
      case .moment: 3
      case .decimal(1): 4
      case .decimal(2): 5
      case .decimal: 6
      }
    }
  }

  /// The most characters that a cell may hold, in UTF-16 units.
  private static let longest = 32_767

  static func empty(to bytes: inout [UInt8]) { bytes.append(contentsOf: "<c/>".utf8) }

  static func text(_ text: String, _ format: Format = .general, to bytes: inout [UInt8]) {
    guard !text.isEmpty else { return empty(to: &bytes) }
    bytes.append(contentsOf: "<c t=\"inlineStr\"".utf8)
    style(format, to: &bytes)
    bytes.append(contentsOf: "><is><t xml:space=\"preserve\">".utf8)
    escape(text, to: &bytes)
    bytes.append(contentsOf: "</t></is></c>".utf8)
  }

  /// A number, whose digits `write` adds.
  static func number(_ format: Format, to bytes: inout [UInt8], _ write: (inout [UInt8]) -> Void) {
    bytes.append(contentsOf: "<c".utf8)
    style(format, to: &bytes)
    bytes.append(contentsOf: "><v>".utf8)
    write(&bytes)
    bytes.append(contentsOf: "</v></c>".utf8)
  }

  private static func style(_ format: Format, to bytes: inout [UInt8]) {
    guard format != .general else { return }
    bytes.append(contentsOf: " s=\"".utf8)
    Digits.append(format.position, to: &bytes)
    bytes.append(0x22)
  }

  /// A time as days since 1899-12-30, in UTC; the day alone where only that is known.
  static func time(_ published: PublishedInterval, to bytes: inout [UInt8]) {
    let isDay = published.basis == .date
    let second =
      switch published.basis {
      case .date: published.earliest + (published.latest - published.earliest) / 2
      case .crawl: published.latest
      default: published.earliest
      }
    // Spreadsheets know no day before 1900.
    guard second > -2_203_891_200 else { return text(UTCTime.text(published), to: &bytes) }
    let (day, rest) = (second / 86_400 - (second % 86_400 < 0 ? 1 : 0), (second % 86_400 + 86_400) % 86_400)
    guard !isDay else { return number(.day, to: &bytes) { Digits.append(day + 25_569, to: &$0) } }
    number(.moment, to: &bytes) { bytes in
      Digits.append(day + 25_569, to: &bytes)
      bytes.append(0x2E)
      // Ten decimals tell a second to a hundredth of a millisecond.
      Digits.append(UInt((rest * 10_000_000_000 + 43_200) / 86_400), leastCount: 10, to: &bytes)
    }
  }

  /// XML text; characters that XML cannot hold become U+FFFD, and what a cell cannot hold is cut off.
  private static func escape(_ text: String, to bytes: inout [UInt8]) {
    // Most texts are short, and hold nothing that is not itself.
    if text.utf8.count <= longest, !XMLText.needsLook(text.utf8.span, escapesQuotes: false) {
      return bytes.append(contentsOf: text.utf8)
    }
    var units = 0
    for scalar in text.unicodeScalars {
      units += scalar.value > 0xFFFF ? 2 : 1
      guard units <= longest else { return }
      switch scalar.value {
      case 0x26: bytes.append(contentsOf: "&amp;".utf8)
      case 0x3C: bytes.append(contentsOf: "&lt;".utf8)
      case 0x3E: bytes.append(contentsOf: "&gt;".utf8)
      case 0x0D: bytes.append(contentsOf: "&#13;".utf8)
      case 0x09, 0x0A, 0x20...0x7E: bytes.append(UInt8(scalar.value))
      case 0..<0x20, 0xFFFE, 0xFFFF: bytes.append(contentsOf: "\u{FFFD}".utf8)
      // Excel reads _x005F_ as an escape; an underscore that begins one is no letter of it here, so it stays.
      default: bytes.append(contentsOf: String(scalar).utf8)
      }
    }
  }
}
