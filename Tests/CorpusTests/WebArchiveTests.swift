import Corpus
import Testing

@Suite struct WebArchiveTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let story =
    "<body><h1>Baş</h1><p>Birinci cümlə uzundur, ikinci də uzundur, üçüncü isə ən uzunudur, bu da sonuncudur.</p></body>"

  /// A record of a WARC file.
  private func record(
    _ type: String, _ body: [UInt8], uri: String = "https://kend.example/1", contentType: String = "application/http",
    length: Int? = nil, version: String = "1.0"
  ) -> [UInt8] {
    let header = """
      WARC/\(version)\r\nWARC-Type: \(type)\r\nWARC-Target-URI: \(uri)\r\nWARC-Date: 2026-03-02T01:02:03Z\r\n\
      content-type: \(contentType)\r\nContent-Length: \(length ?? body.count)\r\n\r\n
      """
    return Array(header.utf8) + body + [0x0D, 0x0A, 0x0D, 0x0A]
  }

  /// An HTTP response.
  private func response(_ body: [UInt8], _ headers: String = "Content-Type: text/html", status: String = "200 OK")
    -> [UInt8]
  {
    Array("HTTP/1.1 \(status)\r\n\(headers)\r\n\r\n".utf8) + body
  }

  private func response(_ html: String) -> [UInt8] { response(Array(html.utf8)) }

  @Test(arguments: ["0.17", "0.18", "1.0", "1.1"])
  func `pages are articles at their address, bounded by the time of the crawl`(_ version: String) throws {
    let file = record("response", response(Self.story), version: version)
    let reading = try Reading([scratch.write("a.warc", file)])
    let article = try #require(reading.articles.first)
    #expect(article.key == "https://kend.example/1" && article.url == "https://kend.example/1")
    #expect(article.published.basis == .crawl && article.published.isoText == "2026-03-02T01:02:03Z")
    #expect(article.title == "Baş")
  }

  @Test func `requests, metadata and revisits are no records of articles`() throws {
    let file = ["warcinfo", "request", "metadata", "revisit"].flatMap { record($0, response(Self.story)) }
    let reading = try Reading([scratch.write("a.warc", file)])
    #expect(reading.articles.isEmpty && reading.rejections.isEmpty)
  }

  @Test func `resources and conversions are read without HTTP`() throws {
    let file =
      record("resource", Array(Self.story.utf8), uri: "https://kend.example/r", contentType: "text/html")
      + record("conversion", Array("Başlıq\nMətn".utf8), uri: "https://kend.example/c", contentType: "text/plain")
    let reading = try Reading([scratch.write("a.warc", file)])
    #expect(reading.articles.map(\.url) == ["https://kend.example/r", "https://kend.example/c"])
    #expect(reading.articles.map(\.title) == ["Baş", "Başlıq"])
  }

  @Test func `chunks are joined, and wrong ones taken as they are`() throws {
    let bytes = Array(Self.story.utf8)
    let chunked = Array("10\r\n".utf8) + bytes[..<16] + Array("\r\n\(String(bytes.count - 16, radix: 16))\r\n".utf8)
    let right = response(
      chunked + bytes[16...] + Array("\r\n0\r\n\r\n".utf8), "Content-Type: text/html\r\nTransfer-Encoding: chunked")
    let wrong = response(bytes, "Content-Type: text/html\r\nTransfer-Encoding: chunked")
    let reading = try Reading([scratch.write("a.warc", record("response", right) + record("response", wrong))])
    #expect(reading.articles.count == 2)
    #expect(reading.texts.first == reading.texts.last)
  }

  @Test func `a body in gzip is decompressed, one that is broken is rejected`() throws {
    let gzip = try scratch.compress(Array(Self.story.utf8), filter: "gzip")
    let headers = "Content-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip"
    let file =
      record("response", response(gzip, headers))
      + record("response", response([0x1F, 0x8B, 0x08, 0x00, 0xFF, 0xFF, 0xFF], headers))
    let reading = try Reading([scratch.write("a.warc", file)])
    #expect(reading.articles.map(\.title) == ["Baş"])
    #expect(reading.rejections.map(\.reason) == [.badCompression])
  }

  @Test func `brotli is decompressed`() throws {
    // An uncompressed meta-block (RFC 7932, section 9.2): window bits 16, its length less one, then an empty last one.
    let body = Array(Self.story.utf8)
    let length = UInt32(body.count - 1)
    let header = length << 4 | 1 << 20
    let bytes = [
      UInt8(truncatingIfNeeded: header), UInt8(truncatingIfNeeded: header >> 8),
      UInt8(truncatingIfNeeded: header >> 16),
    ]
    let file = record("response", response(bytes + body + [0x03], "Content-Type: text/html\r\nContent-Encoding: br"))
    let reading = try Reading([scratch.write("a.warc", file)])
    #expect(reading.articles.map(\.title) == ["Baş"])
  }

  @Test func `redirections and pictures are rejected by their own reasons`() throws {
    let file =
      record("response", response([], "Location: /", status: "302 Found"))
      + record("response", response([0x89, 0x50], "Content-Type: image/png"))
    #expect(try Reading([scratch.write("a.warc", file)]).rejections.map(\.reason) == [.noPage, .notAPage])
  }

  @Test func `a page that names another host as canonical credits it`() throws {
    let html = "<link rel=canonical href='https://esl.example/9'>" + Self.story
    let reading = try Reading([scratch.write("a.warc", record("response", response(html)))])
    let article = try #require(reading.articles.first)
    #expect(article.url == "https://kend.example/1")
    #expect(article.pageCredits == [PageCredit(kind: .canonical, target: "https://esl.example/9")])
  }

  @Test func `a record that is cut off, or longer than the bound, is rejected, and the others are read`() throws {
    let good = record("response", response(Self.story))
    let long = record("response", [UInt8](repeating: 0x20, count: 5000))
    let cut = record("response", response(Self.story), length: 100_000)
    let reading = try Reading(
      [scratch.write("a.warc", good + long + good + Array("zibil\r\n".utf8) + good + cut)],
      options: ReadingOptions(maximumRecordByteCount: 2000))
    #expect(reading.articles.count == 3)
    #expect(reading.rejections.map(\.reason).sorted { $0.rawValue < $1.rawValue } == [.badWARC, .badWARC, .tooLarge])
  }

  @Test func `records compressed one by one are one file`() throws {
    let one = try scratch.compress(record("response", response(Self.story)), filter: "gzip")
    #expect(try Reading([scratch.write("a.warc.gz", one + one + one)]).articles.count == 3)
  }
}
