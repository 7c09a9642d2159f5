/// All tables of a run in one workbook for spreadsheet programs: a sheet a table, its columns typed.
///
/// Source: ECMA-376-1, sections 12 and 18 (SpreadsheetML), 8 to 10 (parts and relationships).
struct Workbook {
  /// The name of its file.
  static let fileName = "tables.xlsx"

  let tables: RunTables
  /// Rows a sheet; what is beyond stands in the CSV files alone, and the first sheet says so.
  let rowLimit: Int

  /// Writes the workbook at `path`.
  ///
  /// - Throws: `ReportingError.system` if it cannot be written.
  func write(to path: String) throws(ReportingError) {
    let zip = try ZipFile(creating: path)
    let names = ["about"] + RunTables.Table.allCases.map(\.rawValue)
    try part("[Content_Types].xml", contentTypes(names.count), in: zip)
    try part("_rels/.rels", relations, in: zip)
    try part("xl/workbook.xml", workbook(names), in: zip)
    try part("xl/_rels/workbook.xml.rels", workbookRelations(names.count), in: zip)
    try part("xl/styles.xml", styles, in: zip)
    // The first sheet tells of the others and so comes last into the file.
    var counts: [(table: RunTables.Table, shown: Int, total: Int)] = []
    for (place, table) in RunTables.Table.allCases.enumerated() {
      try zip.begin("xl/worksheets/sheet\(place + 2).xml")
      let sheet = Sheet(zip: zip, rowLimit: rowLimit)
      try tables.write(table, to: sheet)
      counts.append((table, min(sheet.count, rowLimit), sheet.count))
    }
    try zip.begin("xl/worksheets/sheet1.xml")
    let columns: [CSVColumn<(table: RunTables.Table, shown: Int, total: Int)>] = [
      CSVColumn("table") { $1.text($0.table.rawValue) }, CSVColumn("rows_in_sheet") { $1.integer($0.shown) },
      CSVColumn("rows") { $1.integer($0.total) }, CSVColumn("file_with_all_rows") { $1.text($0.table.fileName) },
    ]
    try Sheet(zip: zip, rowLimit: rowLimit).write(counts, columns)
    try zip.finish()
  }

  private func part(_ name: String, _ body: String, in zip: ZipFile) throws(ReportingError) {
    try zip.begin(name)
    try zip.append(Array((Self.declaration + body).utf8))
  }

  fileprivate static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  fileprivate static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"
  private static let types = "application/vnd.openxmlformats-officedocument.spreadsheetml"

  private func contentTypes(_ count: Int) -> String {
    let sheets = (1...count).map {
      "<Override PartName=\"/xl/worksheets/sheet\($0).xml\" ContentType=\"\(Self.types).worksheet+xml\"/>"
    }
    return """
      <Types xmlns="\(Self.package)/content-types">\
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
      <Default Extension="xml" ContentType="application/xml"/>\
      <Override PartName="/xl/workbook.xml" ContentType="\(Self.types).sheet.main+xml"/>\
      <Override PartName="/xl/styles.xml" ContentType="\(Self.types).styles+xml"/>\
      \(sheets.joined())</Types>
      """
  }

  private var relations: String {
    """
    <Relationships xmlns="\(Self.package)/relationships">\
    <Relationship Id="rId1" Type="\(Self.office)/officeDocument" Target="xl/workbook.xml"/></Relationships>
    """
  }

  private func workbook(_ names: [String]) -> String {
    let sheets = names.enumerated().map {
      "<sheet name=\"\($1)\" sheetId=\"\($0 + 1)\" r:id=\"rId\($0 + 1)\"/>"
    }
    return "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\"><sheets>\(sheets.joined())</sheets></workbook>"
  }

  private func workbookRelations(_ count: Int) -> String {
    let sheets = (1...count).map {
      "<Relationship Id=\"rId\($0)\" Type=\"\(Self.office)/worksheet\" Target=\"worksheets/sheet\($0).xml\"/>"
    }
    let styles = "<Relationship Id=\"rId\(count + 1)\" Type=\"\(Self.office)/styles\" Target=\"styles.xml\"/>"
    return "<Relationships xmlns=\"\(Self.package)/relationships\">\(sheets.joined())\(styles)</Relationships>"
  }

  /// The cell formats, in the order of `SheetCell.Format`.
  private var styles: String {
    let formats = ["yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "0.0", "0.00", "0.0000"].enumerated().map {
      "<numFmt numFmtId=\"\(164 + $0)\" formatCode=\"\($1)\"/>"
    }
    let own = (164...168).map {
      "<xf numFmtId=\"\($0)\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
    }
    let plain = "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    let header = "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>"
    let font = "<sz val=\"11\"/><name val=\"Calibri\"/>"
    return """
      <styleSheet xmlns="\(Self.main)"><numFmts count="5">\(formats.joined())</numFmts>\
      <fonts count="2"><font>\(font)</font><font><b/>\(font)</font></fonts>\
      <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
      <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
      <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
      <cellXfs count="7">\(plain)\(header)\(own.joined())</cellXfs>\
      <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
      """
  }
}

/// A sheet of a workbook under construction: a bold header that stays in sight, then rows.
private final class Sheet: TableSink {
  private let zip: ZipFile
  private let rowLimit: Int
  /// Records of the table, shown or not.
  private(set) var count = 0

  init(zip: ZipFile, rowLimit: Int) { (self.zip, self.rowLimit) = (zip, rowLimit) }

  func write<Record>(
    _ records: some Sequence<Record>, _ columns: [CSVColumn<Record>]
  ) throws(ReportingError) {
    var buffer = Array(Workbook.declaration.utf8)
    buffer += Array(
      """
      <worksheet xmlns="\(Workbook.main)"><sheetViews><sheetView workbookViewId="0">\
      <pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>\
      <sheetFormatPr defaultRowHeight="15"/>\
      <cols><col min="1" max="\(columns.count)" width="18" customWidth="1"/></cols><sheetData><row>
      """.utf8)
    for column in columns { SheetCell.text(column.name, .header, to: &buffer) }
    buffer += Array("</row>\n".utf8)
    var row = CSVRow(.sheet)
    for record in records {
      count += 1
      guard count <= rowLimit else { continue }
      row.begin()
      for column in columns { column.write(record, &row) }
      row.endSheetRow()
      buffer += row.bytes
      if buffer.count > 256 * 1024 {
        try zip.append(buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    buffer += Array("</sheetData></worksheet>".utf8)
    try zip.append(buffer)
  }
}
