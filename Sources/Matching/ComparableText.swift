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
  /// The kept words' positions in the normalised text.
  let places: [UInt32]
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
    let count = kept.reduce(0) { $0 + $1.count }
    var words: [UInt32] = []
    var places: [UInt32] = []
    var shingles: [UInt64] = []
    var numberPlaces: [UInt32] = []
    words.reserveCapacity(count)
    places.reserveCapacity(count)
    shingles.reserveCapacity(count)
    for range in kept where !range.isEmpty {
      let offset = words.count - range.lowerBound
      words.append(contentsOf: codes[range])
      Self.appendShingles(of: codes.span.extracting(range), to: &shingles)
      places.append(contentsOf: UInt32(range.lowerBound)..<UInt32(range.upperBound))
      for place in range where ShingleHash.isNumber(codes[place]) { numberPlaces.append(UInt32(place + offset)) }
    }
    (self.words, self.places, self.shingles, self.numberPlaces) = (words, places, shingles, numberPlaces)
    numbers = numberPlaces.map { words[Int($0)] }.sortedDistinct()
    table = ShingleTable(shingles)
  }

  /// Appends, for each word of a run, the hash of the shingle that begins there; at its end there are none, and a run
  /// shorter than a shingle is one of all its words.
  ///
  /// The codes are hashes already, so mixing them is enough: each is multiplied by an odd number of its own, and the sum
  /// goes through splitmix64's finaliser.
  private static func appendShingles(of codes: Span<UInt32>, to shingles: inout [UInt64]) {
    let width = min(shingleWordCount, codes.count)
    let start = shingles.count
    shingles.append(contentsOf: repeatElement(ShingleTable.none, count: codes.count))
    var made = shingles.mutableSpan
    for first in 0...(codes.count - width) {
      var mixed: UInt64 = 0
      for place in 0..<width { mixed = (mixed &+ UInt64(codes[first + place])) &* 0x9E37_79B9_7F4A_7C15 }
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed ^= mixed >> 27
      made[start + first] = mixed == ShingleTable.none ? 1 : mixed
    }
  }

  /// Whether the kept word at `index` stands right behind the kept word before it, with nothing left out between them.
  func follows(_ index: Int) -> Bool { places[index] == places[index - 1] + 1 }

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
