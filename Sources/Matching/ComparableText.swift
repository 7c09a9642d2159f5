public import Normalization
internal import Sketching

/// A text ready for exact comparison: its words as codes, without what is not the story.
///
/// A class, since a text is handed on for each of its comparisons and has many parts.
public final class ComparableText: Sendable {
  /// Words of a verification shingle: short enough to see a lightly edited sentence, long enough to mean something.
  public static let shingleWordCount = 3

  /// The kept words' codes in reading order.
  let words: [UInt32]
  /// The kept words' positions in the normalised text; empty where they follow each other from `firstPlace` on.
  private let places: [UInt32]
  private let firstPlace: Int
  /// The hash of the shingle that begins at each word of `words`; shingles do not reach across what was left out, and
  /// a word where none begins has none (`ShingleTable.none`).
  let shingles: [UInt64]
  /// The shingles as a set that also knows where each one stands.
  let table: ShingleTable
  /// The distinct numbers of the text, sorted.
  let numbers: [UInt32]
  /// The places of numbers in `words`, ascending.
  let numberPlaces: [UInt32]

  /// Kept words.
  public var wordCount: Int { words.count }

  /// The words of `text` that `kept` (ascending, disjoint ranges of words) leaves.
  public convenience init(_ text: NormalizedText, kept: [Range<Int>]) {
    var codes: [UInt32] = []
    ShingleHash.codeWords(of: text, into: &codes)
    self.init(codes: codes, kept: kept)
  }

  /// The words of a text with those codes that `kept` (ascending, disjoint ranges of words) leaves.
  public init(codes: [UInt32], kept: [Range<Int>]) {
    let kept = kept.contains(where: \.isEmpty) ? kept.filter { !$0.isEmpty } : kept
    let count = kept.reduce(0) { $0 + $1.count }
    // Mostly nothing is left out but at an end, and then little is copied.
    switch kept.count {
    case 1 where count == codes.count: words = codes
    case 1: words = Array(codes[kept[0]])
    default:
      words = [UInt32](capacity: count) { made in
        for range in kept { for place in range { made.append(codes[place]) } }
      }
    }
    firstPlace = kept.first?.lowerBound ?? 0
    places =
      kept.count < 2
      ? []
      : [UInt32](capacity: count) { made in
        for range in kept { for place in range { made.append(UInt32(truncatingIfNeeded: place)) } }
      }
    let shingles = [UInt64](capacity: count) { made in
      for range in kept { Self.appendShingles(of: codes.span.extracting(range), to: &made) }
    }
    self.shingles = shingles
    numberPlaces = Self.numberPlaces(in: words)
    numbers = numberPlaces.map { [words] in words[Int($0)] }.sortedDistinct()
    table = ShingleTable(shingles)
  }

  private static func numberPlaces(in words: [UInt32]) -> [UInt32] {
    let words = words.span
    var count = 0
    for place in 0..<words.count where ShingleHash.isNumber(words[place]) { count += 1 }
    return [UInt32](capacity: count) { made in
      for place in 0..<words.count where ShingleHash.isNumber(words[place]) {
        made.append(UInt32(truncatingIfNeeded: place))
      }
    }
  }

  /// Appends, for each word of a run, the hash of the shingle that begins there; at its end there are none, and a run
  /// shorter than a shingle is one of all its words.
  ///
  /// The codes are hashes already, so mixing them is enough: each is multiplied by an odd number of its own, and the sum
  /// goes through splitmix64's finaliser.
  private static func appendShingles(of codes: Span<UInt32>, to shingles: inout OutputSpan<UInt64>) {
    let width = min(shingleWordCount, codes.count)
    for first in 0...(codes.count - width) {
      var mixed: UInt64 = 0
      for place in 0..<width { mixed = (mixed &+ UInt64(codes[first + place])) &* 0x9E37_79B9_7F4A_7C15 }
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed ^= mixed >> 27
      shingles.append(mixed == ShingleTable.none ? 1 : mixed)
    }
    shingles.append(repeating: ShingleTable.none, count: width - 1)
  }

  /// The position of the kept word at `index` in the normalised text.
  @inline(__always)
  func place(of index: Int) -> Int { places.isEmpty ? firstPlace + index : Int(places[index]) }

  /// Whether the kept word at `index` stands right behind the kept word before it, with nothing left out between them.
  func follows(_ index: Int) -> Bool { places.isEmpty || places[index] == places[index - 1] + 1 }

  /// Whether `number` stands anywhere in the text; logarithmic in its numbers.
  func holds(number: UInt32) -> Bool {
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < numbers.count && numbers[low] == number
  }
}

/// A set of shingle hashes with the first place of each and the next place of the same shingle.
struct ShingleTable: Sendable {
  /// Stands for "no shingle begins here".
  static let none: UInt64 = 0
  private static let noPlace = UInt32.max
  /// Marks, in `nextPlace`, a place at which its shingle stands for the first time.
  private static let firstMark: UInt32 = 1 << 31

  /// The first place of a shingle in the lower half, bits of its hash in the upper one; all ones for an empty slot.
  private let slots: [UInt64]
  private let mask: Int
  /// The shingles by place.
  let hashes: [UInt64]
  /// For each place, the next later one with the same shingle, and the mark, of which `isFirst` tells.
  let nextPlace: [UInt32]
  /// Distinct shingles.
  let distinctCount: Int

  init(_ shingles: [UInt64]) {
    precondition(shingles.count < Int(Self.firstMark), "a text has less than 2³¹ shingles")
    var capacity = 16
    while capacity < shingles.count * 2 { capacity *= 2 }
    let mask = capacity - 1
    var slots = [UInt64](repeating: .max, count: capacity)
    var nextPlace = [UInt32](repeating: Self.noPlace, count: shingles.count)
    var distinct = 0
    var marks = slots.mutableSpan
    // From the end, so that a slot holds the first place and the links run forwards.
    for place in shingles.indices.reversed() where shingles[place] != Self.none {
      let shingle = shingles[place]
      var slot = Int(truncatingIfNeeded: shingle) & mask
      while marks[slot] != .max, shingles[Int(UInt32(truncatingIfNeeded: marks[slot]))] != shingle {
        slot = (slot + 1) & mask
      }
      if marks[slot] == .max {
        distinct += 1
      } else {
        let next = UInt32(truncatingIfNeeded: marks[slot])
        nextPlace[place] = next
        nextPlace[Int(next)] &= ~Self.firstMark
      }
      nextPlace[place] |= Self.firstMark
      marks[slot] = (shingle >> 32) << 32 | UInt64(place)
    }
    (self.slots, self.mask, hashes, self.nextPlace, distinctCount) = (slots, mask, shingles, nextPlace, distinct)
  }

  /// The first place of `shingle`; nil when it is not in the set or is `none`.
  @inline(__always)
  func firstPlace(of shingle: UInt64) -> Int? {
    guard shingle != Self.none else { return nil }
    let (table, hashes) = (slots.span, hashes.span)
    var slot = Int(truncatingIfNeeded: shingle) & mask
    while table[slot] != .max {
      if table[slot] >> 32 == shingle >> 32 {
        let place = Int(UInt32(truncatingIfNeeded: table[slot]))
        if hashes[place] == shingle { return place }
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Whether the shingle at a place with that entry in `nextPlace`, if one begins there, stands nowhere before it.
  @inline(__always)
  static func isFirst(_ link: UInt32) -> Bool { link & firstMark != 0 }

  /// The next place of the shingle that stands at a place with that entry in `nextPlace`.
  @inline(__always)
  static func next(after link: UInt32) -> Int? {
    let next = link & ~firstMark
    return next == noPlace & ~firstMark ? nil : Int(next)
  }
}

extension [UInt32] {
  /// The elements in ascending order, each once; for a few dozen.
  consuming func sortedDistinct() -> [UInt32] {
    guard count > 1 else { return self }
    var sorted = self
    sorted.sort()
    var kept = 1
    for place in 1..<sorted.count where sorted[place] != sorted[kept - 1] {
      sorted[kept] = sorted[place]
      kept += 1
    }
    sorted.removeLast(sorted.count - kept)
    return sorted
  }
}
