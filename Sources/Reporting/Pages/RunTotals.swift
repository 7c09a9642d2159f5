import Attribution
import Corpus
import Tracing

/// The figures of a whole run, counted in one walk over it.
struct RunTotals: Sendable {
  /// Articles of each standing; those of none are missing.
  private(set) var standings: [Standing: Int] = [:]
  /// Claims of each verdict; those of none are missing.
  private(set) var verdicts: [Verdict: Int] = [:]
  /// The earliest and the latest time that a publisher gave.
  private(set) var first: PublishedInterval?
  private(set) var last: PublishedInterval?

  init(_ run: TracedRun) {
    // By position: an article or claim is a large value, and none is to be copied.
    for index in run.articles.indices {
      standings[run.articles[index].standing, default: 0] += 1
      let published = run.articles[index].published
      guard published.isFromPublisher else { continue }
      if first.map({ published.orderingSecond < $0.orderingSecond }) ?? true { first = published }
      if last.map({ $0.orderingSecond < published.orderingSecond }) ?? true { last = published }
    }
    for index in run.claims.indices { verdicts[run.claims[index].verdict, default: 0] += 1 }
  }
}
