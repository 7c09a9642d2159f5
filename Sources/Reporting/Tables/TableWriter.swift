public import Tracing

/// Writes the tables of a run, its chain graph and run.json: all of a report but its pages.
public struct TableWriter: Sendable {
  private let run: TracedRun
  private let style: CSVStyle
  private let summary: RunSummary?

  /// Makes ready to write the tables of `run`; without `summary` there is no run.json.
  public init(run: TracedRun, style: CSVStyle, summary: RunSummary?) {
    (self.run, self.style, self.summary) = (run, style, summary)
  }

  /// Writes every file, at most `width` at once; the caller commits the folder.
  ///
  /// - Throws: `ReportingError.system` if a file cannot be written, `CancellationError`.
  public func write(to folder: OutputFolder, width: Int) async throws {
    try await runAll(try tasks(folder, workbookRowLimit: ReportOptions().workbookRowLimit), width: width)
  }

  /// One task a file, each by itself.
  func tasks(_ folder: OutputFolder, workbookRowLimit: Int) throws -> [WritingTask] {
    let tables = try RunTables(run: run, style: style)
    var tasks: [WritingTask] = RunTables.Table.allCases.map { table in
      {
        let file = try folder.file(table.fileName)
        try tables.write(table, to: file)
        try file.finish(synchronised: true)
      }
    }
    tasks.append {
      try Workbook(tables: tables, rowLimit: workbookRowLimit).write(to: folder.place(of: Workbook.fileName))
    }
    tasks += GraphFiles.Format.allCases.map { format in
      {
        let file = try folder.file(format.fileName)
        try GraphFiles.write(ChainGraph(run: tables.run, order: tables.order), as: format, to: file)
        try file.finish(synchronised: true)
      }
    }
    if let summary {
      tasks.append {
        let file = try folder.file("run.json")
        try file.append(summary.json)
        try file.finish(synchronised: true)
      }
    }
    return tasks
  }
}
