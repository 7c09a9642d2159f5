import Mustache

/// Scraped text on its way into a page: escaped byte by byte, for content and for quoted attributes.
///
/// Mustache's own escaping compares grapheme clusters and so lets a quotation mark through that carries a combining
/// mark; `PageTemplates` puts this content type over every template instead.
struct HTMLText: MustacheContentType {
  /// The name by which templates ask for it.
  static let name = "MENBE_HTML"

  func escapeText(_ text: String) -> String { Self.escape(text) }

  /// The text with markup and control characters made harmless; linear in its length.
  static func escape(_ text: String) -> String {
    guard text.utf8.contains(where: needsEscape) else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 64)
    for byte in text.utf8 {
      switch byte {
      case 0x26: bytes.append(contentsOf: "&amp;".utf8)
      case 0x3C: bytes.append(contentsOf: "&lt;".utf8)
      case 0x3E: bytes.append(contentsOf: "&gt;".utf8)
      case 0x22: bytes.append(contentsOf: "&quot;".utf8)
      case 0x27: bytes.append(contentsOf: "&#39;".utf8)
      case _ where needsEscape(byte): bytes.append(contentsOf: "\u{FFFD}".utf8)
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x26, 0x27, 0x3C, 0x3E, 0x7F: true
    case 0x09, 0x0A, 0x0D: false
    default: byte < 0x20
    }
  }

  /// The address if a page may link to it: http or https with a host and without blanks; nil for any other.
  static func link(_ url: String) -> String? {
    let bytes = Array(url.utf8)
    let lowered = bytes.prefix(8).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    let scheme = [Array("http://".utf8), Array("https://".utf8)].first { lowered.starts(with: $0) }
    guard let scheme, bytes.count > scheme.count, bytes.count < 4096 else { return nil }
    guard !bytes.contains(where: { $0 <= 0x20 || $0 == 0x7F }), bytes[scheme.count] != 0x2F else { return nil }
    return url
  }

  /// At most `limit` scalars of the text, on one line, with an ellipsis where it was cut.
  static func shortened(_ text: String, to limit: Int) -> String {
    if isShort(text.utf8.span, limit) { return text }
    var (kept, count, pendingBlank): ([UInt8], Int, Bool) = ([], 0, false)
    for byte in text.utf8 {
      if isBlank(byte) {
        pendingBlank = !kept.isEmpty
        continue
      }
      if byte & 0xC0 != 0x80 {
        guard count < limit else { return String(decoding: kept, as: UTF8.self) + "…" }
        count += 1
      }
      if pendingBlank { kept.append(0x20) }
      pendingBlank = false
      kept.append(byte)
    }
    return String(decoding: kept, as: UTF8.self)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// Whether nothing needs to be left out of the text: most texts are shown as they are.
  private static func isShort(_ text: Span<UInt8>, _ limit: Int) -> Bool {
    var (count, wasBlank) = (0, true)
    for place in text.indices {
      let byte = text[place]
      if isBlank(byte) {
        if wasBlank || byte != 0x20 { return false }
        wasBlank = true
      } else {
        wasBlank = false
        if byte & 0xC0 != 0x80 { count += 1 }
      }
    }
    return count <= limit && (!wasBlank || text.isEmpty)
  }
}
