import Corpus
import Testing

@Suite struct PageTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let first = "Kənddə yeni kitabxana açılıb, ilk gün oxucuların sayı gözləniləndən iki dəfə çox olub."
  private static let second =
    "Rəflərdə üç min kitab var, onların yarısını kənd sakinləri özləri, evlərindən gətiriblər."

  /// The one article of a page.
  private func article(_ html: String, name: String = "s.html") throws -> Article {
    let reading = try Reading([scratch.write(name, html)])
    #expect(reading.rejections.isEmpty)
    return try #require(reading.articles.first)
  }

  private func text(_ html: String) throws -> String { String(decoding: try article(html).body, as: UTF8.self) }

  @Test func `the story's paragraphs are lines; menus, teasers and comments are left out`() throws {
    let html = """
      <html><body><ul class="menu"><li><a href="/">Baş səhifə</a></li><li><a href="/i">İqtisadiyyat</a></li></ul>
      <div class="story"><p>\(Self.first)</p><p>\(Self.second)</p></div>
      <div class="related"><p><a href="/1">Oxşar xəbər, bu da uzun bir başlıqdır, hamısı keçidin içindədir</a></p></div>
      <div id="comments"><p>Rəy yazıram, bu rəy çox uzundur, çünki belə rəylər də olur, salam olsun hamıya.</p></div>
      </body></html>
      """
    #expect(try text(html) == Self.first + "\n" + Self.second)
  }

  @Test func `paragraphs parted by line breaks alone are lines too`() throws {
    #expect(try text("<body><div>\(Self.first)<br><br>\(Self.second)</div></body>") == Self.first + "\n" + Self.second)
  }

  @Test func `scripts, styles and hidden text are no text`() throws {
    let html = """
      <body><article><script>var x = "\(Self.second)";</script><style>p { color: red }</style><p>\(Self.first)</p>
      <p style="display: none">gizli, gizli, gizli, gizli, gizli, gizli, gizli, gizli, gizli</p></article></body>
      """
    #expect(try text(html) == Self.first)
  }

  @Test func `title, time with its zone and address come from metadata`() throws {
    let article = try article(
      """
      <head><title>Kitabxana | Sayt</title><link rel=canonical href="https://kend.example/kitabxana">
      <meta property="article:published_time" content="2026-03-01T10:00:00+04:00"></head>
      <body><h1>Kitabxana açıldı</h1><p>\(Self.first)</p><p>\(Self.second)</p></body>
      """)
    #expect(article.title == "Kitabxana açıldı")
    #expect(article.url == "https://kend.example/kitabxana")
    #expect(article.published.basis == .zoned)
    #expect(article.published.isoText == "2026-03-01T06:00:00Z")
  }

  @Test(arguments: [
    "<time datetime='2026-03-01T10:00:00+04:00'>dünən</time>", "<span class='news-date'>1 mart 2026, 10:00</span>",
    "<p>01.03.2026 10:00</p>", "<meta itemprop='datePublished' content='2026-03-01 10:00'>",
  ])
  func `a date is found where pages write it`(_ mark: String) throws {
    let article = try article("<body><h1>Kitabxana</h1>\(mark)<p>\(Self.first)</p><p>\(Self.second)</p></body>")
    #expect(article.published.isoText == "2026-03-01T06:00:00Z")
  }

  @Test func `JSON-LD holds the body where the page shows a part of it only`() throws {
    let body = Array(repeating: Self.first + " " + Self.second, count: 4).joined(separator: " ")
    let html = """
      <head><script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Kitabxana",
      "articleBody": "\(body)", "datePublished": "2026-03-01", }]}</script></head><body><p>\(Self.first)</p></body>
      """
    let article = try article(html)
    #expect(String(decoding: article.body, as: UTF8.self) == body)
    #expect(article.title == "Kitabxana")
    #expect(article.published.basis == .date)
  }

  @Test func `links in the story to other sites are credits, with their place in the body`() throws {
    let html = """
      <head><link rel=canonical href="https://kend.example/kitabxana"></head><body><div><p>\(Self.first)</p>
      <p>\(Self.second) Ətraflı: <a href="/2">burada</a>.</p>
      <p>Mənbə: <a href="https://kitab.example/x">Kitab Xəbər</a></p></div></body>
      """
    let article = try article(html)
    let credit = try #require(article.pageCredits.first)
    #expect(article.pageCredits.count == 1)
    #expect(credit.kind == .link && credit.target == "https://kitab.example/x" && credit.label == "Kitab Xəbər")
    #expect(String(decoding: article.body[try #require(credit.byteRange)], as: UTF8.self) == "Kitab Xəbər")
  }

  @Test(arguments: [
    "<p>Mənbə: <a href='https://kitab.example/x'>Kitab Xəbər Agentliyinin rəsmi saytı</a></p></div>",
    "<div>Mənbə: <a href='https://kitab.example/x'>kitab.example</a></div></div>",
    "</div><div class='news-source'>Mənbə: <a href='https://kitab.example/x'>kitab.example</a></div>",
  ])
  func `a credit line is part of the story, in it and behind it`(_ line: String) throws {
    let html = """
      <head><link rel=canonical href="https://kend.example/kitabxana"></head><body><div class="box"><div>
      <p>\(Self.first)</p><p>\(Self.second)</p>\(line)</div></body>
      """
    let article = try article(html)
    #expect(String(decoding: article.body, as: UTF8.self).contains("\nMənbə: "))
    #expect(article.pageCredits.map(\.target) == ["https://kitab.example/x"])
  }

  @Test func `metadata that names an origin is a credit`() throws {
    let html = """
      <head><meta name="original-source" content="https://a.example/1">
      <meta name="syndication-source" content="https://b.example/2"><script type="application/ld+json">
      {"@type": "NewsArticle", "isBasedOn": {"url": "https://c.example/3"}, "sourceOrganization": {"name": "Agentlik"}}
      </script></head><body><p>\(Self.first)</p><p>\(Self.second)</p></body>
      """
    let credits = try article(html).pageCredits.map { "\($0.kind.rawValue) \($0.target)" }
    #expect(
      credits == [
        "based-on https://c.example/3", "source-organization Agentlik", "original-source https://a.example/1",
        "syndication-source https://b.example/2",
      ])
  }

  @Test(
    arguments: [
      ("<h1>Baş</h1><p>(21 noyabr 2025) \(first)</p><p>\(second)</p>", "2025-11-21"),
      (
        "<h1>Baş</h1><p>\(first)</p><p>\(second)</p><i id=page-lastmod>Səhifə 4 mart 2025 tarixində dəyişib.</i>",
        "2025-03-04"
      ),
      // A list of other stories far before the headline, and the date by it.
      (
        "<div>" + String(repeating: "<b><i>x</i></b><span class=date>01.02.2025</span>", count: 30)
          + "</div>" + String(repeating: "<b><i>x</i></b>", count: 30)
          + "<h1>Baş</h1><em>05.06.2025</em><p>\(first)</p><p>\(second)</p>", "2025-06-05"
      ),
      // Made anew for every reader: published after the last edit.
      (
        "<meta property='article:published_time ' content='2025-11-17T10:33:13Z'><meta property='article:modified_time' "
          + "content='2025-11-17T10:32:18Z'><h1>Baş</h1><time datetime='2025-03-09'>9 mart</time><p>\(first)</p>",
        "2025-03-09"
      ),
      // Written beforehand and published later.
      (
        "<meta property='article:published_time' content='2025-11-17T06:00:00Z'><meta property='article:modified_time' "
          + "content='2025-11-16T20:32:18Z'><h1>Baş</h1><time datetime='2025-11-17T06:00:00Z'></time><p>\(first)</p>",
        "2025-11-17T06:00:00Z"
      ),
    ])
  func `a date is found where a page has it`(_ html: String, _ date: String) throws {
    #expect(try article("<body>\(html)</body>").published.isoText == date)
  }

  @Test func `a page without a story is rejected`() throws {
    let reading = try Reading([scratch.write("s.html", "<html><body><img src=a.png></body></html>")])
    #expect(reading.rejections.map(\.reason) == [.noText])
  }

  @Test(
    arguments: [
      ("windows-1251", [0xD1, 0xEB, 0xEE, 0xE2, 0xEE]), ("windows-1254", [0xFE, 0xFD, 0xF0]), ("koi8-r", [0xF3, 0xCC]),
      ("gb2312", [0xD6, 0xD0, 0xCE, 0xC4]),
    ] as [(String, [UInt8])])
  func `a page is read in the charset that it declares`(_ charset: String, _ bytes: [UInt8]) throws {
    let start = Array("<script src=a charset=utf-8></script><meta charset='\(charset)'><body><p>".utf8)
    let words = Array(" one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve</p></body>".utf8)
    let reading = try Reading([scratch.write("s.html", start + bytes + words)])
    let expected = ["windows-1251": "Слово", "windows-1254": "şığ", "koi8-r": "Сл", "gb2312": "中文"]
    let text = try #require(reading.texts.first)
    #expect(text.hasPrefix((expected[charset] ?? "?") + " one"))
  }

  @Test func `a kept article is the same when it is read again`() throws {
    let reading = try Reading([
      scratch.write(
        "s.html", "<body><h1>Baş</h1><p>\(Self.first)</p><p>\(Self.second) <a href='//x.example/'>X</a></p></body>")
    ])
    let article = try reading.store.article(at: try #require(reading.locations.first))
    #expect(article == reading.articles.first)
    #expect(article.pageCredits.count == 1)
  }

  /// Whether the tests are not optimised, and a million elements take too long.
  private static var isDebugging: Bool {
    var isDebugging = false
    assert({ isDebugging = true }() == ())
    return isDebugging
  }

  @Test(.enabled(if: !isDebugging))
  func `a page of more than a million elements is read to there`() throws {
    let html =
      "<body><h1>Baş</h1><p>\(Self.first)</p>" + String(repeating: "<p>a", count: 600_000) + "<p>\(Self.second)</p>"
    let body = String(decoding: try article(html).body, as: UTF8.self)
    #expect(body.contains(Self.first) && !body.contains(Self.second))
  }

  @Test(arguments: ["<div>", "<b><i>", "<a href=x>", "<p", "</x>", "<!--", "&#x110000;", "<table><tr>", "<p class='"])
  func `what is repeated without end costs linear time`(_ part: String) throws {
    let html = String(repeating: part, count: 40_000) + "<p>\(Self.first)</p>"
    let clock = ContinuousClock()
    let elapsed = try clock.measure { _ = try Reading([scratch.write("s.html", html)]) }
    #expect(elapsed < .seconds(20))
  }
}
