public import Tracing

/// Writes all that a run found: the tables, run.json, the pages and the viewer with its data.
public struct ReportWriter: Sendable {
  let model: ReportModel
  private let texts: PageTexts

  /// Makes ready to report on `run`; nothing is written yet.
  public init(
    run: TracedRun, summary: RunSummary, texts: PageTexts, words: Words, options: ReportOptions = ReportOptions()
  ) {
    model = ReportModel(run: run, summary: summary, words: words, options: options)
    self.texts = texts
  }

  /// Writes every file of the report; the caller commits the folder.
  ///
  /// Each file is made by itself, so that the bytes do not depend on how many are made at once.
  ///
  /// - Throws: `ReportingError.system` if a file cannot be written, `.unreadableText` if a text cannot be read again,
  ///   `CancellationError`.
  public func write(to folder: OutputFolder) async throws {
    async let tables = TableWriter(run: model.run, style: model.options.csvStyle, summary: model.summary)
      .tasks(folder, workbookRowLimit: model.options.workbookRowLimit)
    let viewer = try ViewerWriter(model: model, texts: texts).tasks(folder)
    var tasks = try await tables + viewer
    tasks += try PageWriter(model: model, texts: texts, folder: folder).tasks
    try await runAll(tasks, width: model.options.workers)
  }
}
