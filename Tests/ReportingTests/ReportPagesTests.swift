import Attribution
import Corpus
import Foundation
import Matching
import Reporting
import Testing
import Tracing

@Suite struct ReportPagesTests {
  /// Every page of a report by its path in the folder.
  static func pages(_ scratch: ScratchFolder) throws -> [String: String] {
    var pages: [String: String] = [:]
    for folder in ["", "cluster/", "pair/"] {
      for name in (try? scratch.entries("r/" + folder)) ?? [] where name.hasSuffix(".html") {
        pages[folder + name] = try scratch.text("r/" + folder + name)
      }
    }
    return pages
  }

  static func expectLinksResolve(_ pages: [String: String], sourceLocation: SourceLocation = #_sourceLocation) throws {
    let scanned = try pages.mapValues { try HTMLScanner($0) }
    for (path, page) in scanned {
      for link in page.tags.compactMap({ $0.name == "a" ? $0.value("href") : nil }) where !link.hasPrefix("https://") {
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        var target = path
        if !parts[0].isEmpty {
          let folder = path.contains("/") ? path.split(separator: "/")[0] + "/" : ""
          target = parts[0].hasPrefix("../") ? String(parts[0].dropFirst(3)) : folder + parts[0]
        }
        let there = scanned[target]
        #expect(there != nil, "\(path) links to \(link)", sourceLocation: sourceLocation)
        guard parts.count == 2 else { continue }
        #expect(
          there?.tags.contains { $0.value("id") == parts[1] } == true, "\(path) links to \(link)",
          sourceLocation: sourceLocation)
      }
      let ids = page.tags.compactMap { $0.value("id") }
      #expect(Set(ids).count == ids.count, "\(path) has an id twice", sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: Words.Language.allCases)
  func `every link of every page leads to a page and place that exist`(language: Words.Language) async throws {
    let pages = try Self.pages(await NewsroomRun().report(language))
    // Six of the navigation, seven and eleven of verdicts and copies, four clusters.
    #expect(pages.count == 28)
    try Self.expectLinksResolve(pages)
    #expect(pages.values.allSatisfy { $0.contains("<html lang=\"\(language.rawValue)\">") })
  }

  @Test func `every page has one main part, one first heading, a title and the strict policy`() async throws {
    for (path, page) in try Self.pages(await NewsroomRun().report()) {
      let tags = try HTMLScanner(page).tags
      for name in ["main", "h1", "title"] {
        #expect(tags.count { $0.name == name } == 1, "\(path): \(name)")
      }
      #expect(
        tags.filter { $0.name == "script" }.map { $0.value("src") ?? "" }.allSatisfy {
          $0.hasSuffix("report.js") || (path == "index.html" && $0 == "viewer.js")
        })
      #expect(tags.filter { $0.name == "th" }.allSatisfy { $0.value("scope") != nil }, "\(path): th without scope")
      let policy = tags.first { $0.value("http-equiv") == "Content-Security-Policy" }?.value("content") ?? ""
      #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self';"), "\(path)")
      #expect(tags.allSatisfy { $0.value("style") == nil })
    }
  }

  @Test func `tables go over as many pages as they need, and say what has no page of its own`() async throws {
    let options = ReportOptions(clusterPageLimit: 2, pairPageLimit: 3, rowsPerPage: 2, listedRowLimit: 1)
    let pages = try Self.pages(await NewsroomRun().report(options: options))
    try Self.expectLinksResolve(pages)
    #expect(pages["outlets-2.html"]?.contains("Page 2 of 5") == true)
    #expect(pages["outlets-5.html"] != nil && pages["outlets-6.html"] == nil)
    #expect(pages["cluster/2.html"] != nil && pages["cluster/3.html"] == nil)
    #expect(pages.keys.count { $0.hasPrefix("pair/") } == 3)
    #expect(pages["clusters.html"]?.contains("The first 2 of 4 clusters have a page of their own") == true)
    #expect(pages["rejects.html"]?.contains("The pages show the first 1; all 2 are in rejects.csv.") == true)
    #expect(pages["claims-confirmed.html"]?.contains("The pages show the first 1; all 3 are in claims.csv.") == true)
  }

  @Test func `the folder holds the files of the design beside the pages`() async throws {
    let names = try await NewsroomRun().report().entries("r")
    let tables = ["articles", "clusters", "matches", "claims", "chains", "outlets", "rejects"].map { $0 + ".csv" }
    for name in tables + ["run.json", "index.html", "report.css", "report.js", "viewer.js", "data"] {
      #expect(names.contains(name))
    }
    #expect(!names.contains { $0.hasPrefix(".") })
  }

  @Test func `the same run gives the same bytes, however many files are written at once`() async throws {
    let (first, second) = (
      try await NewsroomRun().report(), try await NewsroomRun().report(options: ReportOptions(workers: 7))
    )
    for folder in ["r", "r/cluster", "r/pair", "r/data"] {
      let names = try first.entries(folder)
      #expect(try second.entries(folder) == names)
      for name in names where name.contains(".") {
        #expect(try first.bytes(folder + "/" + name) == second.bytes(folder + "/" + name), "\(name)")
      }
    }
  }

  @Test func `a run of nothing has a report`() async throws {
    var newsroom = NewsroomRun([], rejections: [])
    let pages = try Self.pages(await newsroom.report())
    try Self.expectLinksResolve(pages)
    #expect(pages["index.html"]?.contains("This run read no article.") == true)
    newsroom = NewsroomRun([.init(outlet: "", minute: nil, title: "", paragraphs: [])])
    try Self.expectLinksResolve(try Self.pages(await newsroom.report()))
  }

  @Test(arguments: Words.Language.allCases)
  func `every verdict, standing, flag, kind and reason has its words`(language: Words.Language) async throws {
    let pieces = Standing.allCases.map { standing in
      NewsroomRun.Piece(
        outlet: "A", minute: 0, title: "t", paragraphs: ["x"], standing: standing, parent: 0, flags: Flag.allCases)
    }
    var first = NewsroomRun.Piece(outlet: "B", minute: 0, title: "t", paragraphs: ["x"])
    first.standing = .original
    var all = [first] + pieces
    for (position, verdict) in Verdict.allCases.enumerated() {
      all.append(
        .init(
          outlet: "C\(position)", minute: 1, title: "t", paragraphs: ["x"], parent: 0, credit: ("C", "C", verdict))
      )
    }
    let reasons = Rejection.Reason.allCases.map { Rejection(input: "i", reason: $0) }
    for basis in PublishedInterval.Basis.allCases {
      all.append(.init(outlet: "", minute: nil, title: basis.rawValue, paragraphs: []))
    }
    let pages = try Self.pages(await NewsroomRun(all, rejections: reasons).report(language))
    try Self.expectLinksResolve(pages)
    for page in pages.values { #expect(!page.contains("{n}</") && !page.contains("[[")) }
  }

  @Test func `a text that cannot be read again stops the report and names the article`() async throws {
    struct Gone: Error {}
    let newsroom = NewsroomRun()
    let texts = PageTexts(article: { _ in throw Gone() }, text: { _ in throw Gone() }, passages: { _, _ in [] })
    let scratch = try ScratchFolder()
    let folder = try OutputFolder(replacing: scratch.path + "/r")
    await #expect(throws: ReportingError.unreadableText(articleKey: "kh-0", detail: "Gone()")) {
      try await ReportWriter(run: newsroom.run, summary: newsroom.summary, texts: texts, words: Words(.english)).write(
        to: folder)
    }
  }
}

@Suite struct PairPageTests {
  @Test func `both texts are whole, their passages marked and numbered alike, credit lines marked`() async throws {
    let newsroom = NewsroomRun()
    let pages = try ReportPagesTests.pages(await newsroom.report())
    let page = try HTMLScanner(#require(pages["pair/0-3.html"]))
    let marks = page.tags.filter { $0.name == "mark" && $0.value("data-passage") != nil }
    #expect(marks.compactMap { $0.value("data-passage") } == ["1", "2", "3", "4", "1", "2", "3", "4"])
    for paragraph in NewsroomRun.metro {
      #expect(page.text.components(separatedBy: paragraph).count == 3)
    }
    #expect(pages["pair/0-3.html"]?.contains("<mark class=\"credit\">Paytaxt Media xəbər verir ki,</mark>") == true)
    #expect(page.text.contains("90% of this text stands in the other"))
    #expect(page.text.contains("94% of this text stands in the other"))
    #expect(page.text.contains("(longest shared passage 41 words), but was published 14 min later."))
  }

  static func side(_ text: String, _ claims: [Range<Int>] = []) -> ComparePage.Side {
    ComparePage.Side(
      article: Article(key: "k", url: "https://a.az/1", title: "T", body: Array(text.utf8)), outlet: "A", wordCount: 3,
      claims: claims.map {
        Claim(
          source: nil, reporter: nil, role: .label, kind: nil, pattern: "p", language: "az", position: .tail, span: $0,
          confidence: 1)
      })
  }

  static func page(_ first: String, _ second: String, _ passages: [Passage], claims: [Range<Int>] = []) throws -> String
  {
    let page = ComparePage(
      first: side(first), second: side(second, claims), figures: nil, passages: passages, words: try Words(.english))
    return String(decoding: try page.html(), as: UTF8.self)
  }

  @Test func `passages that overlap, cross line breaks or reach too far lose and double no byte`() throws {
    let text = "bir iki\nüç dörd beş altı"
    let count = text.utf8.count
    let passages = [
      Passage(sourceA: 4..<14, sourceB: 0..<count + 9, wordCount: 3),
      Passage(sourceA: 9..<count, sourceB: 4..<8, wordCount: 3),
      Passage(sourceA: 5..<7, sourceB: 4..<6, wordCount: 1),
    ]
    let page = try HTMLScanner(Self.page(text, text, passages, claims: [3..<9]))
    let read = page.text.replacing(#/[123]/#, with: "").filter { !$0.isWhitespace }
    #expect(read.components(separatedBy: text.filter { !$0.isWhitespace }).count == 3)
    for id in ["a1", "a2", "a3", "b1", "b2", "b3"] {
      #expect(page.tags.count { $0.value("id") == id } == 1)
      #expect(page.tags.count { $0.value("href") == "#" + id } == 1)
    }
  }

  @Test func `a page of two texts is one file without script`() throws {
    let page = try HTMLScanner(Self.page("bir", "bir", [Passage(sourceA: 0..<3, sourceB: 0..<3, wordCount: 1)]))
    #expect(page.tags.allSatisfy { $0.name != "script" })
    #expect(page.tags.filter { $0.name == "link" }.compactMap { $0.value("href") } == ["data:,"])
    #expect(page.tags.count { $0.name == "style" } == 1)
  }

  @Test(arguments: [(1.0, "100%"), (0.9999, "99%"), (0.0001, "1%"), (0, "0%"), (0.5, "50%")])
  func `a share is called all or nothing only if it is`(share: Double, expected: String) throws {
    let match = Match(
      a: ArticleID(0), b: ArticleID(1), kind: .partial, jaccard: 0, containmentOfAInB: share, containmentOfBInA: 0.25,
      sharedWordCount: 1, longestPassageWordCount: 1, hasChangedNumbers: true, order: .unknown)
    let page = ComparePage(
      first: Self.side("a"), second: Self.side("b"), figures: PairFigures(match, firstIsA: true), passages: [],
      words: try Words(.english))
    let text = try HTMLScanner(String(decoding: page.html(), as: UTF8.self)).text
    #expect(text.contains("\(expected) of this text stands in the other"))
    #expect(text.contains("25% of this text stands in the other"))
    #expect(text.contains("The numbers in the two texts differ."))
  }
}
