import Corpus
import Foundation
import Reporting
import Testing

@Suite struct JSONTests {
  struct Line: Decodable {
    var id: String
    var url: String
    var site: String
    var published_at: String
    var title: String
    var text: String
    var input: String
  }

  @Test func `an article is one line with seven keys in their order`() throws {
    let article = Article(
      key: "1", url: "https://icma.az/1", site: "icma.az", title: "Başlıq", body: Array("Mətn".utf8),
      published: AwkwardRun.noon)
    let text = try written { sink in
      var lines = ArticleLines(sink: sink)
      try lines.write(article, input: "a.jsonl")
    }
    #expect(
      text == """
        {"id":"1","url":"https://icma.az/1","site":"icma.az","published_at":"2024-07-01T12:00:00Z","title":"Başlıq",\
        "text":"Mətn","input":"a.jsonl"}

        """)
  }

  @Test(arguments: [
    "\"\\/\u{8}\u{c}\n\r\t", "\u{0}\u{1}\u{1f}\u{7f}\u{80}", "\u{2028}\u{2029}\u{FEFF}\u{10FFFF}", "e\u{301}\u{301}",
    "",
    "</script>", "😀 ə", "\r\n",
  ])
  func `any text comes back from its JSON`(text: String) throws {
    let article = Article(key: text, title: text, body: Array(text.utf8))
    let line = try written { sink in
      var lines = ArticleLines(sink: sink)
      try lines.write(article, input: text)
    }
    #expect(line.utf8.count { $0 == 0x0A } == 1)
    let read = try JSONDecoder().decode(Line.self, from: Data(line.utf8))
    for field in [read.id, read.title, read.text, read.input] { #expect(Array(field.utf8) == Array(text.utf8)) }
  }

  @Test func `broken bytes become U+FFFD`() throws {
    let line = try written { sink in
      var lines = ArticleLines(sink: sink)
      try lines.write(Article(key: "1", body: [0x61, 0xFF, 0x62]), input: "")
    }
    #expect(try JSONDecoder().decode(Line.self, from: Data(line.utf8)).text == "a\u{FFFD}b")
  }

  @Test(arguments: [
    (PublishedInterval(earliest: .min, latest: 1_719_835_200, basis: .crawl), ""), (.unknown, ""),
    (AwkwardRun.day, "2024-07-01"),
    // The same day in a zone four hours east of UTC.
    (PublishedInterval(earliest: 1_719_763_200, latest: 1_719_849_599, basis: .date), "2024-07-01"),
    (PublishedInterval(earliest: -1, latest: -1, basis: .zoneAssumed), "1969-12-31T23:59:59"),
    (
      PublishedInterval(earliest: 951_782_400, latest: 951_782_459, basis: .zoned, zoneMinutes: -330),
      "2000-02-28T18:30-05:30"
    ),
    (PublishedInterval(earliest: 951_782_400, latest: 951_782_400, basis: .zoned), "2000-02-29T00:00:00Z"),
  ])
  func `the time of publication is the publisher's or none`(published: PublishedInterval, expected: String) throws {
    let line = try written { sink in
      var lines = ArticleLines(sink: sink)
      try lines.write(Article(key: "1", body: [], published: published), input: "")
    }
    #expect(try JSONDecoder().decode(Line.self, from: Data(line.utf8)).published_at == expected)
  }

  @Test func `run.json leaves out what has no value`() {
    let summary = RunSummary(
      version: "1.0", configuration: [.init("threads", .integer(2)), .init("seed", .text("a\"b"))],
      inputs: [.init(name: "a.jsonl", byteCount: 12, digest: "xxh3:0123")], counts: [])
    #expect(
      String(decoding: summary.json, as: UTF8.self) == """
        {
          "program": "menbe",
          "version": "1.0",
          "configuration": {
            "threads": 2,
            "seed": "a\\"b"
          },
          "inputs": [
            {"name": "a.jsonl", "bytes": 12, "digest": "xxh3:0123"}
          ],
          "counts": {}
        }

        """)
  }

  @Test func `run.json says how long it took and how much memory it had when asked to`() throws {
    let summary = RunSummary(
      version: "1.0", configuration: [.init("learn", .flag(true))], inputs: [],
      counts: [.init("share", .decimal(0.5))], startedAt: 1_719_835_200,
      timings: [.init(stage: "read", seconds: 1.25)], peakMemoryByteCount: 4096)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(summary.json)) as? [String: Any])
    #expect(object["started_at"] as? String == "2024-07-01T12:00:00Z")
    #expect(object["seconds"] as? [String: Double] == ["read": 1.25])
    #expect(object["peak_memory_bytes"] as? Int == 4096)
    #expect(object["inputs"] as? [String] == [])
  }
}
