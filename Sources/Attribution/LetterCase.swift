/// Which letters are capital: a look into a table for the scripts of the four languages, Unicode's own for the rest.
enum LetterCase {
  /// The first scalar behind the Cyrillic blocks.
  private static let tableEnd = 0x530
  private static let capitals: [Bool] = (0..<tableEnd).map {
    Unicode.Scalar($0)?.properties.isUppercase ?? false
  }

  /// Whether the first letter in the range is capital.
  static func isCapital(in body: [UInt8], _ range: Range<Int>) -> Bool {
    guard let first = range.first else { return false }
    return isCapital(body, first, range.upperBound).answer
  }

  /// Whether a letter of the range may be capital; a quick look at bytes that now and then says so of a small one.
  static func hasCapital(in body: [UInt8], _ range: Range<Int>) -> Bool {
    for at in range {
      let byte = body[at]
      if byte < 0x80 {
        if (0x41...0x5A).contains(byte) { return true }
        continue
      }
      guard byte >= 0xC3, at + 1 < range.upperBound else { continue }
      let next = body[at + 1]
      switch byte {
      case 0xC3: if next < 0x9F { return true }
      case 0xC4, 0xC5, 0xD2...0xD4: if next & 1 == 0 { return true }
      case 0xC6: return true
      case 0xD0: if next < 0xB0 { return true }
      default: continue
      }
    }
    return false
  }

  /// How many letters the range holds, when all are capital; else nil.
  static func countOfCapitals(in body: [UInt8], _ range: Range<Int>) -> Int? {
    var (at, count) = (range.lowerBound, 0)
    while at < range.upperBound {
      let (answer, length) = isCapital(body, at, range.upperBound)
      guard answer else { return nil }
      at += length
      count += 1
    }
    return count
  }

  /// Whether the letter at `at` is capital, and its bytes; broken bytes are none.
  static func isCapital(_ body: [UInt8], _ at: Int, _ end: Int) -> (answer: Bool, length: Int) {
    let lead = body[at]
    if lead < 0x80 { return ((0x41...0x5A).contains(lead), 1) }
    if lead < 0xE0 {
      guard lead >= 0xC2, at + 1 < end, body[at + 1] & 0xC0 == 0x80 else { return (false, 1) }
      let value = Int(lead & 0x1F) << 6 | Int(body[at + 1] & 0x3F)
      if value < tableEnd { return (capitals[value], 2) }
      return (Unicode.Scalar(UInt32(value))?.properties.isUppercase ?? false, 2)
    }
    let length = lead < 0xF0 ? 3 : 4
    let letter = String(decoding: body[at..<min(at + length, end)], as: UTF8.self).unicodeScalars.first
    return (letter?.properties.isUppercase ?? false, length)
  }
}
