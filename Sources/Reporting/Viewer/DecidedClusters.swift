import Clustering
import Corpus
import Tracing

/// Finds the clusters that decisions of earlier reviews are about.
struct DecidedClusters {
  private var numberOfCluster: [String: Int] = [:]
  private var numberOfArticle: [String: Int] = [:]

  init(_ model: ReportModel) {
    guard !model.run.decisions.isEmpty else { return }
    for (position, cluster) in model.run.clusters.enumerated() {
      numberOfCluster[cluster.id] = model.clusterNumber[position]
      for member in cluster.members {
        numberOfArticle[model.run.articles[member.index].key] = model.clusterNumber[position]
      }
    }
  }

  /// The number of the cluster in reading order; 0 where this run has none.
  func number(of decision: ReviewDecision) -> Int {
    if !decision.cluster.isEmpty { return numberOfCluster[decision.cluster] ?? 0 }
    if !decision.claim.isEmpty {
      let article = decision.claim.lastIndex(of: "#").map { String(decision.claim[..<$0]) } ?? decision.claim
      return numberOfArticle[article] ?? 0
    }
    return numberOfArticle[decision.articleB] ?? numberOfArticle[decision.articleA] ?? 0
  }
}
