/// How tables are laid out in bytes; the cells are the same in every style.
public struct CSVStyle: Hashable, Sendable {
  /// What ends a row.
  public enum LineEnding: String, Sendable, CaseIterable {
    /// CR LF, as RFC 4180 has it.
    case crlf
    /// LF alone.
    case lf
  }

  /// What ends a row.
  public var lineEnding: LineEnding
  /// Whether the file starts with U+FEFF, by which spreadsheets recognise UTF-8.
  public var hasByteOrderMark: Bool

  /// A style; RFC 4180 without a byte order mark unless told otherwise.
  public init(lineEnding: LineEnding = .crlf, hasByteOrderMark: Bool = false) {
    (self.lineEnding, self.hasByteOrderMark) = (lineEnding, hasByteOrderMark)
  }
}
