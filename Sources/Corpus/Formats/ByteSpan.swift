extension Span where Element == UInt8 {
  /// Whether both hold the same bytes.
  func isEqual(to other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    for place in 0..<count where self[place] != other[place] { return false }
    return true
  }

  /// Whether nothing but white space, zero-width blanks and byte order marks stands here; stops at the first letter.
  var isBlank: Bool {
    var at = 0
    while at < count {
      switch self[at] {
      case 0x09...0x0D, 0x20: at += 1
      case 0xC2 where at + 1 < count && (self[at + 1] == 0xA0 || self[at + 1] == 0x85): at += 2
      case 0xE2 where at + 2 < count && isBlankTriple(at): at += 3
      case 0xE3 where at + 2 < count && self[at + 1] == 0x80 && self[at + 2] == 0x80: at += 3
      case 0xEF where at + 2 < count && self[at + 1] == 0xBB && self[at + 2] == 0xBF: at += 3
      default: return false
      }
    }
    return true
  }

  /// U+2000 to U+200F, U+2028, U+2029, U+202F or U+2060 at `at`, which holds 0xE2.
  private func isBlankTriple(_ at: Int) -> Bool {
    switch (self[at + 1], self[at + 2]) {
    case (0x80, 0x80...0x8F), (0x80, 0xA8), (0x80, 0xA9), (0x80, 0xAF), (0x81, 0xA0): true
    default: false
    }
  }

  /// The range without ASCII white space at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, Self.isWhiteSpace(self[start]) { start += 1 }
    while start < end, Self.isWhiteSpace(self[end - 1]) { end -= 1 }
    return start..<end
  }

  @inline(__always)
  private static func isWhiteSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

  /// The bytes of `range` as a string; broken UTF-8 is repaired.
  func string(_ range: Range<Int>) -> String {
    extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  /// A copy of the bytes of `range`.
  func array(_ range: Range<Int>) -> [UInt8] {
    extracting(range).withUnsafeBufferPointer { Array($0) }
  }

  /// The bytes before the first byte order mark's end: 0, or 3 for each mark in a row at `start`.
  func byteOrderMarkCount(at start: Int = 0) -> Int {
    var at = start
    while at + 2 < count, self[at] == 0xEF, self[at + 1] == 0xBB, self[at + 2] == 0xBF { at += 3 }
    return at - start
  }
}

extension [UInt8] {
  /// Where `word` stands first, from `start` on; nil for nowhere.
  ///
  /// For short words and bounded texts: the cost is that of a comparison a byte.
  func place(of word: [UInt8], from start: Int = 0) -> Int? {
    guard let first = word.first, count >= word.count else { return nil }
    var at = start
    while at <= count - word.count {
      if self[at] == first, self[at...].starts(with: word) { return at }
      at += 1
    }
    return nil
  }
}

/// Up to three bytes to look for, eight positions a step (Anderson, *Bit Twiddling Hacks*, "Determine if a word has a
/// zero byte").
struct ByteTrio {
  private let words: (UInt64, UInt64, UInt64)

  /// Looks for these bytes; one may stand there twice.
  init(_ a: UInt8, _ b: UInt8, _ c: UInt8) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    words = (ones &* UInt64(a), ones &* UInt64(b), ones &* UInt64(c))
  }

  /// The first of them from `start` on, or the end.
  @inline(__always)
  func first(in bytes: Span<UInt8>, from start: Int) -> Int {
    let (ones, tops): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    let raw = bytes.bytes
    var at = start
    while at &+ 8 <= bytes.count {
      let word = raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
      let (a, b, c) = (word ^ words.0, word ^ words.1, word ^ words.2)
      let found = ((a &- ones) & ~a | (b &- ones) & ~b | (c &- ones) & ~c) & tops
      if found != 0 { return at &+ found.trailingZeroBitCount >> 3 }
      at &+= 8
    }
    while at < bytes.count {
      let byte = UInt64(bytes[at])
      if byte == words.0 & 0xFF || byte == words.1 & 0xFF || byte == words.2 & 0xFF { break }
      at += 1
    }
    return at
  }
}
