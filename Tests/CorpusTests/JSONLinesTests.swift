import Corpus
import Testing

@Suite struct JSONLinesTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func read(_ content: String, options: ReadingOptions = ReadingOptions()) throws -> Reading {
    try Reading([scratch.write("a.jsonl", content)], options: options)
  }

  @Test func `a record becomes an article with all its fields`() throws {
    let reading = try read(
      #"{"id":"x1","url":"https://oxu.az/1","site":"oxu.az","published_at":"2025-11-04T10:00:00+04:00","#
        + #""title":" Başlıq ","lang":"az","text":"Birinci cümlə.\nİkinci “cümlə”."}"#)
    let article = try #require(reading.articles.first)
    #expect(article.key == "x1")
    #expect(article.url == "https://oxu.az/1")
    #expect(article.site == "oxu.az")
    #expect(article.title == "Başlıq")
    #expect(reading.texts == ["Birinci cümlə.\nİkinci “cümlə”."])
    #expect(
      article.published
        == PublishedInterval(earliest: 1_762_236_000, latest: 1_762_236_000, basis: .zoned, zoneMinutes: 240))
    #expect(article.brokenByteCount == 0)
  }

  @Test func `good records around bad ones are used, each bad one tells its line, offset and reason`() throws {
    let lines = [
      #"{"id":1,"text":"bir"}"#, "", #"{"id":2,"text":"iki""#, #"[1,2]"#, #"{"id":3,"text":" \t "}"#, #"{"id":4}"#,
      #"{"id":5,"text":"beş"}"#,
    ]
    let reading = try read(lines.joined(separator: "\n"))
    #expect(reading.articles.map(\.key) == ["1", "5"])
    #expect(reading.places == ["3 23 bad-json", "4 44 not-an-object", "5 50 no-text", "6 73 no-text"])
    #expect(reading.locations.map(\.line) == [1, 7])
    #expect(reading.rejections[0].detail == "expected a comma or the end of the object at byte 20")
  }

  @Test func `a broken first line of a nameless stream spoils itself only`() throws {
    let path = try scratch.write("stream", "{\"id\":1,\"text\":\n" + record(2, "iki"))
    let reading = try Reading([path])
    #expect(reading.articles.map(\.key) == ["2"])
    #expect(reading.places == ["1 0 bad-json"])
  }

  @Test(arguments: [
    (#"{"url":"https://a.az/1","text":"m"}"#, "https://a.az/1"),
    (#"{"id":null,"link":"https://a.az/2","text":"m"}"#, "https://a.az/2"),
    (#"{"id":12345678901234567890123,"text":"m"}"#, "12345678901234567890123"),
    (#"{"id":true,"_id":"b7","text":"m"}"#, "b7"),
  ])
  func `an article is named by its id, else by its URL`(_ line: String, _ key: String) throws {
    #expect(try read(line).articles.map(\.key) == [key])
  }

  @Test func `without id and URL an article is named by its input and line`() throws {
    let path = try scratch.write("a.jsonl", "\n{\"text\":\"m\"}\n{\"text\":\"n\"}\n")
    #expect(try Reading([path]).articles.map(\.key) == ["\(path):2", "\(path):3"])
  }

  @Test(arguments: [
    // Scrapy, ASCII-escaped
    (#"{"link":"u","headline":"T","body":"\u0259la"}"#, "u||T|əla"),
    // trafilatura
    (
      #"{"title":"T","hostname":"a.az","source":"https://a.az/x","source-hostname":"A","id":null,"text":"m"}"#,
      "https://a.az/x|a.az|T|m"
    ),
    // newspaper4k
    (#"{"url":"u","title":"T","canonical_link":"c","meta_site_name":"A","text":"m"}"#, "u|A|T|m"),
    // news-please
    (#"{"maintext":"m","source_domain":"a.az","title":"T","url":"u","date_publish":"None"}"#, "u|a.az|T|m"),
    // MediaCloud
    (#"{"id":7,"title":"T","url":"u","media_name":"A","media_url":"http://a.az","text":"m"}"#, "u|A|T|m"),
    // schema.org
    (#"{"headline":"T","articleBody":"m","url":"u","publisher":"A"}"#, "u|A|T|m"),
    // fundus: all strings of the body in order
    (#"{"title":"T","body":{"summary":["a"],"sections":[{"headline":[],"paragraphs":["b","c"]}]}}"#, "||T|a\n\nb\n\nc"),
    (#"{"text":["bir","","iki"]}"#, "|||bir\n\niki"),
    // a better name wins wherever it stands, an empty value never does
    (#"{"content":"worse","text":"better","title":"","headline":"H"}"#, "||H|better"),
    (#"{"text":"None","content":"m"}"#, "|||m"),
    (#"{"text":"m","source":"Report"}"#, "|Report||m"),
    (#"{"text":"first","text":"last"}"#, "|||last"),
  ])
  func `field names of common scrapers are known`(_ line: String, _ expected: String) throws {
    let article = try #require(try read(line).articles.first)
    let fields = [article.url, article.site, article.title, String(decoding: article.body, as: UTF8.self)]
    #expect(fields.joined(separator: "|") == expected)
  }

  @Test func `the user's own field names go before the known ones`() throws {
    let options = ReadingOptions(fieldMapping: ["metn": "text", "kod": "id"])
    let article = try #require(try read(#"{"id":1,"kod":"k","text":"a","metn":"b"}"#, options: options).articles.first)
    #expect(article.key == "k")
    #expect(article.body == Array("b".utf8))
  }

  @Test func `a mapping to no field of an article is refused`() throws {
    #expect(throws: CorpusError.unknownField(name: "mətn")) {
      try read("{}", options: ReadingOptions(fieldMapping: ["x": "mətn"]))
    }
  }

  @Test(arguments: [
    (#"a\ud800b"#, "a\u{FFFD}b", 6), (#"\udc00\ud83d\ude00"#, "\u{FFFD}😀", 6), (#"\ud83d\ud83d\ude00"#, "\u{FFFD}😀", 6),
    (#"\ud800"#, "\u{FFFD}", 6), (#"\ud800\u0041"#, "\u{FFFD}A", 6),
  ])
  func `a lone surrogate becomes U+FFFD and is counted`(_ source: String, _ text: String, _ broken: Int) throws {
    let reading = try read("{\"text\":\"\(source)\"}")
    #expect(reading.texts == [text])
    #expect(reading.articles.first?.brokenByteCount == broken)
  }

  @Test func `broken UTF-8 becomes U+FFFD by maximal parts and is counted, in its record only`() throws {
    let broken = Array(#"{"text":"a"#.utf8) + [0xFF, 0xE2, 0x82, 0x41, 0xF0, 0x9F, 0x98] + Array("z\"}\n".utf8)
    let reading = try Reading([scratch.write("a.jsonl", broken + Array(record(2, "ə").utf8))])
    #expect(reading.texts == ["a\u{FFFD}\u{FFFD}A\u{FFFD}z", "ə"])
    #expect(reading.articles.map(\.brokenByteCount) == [6, 0])
  }

  @Test func `every escape has its meaning`() throws {
    #expect(try read(#"{"text":"\"\\\/\b\f\n\r\t\u0041\u00e7\u20ac"}"#).texts == ["\"\\/\u{8}\u{C}\n\r\tAç€"])
  }

  @Test(arguments: [
    #"{"text":"m","n":01}"#, #"{"text":"m","n":1.}"#, #"{"text":"m","n":.5}"#, #"{"text":"m","n":+1}"#,
    #"{"text":"m","n":1e}"#, #"{"text":"m","n":-}"#, #"{"text":"m","n":nul}"#, #"{"text":"m",}"#, #"{"text":"m"}x"#,
    #"{"text":"m" "n":1}"#, #"{"text":"\x"}"#, #"{"text":"\u12"}"#, #"{text:"m"}"#, #"{"text":'m'}"#, #"{"text":"m"#,
    #"{"text":"m","a":[1,]}"#, #"{"text":"m","a":[1}"#, #"{"text":"m","a":{"b"}}"#, "{\"text\":\"a\tb\"}",
  ])
  func `what is no JSON is refused`(_ line: String) throws {
    #expect(try read(line).places == ["1 0 bad-json"])
  }

  @Test(arguments: [
    #"{"n":1e999,"m":-0.0E+5,"text":"m"}"#, #"{"a":[[],{},[{"b":[null,true,false]}]],"text":"m"}"#,
    "{\"\\u0000\":\"\\u0000\",\"text\":\"m\"}", " { \"text\" : \"m\" } ", "\u{FEFF}\u{FEFF}{\"text\":\"m\"}\r\n",
  ])
  func `what is JSON is accepted`(_ line: String) throws {
    #expect(try read(line).texts == ["m"])
  }

  @Test func `a nesting of 100,000 is no danger`() throws {
    let (open, close) = (String(repeating: "[", count: 100_000), String(repeating: "]", count: 100_000))
    let reading = try read("{\"a\":\(open)\(close),\"text\":\"m\"}\n{\"text\":\(open)\n{\"text\":\(open)\"n\"\(close)}")
    #expect(reading.texts == ["m", "n"])
    #expect(reading.rejections.map(\.reason) == [.badJSON])
  }

  @Test func `a byte order mark at the start and carriage returns at line ends are no part of records`() throws {
    let reading = try read("\u{FEFF}{\"id\":1,\"text\":\"bir\"}\r\n{\"id\":2,\"text\":\"iki\"}\r\n")
    #expect(reading.texts == ["bir", "iki"])
    #expect(reading.locations.map(\.offset) == [3, 26])
  }

  @Test func `a record over the bound is skipped, those around it are used`() throws {
    let long = record(2, String(repeating: "uzun ", count: 700_000))
    let options = ReadingOptions(maximumRecordByteCount: 2000)
    let reading = try read(record(1, "bir") + long + record(3, "üç"), options: options)
    #expect(reading.articles.map(\.key) == ["1", "3"])
    #expect(reading.places == ["2 \(record(1, "bir").utf8.count) too-large"])
    #expect(reading.locations.map(\.line) == [1, 3])
    let atEnd = try read(record(1, "bir") + long.dropLast(), options: options)
    #expect(atEnd.articles.map(\.key) == ["1"])
    #expect(atEnd.places == ["2 \(record(1, "bir").utf8.count) too-large"])
  }
}

@Suite struct JSONStreamTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func read(_ content: String) throws -> Reading { try Reading([scratch.write("a.json", content)]) }

  @Test(arguments: [
    "[{\"id\":1,\"text\":\"a\"},{\"id\":2,\"text\":\"b}]\\\"\"}]",
    "[\n  {\n    \"id\": 1,\n    \"text\": \"a\"\n  },\n  {\n    \"id\": 2,\n    \"text\": \"b\"\n  }\n]\n",
    "{\n  \"id\": 1,\n  \"text\": \"a\"\n}\n{\n  \"id\": 2, \"text\": \"b\"\n}",
  ])
  func `objects are read however they are laid out`(_ content: String) throws {
    let reading = try read(content)
    #expect(reading.articles.map(\.key) == ["1", "2"])
    #expect(reading.rejections.isEmpty)
  }

  @Test func `elements that are no objects or broken are rejected, the rest is used`() throws {
    let reading = try read("[{\"id\":1,\"text\":\"a\"},\n 7, \"s\",\n{\"text\": \"open\n},\n{\"id\":2,\"text\":\"b\"}]")
    #expect(reading.articles.map(\.key) == ["1", "2"])
    #expect(reading.places == ["2 23 not-an-object", "2 26 not-an-object", "3 31 bad-json"])
  }

  @Test func `an array without its end says so once`() throws {
    #expect(try read("[{\"id\":1,\"text\":\"a\"},").places == ["1 21 bad-json"])
    #expect(try read("[{\"id\":1,\"text\":\"a\"},{\"te").places == ["1 21 bad-json"])
  }

  @Test func `an empty array is no article and no rejection`() throws {
    let reading = try read("[ ]\n")
    #expect(reading.articles.isEmpty && reading.rejections.isEmpty)
    #expect(reading.inputs.count == 1)
  }
}
