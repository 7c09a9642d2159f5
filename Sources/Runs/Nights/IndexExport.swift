import Clustering
import Corpus
import IndexStore
import Reporting
import Sketching
import Tracing

/// `menbe index export`: the CSV tables over a whole index, as one run over all its articles would have written them.
public struct IndexExport {
  private let plan: RunPlan
  private let progress: Progress

  /// An export by that plan's knowledge of outlets and its style.
  public init(plan: RunPlan, progress: Progress) { (self.plan, self.progress) = (plan, progress) }

  /// Writes the tables and graphs of the index at `path` into the folder `output`, replaced whole; gives the number of
  /// articles.
  ///
  /// - Throws: `IndexError`, `ReportingError`.
  public func export(index path: String, output: String) async throws -> Int {
    let folder = try OutputFolder(replacing: output, progress)
    let index = try Index(path, mode: .reading, scheme: plan.scheme.name)
    defer { try? index.close() }
    progress.beginStage("trace")
    let tracer = try IndexedReport.tracer(index, plan: plan)
    var run = try tracer.trace(Set(tracer.night.order)).run
    progress.beginStage("report")
    run.furniture = try tracer.lines(try index.learnedLines(), of: Set(tracer.night.outletNames))
    let last = try index.lastRun()
    run.decisions = try index.decisions().map(\.decision)
    let changes = try last.map { try index.changes(run: $0.id) } ?? [:]
    run.changes.clusters = run.clusters.map { NightChanges.ClusterChange(rawValue: changes[$0.id] ?? "") ?? .unchanged }
    let summary = last.flatMap { SummaryPacking.unpack($0.summary) }
    try await TableWriter(run: run, style: plan.csvStyle, summary: summary)
      .write(to: folder, width: plan.pipelineWidth)
    try folder.commit()
    progress.finishStage()
    return run.articles.count
  }
}
