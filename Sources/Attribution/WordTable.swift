/// Folded words and their numbers, from 0 in the order in which they came.
///
/// Open addressing over a multiplicative hash of eight bytes at a time (Knuth, volume 3, section 6.4); every hit is
/// compared byte by byte.
struct WordTable: Sendable {
  /// The number of an unknown word.
  static let unknown: Int32 = -1

  /// The upper half of a word's hash over its number plus one; 0 is free.
  private var slots: [UInt64] = Array(repeating: 0, count: 1024)
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]
  /// Says of most unknown words that they are, from a table that stays in the cache.
  private var filter = KeyFilter()

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
    let hash = Self.hash(folded, 0..<folded.count)
    filter.insert(UInt32(truncatingIfNeeded: hash), UInt32(truncatingIfNeeded: hash >> 32))
    return Int32(count - 1)
  }

  /// The number of the word in `range` of `text`, or `unknown`.
  @inline(__always)
  func number(of text: [UInt8], _ range: Range<Int>) -> Int32 {
    let hash = Self.hash(text, range)
    guard filter.mayHold(UInt32(truncatingIfNeeded: hash), UInt32(truncatingIfNeeded: hash >> 32)) else {
      return Self.unknown
    }
    var slot = Self.place(hash, slots.count)
    while true {
      let entry = slots[slot]
      if entry == 0 { return Self.unknown }
      if entry >> 32 == hash >> 32 {
        let number = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) - 1
        let (start, end) = (ends[number], ends[number + 1])
        if end - start == range.count {
          var at = 0
          while at < range.count, bytes[start + at] == text[range.lowerBound + at] { at += 1 }
          if at == range.count { return Int32(truncatingIfNeeded: number) }
        }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
  }

  /// The folded bytes of a word by its number.
  func bytes(of number: Int32) -> [UInt8] { Array(bytes[ends[Int(number)]..<ends[Int(number) + 1]]) }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for number in 0..<Int32(count) { place(number) }
  }

  private mutating func place(_ number: Int32) {
    let hash = Self.hash(bytes, ends[Int(number)]..<ends[Int(number) + 1])
    var slot = Self.place(hash, slots.count)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = (hash & 0xFFFF_FFFF_0000_0000) | UInt64(number + 1)
  }

  /// The slot that a hash asks for first.
  @inline(__always)
  private static func place(_ hash: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: hash ^ hash >> 32) & (count - 1)
  }

  /// Words of eight bytes or more are read by eight bytes, the last of which may be read twice; shorter ones by four.
  @inline(__always)
  private static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
    let all = unsafe bytes.span.bytes
    let (start, count) = (range.lowerBound, range.count)
    var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
    if count >= 8 {
      var at = start
      while at < range.upperBound - 8 {
        hash = mixed(hash, unsafe all.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
        at += 8
      }
      hash = mixed(hash, unsafe all.unsafeLoadUnaligned(fromByteOffset: range.upperBound - 8, as: UInt64.self))
    } else if count >= 4 {
      let first = unsafe all.unsafeLoadUnaligned(fromByteOffset: start, as: UInt32.self)
      let last = unsafe all.unsafeLoadUnaligned(fromByteOffset: range.upperBound - 4, as: UInt32.self)
      hash = mixed(hash, UInt64(first) | UInt64(last) << 32)
    } else {
      var part: UInt64 = 0
      for at in range { part = part << 8 | UInt64(bytes[at]) }
      hash = mixed(hash, part)
    }
    return hash ^ hash >> 29
  }

  @inline(__always)
  private static func mixed(_ hash: UInt64, _ part: UInt64) -> UInt64 {
    let product = (hash ^ part) &* 0x9FB2_1C65_1E98_DF25
    return product ^ product >> 32
  }
}
