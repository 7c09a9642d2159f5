/// Whole numbers in decimal digits, written straight into bytes: no string is made for a number.
enum Digits {
  /// Adds a number, with a sign where it is negative.
  static func append(_ number: some FixedWidthInteger & SignedInteger, to bytes: inout [UInt8]) {
    if number < 0 { bytes.append(0x2D) }
    append(UInt(number.magnitude), to: &bytes)
  }

  /// Adds a number with at least that many digits, zeros before it where it has fewer.
  static func append(_ number: UInt, leastCount: Int = 1, to bytes: inout [UInt8]) {
    if number < 10, leastCount < 2 { return bytes.append(0x30 + UInt8(truncatingIfNeeded: number)) }
    var (digits, count, rest) = (InlineArray<20, UInt8>(repeating: 0x30), 0, number)
    repeat {
      count += 1
      let next = rest / 10
      digits[20 - count] = 0x30 + UInt8(truncatingIfNeeded: rest - next * 10)
      rest = next
    } while rest > 0
    for place in (20 - max(count, leastCount))..<20 { bytes.append(digits[place]) }
  }
}
