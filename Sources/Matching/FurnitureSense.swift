public import Corpus
public import Sketching

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

  private let sketches: SketchTable

  /// A sense for articles with those sketches, by position.
  public init(_ sketches: SketchTable) { self.sketches = sketches }

  /// Whether what the articles at those positions, in canonical order, share is furniture; throws `cannotSpool`.
  public func isFurniture(_ articles: [UInt32]) throws(CorpusError) -> Bool {
    var sample: [ArraySlice<UInt32>] = []
    for article in Self.sample(of: articles) { sample.append(try sketches.fingerprints(of: Int(article))[...]) }
    return Self.isFurniture(sample)
  }

  /// The articles, of those that share something, that are looked at: the first 16.
  ///
  /// Later ones change nothing, so what was judged on one night stays judged on the next.
  public static func sample(of articles: [UInt32]) -> [UInt32] {
    Array(articles.prefix(sampleCount))
  }

  /// Whether what a sample of articles shares is furniture, by the fingerprints of each.
  ///
  /// Fewer than two share nothing.
  public static func isFurniture(_ sample: [ArraySlice<UInt32>]) -> Bool {
    let sampled = sample.count
    guard sampled > 1 else { return false }
    var holders: [UInt64] = []
    for (member, keys) in sample.enumerated() {
      for key in keys { holders.append(UInt64(key) << 32 | UInt64(member)) }
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
      let isCommon = Double(members.nonzeroBitCount) > commonShare * Double(sampled)
      if isCommon { commonCount += 1 }
      for member in 0..<sampled where members >> UInt32(member) & 1 == 1 {
        if isCommon { whole[member] += 1 } else { own[member] += 1 }
      }
      start = end
    }
    let alike = (0..<sampled).count { member in
      Double(whole[member]) >= wholeShare * Double(commonCount) && own[member] >= leastOwn
        && Double(own[member]) >= ownShare * Double(own[member] + whole[member])
    }
    return Double(alike) >= furnitureShare * Double(sampled)
  }
}
