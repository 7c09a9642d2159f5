import Clustering
import Corpus
import Tracing

/// What is worth a look first, and why.
extension ReportModel {
  /// Why a cluster is worth a look, and how often; the name is that of a word.
  struct ReasonToLook {
    var name: String
    var count: Int
  }

  /// Clusters in reading order, as long as there is something in them to look at.
  var worklist: some Sequence<Int> {
    clusterOrder.lazy.filter { !reasonsToLook($0).isEmpty }
  }

  /// Disputed copies, copies without credit, changed verdicts, names that look like an outlet's, a merge or a split, a
  /// weak tie: each with its count, without those that do not apply.
  func reasonsToLook(_ position: Int) -> [ReasonToLook] {
    let (cluster, tally) = (run.clusters[position], tallies[position])
    let lookAlikes = cluster.members.reduce(0) { count, member in
      count + claims(of: member).count { $0.flags.contains(.lookAlikeName) }
    }
    var reasons = [
      ReasonToLook(name: "disputed", count: tally.disputed), ReasonToLook(name: "uncredited", count: tally.uncredited),
      ReasonToLook(name: "look-alike", count: lookAlikes),
      ReasonToLook(
        name: "changed", count: cluster.members.reduce(0) { $0 + changedClaimCount(of: $1) }),
    ]
    let change = run.changes.clusters[position]
    if change == .merged || change == .split { reasons.append(ReasonToLook(name: change.rawValue, count: 1)) }
    if ClusterTies.weakest(cluster, in: run.articles) != nil { reasons.append(ReasonToLook(name: "weak", count: 1)) }
    return reasons.filter { $0.count > 0 }
  }

  /// Claims of an article whose verdict is another one than before.
  private func changedClaimCount(of article: ArticleID) -> Int {
    changedClaims.isEmpty ? 0 : run.articles[article.index].claims.count { changedClaims.contains($0) }
  }

  /// Whether earlier nights are known: whether anything is not new, or was changed.
  var hasHistory: Bool {
    run.changes.isNew.contains(false) || run.changes.clusters.contains { $0 != .born }
      || !run.changes.verdicts.isEmpty || !run.changes.aliases.isEmpty
  }
}
