public import Corpus

/// Two articles that bands or fingerprints propose; nothing more until their texts are compared.
public struct Candidate: Hashable, Sendable {
  /// The earlier article in canonical order.
  public let earlier: ArticleID
  /// Band keys that both hold.
  public var sharedBands: Int
  /// Fingerprints that both hold, as far as representatives show them.
  public var sharedFingerprints: Int
  /// The estimated share of the smaller text that both hold, in 0…1.
  public var estimatedContainment: Double
}

/// Proposes, for each article, the earlier ones that are worth a comparison.
public struct CandidateFinder: Sendable {
  /// How many closest predecessors a posting is tied to, beside the first article that holds it.
  public static let nearest = 6

  private let bandTable: KeyTable
  private let fingerprintTable: KeyTable
  private let bandPostings: Postings
  private let fingerprintPostings: Postings
  /// For each article a number that nearly equal texts share: what an outlet ran ten times is one story, not ten.
  public let storyGroups: [UInt32]

  /// A finder over articles in canonical order.
  ///
  /// `publishers` numbers each article's outlet, 0 where it is unknown. A shingle that one outlet holds in more
  /// different texts than `limits` allows proposes nothing. Bands and fingerprints are indexed side by side.
  public init(bandTable: KeyTable, fingerprintTable: KeyTable, publishers: [UInt32], limits: RepeatLimits) async {
    (self.bandTable, self.fingerprintTable) = (bandTable, fingerprintTable)
    async let fingerprints = Postings(fingerprintTable)
    let bandPostings = Postings(bandTable)
    self.bandPostings = bandPostings
    storyGroups = Self.groups(bandTable, publishers, bandPostings)
    var postings = await fingerprints
    postings.dropRepeated(publishers: publishers, storyGroups: storyGroups, limits: limits)
    fingerprintPostings = postings
  }

  /// Provisional groups of nearly equal texts of one outlet.
  ///
  /// An article that shares at least half of its band keys with an earlier one there is put with the one that shares
  /// most. Each group is named by its first article.
  private static func groups(_ bandTable: KeyTable, _ publishers: [UInt32], _ postings: Postings) -> [UInt32] {
    var groups: [UInt32] = []
    groups.reserveCapacity(bandTable.articleCount)
    for index in 0..<bandTable.articleCount {
      let keys = bandTable[index]
      var tally = CandidateTally()
      for key in keys {
        postings.forEachRepresentative(of: key, before: ArticleID(index), nearest: nearest) { earlier in
          if publishers[Int(earlier)] == publishers[index] { tally.countBand(earlier) }
        }
      }
      groups.append(tally.mostBands(atLeast: max(1, keys.count / 2)).map { groups[Int($0)] } ?? UInt32(index))
    }
    return groups
  }

  /// Postings that were left out because one outlet repeats them.
  public var suppressedPostingCount: Int { fingerprintPostings.suppressedCount }

  /// The earlier articles that share a band key or a fingerprint with `article`, most promising first; ties go to the
  /// earlier one.
  public func candidates(of article: ArticleID) -> [Candidate] {
    var tally = CandidateTally()
    for key in bandTable[article.index] {
      bandPostings.forEachRepresentative(of: key, before: article, nearest: 2) { tally.countBand($0) }
    }
    let fingerprints = fingerprintTable[article.index]
    for key in fingerprints {
      fingerprintPostings.forEachRepresentative(of: key, before: article, nearest: Self.nearest) {
        tally.countFingerprint($0)
      }
    }
    return tally.candidates { earlier in
      max(1, min(fingerprints.count, fingerprintTable[Int(earlier)].count))
    }
  }
}

/// Counts what one article shares with earlier ones: a few dozen, so a small open-addressing table serves.
private struct CandidateTally {
  private struct Slot {
    var earlier: UInt32
    var bands: UInt16 = 0
    var fingerprints: UInt16 = 0
  }

  private static let noArticle = UInt32.max
  private var slots = [Slot](repeating: Slot(earlier: noArticle), count: 64)
  private var count = 0

  mutating func countBand(_ earlier: UInt32) {
    let place = place(of: earlier)
    slots[place].bands &+= 1
  }

  mutating func countFingerprint(_ earlier: UInt32) {
    let place = place(of: earlier)
    slots[place].fingerprints &+= 1
  }

  private mutating func place(of earlier: UInt32) -> Int {
    if 2 * count >= slots.count { grow() }
    let place = Self.place(of: earlier, in: slots)
    if slots[place].earlier == Self.noArticle {
      slots[place].earlier = earlier
      count += 1
    }
    return place
  }

  @inline(__always)
  private static func place(of earlier: UInt32, in slots: [Slot]) -> Int {
    var place = Int(earlier &* 0x9E37_79B1) & (slots.count - 1)
    while slots[place].earlier != noArticle, slots[place].earlier != earlier { place = (place + 1) & (slots.count - 1) }
    return place
  }

  private mutating func grow() {
    var larger = [Slot](repeating: Slot(earlier: Self.noArticle), count: slots.count * 2)
    for slot in slots where slot.earlier != Self.noArticle { larger[Self.place(of: slot.earlier, in: larger)] = slot }
    slots = larger
  }

  /// The article that shares most band keys, the earliest of several; nil when none shares `least`.
  func mostBands(atLeast least: Int) -> UInt32? {
    slots.lazy.filter { $0.earlier != Self.noArticle && Int($0.bands) >= least }
      .max { ($0.bands, $1.earlier) < ($1.bands, $0.earlier) }?.earlier
  }

  func candidates(smallerCount: (UInt32) -> Int) -> [Candidate] {
    slots.filter { $0.earlier != Self.noArticle }.map { slot in
      Candidate(
        earlier: ArticleID(rawValue: slot.earlier), sharedBands: Int(slot.bands),
        sharedFingerprints: Int(slot.fingerprints),
        estimatedContainment: min(1, Double(slot.fingerprints) / Double(smallerCount(slot.earlier))))
    }.sorted { a, b in
      (b.estimatedContainment, b.sharedBands, a.earlier) < (a.estimatedContainment, a.sharedBands, b.earlier)
    }
  }
}
