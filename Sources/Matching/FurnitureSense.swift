internal import Corpus

/// Tells a footer from a story that was run many times, by the fingerprints of some of the articles that share it.
///
/// Under a footer every article has a story of its own, and the footer whole. Copies of a story have no more than it, or
/// not all of it, because they were cut or edited; only digests have all of it and more.
public struct FurnitureSense: Sendable {
  /// Articles that are looked at.
  private static let sampleCount = 16
  /// What more than this share of them have is common to all.
  private static let commonShare = 0.6
  /// An article that has this share of what is common has it whole: sampling at its edges may differ.
  private static let wholeShare = 0.9
  /// An article has a story of its own when at least this share of its fingerprints, and `leastOwn`, are not common.
  private static let ownShare = 0.15
  /// Fewer fingerprints make no story.
  private static let leastOwn = 4
  /// What is common is furniture when at least this share of the articles has it whole and a story of its own.
  private static let furnitureShare = 0.5

  private let fingerprints: KeyTable

  /// A sense for articles with those fingerprints, by position.
  public init(_ fingerprints: KeyTable) { self.fingerprints = fingerprints }

  /// Whether what the articles at the lower halves of `entries` share is furniture.
  func isFurniture(_ entries: ArraySlice<UInt64>) -> Bool {
    isFurniture(count: entries.count) { Int(UInt32(truncatingIfNeeded: entries[entries.startIndex + $0])) }
  }

  /// Whether what `count` articles share is furniture; `article` gives the position of each.
  ///
  /// At most 16 of them, spread evenly, are looked at. Fewer than two share nothing.
  func isFurniture(count: Int, article: (Int) -> Int) -> Bool {
    guard count > 1 else { return false }
    let sampled = min(count, Self.sampleCount)
    var holders: [UInt64] = []
    for member in 0..<sampled {
      for key in fingerprints[article(member * count / sampled)] {
        holders.append(UInt64(key) << 32 | UInt64(member))
      }
    }
    holders.sort()
    var (own, whole) = ([Int](repeating: 0, count: sampled), [Int](repeating: 0, count: sampled))
    var commonCount = 0
    var start = 0
    while start < holders.count {
      var end = start
      var members: UInt32 = 0
      while end < holders.count, holders[end] >> 32 == holders[start] >> 32 {
        members |= 1 << UInt32(truncatingIfNeeded: holders[end])
        end += 1
      }
      let isCommon = Double(members.nonzeroBitCount) > Self.commonShare * Double(sampled)
      if isCommon { commonCount += 1 }
      for member in 0..<sampled where members >> UInt32(member) & 1 == 1 {
        if isCommon { whole[member] += 1 } else { own[member] += 1 }
      }
      start = end
    }
    let alike = (0..<sampled).count { member in
      Double(whole[member]) >= Self.wholeShare * Double(commonCount) && own[member] >= Self.leastOwn
        && Double(own[member]) >= Self.ownShare * Double(own[member] + whole[member])
    }
    return Double(alike) >= Self.furnitureShare * Double(sampled)
  }
}
