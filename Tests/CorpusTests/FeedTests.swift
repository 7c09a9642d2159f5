import Corpus
import Testing

@Suite struct FeedTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func rss(_ items: String) -> String {
    "<?xml version='1.0'?><rss version='2.0'><channel>\(items)</channel></rss>"
  }

  @Test func `an item is an article; markup in its text becomes lines`() throws {
    let feed = rss(
      "<item><title>A &amp;amp; B</title><link>https://x.example/1</link><guid>k1</guid>"
        + "<pubDate>Sun, 01 Mar 2026 10:00:00 +0400</pubDate><description>&lt;p&gt;Bir&lt;/p&gt;&lt;p&gt;İki&lt;/p&gt;</description></item>"
    )
    let reading = try Reading([scratch.write("f", feed)])
    let article = try #require(reading.articles.first)
    #expect(article.key == "k1" && article.url == "https://x.example/1" && article.title == "A & B")
    #expect(article.published.isoText == "2026-03-01T06:00:00Z")
    #expect(reading.texts == ["Bir\nİki"])
  }

  @Test func `the whole text goes before the summary`() throws {
    let feed = rss(
      "<item><description>Qısa</description><content:encoded><![CDATA[<p>Bütöv mətn</p>]]></content:encoded></item>")
    #expect(try Reading([scratch.write("f", feed)]).texts == ["Bütöv mətn"])
  }

  @Test func `of a broken feed the whole items are read, and one rejection tells of the rest`() throws {
    let feed = "<rss><channel><item><title>1</title><description>Bir</description></item><item><description>Yar"
    let reading = try Reading([scratch.write("f", feed)])
    #expect(reading.texts == ["Bir"])
    #expect(reading.rejections.map(\.reason) == [.badXML])
  }

  @Test func `entities are neither loaded nor expanded`() throws {
    let feed = """
      <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
      <rss><channel><item><description>Mətn &b;&f; sonu</description></item></channel></rss>
      """
    let reading = try Reading([scratch.write("f", feed)])
    #expect(!reading.texts.contains { $0.contains("root:") || $0.contains("haha") })
    #expect(reading.articles.count + reading.rejections.count > 0)
  }

  @Test func `XML of another kind is rejected`() throws {
    let reading = try Reading([scratch.write("f", "<?xml version='1.0'?><svg><g/></svg>")])
    #expect(reading.rejections.map(\.reason) == [.unknownFormat])
  }

  @Test func `a declared charset is read`() throws {
    let start = Array("<?xml version='1.0' encoding='windows-1251'?><rss><channel><item><description>".utf8)
    let end = Array(", a</description></item></channel></rss>".utf8)
    #expect(try Reading([scratch.write("f", start + [0xCC, 0xE8, 0xF0] + end)]).texts == ["Мир, a"])
  }

  @Test func `a table without a header is told by its first record`() throws {
    let text = "Uzun bir mətn burada durur və onun içində kifayət qədər söz var ki, mətn olduğu bilinsin, bax belə."
    let row = [
      "https://x.example/1", "null", "ff00", "x.example", "Başlıq budur", "null", "2026-03-01", text, "null", "null",
      "null",
    ]
    let reading = try Reading([
      scratch.write("a.tsv", row.joined(separator: "\t") + "\n" + row.joined(separator: "\t") + "\n")
    ])
    #expect(reading.articles.map(\.title) == ["Başlıq budur", "Başlıq budur"])
    #expect(reading.texts == [text, text])
    let csv = try Reading([scratch.write("b.csv", "2026-03-01 10:00;\(text);https://x.example/2\n")])
    #expect(csv.articles.map(\.url) == ["https://x.example/2"])
  }
}
