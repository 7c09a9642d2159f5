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
  @inline(__always)
  static func hasCapital(in body: [UInt8], _ range: Range<Int>) -> Bool { hasCapital(in: body.span, range) }

  /// The same of borrowed bytes.
  static func hasCapital(in body: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let all = unsafe body.bytes
    var at = range.lowerBound
    while at < range.upperBound {
      if at + 8 <= range.upperBound {
        let eight = unsafe all.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
        // Eight bytes of ASCII that all have the bit of small letters and digits: a quick no for most.
        if eight & 0x8080_8080_8080_8080 == 0, eight & 0x2020_2020_2020_2020 == 0x2020_2020_2020_2020 {
          at += 8
          continue
        }
      }
      let byte = body[at]
      at += 1
      if byte < 0x80 {
        if byte & 0x20 == 0, (0x41...0x5A).contains(byte) { return true }
        continue
      }
      guard byte >= 0xC3, at < range.upperBound else { continue }
      let next = body[at]
      switch byte {
      case 0xC3: if next < 0x9F { return true }
      case 0xC4, 0xC5, 0xD2...0xD4: if next & 1 == 0 { return true }
      case 0xC6: return true
      case 0xD0: if next < 0xB0 { return true }
      default: break
      }
      if next & 0xC0 == 0x80 { at += 1 }
    }
    return false
  }

  /// A quicker look than `hasCapital`, at eight bytes at a time and without a branch for each; it too says so of a small
  /// letter now and then.
  @inline(__always)
  static func mayHaveCapital(in body: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let all = unsafe body.bytes
    var at = range.lowerBound
    while at < range.upperBound {
      guard at + 9 <= body.count else { return hasCapital(in: body, at..<range.upperBound) }
      let bytes = unsafe all.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
      let next = unsafe all.unsafeLoadUnaligned(fromByteOffset: at + 1, as: UInt64.self)
      let left = min(8, range.upperBound - at)
      if capitalMarks(bytes, next) & (UInt64.max >> UInt64(64 - 8 * left)) != 0 { return true }
      at += 8
    }
    return false
  }

  /// The upper bit of each of eight bytes that begins a capital letter, or may; `next` are the bytes behind each.
  ///
  /// A bit of every byte is moved to the upper one at once; what comes over from the byte beside it is masked away.
  @inline(__always)
  private static func capitalMarks(_ bytes: UInt64, _ next: UInt64) -> UInt64 {
    let upper: UInt64 = 0x8080_8080_8080_8080
    let (bit6, bit5) = (bytes << 1, bytes << 2)
    // 0x40 to 0x5F: the letters, and a few marks that stand in no word.
    let ascii = ~bytes & bit6 & ~bit5 & upper
    guard bytes & upper != 0 else { return ascii }
    let (bit4, bit3, bit2, bit1, bit0) = (bytes << 3, bytes << 4, bytes << 5, bytes << 6, bytes << 7)
    let isEven = ~(next << 7)
    // 0xC3 before less than 0xA0; 0xC4 and 0xC5 before an even byte; 0xC6.
    let latin = ~bit4 & ((~bit2 & bit1 & bit0 & ~(next << 2)) | (bit2 & ~bit1 & isEven) | (bit2 & bit1))
    // 0xD0 before less than 0xB0; 0xD2 to 0xD5 before an even byte.
    let cyrillic = bit4 & ((~bit2 & ~bit1 & ~bit0 & ~(next << 2 & next << 3)) | ((bit2 ^ bit1) & isEven))
    return ascii | (bytes & bit6 & ~bit5 & ~bit3 & (latin | cyrillic) & upper)
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
