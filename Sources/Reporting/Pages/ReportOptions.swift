/// How a report is laid out; what it says depends on the run alone.
public struct ReportOptions: Sendable, Equatable {
  /// How the tables are laid out.
  public var csvStyle: CSVStyle
  /// The zone in which pages show times.
  public var zone: ReportZone
  /// Clusters that get a page that reads without script; the viewer shows all.
  public var clusterPageLimit: Int
  /// Copies that get a page side by side with the text that they come from, which reads without script.
  public var pairPageLimit: Int
  /// Rows a page of a table.
  public var rowsPerPage: Int
  /// Rows of rejected records, and credit lines of one verdict, that pages without script show in all.
  public var listedRowLimit: Int
  /// Clusters whose texts go along, so that the viewer can set any two of them side by side.
  public var textClusterLimit: Int
  /// Words of all texts that go along.
  public var textWordLimit: Int
  /// Rows a sheet of the workbook; the CSV files have all.
  public var workbookRowLimit: Int
  /// Files that are written at once; changes no byte of them.
  public var workers: Int

  /// Options with those values; more pages make a larger folder and a longer run.
  public init(
    csvStyle: CSVStyle = CSVStyle(), zone: ReportZone = ReportZone(minutesEast: 0), clusterPageLimit: Int = 200,
    pairPageLimit: Int = 200, rowsPerPage: Int = 500, listedRowLimit: Int = 500, textClusterLimit: Int = 2000,
    textWordLimit: Int = 4_000_000, workbookRowLimit: Int = 50_000, workers: Int = 1
  ) {
    precondition(rowsPerPage > 0, "a page has at least one row")
    precondition(workers > 0, "somebody writes")
    (self.csvStyle, self.zone, self.clusterPageLimit) = (csvStyle, zone, clusterPageLimit)
    (self.pairPageLimit, self.rowsPerPage, self.listedRowLimit) = (pairPageLimit, rowsPerPage, listedRowLimit)
    (self.textClusterLimit, self.textWordLimit) = (textClusterLimit, textWordLimit)
    (self.workbookRowLimit, self.workers) = (workbookRowLimit, workers)
  }
}

/// A fixed offset from UTC, in which times are shown.
public struct ReportZone: Sendable, Equatable {
  /// Minutes east of UTC.
  public let minutesEast: Int

  /// A zone that many minutes east of UTC, within a day.
  public init(minutesEast: Int) {
    precondition(minutesEast.magnitude < 1440, "a zone lies within a day of UTC")
    self.minutesEast = minutesEast
  }

  /// `UTC`, `UTC+4` or `UTC+5:30`.
  public var name: String {
    guard minutesEast != 0 else { return "UTC" }
    let (hours, minutes) = minutesEast.magnitude.quotientAndRemainder(dividingBy: 60)
    let rest = minutes == 0 ? "" : ":" + UTCTime.padded(Int(minutes))
    return "UTC" + (minutesEast < 0 ? "−" : "+") + String(hours) + rest
  }

  func civilTime(_ second: Int64) -> CivilTime { CivilTime(second: second + Int64(minutesEast) * 60) }
}
