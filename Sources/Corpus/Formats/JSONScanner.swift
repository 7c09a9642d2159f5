/// What is wrong with a JSON text.
struct JSONFault: Error {
  /// The byte at which it was noticed, from the start of the record.
  var at: Int
  /// What was expected there, for people.
  var expected: StaticString
}

/// Steps through one JSON text (RFC 8259), strictly, without recursion and without building values.
///
/// The bytes must be valid UTF-8. Nesting costs one byte a level, numbers are never converted, so nothing in a record
/// can overflow. A lone surrogate (`\ud800`) is grammatical JSON and becomes U+FFFD when its string is unescaped.
///
/// simdjson 3.0.1 refuses a whole record for a lone surrogate or an integer beyond 64 bits, which scrapers write, so
/// that a second parser would have to stand behind it. Measured in processor time on 267 MB of plain records: its DOM,
/// parsing alone, 840 MB/s a core; the whole of reading, cutting, scanning and making articles here, 700 MB/s.
struct JSONScanner {
  /// The next byte to look at.
  var at: Int

  /// A scanner that stands at `start`.
  init(at start: Int) { at = start }

  /// Skips blanks between tokens.
  @inline(__always)
  mutating func skipBlanks(_ bytes: Span<UInt8>) {
    while at < bytes.count, isBlank(bytes[at]) { at += 1 }
  }

  @inline(__always)
  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  /// Takes `byte`, blanks before it allowed.
  @inline(__always)
  mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>, or expected: StaticString) throws(JSONFault) {
    skipBlanks(bytes)
    guard at < bytes.count, bytes[at] == byte else { throw JSONFault(at: at, expected: expected) }
    at += 1
  }

  /// Takes a string, the scanner standing at its opening quotation mark.
  mutating func takeString(_ bytes: Span<UInt8>) throws(JSONFault) -> JSONString {
    guard at < bytes.count, bytes[at] == 0x22 else { throw JSONFault(at: at, expected: "a quotation mark") }
    let start = at + 1
    var hasEscapes = false
    at = start
    while true {
      at = Self.nextSpecial(bytes, from: at)
      guard at < bytes.count else { throw JSONFault(at: at, expected: "the end of a string") }
      switch bytes[at] {
      case 0x22:
        at += 1
        return JSONString(range: start..<(at - 1), hasEscapes: hasEscapes)
      case 0x5C:
        hasEscapes = true
        try takeEscape(bytes)
      default: throw JSONFault(at: at, expected: "no control character in a string")
      }
    }
  }

  /// The first quotation mark, backslash or control character from `start` on, or the end: eight bytes a step.
  ///
  /// Source: Anderson, *Bit Twiddling Hacks*, "Determine if a word has a zero byte" and "a byte less than n".
  @inline(__always)
  static func nextSpecial(_ bytes: Span<UInt8>, from start: Int) -> Int {
    let (ones, tops): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    let raw = bytes.bytes
    var at = start
    while at &+ 8 <= bytes.count {
      let word = raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
      let (quote, slash) = (word ^ (ones &* 0x22), word ^ (ones &* 0x5C))
      let found =
        ((quote &- ones) & ~quote | (slash &- ones) & ~slash | (word &- ones &* 0x20) & ~word) & tops
      if found != 0 { return at &+ found.trailingZeroBitCount >> 3 }
      at &+= 8
    }
    while at < bytes.count, bytes[at] != 0x22, bytes[at] != 0x5C, bytes[at] >= 0x20 { at += 1 }
    return at
  }

  private mutating func takeEscape(_ bytes: Span<UInt8>) throws(JSONFault) {
    guard at + 1 < bytes.count else { throw JSONFault(at: at, expected: "an escape") }
    switch bytes[at + 1] {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: at += 2
    case 0x75:
      guard Self.hexadecimal(bytes, at: at + 2) != nil else {
        throw JSONFault(at: at, expected: "four hexadecimal digits")
      }
      at += 6
    default: throw JSONFault(at: at, expected: "an escape")
    }
  }

  /// The value of four hexadecimal digits at `at`; nil when there are none.
  static func hexadecimal(_ bytes: Span<UInt8>, at: Int) -> UInt32? {
    guard at + 4 <= bytes.count else { return nil }
    var (value, wrong): (UInt32, UInt32) = (0, 0)
    for place in at..<(at + 4) {
      let digit = digitValue(bytes[place])
      value = value << 4 | digit
      wrong |= digit
    }
    return wrong < 16 ? value : nil
  }

  /// The value of a hexadecimal digit; 16 or more for any other byte.
  @inline(__always)
  static func digitValue(_ byte: UInt8) -> UInt32 {
    let digit = UInt32(byte &- 0x30)
    if digit < 10 { return digit }
    let letter = UInt32((byte | 0x20) &- 0x61)
    return letter < 6 ? letter + 10 : 0xFF
  }

  /// Takes any value and calls `string` with each string in it that is no key, in order.
  mutating func takeValue(
    _ bytes: Span<UInt8>, string visit: ((JSONString) -> Void)? = nil
  ) throws(JSONFault) {
    /// The open containers: whether each is an object.
    var open: [Bool] = []
    while true {
      skipBlanks(bytes)
      guard at < bytes.count else { throw JSONFault(at: at, expected: "a value") }
      switch bytes[at] {
      case 0x22:
        let string = try takeString(bytes)
        visit?(string)
      case 0x7B:
        at += 1
        skipBlanks(bytes)
        if at < bytes.count, bytes[at] == 0x7D {
          at += 1
          break
        }
        open.append(true)
        try takeKey(bytes)
        continue
      case 0x5B:
        at += 1
        skipBlanks(bytes)
        if at < bytes.count, bytes[at] == 0x5D {
          at += 1
          break
        }
        open.append(false)
        continue
      default: try takeScalar(bytes)
      }
      guard try continuesInContainer(bytes, &open) else { return }
    }
  }

  /// Behind a value: closes containers until a comma leads to the next value; false when the outermost is closed.
  private mutating func continuesInContainer(
    _ bytes: Span<UInt8>, _ open: inout [Bool]
  ) throws(JSONFault) -> Bool {
    while let isObject = open.last {
      skipBlanks(bytes)
      guard at < bytes.count else { throw JSONFault(at: at, expected: "a comma or the end of a container") }
      switch bytes[at] {
      case 0x2C:
        at += 1
        if isObject { try takeKey(bytes) }
        return true
      case isObject ? 0x7D : 0x5D:
        at += 1
        open.removeLast()
      default: throw JSONFault(at: at, expected: "a comma or the end of a container")
      }
    }
    return false
  }

  private mutating func takeKey(_ bytes: Span<UInt8>) throws(JSONFault) {
    skipBlanks(bytes)
    _ = try takeString(bytes)
    try take(0x3A, bytes, or: "a colon")
  }

  /// Takes a number, true, false or null.
  mutating func takeScalar(_ bytes: Span<UInt8>) throws(JSONFault) {
    switch bytes[at] {
    case 0x74: try takeLiteral([0x74, 0x72, 0x75, 0x65], bytes)
    case 0x66: try takeLiteral([0x66, 0x61, 0x6C, 0x73, 0x65], bytes)
    case 0x6E: try takeLiteral([0x6E, 0x75, 0x6C, 0x6C], bytes)
    case 0x2D, 0x30...0x39: try takeNumber(bytes)
    default: throw JSONFault(at: at, expected: "a value")
    }
  }

  private mutating func takeLiteral<let count: Int>(
    _ literal: InlineArray<count, UInt8>, _ bytes: Span<UInt8>
  ) throws(JSONFault) {
    for place in 0..<count {
      guard at + place < bytes.count, bytes[at + place] == literal[place] else {
        throw JSONFault(at: at, expected: "true, false or null")
      }
    }
    at += count
  }

  private mutating func takeNumber(_ bytes: Span<UInt8>) throws(JSONFault) {
    if bytes[at] == 0x2D { at += 1 }
    if at < bytes.count, bytes[at] == 0x30 { at += 1 } else { try takeDigits(bytes) }
    if at < bytes.count, bytes[at] == 0x2E {
      at += 1
      try takeDigits(bytes)
    }
    guard at < bytes.count, bytes[at] | 0x20 == 0x65 else { return }
    at += 1
    if at < bytes.count, bytes[at] == 0x2B || bytes[at] == 0x2D { at += 1 }
    try takeDigits(bytes)
  }

  private mutating func takeDigits(_ bytes: Span<UInt8>) throws(JSONFault) {
    let start = at
    while at < bytes.count, 0x30...0x39 ~= bytes[at] { at += 1 }
    guard at > start else { throw JSONFault(at: at, expected: "a digit") }
  }
}
