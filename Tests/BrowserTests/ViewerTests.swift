import Foundation
import Testing

/// The viewer as a person uses it, driven through Playwright: clicks, keys, files.
///
/// One browser at a time.
@Suite(
  .serialized, .enabled(if: Driver.isInstalled, "Chromium, playwright or axe-playwright-python is not installed"),
  .timeLimit(.minutes(10)))
struct ViewerTests {
  @Test func `axe finds nothing, in light, in the dark and at 320 pixels, on every kind of page`() throws {
    struct Seen: Decodable { var pages: Int, seesFaults: Bool, problems: [String] }
    let seen: Seen = try Driver.run("axe", on: BuiltReport.night.get())
    #expect(seen.problems == [], "violations of WCAG, requests out of the folder, words on the console, pages too wide")
    #expect(seen.pages >= 3 * 20)
    #expect(seen.seesFaults, "a picture without a text must be seen")
  }

  @Test func `scraped text stays text in the viewer even where no security policy stops it`() throws {
    struct Seen: Decodable { var pages: Int, showsMarkup: Bool, problems: [String] }
    let seen: Seen = try Driver.run("hostile", on: BuiltReport.hostile.get())
    #expect(seen.problems == [])
    #expect(seen.showsMarkup, "the payloads stand on the pages as text")
    #expect(seen.pages > 9)
  }

  @Test func `a review made by hand and by key is exported as decisions, and taken in again`() throws {
    struct Seen: Decodable {
      var title, lead, name, csv, emptied, again: String
      var isSame: Bool
      var problems: [String]
    }
    let seen: Seen = try Driver.run("review", on: BuiltReport.night.get())
    #expect(seen.problems == [])
    let lines = seen.csv.components(separatedBy: "\r\n")
    #expect(lines.count == 6 && lines[5].isEmpty, "a header, four decisions, the end")
    #expect(lines[0] == "decision,article_a,article_b,cluster_id,claim_id,verdict,reviewer,decided_at,note")
    func expect(_ line: String, _ start: String, _ end: String) {
      #expect(line.hasPrefix(start + ",Aynur,20") && line.hasSuffix("Z," + end), "\(line)")
    }
    expect(lines[1], "same-story,,,c143f777627950691,,", "")
    expect(lines[2], "not-same-story,https://www.foxnews.com/world/devon-clock,,c143f777627950691,,", "")
    expect(
      lines[3], "verdict,,,,https://www.foxnews.com/world/devon-clock#1,unverifiable", #""'=1+1, ""söz""""#)
    expect(lines[4], "not-same-story,az-kitab-1,az-kitab-3,,,", "")
    #expect(seen.lead == "4 decisions; 2 clusters reviewed, 26 left.")
    #expect(seen.emptied == "0 decisions; 0 clusters reviewed, 28 left.")
    #expect(seen.again.hasPrefix("4 decisions;") && seen.isSame)
    #expect(seen.name.hasPrefix("review-") && seen.name.hasSuffix(".csv"))
  }

  @Test func `clusters are found, sorted and opened by key, and the address keeps what was asked`() throws {
    struct Seen: Decodable {
      var found: [String: String]
      var address, opened, following, azerbaijani: String
      var titles: [String]
      var isKept: Bool
      var problems: [String]
    }
    let seen: Seen = try Driver.run("search", on: BuiltReport.night.get())
    #expect(seen.problems == [])
    let expected = [
      "": 28, "kitabxana": 1, "KİTABXANA": 1, "sekinin": 1, "-kitabxana": 27, "outlet:icma": 3, "verdict:circular": 1,
      "size:>4": 4, "size:2": 18, "size:3..4": 6, "date:2026-03-14": 25, "date:>2026-03-14": 2,
      "standing:disputed-copy": 3, "\"quş qülləsi\"": 1, "size:x": 28,
    ]
    for (query, count) in expected { #expect(seen.found[query] == "\(count) of 28 rows", "\(query)") }
    #expect(seen.address == "#/clusters?q=size%3A%3E4&sort=title")
    #expect(seen.titles.count == 4 && seen.titles.first == "Ağcabədidə suvarma kanalı bərpa edildi" && seen.isKept)
    #expect([seen.opened, seen.following] == Array(seen.titles[1...2]))
    #expect(seen.azerbaijani.hasPrefix("İcmal"))
  }
}

/// Playwright for Python, in the environment that the Makefile makes or the system's own.
enum Driver {
  private static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "viewer.py").path
  // Not standardised: that would follow the link to a Python without the environment's packages.
  private static let build = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: ".build/browser-python/bin/python3").path

  private static let python: String? = [build, "/usr/bin/python3", "/usr/local/bin/python3"].first { python in
    guard FileManager.default.isExecutableFile(atPath: python) else { return false }
    let check = "import playwright, axe_playwright_python"
    return (try? Chromium.run([python, "-c", check], output: "/dev/null"))?.exitCode == 0
  }

  static var isInstalled: Bool { Chromium.isInstalled && python != nil }

  static func run<Seen: Decodable>(_ command: String, on report: BuiltReport) throws -> Seen {
    let output = NSTemporaryDirectory() + "menbe-viewer-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: output) }
    let ended = try Chromium.run(
      [python ?? "python3", script, command, Chromium.path ?? "chromium", report.folder], output: output)
    guard ended.exitCode == 0 else { throw BrowserFailure(message: ended.errors) }
    return try JSONDecoder().decode(Seen.self, from: Data(contentsOf: URL(filePath: output)))
  }
}
