/// Numbers with a fixed count of decimals, the same in every locale.
enum FixedDecimal {
  /// The number with exactly `places` decimals, rounded half away from zero; zero has no sign.
  static func text(_ number: Double, places: Int) -> String {
    var bytes: [UInt8] = []
    append(number, places: places, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Adds that text to `bytes`.
  static func append(_ number: Double, places: Int, to bytes: inout [UInt8]) {
    precondition(number.isFinite, "a cell holds a finite number")
    let scale = (0..<places).reduce(1) { power, _ in power * 10 }
    let scaled = Int((number * Double(scale)).rounded())
    let (whole, rest) = scaled.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
    if scaled < 0 { bytes.append(0x2D) }
    Digits.append(whole, to: &bytes)
    guard places > 0 else { return }
    bytes.append(0x2E)
    Digits.append(rest, leastCount: places, to: &bytes)
  }
}
