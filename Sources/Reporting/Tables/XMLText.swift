import Corpus

/// XML under construction: what the programmer wrote, and text that cannot become markup.
struct XMLText {
  private(set) var bytes: [UInt8] = []

  /// Empties it and keeps its memory.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Adds what the programmer wrote.
  mutating func literal(_ xml: String) { bytes.append(contentsOf: xml.utf8) }

  mutating func number(_ number: Int) { Digits.append(number, to: &bytes) }

  /// Adds a share with four decimals.
  mutating func share(_ share: Double) { FixedDecimal.append(share, places: 4, to: &bytes) }

  /// Adds when an article was published, as tables write it.
  mutating func time(_ published: PublishedInterval) { UTCTime.append(published, to: &bytes) }

  /// Adds text for content and quoted attributes; characters that XML 1.0 forbids become U+FFFD.
  mutating func text(_ text: String) {
    guard Self.needsLook(text.utf8.span, escapesQuotes: true) else { return bytes.append(contentsOf: text.utf8) }
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: literal("&amp;")
      case 0x3C: literal("&lt;")
      case 0x3E: literal("&gt;")
      case 0x22: literal("&quot;")
      case 0x09, 0x0A, 0x0D: bytes.append(0x20)
      case 0x00..<0x20, 0xFFFE, 0xFFFF: literal("\u{FFFD}")
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  /// Whether a text may hold a byte that XML cannot hold as it is: a quick look, which U+F000 to U+FFFF do not pass.
  static func needsLook(_ text: Span<UInt8>, escapesQuotes: Bool) -> Bool {
    for place in text.indices {
      let byte = text[place]
      if byte < 0x20 || byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0x7F || byte == 0xEF { return true }
      if escapesQuotes, byte == 0x22 { return true }
    }
    return false
  }
}
