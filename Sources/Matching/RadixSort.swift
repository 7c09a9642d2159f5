/// Sorting of 64-bit words by their upper half.
enum RadixSort {
  private static let digitBits: UInt64 = 11

  /// Sorts `words` by bits 32–63, stably: words with equal upper halves keep their order.
  ///
  /// Linear time, one extra copy.
  static func sortByUpperHalf(_ words: inout [UInt64]) {
    var scratch = [UInt64](repeating: 0, count: words.count)
    var shift: UInt64 = 32
    while shift < 64 {
      let mask = (1 << min(digitBits, 64 - shift)) - 1 as UInt64
      var places = [Int](repeating: 0, count: Int(mask) + 1)
      for word in words { places[Int(word >> shift & mask)] += 1 }
      var sum = 0
      for digit in places.indices { (places[digit], sum) = (sum, sum + places[digit]) }
      for word in words {
        let digit = Int(word >> shift & mask)
        scratch[places[digit]] = word
        places[digit] += 1
      }
      swap(&words, &scratch)
      shift += digitBits
    }
  }
}
