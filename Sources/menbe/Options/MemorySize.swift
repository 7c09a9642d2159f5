import ArgumentParser

/// A number of bytes as people write it: 800M, 6G, 1.5GiB, or a plain number of bytes.
struct MemorySize: ExpressibleByArgument {
  let byteCount: Int

  /// The least that a run can work with.
  private static let least = 64 << 20

  private static let shifts = [
    "": 0, "b": 0, "k": 10, "kb": 10, "kib": 10, "m": 20, "mb": 20, "mib": 20, "g": 30, "gb": 30, "gib": 30,
  ]

  init?(argument: String) {
    let number = argument.prefix { $0.isNumber || $0 == "." }
    let unit = argument.dropFirst(number.count).lowercased()
    guard let value = Double(number), let shift = Self.shifts[unit] else { return nil }
    let bytes = value * Double(1 << shift)
    guard bytes >= Double(Self.least), bytes < 0x1p60 else { return nil }
    byteCount = Int(bytes)
  }
}

/// The bound on memory of what reads a whole corpus at once.
struct MemoryOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Memory to stay within, such as 6G or 800M: what does not fit is kept in TMPDIR. The result is the same.",
      valueName: "size"))
  var memory: MemorySize?
}
