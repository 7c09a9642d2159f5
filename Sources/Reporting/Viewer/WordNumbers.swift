/// Numbers for words, from 1 in the order in which they come; nothing is allocated for a word that is known.
///
/// Open addressing (Knuth, volume 3, section 6.4) over the hash of Swift's own dictionaries, whose seed no text can know.
struct WordNumbers {
  /// The number of the word in each slot; 0 is free.
  private var slots = [Int32](repeating: 0, count: 256)
  private var hashes: [Int] = []
  private var bytes: [UInt8] = []
  private var ends = [0]

  /// The number of the word in `range` of `text`.
  mutating func number(of text: [UInt8], _ range: Range<Int>) -> Int {
    var hasher = Hasher()
    unsafe text.withUnsafeBytes { unsafe hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: $0[range])) }
    let hash = hasher.finalize()
    var slot = hash & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot])
      if hashes[number - 1] == hash, isWord(number, text, range) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    hashes.append(hash)
    bytes.append(contentsOf: text[range])
    ends.append(bytes.count)
    slots[slot] = Int32(hashes.count)
    if hashes.count * 2 > slots.count { grow() }
    return hashes.count
  }

  private func isWord(_ number: Int, _ text: [UInt8], _ range: Range<Int>) -> Bool {
    let start = ends[number - 1]
    guard ends[number] - start == range.count else { return false }
    for place in 0..<range.count where bytes[start + place] != text[range.lowerBound + place] { return false }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (place, hash) in hashes.enumerated() {
      var slot = hash & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(place + 1)
    }
  }
}
