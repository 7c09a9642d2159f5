import Corpus
import Foundation
import Reporting
import Testing
import Tracing

@Suite struct WorkbookTests {
  /// The parts of the workbook of a report, unpacked by unzip.
  private static func part(_ name: String, of report: ScratchFolder) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = [
      "-c", "import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))",
      report.path + "/r/tables.xlsx", name,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(name) is missing")
    return String(decoding: data, as: UTF8.self)
  }

  private static func report(_ run: TracedRun, options: ReportOptions = ReportOptions()) async throws -> ScratchFolder {
    let newsroom = NewsroomRun(run: run, bodies: run.articles.map { _ in [] }, summary: NewsroomRun.summary)
    return try await newsroom.report(options: options)
  }

  @Test func `each table is a sheet, and the first tells how many rows each has`() async throws {
    let report = try await Self.report(AwkwardRun.run)
    let book = try Self.part("xl/workbook.xml", of: report)
    for (place, table) in (["about"] + RunTables.Table.allCases.map(\.rawValue)).enumerated() {
      #expect(book.contains("<sheet name=\"\(table)\" sheetId=\"\(place + 1)\""))
      #expect(try Self.part("xl/worksheets/sheet\(place + 1).xml", of: report).hasSuffix("</sheetData></worksheet>"))
    }
    let about = try Self.part("xl/worksheets/sheet1.xml", of: report)
    #expect(about.contains("articles</t></is></c><c><v>3</v></c><c><v>3</v></c>"))
  }

  @Test func `numbers and times are typed, text is text and never a formula`() async throws {
    let articles = try Self.part("xl/worksheets/sheet2.xml", of: try await Self.report(AwkwardRun.run))
    #expect(articles.contains("<t xml:space=\"preserve\">=1+1</t>"))
    #expect(articles.contains("<t xml:space=\"preserve\">Sətir&#13;\niki</t>"))
    #expect(articles.contains("<c><v>40</v></c>"))
    #expect(articles.contains("<c s=\"6\"><v>1.0000</v></c>"))
    #expect(articles.contains("<c s=\"3\"><v>45474.5000000000</v></c>"), "noon of 2024-07-01")
    #expect(articles.contains("<c s=\"2\"><v>45474</v></c>"), "that day")
    #expect(!articles.contains("<f>") && !articles.contains("t=\"str\""))
  }

  @Test func `a sheet keeps to its bound and says so`() async throws {
    let report = try await Self.report(AwkwardRun.run, options: ReportOptions(workbookRowLimit: 2))
    let articles = try Self.part("xl/worksheets/sheet2.xml", of: report)
    #expect(articles.components(separatedBy: "<row>").count == 1 + 1 + 2)
    let about = try Self.part("xl/worksheets/sheet1.xml", of: report)
    #expect(about.contains("articles</t></is></c><c><v>2</v></c><c><v>3</v></c>"))
  }
}
