import Clustering
import Corpus
import Tracing

/// The times of a cluster's members, as far as publishers gave them; crawl times bound nothing here.
struct ClusterSpan {
  /// The earliest of them.
  let first: PublishedInterval?
  /// The latest of them.
  let last: PublishedInterval?

  init(_ cluster: Cluster, in articles: [TracedArticle]) {
    let known = cluster.members.lazy.map { articles[$0.index].published }.filter(\.isFromPublisher)
    first = known.min { $0.orderingSecond < $1.orderingSecond }
    last = known.max { $0.orderingSecond < $1.orderingSecond }
  }

  /// From the first to the last; nil without any known time.
  var hours: Double? {
    guard let first, let last else { return nil }
    return Double(last.orderingSecond - first.orderingSecond) / 3600
  }
}

extension PublishedInterval {
  /// Whether the publisher gave a time or a date.
  var isFromPublisher: Bool { basis != .crawl && basis != .none }
}

extension Cluster {
  /// Distinct outlets among the members; members without a named outlet add none.
  func outletCount(in articles: [TracedArticle]) -> Int {
    // A few names are compared faster than they are hashed.
    guard members.count <= 16 else {
      return Set(members.lazy.map { articles[$0.index].outlet }.filter { !$0.isEmpty }).count
    }
    var seen: [String] = []
    for member in members {
      let outlet = articles[member.index].outlet
      if !outlet.isEmpty, !seen.contains(outlet) { seen.append(outlet) }
    }
    return seen.count
  }
}
