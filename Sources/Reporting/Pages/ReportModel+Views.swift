import Attribution
import Corpus
import Tracing

/// The parts that several pages show alike.
extension ReportModel {
  /// The pages of the navigation.
  enum Section: String, CaseIterable {
    case overview, clusters, claims, outlets, rejects, run

    var file: String { self == .overview ? "index.html" : rawValue + ".html" }
  }

  /// What the layout needs: title, navigation, and the way from the page's folder to the root.
  ///
  /// - Parameter viewerPage: the address of the same page in the viewer, behind `index.html#/`.
  func page(_ title: String, _ section: Section, root: String = "", viewerPage: String? = nil) -> View {
    let navigation: [View] = Section.allCases.map {
      [
        "navFile": $0.file, "navView": $0.rawValue, "navText": words["nav.\($0.rawValue)"], "navCurrent": $0 == section,
      ]
    }
    return [
      "lang": words.language.rawValue, "pageTitle": HTMLText.shortened(title, to: 100), "root": root,
      "isViewer": section == .overview, "viewerPage": section == .overview ? false : viewerPage ?? section.rawValue,
      "navigation": navigation, "zoneNote": words.fill("footer.zone", ["zone": options.zone.name]),
    ]
  }

  /// The headline of an article; its address or id where it has none.
  func title(_ article: ArticleID, limit: Int = 300) -> String {
    let title = HTMLText.shortened(run.articles[article.index].title, to: limit)
    if !title.isEmpty { return title }
    let url = HTMLText.shortened(run.articles[article.index].url, to: limit)
    if !url.isEmpty { return url }
    let key = HTMLText.shortened(run.articles[article.index].key, to: limit)
    return key.isEmpty ? words["story.untitled"] : key
  }

  /// The outlet of an article.
  func outlet(_ article: ArticleID) -> String { outlet(named: run.articles[article.index].outlet) }

  /// The name of an outlet as pages show it.
  func outlet(named name: String) -> String {
    name.isEmpty ? words["outlet.unknown"] : HTMLText.shortened(name, to: 80)
  }

  /// The time of an article's publication.
  func time(_ article: ArticleID) -> String { words.time(run.articles[article.index].published, in: options.zone) }

  /// The parts of a page that tell an article: outlet, time, words, a link to the web.
  func articleView(_ article: ArticleID) -> View {
    let traced = run.articles[article.index]
    var view: View = [
      "outlet": outlet(article), "time": time(article), "words": words.count(traced.wordCount, "words"),
    ]
    view["link"] = HTMLText.link(traced.url)
    if traced.published.isFromPublisher { view["machineTime"] = UTCTime.text(traced.published) }
    return view
  }

  func chip(_ standing: Standing) -> View {
    [
      "chipClass": standing.chipClass, "chipText": words["standing.\(standing.rawValue)"],
      "gloss": words["standing.\(standing.rawValue).gloss"],
    ]
  }

  func chip(_ verdict: Verdict) -> View {
    [
      "chipClass": verdict.family.rawValue, "chipText": words["verdict.\(verdict.rawValue)"],
      "gloss": words["verdict.\(verdict.rawValue).gloss"],
    ]
  }

  func flags(_ flags: [Flag]) -> [String] { flags.map { words["flag.\($0.rawValue)"] } }

  /// A credit line with its verdict and reason; with the article's text it stands in its sentence.
  func claimView(_ judged: JudgedClaim, in body: [UInt8]? = nil) -> View {
    let sentence = body.flatMap { Sentence(around: judged.claim.span, verbatim: judged.verbatim, in: $0) }
    return [
      "before": sentence?.before ?? "", "verbatim": HTMLText.shortened(judged.verbatim, to: 600),
      "after": sentence?.after ?? "", "judged": true, "verdict": chip(judged.verdict),
      "claimFlags": flags(judged.flags),
      "reason": HTMLText.shortened(words.reason(of: judged, in: run.articles), to: 1000),
    ]
  }

  /// The links to the pages before and after, of a table that goes over several; nil for a single page.
  func pager(_ page: Int, of count: Int, file: (Int) -> String) -> View? {
    guard count > 1 else { return nil }
    var view: View = [
      "pagerText": words.fill("pager.page", ["n": words.number(page + 1), "total": words.number(count)])
    ]
    if page > 0 { view["pagerPrevious"] = ["pagerFile": file(page - 1)] }
    if page + 1 < count { view["pagerNext"] = ["pagerFile": file(page + 1)] }
    return view
  }

  /// A note that the pages show only the first rows; nil where they show all.
  func capNote(_ shown: Int, of total: Int, file: String) -> String? {
    guard shown < total else { return nil }
    return words.fill("pager.capped", ["n": words.number(shown), "total": words.number(total), "file": file])
  }
}

/// What stands around a credit line in its sentence.
struct Sentence {
  private static let reach = 240
  let before: String
  let after: String

  /// Nil where the text does not hold the credit line at that place, as for one from metadata.
  init?(around span: Range<Int>, verbatim: String, in body: [UInt8]) {
    guard !span.isEmpty, span.upperBound <= body.count, body[span].elementsEqual(verbatim.utf8) else { return nil }
    var start = span.lowerBound
    let first = max(0, start - Self.reach)
    while start > first, !Self.endsSentence(body, at: start - 1) { start -= 1 }
    var end = span.upperBound
    let last = min(body.count, end + Self.reach)
    if !Self.endsSentence(body, at: end - 1) {
      while end < last, body[end] != 0x0A {
        end += 1
        if Self.endsSentence(body, at: end - 1) { break }
      }
    }
    while start < span.lowerBound, body[start] & 0xC0 == 0x80 { start += 1 }
    while end < body.count, end > span.upperBound, body[end] & 0xC0 == 0x80 { end -= 1 }
    let isCut = start > 0 && start <= first + 3
    before = (isCut ? "…" : "") + Self.oneLine(body[start..<span.lowerBound])
    after = Self.oneLine(body[span.upperBound..<end]) + (end < body.count && end >= last - 3 ? "…" : "")
  }

  /// Whether the byte is a line break, or a full stop, question or exclamation mark before a blank.
  private static func endsSentence(_ body: [UInt8], at position: Int) -> Bool {
    if body[position] == 0x0A { return true }
    guard [0x2E, 0x21, 0x3F].contains(body[position]), position + 1 < body.count else { return false }
    return body[position + 1] == 0x20 || body[position + 1] == 0x0A
  }

  /// Blanks at the outer end are of no use, those beside the credit line are.
  private static func oneLine(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }, as: UTF8.self)
  }
}
