/// A set of keys that may take others for its own: one bit a key in a small table that stays in the cache
/// (Bloom 1970, with one hash).
struct KeyFilter: Sendable {
  private static let bitCount: UInt64 = 1 << 17

  /// The table, which a loop over many words borrows once.
  private(set) var bits = [UInt64](repeating: 0, count: Int(bitCount / 64))

  /// A key of the first bytes of a word, at most `count`, which is below five.
  @inline(__always)
  static func start(of word: Span<UInt8>, _ count: Int) -> (key: UInt32, mark: UInt32) {
    let count = min(count, word.count)
    var key: UInt32 = 0
    for at in 0..<count { key = key << 8 | UInt32(word[at]) }
    return (key, UInt32(truncatingIfNeeded: count))
  }

  /// Adds the key of those halves.
  mutating func insert(_ key: UInt32, _ mark: UInt32) {
    let place = Self.place(key, mark)
    bits[Int(place >> 6)] |= 1 << (place & 63)
  }

  /// False for a key that was never added; true for one that was, and for few others.
  @inline(__always)
  func mayHold(_ key: UInt32, _ mark: UInt32) -> Bool { Self.mayHold(bits.span, key, mark) }

  /// The same of the table of a filter.
  @inline(__always)
  static func mayHold(_ bits: Span<UInt64>, _ key: UInt32, _ mark: UInt32) -> Bool {
    let place = place(key, mark)
    return bits[Int(place >> 6)] & 1 << (place & 63) != 0
  }

  @inline(__always)
  private static func place(_ key: UInt32, _ mark: UInt32) -> UInt64 {
    ((UInt64(mark) << 32 | UInt64(key)) &* 0x9E37_79B9_7F4A_7C15) >> 47
  }
}
