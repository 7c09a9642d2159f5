/// Numbers with a fixed count of decimals, the same in every locale.
enum FixedDecimal {
  /// The number with exactly `places` decimals, rounded half away from zero; zero has no sign.
  static func text(_ number: Double, places: Int) -> String {
    precondition(number.isFinite, "a cell holds a finite number")
    let scale = (0..<places).reduce(1) { power, _ in power * 10 }
    let scaled = Int((number * Double(scale)).rounded())
    let (whole, rest) = scaled.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
    let sign = scaled < 0 ? "-" : ""
    guard places > 0 else { return sign + String(whole) }
    let digits = String(rest)
    return sign + String(whole) + "." + String(repeating: "0", count: places - digits.count) + digits
  }
}
