public import Corpus
public import Sketching

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
  /// Whether what stands around some shared key may be a passage in both; false for a set phrase.
  public var mayShareAPassage: Bool

  /// A candidate that shares so many keys; `smallerCount` is the smaller count of fingerprints of the two.
  public init(
    earlier: ArticleID, sharedBands: Int, sharedFingerprints: Int, smallerCount: Int, mayShareAPassage: Bool = true
  ) {
    (self.earlier, self.sharedBands, self.sharedFingerprints) = (earlier, sharedBands, sharedFingerprints)
    estimatedContainment = min(1, Double(sharedFingerprints) / Double(max(1, smallerCount)))
    self.mayShareAPassage = mayShareAPassage
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

  private let sketches: SketchTable
  private let bands: PostingLists
  private let fingerprints: PostingLists

  /// A finder over the shared bands and fingerprints of `sketches`.
  public init(sketches: SketchTable, bands: PostingLists, fingerprints: PostingLists) {
    (self.sketches, self.bands, self.fingerprints) = (sketches, bands, fingerprints)
  }

  /// Postings that were left out because one outlet repeats them.
  public var suppressedPostingCount: Int { fingerprints.suppressedCount }

  /// The earlier articles that share a band key or a fingerprint with `article`, most promising first.
  ///
  /// Ties go to the earlier one. `tally` is used again.
  public func candidates(of article: ArticleID, tally: inout CandidateTally) -> [Candidate] {
    tally.removeAll()
    bands.forEachRepresentative(of: article.rawValue, nearest: Self.nearestOfBand) { earlier, _ in
      tally.countBand(earlier)
    }
    fingerprints.forEachRepresentative(of: article.rawValue, nearest: Self.nearest) {
      tally.countFingerprint($0, mayContinue: $1)
    }
    let own = sketches.fingerprintCount(of: article.index)
    return tally.candidates { min(own, sketches.fingerprintCount(of: Int($0))) }
  }
}
