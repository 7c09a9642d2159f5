/// Sorting of 64-bit words by their upper half.
enum RadixSort {
  private static let digitBits: UInt64 = 11

  /// Sorts `words` by bits 32–63, stably, and puts `companions`, one beside each word, into the same order.
  ///
  /// Linear time, one extra copy. The upper halves lie in `range`, which spares digits that are all alike.
  static func sortByUpperHalf<Companion: FixedWidthInteger>(
    _ words: inout [UInt64], _ companions: inout [Companion], in range: Range<UInt64>
  ) {
    precondition(companions.isEmpty || companions.count == words.count, "a companion for each word or for none")
    guard words.count > 1 else { return }
    let hasCompanions = !companions.isEmpty
    var scratch = [UInt64](repeating: 0, count: words.count)
    var beside = [Companion](repeating: 0, count: companions.count)
    var shift: UInt64 = 32
    let differing = range.lowerBound ^ (range.upperBound - 1)
    let end = 64 - UInt64(min(32, max(0, differing.leadingZeroBitCount - 32)))
    while shift < end {
      let mask = (1 << min(digitBits, end - shift)) - 1 as UInt64
      var places = [Int](repeating: 0, count: Int(mask) + 1)
      for word in words { places[Int(word >> shift & mask)] += 1 }
      var sum = 0
      for digit in places.indices { (places[digit], sum) = (sum, sum + places[digit]) }
      for number in words.indices {
        let word = words[number]
        let digit = Int(word >> shift & mask)
        let place = places[digit]
        scratch[place] = word
        if hasCompanions { beside[place] = companions[number] }
        places[digit] = place + 1
      }
      swap(&words, &scratch)
      swap(&companions, &beside)
      shift += digitBits
    }
  }
}
