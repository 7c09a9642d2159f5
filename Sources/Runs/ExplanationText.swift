/// An explanation as a terminal shows it: the article, its standing, its claims, each with the rules in order.
///
/// `text` is not yet safe for a terminal: what is scraped may hold control characters.
public struct ExplanationText {
  private var lines: [String] = []

  /// The lines of that explanation.
  public init(_ article: ExplainedArticle) {
    add(article.article, to: "")
    lines += ["  “\(Self.oneLine(article.beginning))”", ""]
    lines.append("Standing: \(article.standing)\(Self.flags(article.flags))")
    add(article.rules)
    if let parent = article.parent {
      lines += ["", "Its text most probably comes from:"]
      add(parent)
    }
    if !article.evidencedChain.isEmpty {
      lines += ["", "Chain claimed:   \(article.claimedChain)", "      evidenced: \(article.evidencedChain)"]
      for hop in article.brokenHops { lines.append("      broken at: \(hop)") }
      if !article.chainVerdict.isEmpty { lines.append("      verdict:   \(article.chainVerdict)") }
    }
    for claim in article.claims { add(claim) }
  }

  /// The lines, each with a line break.
  public var text: String { lines.map { $0 + "\n" }.joined() }

  private mutating func add(_ heading: ExplainedArticle.Heading, to indent: String) {
    let outlet = heading.outlet.isEmpty ? "unknown outlet" : heading.outlet
    lines.append("\(indent)\(outlet) article \(heading.id)")
    if !heading.title.isEmpty { lines.append("\(indent)  \(Self.oneLine(heading.title))") }
    if !heading.url.isEmpty && heading.url != heading.id { lines.append("\(indent)  \(heading.url)") }
    let time = heading.publishedAt.isEmpty ? "time unknown" : "\(heading.publishedAt) (\(heading.publishedBasis))"
    lines.append("\(indent)  \(time), \(heading.words) words")
  }

  private mutating func add(_ rules: [ExplainedArticle.Rule]) {
    let width = rules.map(\.gives.count).max() ?? 0
    for rule in rules {
      let mark = ["decided": "✓", "failed": "✗"][rule.state] ?? "·"
      let padding = String(repeating: " ", count: width - rule.gives.count)
      lines.append("  \(mark) \(rule.gives)\(padding)  \(rule.asks)")
    }
  }

  private mutating func add(_ claim: ExplainedArticle.ClaimPath) {
    lines += ["", "Claim \(claim.id): “\(Self.oneLine(claim.verbatim))”"]
    var reading = "  read as \(claim.role)"
    if !claim.sourceText.isEmpty {
      reading +=
        ", source “\(claim.sourceText)” = \(claim.sourceOutlet.isEmpty ? "no known outlet" : claim.sourceOutlet)"
    }
    if !claim.reporter.isEmpty { reading += ", reporter \(claim.reporter)" }
    lines.append(reading)
    if claim.sourceArticles > 0 {
      lines.append(
        "  of the source: \(claim.sourceArticles) in the corpus, \(claim.sourceArticlesInWindow) surely in the window")
    }
    for candidate in claim.candidates { add(candidate) }
    if !claim.rivals.isEmpty { lines.append("  of other outlets, earlier:") }
    for rival in claim.rivals { add(rival) }
    add(claim.rules)
    lines.append("  Verdict: \(claim.verdict)\(Self.flags(claim.flags))")
    lines += ["  Because: \(claim.reason)", "  Would change it: \(claim.change)"]
  }

  private mutating func add(_ candidate: ExplainedArticle.Candidate) {
    let first = lines.count
    add(candidate.article, to: "    ")
    if candidate.isEvidence { lines[first] = "  → " + lines[first].dropFirst(4) }
    let indent = "      "
    lines.append(
      "\(indent)\(candidate.kind), \(candidate.order); holds \(Self.percent(candidate.containment)) of this text "
        + "(\(candidate.holds)), \(Self.percent(candidate.containmentInThis)) of it stands here; longest passage "
        + "\(candidate.longestPassageWords) words")
    let signs = candidate.signs
    var found = "numbers \(signs.sharedNumbers) of \(signs.numbers), title words \(signs.sharedTitleWords) of "
    found += "\(signs.titleWords)\(candidate.isLinked ? ", linked from this page" : "")"
    lines.append(indent + found)
    for leftover in signs.leftovers { lines.append("\(indent)left over from it: “\(Self.oneLine(leftover))”") }
    if !signs.passage.isEmpty { lines.append("\(indent)“\(Self.oneLine(signs.passage))”") }
  }

  private static func flags(_ flags: [String]) -> String { flags.isEmpty ? "" : " · " + flags.joined(separator: ", ") }

  private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded(.down))) %" }

  /// The text in one line, cut at 200 characters.
  private static func oneLine(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { $0.properties.isWhitespace ? " " : $0 }
    var line = String.UnicodeScalarView()
    line.append(contentsOf: scalars.prefix(200))
    return String(line) + (scalars.count > 200 ? "…" : "")
  }
}
