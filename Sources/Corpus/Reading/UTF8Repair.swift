import CSimdJSON

extension Span where Element == UInt8 {
  /// Whether the bytes are valid UTF-8.
  var isValidUTF8: Bool {
    withUnsafeBufferPointer { buffer in buffer.isEmpty || menbe_utf8_is_valid(buffer.baseAddress, buffer.count) }
  }

  /// The bytes with every maximal part of an ill-formed sequence replaced by U+FFFD, and the count of replaced bytes.
  ///
  /// Source: the WHATWG Encoding Standard's UTF-8 decoder; The Unicode Standard 15.0, section 3.9, table 3-11.
  func repairedUTF8() -> (bytes: [UInt8], broken: Int) {
    var repaired: [UInt8] = []
    repaired.reserveCapacity(count + 16)
    var (at, broken) = (0, 0)
    while at < count {
      let first = self[at]
      if first < 0x80 {
        repaired.append(first)
        at += 1
        continue
      }
      let (length, isWhole) = sequence(at: at)
      if isWhole {
        for place in at..<(at + length) { repaired.append(self[place]) }
      } else {
        repaired.append(scalar: 0xFFFD)
        broken += length
      }
      at += length
    }
    return (repaired, broken)
  }

  /// The length of the well-formed sequence, or of the maximal ill-formed part, that begins at `at`.
  func sequence(at: Int) -> (length: Int, isWhole: Bool) {
    let first = self[at]
    let expected =
      switch first {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    guard expected > 1 else { return (1, first < 0x80) }
    for place in 1..<expected {
      guard at + place < count else { return (place, false) }
      let allowed: ClosedRange<UInt8> =
        switch (place, first) {
        case (1, 0xE0): 0xA0...0xBF
        case (1, 0xED): 0x80...0x9F
        case (1, 0xF0): 0x90...0xBF
        case (1, 0xF4): 0x80...0x8F
        default: 0x80...0xBF
        }
      if !(allowed ~= self[at + place]) { return (place, false) }
    }
    return (expected, true)
  }
}

extension [UInt8] {
  /// Appends the UTF-8 form of a scalar value, which is no surrogate and at most 0x10FFFF.
  mutating func append(scalar value: UInt32) {
    switch value {
    case 0..<0x80: append(UInt8(truncatingIfNeeded: value))
    case 0x80..<0x800:
      append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
      append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    case 0x800..<0x10000:
      append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
      append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    default:
      append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
      append(UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    }
  }
}
