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
  /// Articles that repeat an earlier text of their own publisher.
  public let isRepetition: [Bool]

  /// A finder over articles in canonical order.
  ///
  /// `publishers` numbers each article's outlet, 0 where it is unknown. A shingle that one outlet holds in more than
  /// `repeatLimit` different texts proposes nothing for that outlet's articles.
  public init(bandTable: KeyTable, fingerprintTable: KeyTable, publishers: [UInt32], repeatLimit: Int) {
    (self.bandTable, self.fingerprintTable) = (bandTable, fingerprintTable)
    let bandPostings = Postings(bandTable)
    self.bandPostings = bandPostings
    isRepetition = publishers.indices.map { index in
      let (article, publisher) = (ArticleID(index), publishers[index])
      var repeats = false
      guard publisher != 0 else { return false }
      for key in bandTable[index] where !repeats {
        bandPostings.forEachRepresentative(of: key, before: article, nearest: Self.nearest) { earlier in
          repeats = repeats || publishers[Int(earlier)] == publisher
        }
      }
      return repeats
    }
    var postings = Postings(fingerprintTable)
    postings.dropRepeated(publishers: publishers, isRepetition: isRepetition, limit: repeatLimit)
    fingerprintPostings = postings
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

/// Counts what one article shares with earlier ones.
private struct CandidateTally {
  private var slots: [UInt32: (bands: Int, fingerprints: Int)] = [:]

  mutating func countBand(_ earlier: UInt32) { slots[earlier, default: (0, 0)].bands += 1 }
  mutating func countFingerprint(_ earlier: UInt32) { slots[earlier, default: (0, 0)].fingerprints += 1 }

  func candidates(smallerCount: (UInt32) -> Int) -> [Candidate] {
    slots.map { earlier, shared in
      Candidate(
        earlier: ArticleID(rawValue: earlier), sharedBands: shared.bands, sharedFingerprints: shared.fingerprints,
        estimatedContainment: min(1, Double(shared.fingerprints) / Double(smallerCount(earlier))))
    }.sorted { a, b in
      (b.estimatedContainment, b.sharedBands, a.earlier) < (a.estimatedContainment, a.sharedBands, b.earlier)
    }
  }
}
