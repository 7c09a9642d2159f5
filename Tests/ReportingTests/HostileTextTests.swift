import Clustering
import Corpus
import Matching
import Reporting
import Testing
import Tracing

/// Scraped text reaches pages as text only, whatever it holds and wherever it stands.
@Suite struct HostileTextTests {
  static let strings = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
    "\"\u{301} onmouseover=\"alert(1)",
    "<\u{338}script>alert(1)</script>", "</title><script>alert(1)</script>", "</style><script>alert(1)</script>",
    "{{{title}}}{{#first}}", "[[nav.run]]", "javascript:alert(1)", "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x", " javascript:alert(1)", "java\nscript:alert(1)", "https://x/\" onclick=\"alert(1)", "//evil.example",
    "https:///x", "http://", "\u{202E}txt.exe", "\u{0}\u{8}\u{1F}", "&lt;script&gt;", "a\u{301}\u{301}\u{301}",
    "../../etc/passwd",
    "<!--", "<![CDATA[", "]]>", "\u{2028}", "＜script＞", "/*stylesheet*/", "<svg/onload=alert(1)>",
  ]

  /// Elements and attributes that the report's own templates use.
  static let elements: Set<String> = [
    "!doctype", "html", "head", "meta", "title", "link", "script", "body", "a", "header", "div", "p", "span", "nav",
    "ul", "li",
    "main", "footer", "h1", "h2", "h3", "dl", "dt", "dd", "section", "ol", "bdi", "svg", "rect", "path", "line",
    "table", "caption",
    "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "time", "strong", "blockquote", "mark", "article",
    "style",
  ]
  static let attributes: Set<String> = [
    "html", "lang", "charset", "http-equiv", "content", "name", "rel", "href", "src", "defer", "class", "aria-label",
    "aria-current",
    "id", "tabindex", "aria-labelledby", "viewBox", "preserveAspectRatio", "aria-hidden", "focusable", "x", "y",
    "width", "height",
    "role", "scope", "data-for", "data-label", "data-found", "data-point", "data-v", "x1", "x2", "y1", "y2",
    "transform", "d",
    "datetime", "dir", "data-passage", "nonce", "data-view",
  ]

  static func expectInert(_ page: String, _ path: String) throws {
    let scanned = try HTMLScanner(page)
    for tag in scanned.tags {
      #expect(elements.contains(tag.name), "\(path): <\(tag.name)>")
      for attribute in tag.attributes {
        #expect(attributes.contains(attribute.name), "\(path): \(attribute.name)")
        guard attribute.name == "href" else { continue }
        let value = attribute.value
        let isOwn =
          value == "data:," || value.hasPrefix("#") || value.hasPrefix("../") || value.hasSuffix(".css")
          || value.utf8.allSatisfy {
            $0 == 0x2D || $0 == 0x2E || $0 == 0x2F || $0 == 0x23 || (0x30...0x39).contains($0)
              || (0x61...0x7A).contains($0)
          }
        #expect(isOwn || (tag.name == "a" && value.hasPrefix("https://")), "\(path): \(value)")
        #expect(!value.contains("\"") || value.hasPrefix("https://"))
      }
    }
    #expect(!page.utf8.contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 && $0 != 0x0D })
  }

  @Test(arguments: strings)
  func `nothing scraped becomes markup`(text: String) async throws {
    var pieces = NewsroomRun.pieces()
    for position in pieces.indices {
      pieces[position].title = text
      pieces[position].outlet = position.isMultiple(of: 2) ? text : "x" + text
      pieces[position].paragraphs.append(text)
      if let credit = pieces[position].credit { pieces[position].credit = (text, text, credit.verdict) }
    }
    let rejections = [Rejection(input: text, line: 1, offset: 1, reason: .badJSON, detail: text)]
    let newsroom = NewsroomRun(pieces, rejections: rejections).withKeysAndURLs(text)
    let report = try await newsroom.report()
    let pages = try ReportPagesTests.pages(report)
    for (path, page) in pages { try Self.expectInert(page, path) }
    try ReportPagesTests.expectLinksResolve(pages)
    for name in try report.entries("r/data") { _ = try DataScript(report.bytes("r/data/" + name), name) }
  }

  @Test(arguments: strings)
  func `nothing compared becomes markup`(text: String) throws {
    let article = Article(key: text, url: text, site: text, title: text, body: Array((text + "\n" + text).utf8))
    let count = text.utf8.count
    let side = ComparePage.Side(article: article, outlet: text, wordCount: 1, claims: [])
    let page = ComparePage(
      first: side, second: side, figures: nil,
      passages: [Passage(sourceA: 0..<count, sourceB: count + 1..<2 * count + 1, wordCount: 1)],
      words: try Words(.azerbaijani))
    try Self.expectInert(String(decoding: page.html(), as: UTF8.self), text)
  }

  @Test(arguments: ["https://icma.az/1?a=1&b=2", "http://icma.az", "HTTPS://icma.az/x"])
  func `an address of the web is linked as it is`(url: String) throws {
    let article = Article(key: "k", url: url, title: "t", body: [0x61])
    let side = ComparePage.Side(article: article, outlet: "", wordCount: 1, claims: [])
    let page = ComparePage(first: side, second: side, figures: nil, passages: [], words: try Words(.english))
    let links = try HTMLScanner(String(decoding: page.html(), as: UTF8.self)).tags.filter { $0.name == "a" }
    #expect(links.map { $0.value("href") } == [url, url])
    #expect(links.allSatisfy { $0.value("rel") == "noopener noreferrer nofollow" })
  }
}

extension NewsroomRun {
  /// The same run with that text in every id and address.
  func withKeysAndURLs(_ text: String) -> NewsroomRun {
    var articles = run.articles
    for position in articles.indices {
      articles[position].key = text + String(position)
      articles[position].url = text
    }
    var run = run
    run.articles = articles
    for position in run.clusters.indices { run.clusters[position].id = text + String(position) }
    let summary = RunSummary(
      version: text, configuration: [.init(text, .text(text))], inputs: [.init(name: text, byteCount: 1, digest: text)],
      counts: [])
    return NewsroomRun(run: run, bodies: bodies, summary: summary)
  }
}
