public import Corpus
import IndexStore
import Matching
public import Reporting
import Sketching
import Tracing

/// `menbe run --index`: a night's articles go into the index, and the report tells what they brought.
public struct IndexedNight {
  /// What a night says of itself at its end.
  public struct Outcome: Sendable {
    /// What run.json holds.
    public var summary: RunSummary
    /// What each stage took.
    public var timings: [RunSummary.Timing]
    /// New articles, and those that the index had already.
    public var newCount, knownCount: Int
    /// Records not used.
    public var rejections: [Rejection]
    /// The number of the night; nil where nothing was new and nothing was written.
    public var run: Int?
    /// Claims of earlier articles that have another verdict now.
    public var changedVerdictCount: Int
    /// Inputs that an earlier night has read already, each with that night's number.
    public var knownInputs: [(name: String, run: Int)]
    /// Whether the older report was left in its place.
    public var isOldReportKept: Bool
  }

  private let plan: RunPlan
  private let progress: Progress
  private let version: String

  /// A night of that plan by that version of the program.
  public init(plan: RunPlan, progress: Progress, version: String) {
    (self.plan, self.progress, self.version) = (plan, progress, version)
  }

  /// Runs and replaces the folder at `output`; the index at `path` is made if it is missing.
  ///
  /// Nothing is changed unless all of it succeeds: first the report is written beside its place, then the index is
  /// committed, then the report is put in its place.
  ///
  /// - Throws: `IndexError`, `CorpusError`, `RunError.noArticles`, `ReportingError`.
  public func run(index path: String, output: String, isReproducible: Bool) async throws -> Outcome {
    let startedAt = isReproducible ? 0 : SystemUsage.now
    let folder = try OutputFolder(replacing: output, progress)
    let index = try Index(path, mode: .night, scheme: plan.scheme.name)
    do {
      return try await run(index, folder: folder, startedAt: startedAt, isReproducible: isReproducible)
    } catch {
      try? index.close()
      throw error
    }
  }

  private func run(
    _ index: Index, folder: OutputFolder, startedAt: Int64, isReproducible: Bool
  ) async throws -> Outcome {
    progress.beginStage("read")
    let sketched = try await SketchStage(
      plan: plan, claimReader: plan.makeClaimReader(), readsClaims: true, progress: progress
    ).run()
    guard sketched.readCount > 0 else { throw RunError.noArticles(inputs: plan.inputs) }
    let arrivals = try NightArrivals(sketched.corpus, store: sketched.store, index: index)
    let rejections = (sketched.rejections + arrivals.rejections).sorted()
    let last = try index.lastRun()
    let number = (last?.id ?? 0) + 1
    let knownInputs = try sketched.inputs.compactMap { input in
      try index.run(thatRead: input.digest, before: number).map { (name: input.name, run: $0) }
    }
    var outcome = Outcome(
      summary: RunSummary(version: version, configuration: plan.summary, inputs: [], counts: []), timings: [],
      newCount: arrivals.places.count, knownCount: arrivals.knownCount, rejections: rejections, run: nil,
      changedVerdictCount: 0, knownInputs: knownInputs, isOldReportKept: true)
    if arrivals.places.isEmpty {
      // A night that was cut off between its index and its report still gets the report.
      if let last, !last.isReported || !folder.replacesReport {
        try await report(last, index: index, folder: folder)
        outcome.isOldReportKept = false
      } else {
        try index.close()
      }
      return outcome
    }
    var run = IndexedRun(
      id: number, startedAt: startedAt, version: version, firstArticle: 0, articleCount: arrivals.places.count,
      isReported: false, summary: [])
    let engine = NightEngine(index: index, plan: plan, progress: progress)
    let result = try await engine.bring(NightSource(sketched), arrivals, run: run)
    run.firstArticle = result.night.firstNew
    progress.beginStage("trace")
    let tracer = try IndexedTracer(night: result.night, plan: plan, loader: result.loader)
    let traced = try NightVerdicts(index: index, tracer: tracer).judge(result.judged, run: number)
    progress.beginStage("report")
    let changes = try index.verdictChanges(run: number)
    outcome.changedVerdictCount = changes.count
    var summary = RunSummary(
      version: version, configuration: plan.summary,
      inputs: sketched.inputs.map {
        RunSummary.Input(name: $0.name, byteCount: $0.byteCount, digest: "xxh3-128:\($0.digest)")
      }, counts: [])
    summary.counts = counts(sketched, arrivals, result, rejections: rejections.count, changes: changes.count)
    if !isReproducible {
      summary.startedAt = startedAt
      summary.timings = progress.summaryTimings
      summary.peakMemoryByteCount = SystemUsage.peakMemoryByteCount
    }
    run.summary = SummaryPacking.pack(summary)
    try index.store(run)
    try index.store(sketched.inputs, run: number)
    try index.store(rejections, run: number)
    let view = try tracer.view(
      of: traced, isNew: { result.night.isNew($0) }, changes: changes, clusterChanges: try index.changes(run: number),
      aliases: try index.aliases(run: number), furniture: try index.learnedLines(), rejections: rejections)
    try await IndexedReport(plan: plan).write(view, summary: summary, to: folder)
    try index.commit()
    try folder.commit()
    run.isReported = true
    try index.store(run)
    try index.commitAndClose()
    progress.finishStage()
    (outcome.summary, outcome.timings, outcome.run) = (summary, progress.summaryTimings, number)
    outcome.isOldReportKept = false
    return outcome
  }

  /// Writes the report of a night that is in the index already.
  private func report(_ run: IndexedRun, index: Index, folder: OutputFolder) async throws {
    var run = run
    try await IndexedReport(plan: plan).write(run, index: index, to: folder)
    try folder.commit()
    run.isReported = true
    try index.store(run)
    try index.commitAndClose()
  }

  private func counts(
    _ sketched: SketchStage.Output, _ arrivals: NightArrivals, _ result: NightResult, rejections: Int, changes: Int
  ) -> [RunSummary.Entry] {
    [
      RunSummary.Entry("run", .integer(result.run.id)),
      RunSummary.Entry("records_read", .integer(sketched.readCount)),
      RunSummary.Entry("articles", .integer(arrivals.places.count)),
      RunSummary.Entry("articles_known", .integer(arrivals.knownCount)),
      RunSummary.Entry("articles_in_index", .integer(result.night.order.count)),
      RunSummary.Entry("rejects", .integer(rejections)),
      RunSummary.Entry("broken_bytes", .integer(sketched.corpus.brokenByteCount)),
      RunSummary.Entry("recurring_lines", .integer(result.recurringLineCount)),
      RunSummary.Entry("suppressed_postings", .integer(result.suppressedPostingCount)),
      RunSummary.Entry("articles_compared", .integer(result.comparedCount)),
      RunSummary.Entry("candidates", .integer(result.candidateCount)),
      RunSummary.Entry("matches", .integer(result.matchCount)),
      RunSummary.Entry("changed_verdicts", .integer(changes)),
    ]
  }
}
