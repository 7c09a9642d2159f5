public import Tracing

/// Writes the tables of a run, its chain graph and run.json: all of a report but its pages.
public struct TableWriter {
  private let run: TracedRun
  private let style: CSVStyle
  private let summary: RunSummary?

  /// Makes ready to write the tables of `run`; without `summary` there is no run.json.
  public init(run: TracedRun, style: CSVStyle, summary: RunSummary?) {
    (self.run, self.style, self.summary) = (run, style, summary)
  }

  /// Writes every file; the caller commits the folder.
  ///
  /// - Throws: `ReportingError.system` if a file cannot be written.
  public func write(to folder: OutputFolder) throws(ReportingError) {
    let tables = try RunTables(run: run, style: style)
    for table in RunTables.Table.allCases {
      let file = try folder.file(table.fileName)
      try tables.write(table, to: file)
      try file.finish(synchronised: true)
    }
    let graph = ChainGraph(run: run)
    for format in GraphFiles.Format.allCases {
      let file = try folder.file(format.fileName)
      try GraphFiles.write(graph, as: format, to: file)
      try file.finish(synchronised: true)
    }
    guard let summary else { return }
    let file = try folder.file("run.json")
    try file.append(summary.json)
    try file.finish(synchronised: true)
  }
}
