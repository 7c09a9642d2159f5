import Clustering
public import Corpus
public import Reporting

/// `menbe cluster`: which articles are the same text, and nothing else.
public struct ClusterRun {
  /// How many records were read, and those that could not be used.
  public struct Outcome: Sendable {
    /// Articles used.
    public var articleCount: Int
    /// Clusters of two or more.
    public var clusterCount: Int
    /// Records not used.
    public var rejections: [Rejection]
    /// How long each stage took, in order.
    public var timings: [RunSummary.Timing]
  }

  private let plan: RunPlan
  private let progress: Progress

  /// A run of that plan.
  public init(plan: RunPlan, progress: Progress) { (self.plan, self.progress) = (plan, progress) }

  /// Clusters the inputs and writes `id,cluster_id` to `sink`, which the caller finishes.
  ///
  /// - Throws: `CorpusError`, `RunError.noArticles`, `ReportingError`.
  public func run(to sink: ByteSink) async throws -> Outcome {
    let matched = try await MatchedCorpus.make(plan: plan, readsClaims: false, progress: progress)
    progress.beginStage("write")
    try StageTables.writeClusters(
      keys: matched.corpus.keys, clusters: matched.clustering.clusters, style: plan.csvStyle, to: sink)
    progress.finishStage()
    return Outcome(
      articleCount: matched.corpus.count, clusterCount: matched.clustering.clusters.count,
      rejections: matched.rejections, timings: progress.summaryTimings)
  }
}
