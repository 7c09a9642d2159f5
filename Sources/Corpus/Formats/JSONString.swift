/// A string of a JSON text: its bytes between the quotation marks, which a `JSONScanner` found well-formed.
struct JSONString {
  /// Between the quotation marks, half-open, in the record.
  var range: Range<Int>
  /// Whether a backslash is among them.
  var hasEscapes: Bool

  /// The string's meaning as bytes, and the bytes of its lone surrogates, which become U+FFFD.
  func decoded(_ bytes: Span<UInt8>) -> (bytes: [UInt8], broken: Int) {
    guard hasEscapes else { return (bytes.array(range), 0) }
    var broken = 0
    // Every escape is longer than its meaning, so that the range's own length is enough.
    let meaning = bytes.extracting(range).withUnsafeBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: source.count) { target, count in
        (count, broken) = Self.unescape(source, into: target)
      }
    }
    return (meaning, broken)
  }

  /// Writes the meaning of `source` into `target`, which is as long; returns the bytes written and those of lone
  /// surrogates.
  private static func unescape(
    _ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>
  ) -> (written: Int, broken: Int) {
    let (from, to) = (UnsafeRawBufferPointer(source), UnsafeMutableRawBufferPointer(target))
    var (at, put, broken) = (0, 0, 0)
    while at < source.count {
      // Eight bytes a step; what is written behind a backslash is written over by its meaning. put <= at throughout.
      if at + 8 <= source.count {
        let word = from.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        to.storeBytes(of: word, toByteOffset: put, as: UInt64.self)
        let plain = Self.bytesBeforeBackslash(word.littleEndian)
        (at, put) = (at + plain, put + plain)
        if plain == 8 { continue }
      } else if source[at] != 0x5C {
        target[put] = source[at]
        (at, put) = (at + 1, put + 1)
        continue
      }
      guard at + 1 < source.count else { break }
      if source[at + 1] == 0x75 {
        let (scalar, length) = Self.scalar(source, at: at)
        if let scalar {
          put += Self.write(scalar, target, at: put)
        } else {
          put += Self.write(0xFFFD, target, at: put)
          broken += length
        }
        at += length
      } else {
        target[put] = Self.meaning(ofEscape: source[at + 1])
        (at, put) = (at + 2, put + 1)
      }
    }
    return (put, broken)
  }

  /// Bytes of `word`, lowest first, before a backslash; 8 when there is none (Anderson, *Bit Twiddling Hacks*).
  @inline(__always)
  private static func bytesBeforeBackslash(_ word: UInt64) -> Int {
    let (ones, tops): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    let slash = word ^ (ones &* 0x5C)
    return ((slash &- ones) & ~slash & tops).trailingZeroBitCount >> 3
  }

  private static func meaning(ofEscape byte: UInt8) -> UInt8 {
    switch byte {
    case 0x62: 0x08
    case 0x66: 0x0C
    case 0x6E: 0x0A
    case 0x72: 0x0D
    case 0x74: 0x09
    default: byte
    }
  }

  /// The scalar of `\uXXXX` at `at`, or of a surrogate pair of them, and its length; nil for a lone surrogate.
  private static func scalar(_ source: UnsafeBufferPointer<UInt8>, at: Int) -> (scalar: UInt32?, length: Int) {
    let unit = codeUnit(source, at: at)
    guard unit & 0xF800 == 0xD800 else { return (unit, 6) }
    guard unit & 0xFC00 == 0xD800, at + 12 <= source.count, source[at + 6] == 0x5C, source[at + 7] == 0x75 else {
      return (nil, 6)
    }
    let low = codeUnit(source, at: at + 6)
    return low & 0xFC00 == 0xDC00 ? (0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF), 12) : (nil, 6)
  }

  /// The value of the four digits behind the `\u` at `at`.
  private static func codeUnit(_ source: UnsafeBufferPointer<UInt8>, at: Int) -> UInt32 {
    precondition(at + 6 <= source.count, "a scanned escape has four digits")
    var value: UInt32 = 0
    for place in (at + 2)..<(at + 6) { value = value << 4 | JSONScanner.digitValue(source[place]) & 0xF }
    return value
  }

  /// Writes the UTF-8 form of `scalar` and returns its length.
  private static func write(_ scalar: UInt32, _ target: UnsafeMutableBufferPointer<UInt8>, at put: Int) -> Int {
    switch scalar {
    case 0..<0x80:
      target[put] = UInt8(truncatingIfNeeded: scalar)
      return 1
    case 0x80..<0x800:
      target[put] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
      target[put + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      return 2
    case 0x800..<0x10000:
      target[put] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
      target[put + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
      target[put + 2] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      return 3
    default:
      target[put] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
      target[put + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F)
      target[put + 2] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
      target[put + 3] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      return 4
    }
  }
}
