/// How often an outlet may repeat a line or shingle in different texts before it counts as furniture.
///
/// A footer stands under many texts of one outlet; a story that everybody re-runs stands a few times with many. So more
/// than `least` texts of one outlet are furniture if they are a good share of all that it publishes, or far more than
/// the other outlets have that hold it too.
public struct RepeatLimits: Sendable, Equatable {
  /// This many different texts of an outlet are always allowed.
  public static let defaultLeast = 3
  /// More than this share of the outlet's articles is furniture.
  public static let share = 0.02
  /// So is this many times as much as the other outlets have on average.
  public static let excess = 3

  /// For each outlet the number of texts that `share` allows; no bound for outlet 0, which is unknown.
  private let shares: [Int]
  /// What nobody holds more often cannot be furniture.
  let least: Int

  /// Limits for outlets, from the number of each article's outlet (0 where it is unknown, and never limited).
  public init(publishers: [UInt32], least: Int = defaultLeast) {
    var counts = [Int](repeating: 0, count: Int(publishers.max() ?? 0) + 1)
    for publisher in publishers { counts[Int(publisher)] += 1 }
    counts[0] = 0
    shares = counts.enumerated().map { $0.offset == 0 ? .max : Int(Double($0.element) * Self.share) }
    self.least = least
  }

  /// Whether `pairs`, ascending values of publisher × 2³² + story group, show furniture of some publisher.
  func areExceeded(by pairs: [UInt64]) -> Bool {
    var counts: [(publisher: Int, groups: Int)] = []
    for (place, pair) in pairs.enumerated() where place == 0 || pair != pairs[place - 1] {
      if counts.last?.publisher == Int(pair >> 32) {
        counts[counts.count - 1].groups += 1
      } else {
        counts.append((Int(pair >> 32), 1))
      }
    }
    let total = counts.reduce(0) { $0 + $1.groups }
    return counts.contains { publisher, groups in
      guard groups > least else { return false }
      return groups > shares[publisher] + least || groups * (counts.count - 1) >= Self.excess * (total - groups)
    }
  }
}
