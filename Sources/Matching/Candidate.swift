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

  /// A candidate that shares so many keys; `smallerCount` is the smaller count of fingerprints of the two.
  public init(earlier: ArticleID, sharedBands: Int, sharedFingerprints: Int, smallerCount: Int) {
    (self.earlier, self.sharedBands, self.sharedFingerprints) = (earlier, sharedBands, sharedFingerprints)
    estimatedContainment = min(1, Double(sharedFingerprints) / Double(max(1, smallerCount)))
  }

  /// Whether this one is more promising: by estimated containment, shared bands, then the earlier article.
  public static func isMorePromising(_ a: Candidate, _ b: Candidate) -> Bool {
    (b.estimatedContainment, b.sharedBands, a.earlier) < (a.estimatedContainment, a.sharedBands, b.earlier)
  }
}

/// Proposes, for each article, the earlier ones that are worth a comparison.
public struct CandidateFinder: Sendable {
  /// How many closest predecessors a posting is tied to, beside the first article that holds it.
  public static let nearest = 6
  /// The same for a band, which nearly equal texts share.
  public static let nearestOfBand = 2

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
    storyGroups = StoryGroups.byBands(bandTable, publishers, bandPostings)
    var postings = await fingerprints
    postings.dropRepeated(
      publishers: publishers, storyGroups: storyGroups, limits: limits, sense: FurnitureSense(fingerprintTable))
    fingerprintPostings = postings
  }

  /// Postings that were left out because one outlet repeats them.
  public var suppressedPostingCount: Int { fingerprintPostings.suppressedCount }

  /// The earlier articles that share a band key or a fingerprint with `article`, most promising first; ties go to the
  /// earlier one.
  public func candidates(of article: ArticleID) -> [Candidate] {
    var tally = CandidateTally()
    for key in bandTable[article.index] {
      bandPostings.forEachRepresentative(of: key, before: article, nearest: Self.nearestOfBand) { tally.countBand($0) }
    }
    let fingerprints = fingerprintTable[article.index]
    for key in fingerprints {
      fingerprintPostings.forEachRepresentative(of: key, before: article, nearest: Self.nearest) {
        tally.countFingerprint($0)
      }
    }
    return tally.candidates { earlier in min(fingerprints.count, fingerprintTable[Int(earlier)].count) }
  }
}
