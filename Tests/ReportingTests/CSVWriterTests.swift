import Reporting
import Testing

@Suite struct CSVWriterTests {
  func cell(_ text: String) throws -> String {
    let whole = try written { sink in
      var writer = try CSVWriter([CSVColumn<String>("c") { $1.text($0) }], style: CSVStyle(lineEnding: .lf), sink: sink)
      try writer.write(text)
    }
    return String(decoding: whole.utf8.dropFirst(2).dropLast(), as: UTF8.self)
  }

  @Test(arguments: [
    "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1", "＋1", "－1", "＠x", "\u{200B}=1", "\u{FEFF}=1", "\u{2060}@x", "\u{0}=1",
    "\u{0}", " =1", "\u{A0}=1", "\u{202E}=1", "﹦1", "\u{AD}-1", "-", "=",
  ])
  func `a text that a spreadsheet would run gets an apostrophe`(text: String) throws {
    #expect(try Array(cell(text).utf8) == Array(("'" + text).utf8))
  }

  @Test(arguments: ["\r=1", "\n=1"])
  func `a text that starts with a line break gets an apostrophe inside its quotation marks`(text: String) throws {
    #expect(try Array(cell(text).utf8) == Array("\"'\(text)\"".utf8))
  }

  @Test(arguments: ["", "1", "a=b", "Bakı - Gəncə", "'x", "‘x’", "—1", "a@b.az", "\u{200B}x", " x"])
  func `any other text stays as it is`(text: String) throws {
    #expect(try Array(cell(text).utf8) == Array(text.utf8))
  }

  @Test(arguments: [
    ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""), ("a\rb", "\"a\rb\""), ("a\r\nb", "\"a\r\nb\""),
    ("a;b", "a;b"), ("\"", "\"\"\"\""), ("=\"x\",1", "\"'=\"\"x\"\",1\""),
  ])
  func `only commas, quotation marks and line breaks make a cell quoted`(text: String, expected: String) throws {
    #expect(try Array(cell(text).utf8) == Array(expected.utf8))
  }

  @Test(arguments: [
    (0.0, 2, "0.00"), (-0.001, 2, "0.00"), (1.0 / 3, 4, "0.3333"), (2.0 / 3, 4, "0.6667"), (12.25, 1, "12.3"),
    (-1.5, 2, "-1.50"), (0.05, 4, "0.0500"), (99.999, 2, "100.00"), (7, 0, "7"),
  ])
  func `numbers have a fixed count of decimals`(number: Double, places: Int, expected: String) throws {
    let text = try written { sink in
      let column = CSVColumn<Double>("n") { $1.decimal($0, places: places) }
      var writer = try CSVWriter([column], style: CSVStyle(lineEnding: .lf), sink: sink)
      try writer.write(number)
    }
    #expect(text == "n\n\(expected)\n")
  }

  @Test func `a long cell with many quotation marks is written in linear time`() throws {
    let text = String(repeating: "\"", count: 300_000)
    #expect(try cell(text).utf8.count == 600_002)
  }
}
