import Attribution
public import Corpus
public import Matching
import Normalization
public import Reporting
import Sketching

/// Two texts side by side: what they share and what they are to each other.
public struct Comparison: Sendable {
  /// The article that was published first, as far as that is known; else the first one named.
  public var a: Article
  /// The other one.
  public var b: Article
  /// The verified match; nil when the texts do not match.
  public var match: Match?
  /// The overlap by which that was decided.
  public var overlap: Overlap
  /// Shared passages in order of the second text.
  public var passages: [Passage]
  private var sides: (a: ComparePage.Side, b: ComparePage.Side)
  private let zoneMinutes: Int

  /// Compares two articles by the plan's rules: known furniture is left out, nothing is learned from two texts.
  public init(_ one: Article, _ other: Article, plan: RunPlan) {
    let isOtherFirst = other.published.isSurelyBefore(one.published)
    (a, b) = isOtherFirst ? (other, one) : (one, other)
    let normalizer = Normalizer()
    let claimReader = plan.makeClaimReader()
    func prepare(_ article: Article) -> (text: NormalizedText, comparable: ComparableText, side: ComparePage.Side) {
      let text = normalizer.normalize(article.body)
      let outlet = plan.registry.publisherName(site: article.site, url: article.url)
      let claims = claimReader.claims(in: article, text: text, publisher: outlet)
      let left =
        plan.furniture.furnitureLines(in: text, body: article.body) + Claim.creditWords(of: claims, in: text)
      let kept = KeptWords.ranges(wordCount: text.words.count, leavingOut: left)
      let side = ComparePage.Side(article: article, outlet: outlet, wordCount: text.words.count, claims: claims)
      return (text, ComparableText(text, kept: kept), side)
    }
    func facts(_ side: ComparePage.Side) -> ArticleFacts {
      ArticleFacts(
        publisher: side.outlet.isEmpty ? 0 : UInt32(truncatingIfNeeded: hash(side.outlet) | 1),
        urlHash: hash(side.article.url), published: side.article.published)
    }
    let (preparedA, preparedB) = (prepare(a), prepare(b))
    sides = (preparedA.side, preparedB.side)
    zoneMinutes = plan.reading.defaultZoneMinutes
    overlap = Overlap(preparedA.comparable, preparedB.comparable)
    passages = PassageAligner.passages(preparedA.comparable, preparedA.text, preparedB.comparable, preparedB.text)
    match = Verifier(rules: plan.rules).match(
      VerifiableArticle(id: ArticleID(0), facts: facts(preparedA.side), text: preparedA.comparable),
      VerifiableArticle(id: ArticleID(1), facts: facts(preparedB.side), text: preparedB.comparable), wantsPassages: true
    )
  }

  /// Why the two texts match as they do, or why they do not: one sentence with its numbers.
  public var reason: String {
    let shares =
      "\(percent(overlap.containmentOfAInB)) of the first text's three-word runs stand in the second, "
      + "\(percent(overlap.containmentOfBInA)) of the second's in the first"
    let longest = passages.map(\.wordCount).max() ?? 0
    switch match?.kind {
    case .identical: return "The words are the same."
    case .nearDuplicate: return "Nearly the same text: \(shares)."
    case .excerpt: return "The second text is a part of the first: \(shares)."
    case .extended: return "The second text holds the first and more: \(shares)."
    case .partial:
      return "The texts share passages and neither holds the other: \(shares); the longest has \(longest) words."
    case .template:
      return "The same frame with other numbers: \(shares), but only "
        + "\(min(overlap.numbersA.shared, overlap.numbersB.shared)) of "
        + "\(min(overlap.numbersA.all, overlap.numbersB.all)) numbers agree."
    case .version where overlap.isIdentical: return "The same page in the same words."
    case .version: return "A later edit of the same page: \(shares)."
    case nil: return "No match: \(shares); the longest shared passage has \(longest) words."
    }
  }

  /// The comparison as a web page of one file.
  ///
  /// - Throws: `ReportingError.badAsset` if a template inside the program is broken.
  public func page(in language: Words.Language) throws(ReportingError) -> [UInt8] {
    try ComparePage(
      first: sides.a, second: sides.b, figures: match.map { PairFigures($0, firstIsA: true) }, passages: passages,
      words: Words(language), zone: ReportZone(minutesEast: zoneMinutes)
    ).html()
  }

  private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}

/// XXH3 of a string, 0 for an empty one.
private func hash(_ string: String) -> UInt64 { string.isEmpty ? 0 : ShingleHash.hash(Array(string.utf8)) }
