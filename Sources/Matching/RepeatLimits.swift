/// How often an outlet may repeat a line or shingle in different texts before it is suspected of being furniture.
///
/// A footer stands under many texts of one outlet; a story that everybody re-runs stands a few times with many. So more
/// than `least` texts of one outlet are suspected if they are a good share of all that it publishes, or far more than
/// the other outlets have that hold it too. `FurnitureSense` then tells footers from stories that were run many times.
public struct RepeatLimits: Sendable, Equatable {
  /// This many different texts of an outlet are always allowed.
  public static let defaultLeast = 3
  /// More than this share of the outlet's articles is suspect.
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

  /// How many different texts of each publisher hold a line or shingle.
  struct Tally {
    var counts: [(publisher: Int, groups: Int)] = []
    var total = 0

    /// The publisher with most; the one with the smallest number of several.
    var most: (publisher: Int, groups: Int)? {
      counts.max { ($0.groups, $1.publisher) < ($1.groups, $0.publisher) }
    }

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

  /// Whether some publisher has it in more than a few different texts, and in a good share of all that it publishes or
  /// far more often than the others that have it.
  func areExceeded(by tally: Tally) -> Bool {
    tally.counts.contains { publisher, groups in
      guard groups > least else { return false }
      return groups > shares[publisher] + least
        || groups * (tally.counts.count - 1) >= Self.excess * (tally.total - groups)
    }
  }
}
