import Foundation
import Testing

/// One browser at a time: each takes a core and some hundred megabytes.
@Suite(.serialized, .enabled(if: Chromium.isInstalled, "Chromium is not installed"))
struct ReportInBrowserTests {
  @Suite struct Night {
    let report: BuiltReport
    init() throws { report = try BuiltReport.night.get() }

    @Test(arguments: [
      ("index.html", "What this run brought"), ("clusters.html", "Clusters"), ("claims.html", "Credit lines"),
      ("outlets.html", "Outlets"), ("rejects.html", "Records not used"), ("run.html", "This run"),
    ])
    func `each page opens from disk without a word on the console`(page: String, title: String) throws {
      let loaded = try report.load(page)
      #expect(loaded.dom.title == "\(title) · Mənbə")
      #expect(loaded.console == [])
      #expect(loaded.dom.html.contains("<html lang=\"en\" class=\"js"), "the report's own script must have run")
      #expect(loaded.dom.dangers == [])
    }

    @Test func `tables on screen have the rows of the tables on disk`() throws {
      #expect(try report.load("outlets.html").dom.listedRowCount == report.recordCount("outlets.csv"))
      #expect(try report.load("clusters.html").dom.listedRowCount == report.recordCount("clusters.csv"))
      #expect(try report.load("rejects.html").dom.listedRowCount == report.recordCount("rejects.csv"))
      #expect(try report.recordCount("rejects.csv") == 5)
    }

    @Test func `a cluster leads to its pairs, and a pair back to its cluster`() throws {
      let overview = try report.load("clusters.html").dom
      let cluster = try #require(overview.localLinks.first { $0.hasPrefix("cluster/") }?.split(separator: "#").first)
      let members = try report.load(String(cluster))
      #expect(members.console == [])
      let link = try #require(members.dom.localLinks.first { $0.hasPrefix("../pair/") })
      let pair = try report.load(String(link.dropFirst(3)))
      #expect(pair.console == [])
      #expect(pair.dom.title == "Side by side · Mənbə")
      #expect(pair.dom.count(of: "article") == 2)
      #expect(pair.dom.elements.count { $0.name == "mark" && $0.attributes["class"] == "shared" } >= 2)
      #expect(pair.dom.localLinks.contains { $0.hasPrefix("../" + cluster) })
    }
  }

  @Suite struct Hostile {
    let report: BuiltReport
    init() throws { report = try BuiltReport.hostile.get() }

    private static let mark = "data-pwned"

    /// The report without its content security policy, and with the function that every payload calls: what is left
    /// to hold a script back is that scraped text never becomes markup.
    private func disarmed(_ name: String, body: String = "<body>") throws -> BuiltReport {
      let trap = "<script>function PWNED(n) { document.documentElement.setAttribute('\(Self.mark)', n) }</script>"
      return try report.copy(named: name) { page in
        let start = page.range(of: "<meta http-equiv=\"Content-Security-Policy\"")
        let end = start.flatMap { page.range(of: ">", range: $0.upperBound..<page.endIndex) }
        guard let start, let end else { return "" }
        return page.replacingCharacters(in: start.lowerBound..<end.upperBound, with: trap)
          .replacingOccurrences(of: "<body>", with: body)
      }
    }

    @Test func `no payload runs even where no security policy stops it`() throws {
      let disarmed = try disarmed("disarmed")
      let pages = try report.pages()
      #expect(pages.contains { $0.hasPrefix("pair/") } && pages.contains { $0.hasPrefix("cluster/") })
      for page in pages {
        let loaded = try disarmed.load(page)
        #expect(loaded.dom.html.contains("function PWNED(n)"), "\(page) has no trap")
        #expect(!loaded.dom.html.contains(Self.mark + "=\""), "a payload ran on \(page)")
        #expect(loaded.console == [], "\(page)")
        #expect(loaded.dom.dangers.map(\.name) == ["script"], "\(page) holds more than the trap")
      }
    }

    @Test func `a payload that became markup would be seen`() throws {
      let loaded = try disarmed("infected", body: "<body><img src=x onerror=PWNED(7)>").load("index.html")
      #expect(loaded.dom.html.contains(Self.mark + "=\"7\""))
      #expect(loaded.dom.dangers.map(\.name) == ["script", "img"])
    }

    @Test func `the security policy stops a script that got into a page, and the console says so`() throws {
      let infected = try report.copy(named: "policed") {
        $0.replacingOccurrences(of: "<body>", with: "<body><script>document.title = 'run'</script>")
      }
      let loaded = try infected.load("index.html")
      #expect(loaded.dom.title != "run")
      #expect(loaded.console.count == 1)
      #expect(loaded.console.first?.contains("Content Security Policy") == true)
    }

    @Test(arguments: ["index.html", "pair/0-1.html"])
    func `the page as written says nothing on the console`(page: String) throws {
      let loaded = try report.load(page)
      #expect(loaded.console == [])
      #expect(loaded.dom.dangers == [])
    }
  }

  @Test(.enabled(if: Chromium.withoutNetwork != nil, "needs the right to take the network away (unshare --net)"))
  func `a copy of the folder works in another place without a network`() throws {
    let copy = try BuiltReport.night.get().copy(named: "moved") { $0 }
    let loaded = try copy.load("index.html")
    #expect(loaded.console == [])
    #expect(loaded.dom.html.contains("class=\"js"))
    for link in Set(loaded.dom.localLinks).sorted() {
      let file = String(link.split(separator: "#")[0])
      #expect(FileManager.default.fileExists(atPath: copy.folder + "/" + file), "index.html leads to \(file)")
    }
    #expect(
      !loaded.dom.elements.contains {
        ["link", "script", "img"].contains($0.name)
          && ($0.attributes["href"] ?? $0.attributes["src"] ?? "").hasPrefix("http")
      })
  }
}
