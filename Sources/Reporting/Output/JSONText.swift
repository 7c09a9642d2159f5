/// JSON built as bytes: valid for any text, in linear time.
struct JSONText {
  private(set) var bytes: [UInt8] = []

  mutating func begin() { bytes.removeAll(keepingCapacity: true) }

  mutating func literal(_ json: String) { bytes.append(contentsOf: json.utf8) }

  /// Adds a whole number.
  mutating func number(_ number: some FixedWidthInteger & SignedInteger) { Digits.append(number, to: &bytes) }

  /// Adds a number with exactly that many decimals.
  mutating func decimal(_ number: Double, places: Int) { FixedDecimal.append(number, places: places, to: &bytes) }

  mutating func string(_ text: String) {
    guard Self.needsEscape(text.utf8.span) else {
      bytes.append(0x22)
      bytes.append(contentsOf: text.utf8)
      bytes.append(0x22)
      return
    }
    escaped(Array(text.utf8))
  }

  private static func needsEscape(_ text: Span<UInt8>) -> Bool {
    for place in text.indices where needsEscape(text[place]) { return true }
    return false
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F
  }

  /// Adds UTF-8 bytes as a string; broken ones become U+FFFD.
  mutating func string(_ text: [UInt8]) {
    guard (try? UTF8Span(validating: text.span)) != nil else { return string(String(decoding: text, as: UTF8.self)) }
    escaped(text)
  }

  private mutating func escaped(_ text: [UInt8]) {
    bytes.append(0x22)
    var plain = 0
    for position in text.indices {
      let byte = text[position]
      guard Self.needsEscape(byte) else { continue }
      bytes.append(contentsOf: text[plain..<position])
      plain = position + 1
      switch byte {
      case 0x22: literal("\\\"")
      case 0x5C: literal("\\\\")
      case 0x0A: literal("\\n")
      case 0x0D: literal("\\r")
      case 0x09: literal("\\t")
      default: literal("\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16))
      }
    }
    bytes.append(contentsOf: text[plain...])
    bytes.append(0x22)
  }
}
