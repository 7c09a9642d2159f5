import Corpus
import IndexStore
import Sketching

/// Tonight's articles as the inverted indexes hold them.
struct NightPostings: Sendable {
  /// Of each kind, sorted, each once.
  private(set) var postings: [PostingKind: [Posting]] = [:]
  /// Sketches and hashes of lines, by article.
  private(set) var sketches: [IndexedSketch] = []

  /// Those of no articles.
  init() {}

  /// Those of the articles of `corpus` at `arrivals`, numbered from `firstNumber` on.
  init(_ corpus: SketchedCorpus, arrivals: [Int], firstNumber: UInt32) async throws {
    var (bands, fingerprints, lines): ([Posting], [Posting], [Posting]) = ([], [], [])
    bands.reserveCapacity(corpus.sketches.bandKeyCount)
    fingerprints.reserveCapacity(arrivals.reduce(0) { $0 + corpus.sketches.fingerprintCount(of: $1) })
    sketches.reserveCapacity(arrivals.count)
    for (offset, arrival) in arrivals.enumerated() {
      let number = firstNumber + UInt32(offset)
      let row = try corpus.sketches.row(arrival)
      for key in row.sketch.bandKeys { bands.append(Posting(key: UInt64(key), article: number)) }
      for (key, context) in zip(row.sketch.fingerprints, row.sketch.contexts) {
        fingerprints.append(Posting(key: UInt64(key), article: number, context: context.rawValue))
      }
      // Nothing is learned from an outlet without a name.
      if !corpus.outlet(of: ArticleID(arrival)).isEmpty {
        for line in row.lines { lines.append(Posting(key: line, article: number)) }
      }
      sketches.append(
        IndexedSketch(
          bands: row.sketch.bandKeys, fingerprints: row.sketch.fingerprints,
          contexts: row.sketch.contexts.map(\.rawValue), lines: row.lines))
    }
    async let sortedFingerprints = Self.sorted(fingerprints)
    postings = [.bands: await Self.sorted(bands), .lines: await Self.sorted(lines)]
    postings[.fingerprints] = await sortedFingerprints
  }

  /// Another task's work, so that kinds are sorted side by side.
  private static func sorted(_ postings: [Posting]) async -> [Posting] { postings.sorted().uniqued() }
}
