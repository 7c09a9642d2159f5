/// The order of rows: by UTF-8 bytes, never by a locale.
enum ByteOrder {
  /// Whether `a` stands before `b`.
  static func precedes(_ a: String, _ b: String) -> Bool {
    let (left, right) = (Array(a.utf8), Array(b.utf8))
    return precedes(left.span, right.span)
  }

  /// The positions of `keys` in byte order; equal keys keep their order.
  ///
  /// Keys are copied into one array and compared by sixteen bytes after what all have in common, and only then as a
  /// whole, so that a million addresses of one site sort nearly as fast as numbers.
  static func positions(of keys: some Collection<String>) -> [Int] {
    var (bytes, ends): ([UInt8], [Int]) = ([], [0])
    ends.reserveCapacity(keys.count + 1)
    for key in keys {
      bytes.append(contentsOf: key.utf8)
      ends.append(bytes.count)
    }
    let shared = sharedPrefix(of: bytes.span, ends)
    func word(_ start: Int, _ end: Int) -> UInt64 {
      var word: UInt64 = 0
      for offset in start..<start + 8 { word = word << 8 | (offset < end ? UInt64(bytes[offset]) : 0) }
      return word
    }
    var entries: [(high: UInt64, low: UInt64, position: Int)] = []
    entries.reserveCapacity(keys.count)
    for position in 0..<keys.count {
      let (start, end) = (ends[position] + shared, ends[position + 1])
      entries.append((word(start, end), word(start + 8, end), position))
    }
    entries.sort { a, b in
      if a.high != b.high { return a.high < b.high }
      if a.low != b.low { return a.low < b.low }
      let left = bytes.span.extracting(ends[a.position]..<ends[a.position + 1])
      let right = bytes.span.extracting(ends[b.position]..<ends[b.position + 1])
      if precedes(left, right) { return true }
      return a.position < b.position && !precedes(right, left)
    }
    return entries.map(\.position)
  }

  private static func precedes(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Bool {
    for position in 0..<min(a.count, b.count) where a[position] != b[position] { return a[position] < b[position] }
    return a.count < b.count
  }

  /// How many bytes all keys have in common at their start.
  private static func sharedPrefix(of bytes: Span<UInt8>, _ ends: [Int]) -> Int {
    guard ends.count > 1 else { return 0 }
    var shared = ends[1]
    for position in 1..<max(ends.count - 1, 1) {
      var same = 0
      while same < min(shared, ends[position + 1] - ends[position]), bytes[ends[position] + same] == bytes[same] {
        same += 1
      }
      shared = same
    }
    return shared
  }
}

extension ByteOrder {
  /// For each key its place among the distinct keys in byte order, from 0; equal keys have equal places.
  static func ranks(of keys: [String]) -> [Int32] {
    var ranks = [Int32](repeating: 0, count: keys.count)
    var (rank, previous): (Int32, Int?) = (-1, nil)
    for position in positions(of: keys) {
      if previous.map({ !keys[$0].utf8.elementsEqual(keys[position].utf8) }) ?? true { rank += 1 }
      ranks[position] = rank
      previous = position
    }
    return ranks
  }
}
