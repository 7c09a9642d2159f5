import Corpus
import IndexStore
import Matching
import Reporting
import Sketching
import Tracing

/// Writes reports of what an index holds.
struct IndexedReport {
  let plan: RunPlan

  /// Writes the tables and pages of `view`; the caller commits the folder.
  func write(_ view: IndexedView, summary: RunSummary, to folder: OutputFolder) async throws {
    try await ReportStage(plan: plan).write(view.run, summary: summary, loader: view.loader, to: folder)
  }

  /// Writes the report of a night that the index holds, with all that later nights found about it.
  func write(_ run: IndexedRun, index: Index, to folder: OutputFolder) async throws {
    guard let summary = SummaryPacking.unpack(run.summary) else {
      throw IndexError.unreadable(path: index.path, detail: "the summary of run \(run.id) is damaged")
    }
    let tracer = try Self.tracer(index, plan: plan)
    let numbers = run.firstArticle..<run.firstArticle + UInt32(run.articleCount)
    let changes = try index.verdictChanges(run: run.id)
    let clusterChanges = try index.changes(run: run.id)
    let view = try Self.view(
      tracer,
      numbers: numbers.filter { Int($0) < tracer.night.columns.count && tracer.night.columns.isPresent[Int($0)] },
      changes: changes, clusterChanges: clusterChanges, aliases: try index.aliases(run: run.id),
      rejections: try index.rejections(run: run.id))
    try await write(view, summary: summary, to: folder)
  }

  /// A tracer over the index as it is.
  static func tracer(_ index: Index, plan: RunPlan) throws -> IndexedTracer {
    let night = try NightCorpus(index: index, corpus: SketchedCorpus(keepsMetadata: true), arrivals: [])
    let recurring = NightFurniture.recurring(
      try index.learnedLines(), places: night.places, scheme: plan.scheme)
    let loader = TextLoader(source: IndexTexts(night: night), furniture: plan.furniture, recurring: recurring)
    return try IndexedTracer(night: night, plan: plan, loader: loader)
  }

  /// The view of the articles of `numbers`.
  static func view(
    _ tracer: IndexedTracer, numbers: [UInt32], changes: [(article: UInt32, number: Int, before: Verdict)] = [],
    clusterChanges: [String: String] = [:], aliases: [(id: String, cluster: String)] = [], rejections: [Rejection] = []
  ) throws -> IndexedView {
    let index = tracer.night.index
    var judged = Set(numbers)
    for number in numbers { judged.formUnion(tracer.clusterMates(of: number)) }
    for id in clusterChanges.keys.sorted() {
      if let cluster = try index.cluster(named: id) { judged.formUnion(tracer.clusterMates(of: cluster.root)) }
    }
    for change in changes where Int(change.article) < tracer.night.columns.count { judged.insert(change.article) }
    let isNew = Set(numbers)
    return try tracer.view(
      of: try tracer.trace(judged), isNew: { isNew.contains($0) }, changes: changes, clusterChanges: clusterChanges,
      aliases: aliases, furniture: try index.learnedLines(), rejections: rejections)
  }
}
