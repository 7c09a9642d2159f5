/// The ASCII letters and digits at the start of eight bytes, folded all at once.
///
/// Bytes are compared side by side within one word (Anderson, *Bit Twiddling Hacks*, "Determine if a word has a byte
/// between m and n").
struct ASCIIRun {
  /// The eight bytes, capital letters among them as small ones.
  let folded: UInt64
  /// How many of them, from the first on, are letters or digits.
  let count: Int
  /// Whether a letter is among these.
  let hasLetter: Bool

  /// Reads eight bytes, the first one lowest.
  @inline(__always)
  init(_ bytes: UInt64) {
    let (ones, tops): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    let ascii = ~bytes & tops
    let low = bytes & ~tops
    let small = low | ones &* 0x20
    let letters = (small &+ ones &* (0x80 - 0x61)) & ~(small &+ ones &* (0x80 - 0x7B)) & ascii
    let digits = (low &+ ones &* (0x80 - 0x30)) & ~(low &+ ones &* (0x80 - 0x3A)) & ascii
    let others = ~(letters | digits) & tops
    folded = bytes | letters >> 2
    count = others.trailingZeroBitCount >> 3
    // The bits below that of the first other byte.
    hasLetter = letters & (others &- 1) & ~others != 0
  }
}
