/// Long words of cues, found again in words that are misspelt by one letter or stand glued to another word.
///
/// One error leaves the first four bytes of a long word as they are, or the last four, so a word is compared with the
/// few that share either (pigeonhole principle; Baeza-Yates and Navarro 1999).
struct CueWordIndex: Sendable {
  /// Folded bytes that a word has at least to be known with an error.
  static let leastMisspelt = 8
  /// Bytes at the end of a word that nothing replaces or goes before: there, another letter is another grammatical form.
  private static let endingBytes = 2

  /// Words by four of their bytes: those of one slot stand together, the longest first.
  private struct Table: Sendable {
    var slotStarts = [UInt32](repeating: 0, count: CueWordIndex.slotCount + 1)
    var words: [Int32] = []

    init() {}

    /// Sorts `words` into slots; `key` tells the four bytes of each.
    init(_ words: [[UInt8]], _ key: ([UInt8]) -> UInt32) {
      let slots = words.map { CueWordIndex.slot(key($0)) }
      self.words = words.indices.sorted { a, b in
        (slots[a], words[b].count, a) < (slots[b], words[a].count, b)
      }.map(Int32.init)
      for slot in slots { slotStarts[slot + 1] += 1 }
      for slot in 0..<CueWordIndex.slotCount { slotStarts[slot + 1] += slotStarts[slot] }
    }

    @inline(__always)
    func range(_ key: UInt32) -> Range<Int> {
      let slot = CueWordIndex.slot(key)
      return Int(slotStarts[slot])..<Int(slotStarts[slot + 1])
    }
  }

  private static let slotCount = 1 << 13

  private var letters: [UInt8] = []
  private var ends: [Int] = [0]
  private var numbers: [Int32] = []
  private var byStart = Table()
  private var byEnd = Table()
  /// Says of most words that no cue word is near, before any table is asked.
  private(set) var nearStart = KeyFilter()
  private(set) var nearEnd = KeyFilter()
  private(set) var gluedStart = KeyFilter()
  private(set) var gluedEnd = KeyFilter()
  private(set) var gluedPart = KeyFilter()
  /// The first four bytes of each word.
  private(set) var starts = KeyFilter()

  /// An index without a word.
  init() {}

  /// An index of folded words of four bytes or more, each with its number; `parts` are words of four bytes that others
  /// are glued to.
  init(_ words: [(bytes: [UInt8], number: Int32)], parts: [[UInt8]]) {
    for part in parts { gluedPart.insert(Self.key(part, 0), 0) }
    for (bytes, number) in words {
      letters += bytes
      ends.append(letters.count)
      numbers.append(number)
    }
    byStart = Table(words.map(\.bytes)) { Self.key($0, 0) }
    byEnd = Table(words.map(\.bytes)) { Self.key($0, $0.count - 4) }
    for (bytes, _) in words {
      gluedPart.insert(Self.key(bytes, bytes.count - 4), 0)
      starts.insert(Self.key(bytes, 0), 0)
      if bytes.count > 4 {
        gluedEnd.insert(Self.key(bytes, bytes.count - 4), Self.endMark(bytes.span, 0..<bytes.count, bytes.count))
        gluedStart.insert(Self.key(bytes, 0), Self.startMark(bytes.span, 0, bytes.count))
      }
      guard let first = bytes.first, let last = bytes.last, bytes.count >= Self.leastMisspelt else { continue }
      for length in (bytes.count - 1)...(bytes.count + 1) {
        nearStart.insert(Self.key(bytes, 0), Self.mark(last, length))
        nearEnd.insert(Self.key(bytes, bytes.count - 4), Self.mark(first, length))
      }
    }
  }

  /// What the length of a misspelt word and the letter at its other end are, as the second half of a filter's key.
  @inline(__always)
  static func mark(_ letter: UInt8, _ length: Int) -> UInt32 {
    UInt32(letter) << 8 | UInt32(truncatingIfNeeded: length & 0xFF)
  }

  /// The number of the word that differs by one letter, or by two that changed places, from the one in `range`.
  func misspelt(_ text: [UInt8], _ range: Range<Int>) -> Int32? {
    guard range.count >= Self.leastMisspelt - 1 else { return nil }
    let (start, end) = (Self.key(text, range.lowerBound), Self.key(text, range.upperBound - 4))
    let (first, last) = (text[range.lowerBound], text[range.upperBound - 1])
    if nearStart.mayHold(start, Self.mark(last, range.count)), let near = misspelt(text, range, startingLike: start) {
      return near
    }
    return nearEnd.mayHold(end, Self.mark(first, range.count)) ? misspelt(text, range, endingLike: end) : nil
  }

  /// What stands before the last four bytes of a word of `count` bytes, as the second half of a filter's key: one byte
  /// of a word of five, two of a longer one.
  @inline(__always)
  static func endMark(_ bytes: Span<UInt8>, _ range: Range<Int>, _ count: Int) -> UInt32 {
    let fifth = UInt32(bytes[range.upperBound - 5])
    return count == 5 ? fifth : fifth << 8 | UInt32(bytes[range.upperBound - 6])
  }

  /// What stands behind the first four bytes, in the same way.
  @inline(__always)
  static func startMark(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> UInt32 {
    let fifth = UInt32(bytes[start + 4])
    return count == 5 ? fifth : fifth << 8 | UInt32(bytes[start + 5])
  }

  private func misspelt(_ text: [UInt8], _ range: Range<Int>, startingLike key: UInt32) -> Int32? {
    for place in byStart.range(key) {
      let word = Int(byStart.words[place])
      // The last byte is never wrong.
      guard letters[ends[word + 1] - 1] == text[range.upperBound - 1] else { continue }
      if areNear(text, range, word) { return numbers[word] }
    }
    return nil
  }

  private func misspelt(_ text: [UInt8], _ range: Range<Int>, endingLike key: UInt32) -> Int32? {
    for place in byEnd.range(key) {
      let word = Int(byEnd.words[place])
      // Neither is the first.
      guard letters[ends[word]] == text[range.lowerBound] else { continue }
      if areNear(text, range, word) { return numbers[word] }
    }
    return nil
  }

  /// Of the words that the one in `range` begins with, the longest whose length `isWanted` takes.
  func longestStart(_ text: [UInt8], _ range: Range<Int>, where isWanted: (Int) -> Bool) -> Int? {
    guard range.count > 4 else { return nil }
    for place in byStart.range(Self.key(text, range.lowerBound)) {
      let word = Int(byStart.words[place])
      let length = ends[word + 1] - ends[word]
      guard length < range.count, agree(text, range.lowerBound, ends[word], length), isWanted(length) else { continue }
      return length
    }
    return nil
  }

  /// Of the words that the one in `range` ends with, the longest whose length `isWanted` takes.
  func longestEnd(_ text: [UInt8], _ range: Range<Int>, where isWanted: (Int) -> Bool) -> Int? {
    guard range.count > 4 else { return nil }
    for place in byEnd.range(Self.key(text, range.upperBound - 4)) {
      let word = Int(byEnd.words[place])
      let length = ends[word + 1] - ends[word]
      guard length < range.count, agree(text, range.upperBound - length, ends[word], length), isWanted(length) else {
        continue
      }
      return length
    }
    return nil
  }

  @inline(__always)
  private func agree(_ text: [UInt8], _ at: Int, _ start: Int, _ length: Int) -> Bool {
    for place in 0..<length where text[at + place] != letters[start + place] { return false }
    return true
  }

  @inline(__always)
  private static func slot(_ key: UInt32) -> Int { Int((key &* 0x9E37_79B1) >> 19) }

  @inline(__always)
  private static func key(_ bytes: [UInt8], _ at: Int) -> UInt32 {
    unsafe bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt32.self)
  }

  /// Whether one insertion, deletion, substitution or swap of neighbours makes the one word the other, behind the first
  /// byte and before the last.
  private func areNear(_ text: [UInt8], _ range: Range<Int>, _ word: Int) -> Bool {
    let (first, count) = (ends[word], ends[word + 1] - ends[word])
    guard count >= Self.leastMisspelt, abs(count - range.count) <= 1 else { return false }
    var (start, endA, endB) = (0, range.count, count)
    while start < min(endA, endB), text[range.lowerBound + start] == letters[first + start] { start += 1 }
    while endA > start, endB > start, text[range.lowerBound + endA - 1] == letters[first + endB - 1] {
      endA -= 1
      endB -= 1
    }
    let ending = count - endB
    guard start > 0, ending > 0 else { return false }
    switch (endA - start, endB - start) {
    case (0, 1): return true
    case (1, 0), (1, 1): return ending >= Self.endingBytes
    case (2, 2):
      let at = range.lowerBound + start
      return text[at] == letters[first + start + 1] && text[at + 1] == letters[first + start]
    default: return false
    }
  }
}
