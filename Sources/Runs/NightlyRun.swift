import Attribution
import Clustering
public import Corpus
import Matching
public import Reporting
import Tracing

/// `menbe run`: the whole nightly job, from inputs to the report's folder.
public struct NightlyRun {
  /// What a run says of itself at its end.
  public struct Outcome: Sendable {
    /// What run.json holds.
    public var summary: RunSummary
    /// What each stage took, though the summary may leave it out.
    public var timings: [RunSummary.Timing]
    /// Articles used.
    public var articleCount: Int
    /// Records not used.
    public var rejections: [Rejection]
    /// Whether the older report was left in its place, because no record could be used.
    public var isOldReportKept: Bool
  }

  private let plan: RunPlan
  private let progress: Progress
  private let version: String

  /// A run of that plan by that version of the program.
  public init(plan: RunPlan, progress: Progress, version: String) {
    (self.plan, self.progress, self.version) = (plan, progress, version)
  }

  /// Runs and replaces the folder at `output`.
  ///
  /// `isReproducible` leaves out of run.json what differs between two runs over the same inputs: times and memory.
  ///
  /// - Throws: `CorpusError`, `RunError.noArticles`, `ReportingError`; the folder is then as it was.
  public func run(output: String, isReproducible: Bool) async throws -> Outcome {
    let startedAt = SystemUsage.now
    let folder = try OutputFolder(replacing: output, progress)
    var matched = try await MatchedCorpus.make(plan: plan, readsClaims: true, progress: progress)
    progress.beginStage("trace")
    let traced = try TracedCorpus(matched, plan: plan).run
    // The traced run holds them in its own order.
    matched.matches = []
    progress.beginStage("report")
    var summary = RunSummary(
      version: version, configuration: plan.summary,
      inputs: matched.inputs.map {
        RunSummary.Input(name: $0.name, byteCount: $0.byteCount, digest: "xxh3-128:\($0.digest)")
      },
      counts: counts(traced, matched))
    if !isReproducible {
      summary.startedAt = startedAt
      summary.timings = progress.summaryTimings
      summary.peakMemoryByteCount = SystemUsage.peakMemoryByteCount
    }
    try await writeReport(traced, summary: summary, loader: matched.loader, to: folder)
    // A failed crawl does not cost the last good night: what was rejected is told, and the report stays.
    let isOldReportKept = traced.articles.isEmpty && folder.replacesReport
    if !isOldReportKept { try folder.commit() }
    progress.finishStage()
    return Outcome(
      summary: summary, timings: progress.summaryTimings, articleCount: traced.articles.count,
      rejections: traced.rejections, isOldReportKept: isOldReportKept)
  }

  private func writeReport(
    _ traced: TracedRun, summary: RunSummary, loader: TextLoader, to folder: OutputFolder
  ) async throws {
    try await ReportStage(plan: plan).write(traced, summary: summary, loader: loader, to: folder)
  }

  private func counts(_ traced: TracedRun, _ matched: MatchedCorpus) -> [RunSummary.Entry] {
    [
      RunSummary.Entry("records_read", .integer(matched.readCount)),
      RunSummary.Entry("articles", .integer(traced.articles.count)),
      RunSummary.Entry("rejects", .integer(traced.rejections.count)),
      RunSummary.Entry("broken_bytes", .integer(matched.corpus.brokenByteCount)),
      RunSummary.Entry("recurring_lines", .integer(matched.recurringLineCount)),
      RunSummary.Entry("suppressed_postings", .integer(matched.suppressedPostingCount)),
      RunSummary.Entry("candidates", .integer(matched.candidateCount)),
      RunSummary.Entry("matches", .integer(traced.matches.count)),
      RunSummary.Entry("clusters", .integer(traced.clusters.count)),
      RunSummary.Entry("claims", .integer(traced.claims.count)),
      RunSummary.Entry("chains", .integer(traced.chains.count)),
    ]
  }
}

extension OutputFolder {
  /// Makes ready to replace the folder; `progress` tells of a wait for another process.
  convenience init(replacing path: String, _ progress: Progress) throws(ReportingError) {
    try self.init(replacing: path) { folder in
      progress.note("waiting for another process that has locked the folder \(folder)")
    }
  }
}
