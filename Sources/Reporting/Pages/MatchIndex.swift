import Clustering
import Corpus
import Matching
import Tracing

/// The matches of each cluster: those with at least one end among its members, in the order of the run.
struct MatchIndex {
  private let starts: [Int32]
  private let positions: [Int32]

  init(_ run: TracedRun) {
    var starts = [Int32](repeating: 0, count: run.clusters.count + 1)
    func eachEnd(_ body: (Int, Int) -> Void) {
      for (position, match) in run.matches.enumerated() {
        let (one, other) = (run.articles[match.a.index].cluster, run.articles[match.b.index].cluster)
        if let one { body(one, position) }
        if let other, other != one { body(other, position) }
      }
    }
    eachEnd { cluster, _ in starts[cluster + 1] += 1 }
    for cluster in run.clusters.indices { starts[cluster + 1] += starts[cluster] }
    var positions = [Int32](repeating: 0, count: Int(starts[run.clusters.count]))
    var next = starts
    eachEnd { cluster, position in
      positions[Int(next[cluster])] = Int32(position)
      next[cluster] += 1
    }
    (self.starts, self.positions) = (starts, positions)
  }

  /// Positions in `TracedRun.matches`, ascending.
  func matches(of cluster: Int) -> some Sequence<Int> {
    positions[Int(starts[cluster])..<Int(starts[cluster + 1])].lazy.map { Int($0) }
  }
}
