/// Which texts a spreadsheet would run as a formula instead of showing them.
public enum SpreadsheetSafety {
  /// Whether a cell with this text needs an apostrophe before it.
  ///
  /// A text runs if it begins with `= + - @`, their full-width or small forms, a tab, a line break or NUL. Blanks and
  /// invisible characters before them are passed over, since some programs drop them. Source: OWASP, "CSV Injection".
  static func wouldRun(_ text: String) -> Bool {
    // Most cells begin with a letter or a digit, which settles it without decoding.
    guard let first = text.utf8.first, first <= 0x40 || first >= 0x7F, !(0x30...0x39).contains(first) else {
      return false
    }
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D, 0x0A, 0x00: return true
      case 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20, 0xFE66, 0xFE62, 0xFE63, 0xFE6B: return true
      case 0x20, 0xA0, 0xAD, 0x034F, 0x061C, 0x180B...0x180E, 0x2000...0x200F, 0x2028...0x202F: continue
      case 0x205F...0x206F, 0x3000, 0xFE00...0xFE0F, 0xFEFF, 0x0001...0x0008, 0x000B, 0x000C, 0x000E...0x001F: continue
      default: return false
      }
    }
    return false
  }

  /// What a cell says that a table of Menbe's, or a spreadsheet, gave an apostrophe.
  public static func restored(_ cell: String) -> String {
    guard cell.utf8.first == 0x27, wouldRun(String(cell.dropFirst())) else { return cell }
    return String(cell.dropFirst())
  }
}
