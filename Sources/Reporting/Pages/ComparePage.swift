public import Attribution
public import Corpus
public import Matching

/// Two texts side by side in one file of its own, without script: what `menbe compare --html` writes.
public struct ComparePage {
  /// One of the two texts.
  public struct Side: Sendable, Equatable {
    /// The text and what is known of it.
    public var article: Article
    /// The canonical name of its outlet; empty when nothing names one.
    public var outlet: String
    /// Words of its text.
    public var wordCount: Int
    /// What it says of its origin.
    public var claims: [Claim]

    /// A side with those fields.
    public init(article: Article, outlet: String, wordCount: Int, claims: [Claim]) {
      (self.article, self.outlet, self.wordCount, self.claims) = (article, outlet, wordCount, claims)
    }
  }

  private let first: Side
  private let second: Side
  private let figures: PairFigures?
  private let passages: [Passage]
  private let words: Words
  private let zone: ReportZone

  /// A page of two texts; without figures they are shown as texts that do not match.
  ///
  /// - Parameter passages: what they share, `sourceA` in the first.
  public init(
    first: Side, second: Side, figures: PairFigures?, passages: [Passage], words: Words,
    zone: ReportZone = ReportZone(minutesEast: 0)
  ) {
    (self.first, self.second, self.figures) = (first, second, figures)
    (self.passages, self.words, self.zone) = (passages, words, zone)
  }

  /// The bytes of the page.
  ///
  /// - Throws: `ReportingError.badAsset` if a template inside the program is broken.
  public func html() throws(ReportingError) -> [UInt8] {
    let page = PairPage(
      first: side(first, role: "pair.first-text"), second: side(second, role: "pair.second-text"),
      passages: passages, figures: figures, claims: second.claims.map { view($0, in: second.article) },
      claimsHeading: words["pair.claims.second"], words: words, zone: zone)
    let frame: View = [
      "lang": words.language.rawValue, "zoneNote": words.fill("footer.zone", ["zone": zone.name]),
    ]
    let html = try PageTemplates(words: words).render("compare", frame.merging(page.view))
    // The place of the style sheet stands before all scraped text, so the first one is the template's own.
    guard let place = html.firstRange(of: Array("/*stylesheet*/".utf8)) else {
      throw .badAsset(name: "compare", detail: "has no place for the style sheet")
    }
    return Array(html[..<place.lowerBound] + PackageResources.report_css + html[place.upperBound...])
  }

  private func side(_ side: Side, role: String) -> PairPage.Side {
    let article = side.article
    let title = [article.title, article.url, article.key].lazy.map { HTMLText.shortened($0, to: 300) }
    return PairPage.Side(
      role: words[role], title: title.first { !$0.isEmpty } ?? words["story.untitled"],
      outlet: side.outlet.isEmpty ? words["outlet.unknown"] : HTMLText.shortened(side.outlet, to: 80),
      published: article.published, wordCount: side.wordCount, url: article.url, body: article.body,
      credits: side.claims.map(\.span))
  }

  private func view(_ claim: Claim, in article: Article) -> View {
    let verbatim = String(decoding: article.body[claim.span.clamped(to: 0..<article.body.count)], as: UTF8.self)
    let sentence = Sentence(around: claim.span, verbatim: verbatim, in: article.body)
    return [
      "before": sentence?.before ?? "", "verbatim": HTMLText.shortened(verbatim, to: 600),
      "after": sentence?.after ?? "", "judged": false, "reason": false,
    ]
  }
}
