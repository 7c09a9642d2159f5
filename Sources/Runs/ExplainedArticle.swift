import Attribution
import Corpus
import Foundation
import Matching
import Reporting
import Tracing

/// An article with all that decided about it, as `menbe explain` shows it and as JSON has it.
public struct ExplainedArticle: Encodable, Sendable {
  /// An article as a person looks it up.
  public struct Heading: Encodable, Sendable {
    /// The own id, the outlet, the headline and the address, each or empty.
    public var id, outlet, title, url: String
    /// The published time as articles.csv has it, and what it rests on.
    public var publishedAt, publishedBasis: String
    /// Words of its text.
    public var words: Int
  }

  /// An article that was weighed against the explained one.
  public struct Candidate: Encodable, Sendable {
    /// The other article.
    public var article: Heading
    /// What the match is.
    public var kind: String
    /// The share of this text that it holds, and of its text that this one holds, in 0…1.
    public var containment, containmentInThis: Double
    /// Words of the longest shared passage.
    public var longestPassageWords: Int
    /// `whole`, `part` or `none`, by the shares that verdicts ask for.
    public var holds: String
    /// When it was published, in words.
    public var order: String
    /// Whether the page links to it, and whether it decided.
    public var isLinked, isEvidence: Bool
    /// What the two texts have in common beside that.
    public var signs: TextSigns
  }

  /// A rule and what became of it.
  public struct Rule: Encodable, Sendable {
    /// The verdict or standing that it gives.
    public var gives: String
    /// `decided`, `failed` or `not-reached`.
    public var state: String
    /// What it asks.
    public var asks: String
  }

  /// One claim's way to its verdict.
  public struct ClaimPath: Encodable, Sendable {
    /// The id as in claims.csv.
    public var id: String
    /// The claim's words, its role, source as written and as resolved, reporter.
    public var verbatim, role, sourceText, sourceOutlet, reporter: String
    /// Articles of the named source, in the corpus and surely in the window.
    public var sourceArticles, sourceArticlesInWindow: Int
    /// The named source's articles that share words, the weightiest first.
    public var candidates: [Candidate]
    /// Other outlets' earlier articles that hold the text.
    public var rivals: [Candidate]
    /// The verdicts in order.
    public var rules: [Rule]
    /// The outcome.
    public var verdict: String
    /// Its flags.
    public var flags: [String]
    /// Why it is so, and what would change it.
    public var reason, change: String
  }

  /// The article.
  public var article: Heading
  /// The first words of its text.
  public var beginning: String
  /// Where it stands.
  public var standing: String
  /// Its flags.
  public var flags: [String]
  /// The rules of standing in order.
  public var rules: [Rule]
  /// The article that its text most probably comes from.
  public var parent: Candidate?
  /// The claimed path, the evidenced one, and the verdict of the weakest hop; empty without a chain.
  public var claimedChain, evidencedChain, chainVerdict: String
  /// The hops of the claimed path that the evidence contradicts, each with its verdict.
  public var brokenHops: [String]
  /// The claims, or the one that was asked for.
  public var claims: [ClaimPath]

  /// One JSON object with sorted keys in snake case, and a line break.
  public func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return Array(try encoder.encode(self)) + [0x0A]
  }
}

extension ExplainedArticle {
  /// Bytes of a text's beginning that are shown.
  private static let beginningByteCount = 280

  /// Puts an explanation together with the texts it speaks of; with `claim`, of that claim only.
  init(_ explanation: Explanation, claim: Int?, run: TracedRun, loader: TextLoader, words: Words) throws {
    let traced = run.articles[explanation.article.index]
    let own = try loader.load(explanation.article)
    func heading(_ id: ArticleID) -> Heading {
      let article = run.articles[id.index]
      return Heading(
        id: article.key, outlet: article.outlet, title: article.title, url: article.url,
        publishedAt: UTCTime.text(article.published), publishedBasis: article.published.basis.rawValue,
        words: article.wordCount)
    }
    func candidate(_ found: Explanation.Candidate) throws -> Candidate {
      let lines = run.claims[run.articles[found.article.index].claims].map(\.verbatim)
      return Candidate(
        article: heading(found.article), kind: found.kind.rawValue, containment: Self.rounded(found.share),
        containmentInThis: Self.rounded(found.otherShare), longestPassageWords: found.passageWordCount,
        holds: RuleText.level(found.level), order: RuleText.order(found.order, words), isLinked: found.isLinked,
        isEvidence: found.isEvidence,
        signs: TextSigns(own, try loader.load(found.article), otherLines: lines))
    }
    article = heading(explanation.article)
    var start = Array(own.article.body.prefix(Self.beginningByteCount))
    while start.count == Self.beginningByteCount, let last = start.last, last != 0x20 { start.removeLast() }
    beginning = String(decoding: start, as: UTF8.self) + (start.count < own.article.body.count ? "…" : "")
    (standing, flags) = (traced.standing.rawValue, traced.flags.map(\.rawValue))
    rules = explanation.steps.map { step, state in
      Rule(gives: step.standing.rawValue, state: state.rawValue, asks: RuleText.asks(step))
    }
    parent = try explanation.parent.map(candidate)
    let chain = traced.chain.map { run.chains[$0] }
    claimedChain = chain.map { ChainText.text($0.claimed, in: run.articles) } ?? ""
    evidencedChain = chain.map { ChainText.text($0.evidenced, in: run.articles) } ?? ""
    brokenHops = (chain?.claimed ?? []).filter(\.isBroken).map { "\($0.outlet): \($0.verdict?.rawValue ?? "")" }
    chainVerdict = chain?.verdict?.rawValue ?? ""
    claims = try explanation.claims.enumerated().compactMap { place, path in
      guard claim == nil || claim == place + 1 else { return nil }
      let judged = run.claims[path.claim]
      return ClaimPath(
        id: "\(traced.key)#\(place + 1)", verbatim: judged.verbatim, role: judged.claim.role.rawValue,
        sourceText: judged.claim.source?.text ?? "", sourceOutlet: judged.claim.source?.outlet ?? "",
        reporter: judged.claim.reporter.map { $0.outlet ?? $0.text } ?? "", sourceArticles: path.sourceArticleCount,
        sourceArticlesInWindow: path.windowArticleCount, candidates: try path.candidates.map(candidate),
        rivals: try path.rivals.map(candidate),
        rules: path.rules.map { verdict, state in
          Rule(gives: verdict.rawValue, state: state.rawValue, asks: RuleText.asks(verdict))
        }, verdict: judged.verdict.rawValue, flags: judged.flags.map(\.rawValue),
        reason: words.reason(of: judged, in: run.articles), change: RuleText.change(judged.verdict))
    }
  }

  private static func rounded(_ share: Double) -> Double { (share * 10_000).rounded() / 10_000 }
}
