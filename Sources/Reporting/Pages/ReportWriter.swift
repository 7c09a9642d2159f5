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
    let tables = try RunTables(run: model.run, style: model.options.csvStyle)
    var tasks: [WritingTask] = RunTables.Table.allCases.map { table in
      {
        let file = try folder.file(table.fileName)
        try tables.write(table, to: file)
        try file.finish(synchronised: true)
      }
    }
    tasks.append { [model] in
      let workbook = Workbook(tables: tables, rowLimit: model.options.workbookRowLimit)
      try workbook.write(to: folder.place(of: Workbook.fileName))
    }
    tasks.append { [model] in
      let graph = ChainGraph(run: model.run)
      for format in GraphFiles.Format.allCases {
        let file = try folder.file(format.fileName)
        try GraphFiles.write(graph, as: format, to: file)
        try file.finish(synchronised: true)
      }
    }
    tasks.append { [model] in
      let file = try folder.file("run.json")
      try file.append(model.summary.json)
      try file.finish(synchronised: true)
    }
    tasks += try ViewerWriter(model: model, texts: texts).tasks(folder)
    tasks += try PageWriter(model: model, texts: texts, folder: folder).tasks
    try await runAll(tasks, width: model.options.workers)
  }
}
