/// Folded words and their numbers, from 0 in the order in which they came.
///
/// Open addressing over FNV-1a (Fowler, Noll, Vo 1991); every hit is compared byte by byte.
struct WordTable: Sendable {
  /// The number of an unknown word.
  static let unknown: Int32 = -1

  private var slots: [Int32] = Array(repeating: WordTable.unknown, count: 1024)
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]

  /// How many words there are.
  var count: Int { ends.count - 1 }

  /// The number of `word`, new or known.
  mutating func intern(_ word: String) -> Int32 {
    let folded = Array(word.utf8)
    let known = number(of: folded, 0..<folded.count)
    if known != Self.unknown { return known }
    if 2 * (count + 1) > slots.count { grow() }
    bytes += folded
    ends.append(bytes.count)
    place(Int32(count - 1))
    return Int32(count - 1)
  }

  /// The number of the word in `range` of `text`, or `unknown`.
  @inline(__always)
  func number(of text: [UInt8], _ range: Range<Int>) -> Int32 {
    var slot = Self.hash(text, range) & (slots.count - 1)
    while true {
      let number = slots[slot]
      if number < 0 { return Self.unknown }
      let (start, end) = (ends[Int(number)], ends[Int(number) + 1])
      if end - start == range.count {
        var at = 0
        while at < range.count, bytes[start + at] == text[range.lowerBound + at] { at += 1 }
        if at == range.count { return number }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
  }

  private mutating func grow() {
    slots = Array(repeating: Self.unknown, count: slots.count * 2)
    for number in 0..<Int32(count) { place(number) }
  }

  private mutating func place(_ number: Int32) {
    var slot = Self.hash(bytes, ends[Int(number)]..<ends[Int(number) + 1]) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = number
  }

  @inline(__always)
  private static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for at in range { hash = (hash ^ UInt64(bytes[at])) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ hash >> 32)
  }
}
