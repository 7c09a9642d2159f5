/// Internationalised labels of hosts, as ASCII writes them.
///
/// Source: RFC 3492, sections 5 and 6.2.
enum Punycode {
  /// The label that stands behind "xn--", or nil when it is none; a label has at most 63 bytes.
  static func decode(_ label: some Collection<UInt8>) -> String? {
    guard 1...63 ~= label.count else { return nil }
    let bytes = Array(label)
    var output: [UInt32] = []
    var at = 0
    if let delimiter = bytes.lastIndex(of: 0x2D) {
      guard bytes[..<delimiter].allSatisfy({ $0 < 0x80 }) else { return nil }
      output = bytes[..<delimiter].map(UInt32.init)
      at = delimiter + 1
    }
    var (scalar, place, bias): (UInt32, UInt32, UInt32) = (0x80, 0, 72)
    while at < bytes.count {
      let before = place
      var (weight, step): (UInt32, UInt32) = (1, 36)
      while true {
        guard at < bytes.count, let digit = digit(bytes[at]) else { return nil }
        at += 1
        let (product, hasOverflown) = digit.multipliedReportingOverflow(by: weight)
        let (sum, isTooLarge) = place.addingReportingOverflow(product)
        guard !hasOverflown, !isTooLarge else { return nil }
        place = sum
        let threshold = step <= bias ? 1 : min(step - bias, 26)
        if digit < threshold { break }
        let (next, isTooHeavy) = weight.multipliedReportingOverflow(by: 36 - threshold)
        guard !isTooHeavy else { return nil }
        (weight, step) = (next, step + 36)
      }
      let count = UInt32(output.count + 1)
      bias = adapted(place - before, count, isFirst: before == 0)
      let (value, hasOverflown) = scalar.addingReportingOverflow(place / count)
      guard !hasOverflown, Unicode.Scalar(value) != nil else { return nil }
      scalar = value
      place %= count
      output.insert(scalar, at: Int(place))
      place += 1
    }
    let scalars = output.compactMap(Unicode.Scalar.init)
    // Labels hold letters, digits and hyphens; anything else was no label (RFC 5890, section 2.3.2.1).
    guard scalars.allSatisfy({ $0 == "-" || $0.properties.isIDContinue }), scalars.contains(where: { !$0.isASCII })
    else { return nil }
    return String(String.UnicodeScalarView(scalars))
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x61...0x7A: UInt32(byte - 0x61)
    case 0x41...0x5A: UInt32(byte - 0x41)
    case 0x30...0x39: UInt32(byte - 0x30) + 26
    default: nil
    }
  }

  private static func adapted(_ delta: UInt32, _ count: UInt32, isFirst: Bool) -> UInt32 {
    var (delta, steps) = (isFirst ? delta / 700 : delta / 2, UInt32(0))
    delta += delta / count
    while delta > 455 {
      delta /= 35
      steps += 36
    }
    return steps + 36 * delta / (delta + 38)
  }
}
