import Corpus
import Matching
import Reporting
import Tracing

/// Writes the report of what a run found, whether over inputs or over an index.
struct ReportStage {
  let plan: RunPlan

  /// Writes the tables and pages; `loader` reads texts by the run's ids, and the caller commits the folder.
  func write(
    _ traced: TracedRun, summary: RunSummary, loader: TextLoader, to folder: OutputFolder
  ) async throws {
    let texts = PageTexts { article in
      try loader.article(article)
    } text: { article in
      let loaded = try loader.load(article)
      return PageText(article: loaded.article, words: loaded.text, kept: loaded.uncredited)
    } passages: { a, b in
      let (one, other) = (try loader.load(a), try loader.load(b))
      return PassageAligner.passages(
        ComparableText(one.text, kept: one.uncredited), one.text, ComparableText(other.text, kept: other.uncredited),
        other.text)
    }
    let options = ReportOptions(
      csvStyle: plan.csvStyle, zone: ReportZone(minutesEast: plan.reading.defaultZoneMinutes),
      workers: plan.pipelineWidth)
    try await ReportWriter(
      run: traced, summary: summary, texts: texts, words: try Words(plan.language), options: options
    )
    .write(to: folder)
  }
}
