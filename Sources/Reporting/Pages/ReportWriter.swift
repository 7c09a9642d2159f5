public import Tracing

/// Writes all that a run found: the tables, run.json and the pages.
public struct ReportWriter {
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
  /// - Throws: `ReportingError.system` if a file cannot be written, `.unreadableText` if a text cannot be read again.
  public func write(to folder: OutputFolder) throws(ReportingError) {
    try TableWriter(run: model.run, style: model.options.csvStyle, summary: model.summary).write(to: folder)
    try PageWriter(model: model, texts: texts, folder: folder).writeAll()
  }
}
