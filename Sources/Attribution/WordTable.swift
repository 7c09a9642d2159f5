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
  private(set) var filter = KeyFilter()

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
    let hash = Self.hash(folded.span, 0..<folded.count)
    filter.insert(UInt32(truncatingIfNeeded: hash), UInt32(truncatingIfNeeded: hash >> 32))
    return Int32(count - 1)
  }

  /// The number of the word in `range` of `text`, or `unknown`.
  @inline(__always)
  func number(of text: [UInt8], _ range: Range<Int>) -> Int32 {
    let hash = Self.hash(text.span, range)
    guard Self.mayHold(filter.bits.span, hash) else { return Self.unknown }
    return number(of: text.span, range, hash: hash)
  }

  /// Whether a word of that hash may be in the table whose filter has those bits.
  @inline(__always)
  static func mayHold(_ bits: Span<UInt64>, _ hash: UInt64) -> Bool {
    KeyFilter.mayHold(bits, UInt32(truncatingIfNeeded: hash), UInt32(truncatingIfNeeded: hash >> 32))
  }

  /// The number of the word in `range` of `text`, whose hash is known, or `unknown`.
  @inline(__always)
  func number(of text: Span<UInt8>, _ range: Range<Int>, hash: UInt64) -> Int32 {
    var slot = Self.place(hash, slots.count)
    while true {
      let entry = slots[slot]
      if entry == 0 { return Self.unknown }
      if entry >> 32 == hash >> 32 {
        let number = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) - 1
        if isWord(number, text, range) { return Int32(truncatingIfNeeded: number) }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
  }

  /// Whether the word of that number is the one in `range` of `text`, by eight bytes at a time.
  @inline(__always)
  private func isWord(_ number: Int, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let (start, count) = (ends[number], range.count)
    guard ends[number + 1] - start == count else { return false }
    var at = 0
    if range.lowerBound + count + 8 <= text.count, start + count + 8 <= bytes.count {
      let (one, other) = unsafe (bytes.span.bytes, text.bytes)
      while at + 8 <= count {
        let left = unsafe one.unsafeLoadUnaligned(fromByteOffset: start + at, as: UInt64.self)
        let right = unsafe other.unsafeLoadUnaligned(fromByteOffset: range.lowerBound + at, as: UInt64.self)
        guard left == right else { return false }
        at += 8
      }
      guard at < count else { return true }
      let left = unsafe one.unsafeLoadUnaligned(fromByteOffset: start + at, as: UInt64.self)
      let right = unsafe other.unsafeLoadUnaligned(fromByteOffset: range.lowerBound + at, as: UInt64.self)
      // What stands behind the word's end is shifted out.
      return (left ^ right) << UInt64(8 * (8 - (count - at))) == 0
    }
    while at < count, bytes[start + at] == text[range.lowerBound + at] { at += 1 }
    return at == count
  }

  /// The folded bytes of a word by its number.
  func bytes(of number: Int32) -> [UInt8] { Array(bytes[ends[Int(number)]..<ends[Int(number) + 1]]) }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for number in 0..<Int32(count) { place(number) }
  }

  private mutating func place(_ number: Int32) {
    let hash = Self.hash(bytes.span, ends[Int(number)]..<ends[Int(number) + 1])
    var slot = Self.place(hash, slots.count)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = (hash & 0xFFFF_FFFF_0000_0000) | UInt64(number + 1)
  }

  /// The slot that a hash asks for first.
  @inline(__always)
  private static func place(_ hash: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: hash ^ hash >> 32) & (count - 1)
  }

  /// Reads the first eight bytes and the last, and what is between in words of more than sixteen; without a branch on
  /// the length of shorter ones, which no processor foresees.
  @inline(__always)
  static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    let (start, count) = (range.lowerBound, range.count)
    // Past the word stand other words, whose bytes are masked away; only at the text's end stands nothing.
    guard start + 8 <= bytes.count else { return hashAtEnd(bytes, range) }
    let all = unsafe bytes.bytes
    let mask = UInt64.max >> UInt64(64 - 8 * min(count, 8))
    let first = unsafe all.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self) & mask
    let lastStart = max(start, range.upperBound - 8)
    let last = unsafe all.unsafeLoadUnaligned(fromByteOffset: lastStart, as: UInt64.self) & mask
    var hash = mixed(UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15, first)
    var at = start + 8
    while at < lastStart {
      hash = mixed(hash, unsafe all.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
      at += 8
    }
    hash = mixed(hash, last)
    return hash ^ hash >> 29
  }

  /// The same hash where fewer than eight bytes are left from the word's start on.
  @inline(never)
  private static func hashAtEnd(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var first: UInt64 = 0
    for at in range.reversed() { first = first << 8 | UInt64(bytes[at]) }
    let hash = mixed(mixed(UInt64(truncatingIfNeeded: range.count) &* 0x9E37_79B9_7F4A_7C15, first), first)
    return hash ^ hash >> 29
  }

  @inline(__always)
  private static func mixed(_ hash: UInt64, _ part: UInt64) -> UInt64 {
    let product = (hash ^ part) &* 0x9FB2_1C65_1E98_DF25
    return product ^ product >> 32
  }
}
