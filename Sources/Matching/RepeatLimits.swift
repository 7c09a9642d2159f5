/// How often an outlet may repeat a line or shingle in different texts before it is suspected of being furniture.
///
/// A footer stands under many texts of one outlet; a story that everybody re-runs stands a few times with many. So more
/// than `least` texts of one outlet are suspected if they are many, or far more than the other outlets have that hold it
/// too. `FurnitureSense` then tells footers from stories that were run many times. The rule looks at nothing but those
/// who hold the line, so what a night adds elsewhere changes no earlier judgement.
public struct RepeatLimits: Sendable, Equatable {
  /// This many different texts of an outlet are always allowed.
  public static let defaultLeast = 3
  /// More than this many are suspected, whoever else has it.
  static let most = 6
  /// So is this many times as much as the other outlets have on average.
  static let excess = 3

  /// What nobody holds more often cannot be furniture.
  public let least: Int

  /// Limits that always allow `least` different texts of an outlet.
  public init(least: Int = defaultLeast) { self.least = least }

  /// How many different texts of each publisher hold a line or shingle.
  struct Tally {
    var counts: [(publisher: Int, groups: Int)] = []
    var total = 0

    /// From ascending values of publisher × 2³² + story group; a value that comes again counts once.
    init(_ pairs: [UInt64]) {
      for (place, pair) in pairs.enumerated() where place == 0 || pair != pairs[place - 1] {
        total += 1
        if counts.last?.publisher == Int(pair >> 32) {
          counts[counts.count - 1].groups += 1
        } else {
          counts.append((Int(pair >> 32), 1))
        }
      }
    }
  }

  /// Whether some publisher has it in more than a few different texts, and in many or far more often than the others
  /// that have it.
  func areExceeded(by tally: Tally) -> Bool {
    tally.counts.contains { _, groups in
      guard groups > least else { return false }
      return groups > Self.most
        || groups * (tally.counts.count - 1) >= Self.excess * (tally.total - groups)
    }
  }

  /// Whether no publisher has more than `most` of a few holders, as is the case with most lists; false where they are many.
  @inline(__always)
  private static func isSpread(
    _ holders: some RandomAccessCollection<UInt32>, _ publishers: [UInt32], most: Int
  ) -> Bool {
    guard holders.count <= fewHolders else { return false }
    var found: InlineArray<16, UInt32> = .init(repeating: 0)
    var number = 0
    for holder in holders {
      let publisher = publishers[Int(holder)]
      var count = 1
      for before in 0..<number where found[before] == publisher { count += 1 }
      if count > most, publisher != 0 { return false }
      found[number] = publisher
      number += 1
    }
    return true
  }

  /// So many are compared each with each.
  private static let fewHolders = 16

  /// Whether so many of the ascending pairs have one publisher: most lists have not, and need no tally.
  private static func hasRun(of count: Int, in pairs: [UInt64]) -> Bool {
    guard pairs.count >= count else { return false }
    return (0...(pairs.count - count)).contains { pairs[$0] >> 32 == pairs[$0 + count - 1] >> 32 }
  }

  /// The articles, of those that hold one line or shingle, that outlets run too often in different texts.
  ///
  /// `holders` are in canonical order; `publishers` (0 where it is unknown) and `storyGroups` are by article. A group
  /// counts once for each publisher. Gives the publisher with most texts, the earliest of several, and how many it has;
  /// nil within the limits.
  public func excess(
    of holders: some RandomAccessCollection<UInt32>, publishers: [UInt32], storyGroups: [UInt32]
  ) -> (publisher: UInt32, textCount: Int)? {
    guard holders.count > least, !Self.isSpread(holders, publishers, most: least) else { return nil }
    var pairs: [UInt64] = []
    for holder in holders where publishers[Int(holder)] != 0 {
      pairs.append(UInt64(publishers[Int(holder)]) << 32 | UInt64(storyGroups[Int(holder)]))
    }
    let inOrder = pairs
    pairs.sort()
    guard Self.hasRun(of: least + 1, in: pairs) else { return nil }
    let tally = Tally(pairs)
    guard areExceeded(by: tally), let most = tally.counts.map(\.groups).max() else { return nil }
    let leaders = Set(tally.counts.lazy.filter { $0.groups == most }.map { UInt64($0.publisher) })
    guard let first = inOrder.first(where: { leaders.contains($0 >> 32) }) else { return nil }
    return (UInt32(first >> 32), most)
  }
}
