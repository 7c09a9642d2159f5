/// Where the rows of a table go: a file of its own, or a sheet of a workbook.
protocol TableSink {
  /// Writes a header, then a row for each record.
  func write<Record>(
    _ records: some Sequence<Record>, _ columns: [CSVColumn<Record>]
  ) throws(ReportingError)
}

/// A table as a CSV file.
struct CSVFile: TableSink {
  let style: CSVStyle
  let sink: ByteSink

  func write<Record>(
    _ records: some Sequence<Record>, _ columns: [CSVColumn<Record>]
  ) throws(ReportingError) {
    var writer = try CSVWriter(columns, style: style, sink: sink)
    for record in records { try writer.write(record) }
  }
}
