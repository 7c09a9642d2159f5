/// How often an outlet may repeat a line or shingle in different texts before it is suspected of being furniture.
///
/// A footer stands under many texts of one outlet; a story that everybody re-runs stands a few times with many. So more
/// than `least` texts of one outlet are suspected if they are many, or far more than the other outlets have that were
/// among the first to hold it too. `FurnitureSense` then tells footers from stories that were run many times.
///
/// The rule looks at nothing but the first 1024 who hold the line, so what a night adds elsewhere or to a long list
/// changes no earlier judgement.
public struct RepeatLimits: Sendable, Equatable {
  /// This many different texts of an outlet are always allowed.
  public static let defaultLeast = 3
  /// More than this many are suspected, whoever else has it.
  static let most = 6
  /// So is this many times as much as the other outlets have on average.
  static let excess = 3

  /// So many holders are judged, the first in canonical order.
  public static let judgedCount = 1024

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

  /// Whether some publisher has it in more than a few different texts, and far more often than the others that have it.
  private func isLopsided(_ tally: Tally) -> Bool {
    tally.counts.contains { _, groups in
      groups > least && groups * (tally.counts.count - 1) >= Self.excess * (tally.total - groups)
    }
  }

  /// So many holders are looked at for who has it more often than others: with every later one the averages move.
  private static let comparedCount = 32

  /// Whether no publisher has more than `most` of a few holders, as is the case with most lists; false where they are many.
  @inline(__always)
  private static func isSpread(_ holders: ArraySlice<UInt32>, _ publishers: [UInt32], most: Int) -> Bool {
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

  /// Whether some outlet runs a line or shingle too often in different texts: as `repeater`, mostly settled by the first
  /// few holders, since an outlet that has it in more than `most` texts is over the limit whoever else has it.
  public func isExceeded(among holders: [UInt32], publishers: [UInt32], storyGroups: [UInt32]) -> Bool {
    if holders.count > Self.settlingCount {
      let pairs = Self.pairs(holders[..<Self.settlingCount], publishers, storyGroups).sorted()
      if Self.hasRun(of: Self.most + 1, in: pairs), Tally(pairs).counts.contains(where: { $0.groups > Self.most }) {
        return true
      }
    }
    return repeater(among: holders, publishers: publishers, storyGroups: storyGroups) != nil
  }

  private static let settlingCount = 64

  /// Publisher × 2³² + story group of each holder of a known outlet.
  private static func pairs(
    _ holders: ArraySlice<UInt32>, _ publishers: [UInt32], _ storyGroups: [UInt32]
  ) -> [UInt64] {
    var pairs: [UInt64] = []
    pairs.reserveCapacity(holders.count)
    for holder in holders where publishers[Int(holder)] != 0 {
      pairs.append(UInt64(publishers[Int(holder)]) << 32 | UInt64(storyGroups[Int(holder)]))
    }
    return pairs
  }

  /// The outlet that runs a line or shingle too often in different texts: that with most texts among its first
  /// 1024 holders, the earliest of several; nil within the limits.
  ///
  /// `holders` are in canonical order; `publishers` (0 where it is unknown) and `storyGroups` are by article. A group
  /// counts once for each publisher.
  public func repeater(among all: [UInt32], publishers: [UInt32], storyGroups: [UInt32]) -> UInt32? {
    let holders = all.prefix(Self.judgedCount)
    guard holders.count > least, !Self.isSpread(holders, publishers, most: least) else { return nil }
    let inOrder = Self.pairs(holders, publishers, storyGroups)
    let pairs = inOrder.sorted()
    guard Self.hasRun(of: least + 1, in: pairs) else { return nil }
    let tally = Tally(pairs)
    guard let most = tally.counts.map(\.groups).max() else { return nil }
    guard
      most > Self.most
        || isLopsided(Tally(Self.pairs(holders.prefix(Self.comparedCount), publishers, storyGroups).sorted()))
    else { return nil }
    let leaders = Set(tally.counts.lazy.filter { $0.groups == most }.map { UInt64($0.publisher) })
    return inOrder.first { leaders.contains($0 >> 32) }.map { UInt32($0 >> 32) }
  }
}
