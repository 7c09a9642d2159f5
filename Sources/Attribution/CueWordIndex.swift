/// Long words of cues, found again in words that are misspelt by one letter or stand glued to another word.
///
/// One error leaves the first four bytes of a long word as they are, or the last four, so a word is compared with the
/// few that share either (pigeonhole principle; Baeza-Yates and Navarro 1999).
struct CueWordIndex: Sendable {
  /// Folded bytes that a word has at least to be known with an error.
  static let leastMisspelt = 8
  /// Bytes at the end of a word that nothing replaces or goes before: there, another letter is another grammatical form.
  private static let endingBytes = 2

  private var words: [(bytes: [UInt8], number: Int32)] = []
  private var byStart: [UInt32: [Int]] = [:]
  private var byEnd: [UInt32: [Int]] = [:]
  /// One bit for the hash of each key of the two tables: most words are done here.
  private var filter = [UInt64](repeating: 0, count: 1024)

  /// Enters a folded word of four bytes or more.
  mutating func insert(_ word: [UInt8], number: Int32) {
    guard word.count >= 4 else { return }
    let (start, end) = (Self.key(word, 0), Self.key(word, word.count - 4))
    byStart[start, default: []].append(words.count)
    byEnd[end, default: []].append(words.count)
    for key in [start, ~end] { filter[Self.slot(key).word] |= Self.slot(key).bit }
    words.append((word, number))
  }

  /// The number of the word that differs by one letter, or by two that changed places, from the one in `range`.
  func misspelt(_ text: [UInt8], _ range: Range<Int>) -> Int32? {
    guard range.count >= Self.leastMisspelt - 1 else { return nil }
    for index in candidates(text, range) {
      let word = words[index]
      guard word.bytes.count >= Self.leastMisspelt, abs(word.bytes.count - range.count) <= 1 else { continue }
      if Self.areNear(text, range, word.bytes) { return word.number }
    }
    return nil
  }

  /// Lengths of the words that the one in `range` begins with, the longest first.
  func starts(_ text: [UInt8], _ range: Range<Int>) -> [Int] {
    guard range.count > 4 else { return [] }
    let key = Self.key(text, range.lowerBound)
    guard mayHold(key), let found = byStart[key] else { return [] }
    return found.lazy.map { words[$0].bytes }.filter { word in
      word.count < range.count && text[range.lowerBound..<(range.lowerBound + word.count)].elementsEqual(word)
    }.map(\.count).sorted(by: >)
  }

  /// Lengths of the words that the one in `range` ends with, the longest first.
  func ends(_ text: [UInt8], _ range: Range<Int>) -> [Int] {
    guard range.count > 4 else { return [] }
    let key = Self.key(text, range.upperBound - 4)
    guard mayHold(~key), let found = byEnd[key] else { return [] }
    return found.lazy.map { words[$0].bytes }.filter { word in
      word.count < range.count && text[(range.upperBound - word.count)..<range.upperBound].elementsEqual(word)
    }.map(\.count).sorted(by: >)
  }

  private func candidates(_ text: [UInt8], _ range: Range<Int>) -> [Int] {
    let (start, end) = (Self.key(text, range.lowerBound), Self.key(text, range.upperBound - 4))
    let first = mayHold(start) ? byStart[start] ?? [] : []
    return mayHold(~end) ? first + (byEnd[end] ?? []) : first
  }

  private func mayHold(_ key: UInt32) -> Bool {
    let (word, bit) = Self.slot(key)
    return filter[word] & bit != 0
  }

  @inline(__always)
  private static func slot(_ key: UInt32) -> (word: Int, bit: UInt64) {
    let hash = (key &* 0x9E37_79B1) >> 16
    return (Int(hash >> 6), 1 << UInt64(hash & 63))
  }

  @inline(__always)
  private static func key(_ bytes: [UInt8], _ at: Int) -> UInt32 {
    UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16 | UInt32(bytes[at + 3]) << 24
  }

  /// Whether one insertion, deletion, substitution or swap of neighbours makes the one word the other, behind the first
  /// byte and before the last.
  private static func areNear(_ text: [UInt8], _ range: Range<Int>, _ word: [UInt8]) -> Bool {
    var (start, endA, endB) = (0, range.count, word.count)
    while start < min(endA, endB), text[range.lowerBound + start] == word[start] { start += 1 }
    while endA > start, endB > start, text[range.lowerBound + endA - 1] == word[endB - 1] {
      endA -= 1
      endB -= 1
    }
    let ending = word.count - endB
    guard start > 0, ending > 0 else { return false }
    switch (endA - start, endB - start) {
    case (0, 1): return true
    case (1, 0), (1, 1): return ending >= endingBytes
    case (2, 2):
      let at = range.lowerBound + start
      return text[at] == word[start + 1] && text[at + 1] == word[start]
    default: return false
    }
  }
}
