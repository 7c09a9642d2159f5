public import Corpus
public import Reporting
import Tracing

/// The list of records that were not used, for commands that write no folder.
public enum RejectTable {
  /// Writes the columns of rejects.csv.
  ///
  /// - Throws: `ReportingError.system` if the sink cannot be written.
  public static func write(
    _ rejections: [Rejection], style: CSVStyle, to sink: ByteSink
  ) throws(ReportingError) {
    let run = TracedRun(
      articles: [], clusters: [], matches: [], claims: [], chains: [], outlets: [], rejections: rejections)
    try RunTables(run: run, style: style).write(.rejects, to: sink)
  }
}
