public import Normalization
internal import Sketching

/// A text ready for exact comparison: its words as hashes, without what is not the story.
public struct ComparableText: Sendable {
  /// Words of a verification shingle: short enough to see a lightly edited sentence, long enough to mean something.
  public static let shingleWordCount = 3

  /// The kept words' hashes in reading order.
  let words: [UInt64]
  /// The kept words' positions in the normalised text.
  let places: [UInt32]
  /// The hash of the shingle that begins at each word of `words`; shingles do not reach across what was left out, and
  /// a word where none begins has none (`ShingleTable.none`).
  let shingles: [UInt64]
  /// The shingles as a set that also knows where each one stands.
  let table: ShingleTable
  /// The distinct numbers of the text, sorted.
  let numbers: [UInt64]
  /// The places of numbers in `words`, ascending.
  let numberPlaces: [UInt32]

  /// Kept words.
  public var wordCount: Int { words.count }

  /// The words of `text` that `kept` (ascending, disjoint ranges of words) leaves.
  public init(_ text: NormalizedText, kept: [Range<Int>]) {
    var hashes: [UInt64] = []
    ShingleHash.hashWords(of: text, into: &hashes)
    var words: [UInt64] = []
    var places: [UInt32] = []
    var shingles: [UInt64] = []
    var numberPlaces: [UInt32] = []
    words.reserveCapacity(hashes.count)
    places.reserveCapacity(hashes.count)
    shingles.reserveCapacity(hashes.count)
    for range in kept where !range.isEmpty {
      let offset = words.count - range.lowerBound
      words.append(contentsOf: hashes[range])
      ShingleHash.hashShingles(of: hashes[range], wordCount: Self.shingleWordCount, into: &shingles)
      while shingles.count < words.count { shingles.append(ShingleTable.none) }
      for place in range {
        places.append(UInt32(place))
        if (0x30...0x39).contains(text.folded[Int(text.words[place].foldedStart)]) {
          numberPlaces.append(UInt32(place + offset))
        }
      }
    }
    (self.words, self.places, self.shingles, self.numberPlaces) = (words, places, shingles, numberPlaces)
    numbers = Set(numberPlaces.map { words[Int($0)] }).sorted()
    table = ShingleTable(shingles)
  }

  /// Whether the kept word at `index` stands right behind the kept word before it, with nothing left out between them.
  func follows(_ index: Int) -> Bool { places[index] == places[index - 1] + 1 }

  /// Whether `number` stands anywhere in the text; logarithmic in its numbers.
  func holds(number: UInt64) -> Bool {
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

  private let slots: [UInt32]
  private let mask: Int
  private let hashes: [UInt64]
  /// For each place, the next later one with the same shingle.
  private let nextPlace: [UInt32]
  /// Distinct shingles.
  let distinctCount: Int

  init(_ shingles: [UInt64]) {
    var capacity = 16
    while capacity < shingles.count * 2 { capacity *= 2 }
    let mask = capacity - 1
    var slots = [UInt32](repeating: Self.noPlace, count: capacity)
    var nextPlace = [UInt32](repeating: Self.noPlace, count: shingles.count)
    var distinct = 0
    // From the end, so that a slot holds the first place and the links run forwards.
    for place in shingles.indices.reversed() where shingles[place] != Self.none {
      var slot = Int(truncatingIfNeeded: shingles[place]) & mask
      while slots[slot] != Self.noPlace, shingles[Int(slots[slot])] != shingles[place] { slot = (slot + 1) & mask }
      if slots[slot] == Self.noPlace { distinct += 1 } else { nextPlace[place] = slots[slot] }
      slots[slot] = UInt32(place)
    }
    (self.slots, self.mask, hashes, self.nextPlace, distinctCount) = (slots, mask, shingles, nextPlace, distinct)
  }

  /// The first place of `shingle`; nil when it is not in the set or is `none`.
  @inline(__always)
  func firstPlace(of shingle: UInt64) -> Int? {
    guard shingle != Self.none else { return nil }
    var slot = Int(truncatingIfNeeded: shingle) & mask
    while slots[slot] != Self.noPlace {
      if hashes[Int(slots[slot])] == shingle { return Int(slots[slot]) }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The next place of the shingle that stands at `place`.
  func place(after place: Int) -> Int? { nextPlace[place] == Self.noPlace ? nil : Int(nextPlace[place]) }
}
