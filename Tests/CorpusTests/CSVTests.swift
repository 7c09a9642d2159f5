import Corpus
import Testing

@Suite struct CSVTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func read(_ content: String, _ name: String = "a.csv", bound: Int = 64 << 20) throws -> Reading {
    try Reading([scratch.write(name, content)], options: ReadingOptions(maximumRecordByteCount: bound))
  }

  @Test(arguments: [",", ";", "\t"])
  func `quoted separators, quotation marks and line breaks belong to their cell`(_ separator: String) throws {
    let reading = try read(
      ["id,title,text,date", "1,Başlıq,\"a\(separator) \"\"b\"\"\r\nc\",2025-11-04", "2,,sadə,"].joined(
        separator: "\r\n"
      )
      .replacing(",", with: separator))
    #expect(reading.rejections.isEmpty)
    #expect(reading.texts == ["a\(separator) \"b\"\r\nc".replacing(",", with: separator), "sadə"])
    #expect(reading.articles.map(\.title) == ["Başlıq", ""])
    #expect(reading.articles.map(\.published.isoText) == ["2025-11-04", ""])
    #expect(reading.locations.map(\.line) == [2, 4])
  }

  @Test func `a table is known by its header, whatever its name`() throws {
    let reading = try read("URL;Headline;Body\nhttps://a.az/1;B;mətn\n", "export.dat")
    #expect(reading.articles.first?.url == "https://a.az/1")
    #expect(reading.texts == ["mətn"])
  }

  @Test func `a record with another number of cells is rejected, the next one is used`() throws {
    let reading = try read("id,text\n1,bir\n2,iki,artıq\n3\n4,dörd\n")
    #expect(reading.articles.map(\.key) == ["1", "4"])
    #expect(reading.places == ["3 14 bad-csv", "4 27 bad-csv"])
    #expect(reading.rejections.map(\.detail) == ["3 cells, the header has 2", "1 cells, the header has 2"])
  }

  @Test func `a stray quotation mark spoils its own line only`() throws {
    let reading = try read("id,text\n1,bir\n2,\"açıq\n3,üç\n4,\"dörd\"\n5,beş\n6,\"son\n7,yeddi")
    #expect(reading.articles.map(\.key) == ["1", "3", "4", "5", "7"])
    #expect(
      reading.places == [
        "3 14 bad-csv", "7 \("id,text\n1,bir\n2,\"açıq\n3,üç\n4,\"dörd\"\n5,beş\n".utf8.count) bad-csv",
      ])
  }

  @Test func `a quotation mark inside an unquoted cell is a plain character`() throws {
    #expect(try read("id,text\n1,5\" ekran\n").texts == ["5\" ekran"])
  }

  @Test func `a table without a column for the text is refused whole`() throws {
    let reading = try read("canonical,domains\nA,a.az\nB,b.az\n")
    #expect(reading.articles.isEmpty)
    #expect(reading.places == ["0 0 no-text-field"])
  }

  @Test func `blank cells and placeholders are nothing, blank lines no records`() throws {
    let reading = try read("id,url,text\nnull,https://a.az/1,bir\n,,iki\n\n3,x,  \n")
    #expect(reading.articles.first?.key == "https://a.az/1")
    #expect(reading.articles.last?.key.hasSuffix("a.csv:3") == true)
    #expect(reading.places == ["5 43 no-text"])
  }

  @Test func `a header alone holds no records`() throws {
    let reading = try read("id,text")
    #expect(reading.articles.isEmpty && reading.rejections.isEmpty)
  }

  @Test func `a quotation mark that stays open beyond the bound spoils its own line only`() throws {
    let rest = (3..<2000).map { "\($0),mətn\n" }.joined()
    let reading = try read("id,text\n1,bir\n2,\"açıq\n\(rest)", bound: 1000)
    #expect(reading.articles.count == 1998)
    #expect(reading.places == ["3 14 bad-csv"])
  }

  @Test func `a record over the bound is skipped to the next line`() throws {
    let reading = try read("id,text\n1,bir\n2,\(String(repeating: "uzun ", count: 500_000))\n3,üç\n", bound: 1000)
    #expect(reading.articles.map(\.key) == ["1", "3"])
    #expect(reading.places == ["3 14 too-large"])
    #expect(reading.locations.map(\.line) == [2, 4])
  }
}
