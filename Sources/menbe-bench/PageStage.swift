import Corpus
import Foundation
import Reporting
import Runs

/// The stage that web pages need: their markup read, the story, title and date found.
enum PageStage {
  /// Pages that are made of articles; more tell nothing new.
  private static let mostPages = 2000

  /// Wraps articles into pages as news sites write them, and reads these out of a web archive.
  static func measure(_ corpus: BenchTexts, in table: inout StageTable) throws {
    let file = NSTemporaryDirectory() + "menbe-bench-\(UUID().uuidString).warc"
    defer { try? FileManager.default.removeItem(atPath: file) }
    let articles = corpus.articles.prefix(mostPages)
    let sink = try ByteSink(creating: file)
    var byteCount = 0
    for article in articles {
      let page = page(of: article)
      byteCount += page.count
      try sink.append(
        "WARC/1.1\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: \(page.count)\r\n\r\n")
      try sink.append(page)
      try sink.append("\r\n\r\n")
    }
    try sink.finish()
    let reader = CorpusReader(paths: [file], options: corpus.plan.reading, registry: corpus.plan.registry)
    table.begin()
    var (found, storyByteCount) = (0, 0)
    while let chunk = try reader.nextChunk() {
      for case .article(let article, _) in try chunk.parse() {
        found += 1
        storyByteCount += article.body.count
      }
    }
    table.end(
      "pages", byteCount: byteCount, articleCount: articles.count,
      note:
        "\(found) stories of \(storyByteCount / max(1, found)) bytes in pages of \(byteCount / max(1, articles.count))")
  }

  /// A page with menus, teasers, a share bar and a footer around the article.
  private static func page(of article: Article) -> [UInt8] {
    let paragraphs = article.body.split(separator: 0x0A).map { "<p class=\"text\">\(escaped(Array($0)))</p>\n" }
    let title = escaped(Array(article.title.utf8))
    let menu = (0..<60).map { number in
      "<li class=\"menu-item menu-item-\(number)\"><a href=\"/section/\(number)\" title=\"Section \(number)\">Section \(number)</a></li>\n"
    }.joined()
    let teasers = (0..<25).map { number in
      """
      <div class="teaser teaser--small"><a href="/story/\(number)"><img src="/images/\(number).jpg" alt="" width="320" \
      height="180" loading="lazy"><h3 class="teaser__title">Another story of the day, number \(number)</h3></a>\
      <span class="teaser__time">12:\(number + 10)</span></div>

      """
    }.joined()
    return Array(
      """
      <!DOCTYPE html><html lang="az"><head><meta charset="utf-8"><title>\(title)</title>
      <meta property="og:title" content="\(title)"><link rel="canonical" href="\(escaped(Array(article.url.utf8)))">
      <meta property="article:published_time" content="\(UTCTime.text(article.published))">
      <script>window.dataLayer = window.dataLayer || []; for (var i = 0; i < 9; i++) { dataLayer.push({ n: i }); }</script>
      </head><body class="single"><header class="site-header"><nav><ul class="menu">
      \(menu)</ul></nav></header><main><article class="story"><h1>\(title)</h1>
      <div class="share"><a href="https://social.example/share">Share</a></div>
      \(paragraphs.joined())</article><aside class="sidebar">
      \(teasers)</aside></main><footer><ul>\(menu)</ul><p>All rights reserved.</p></footer></body></html>

      """.utf8)
  }

  private static func escaped(_ text: [UInt8]) -> String {
    var bytes: [UInt8] = []
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): bytes += Array("&amp;".utf8)
      case UInt8(ascii: "<"): bytes += Array("&lt;".utf8)
      case UInt8(ascii: "\""): bytes += Array("&quot;".utf8)
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
