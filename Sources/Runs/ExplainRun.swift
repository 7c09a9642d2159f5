import Corpus
import IndexStore
import Matching
import Reporting
import Sketching
import Tracing

/// `menbe explain`: why one article stands where it stands, or one claim has its verdict.
public struct ExplainRun {
  private let plan: RunPlan
  private let progress: Progress

  /// A run of that plan over its inputs, in memory.
  public init(plan: RunPlan, progress: Progress) { (self.plan, self.progress) = (plan, progress) }

  /// Explains the article of that id, or one of its claims: `ID#1` is the first, as in claims.csv.
  ///
  /// - Throws: `CorpusError`, `RunError.noArticles`, `RunError.noSuchArticle`, `RunError.noSuchClaim`.
  public func explain(_ id: String) async throws -> ExplainedArticle {
    let matched = try await MatchedCorpus.make(plan: plan, readsClaims: true, progress: progress)
    progress.beginStage("trace")
    let traced = try TracedCorpus(matched, plan: plan)
    progress.finishStage()
    let (article, ordinal) = try Self.place(of: id, in: traced.run)
    let explanation = try traced.tracer.explain(article, in: traced.outcome)
    return try ExplainedArticle(
      explanation, claim: ordinal, run: traced.run, loader: matched.loader, words: Words(.english))
  }

  /// Explains an article of the index at `path`, or one of its claims.
  ///
  /// - Throws: `IndexError`, `RunError.noSuchArticle`.
  public func explain(_ id: String, index path: String) throws -> ExplainedArticle {
    let index = try Index(path, mode: .reading, scheme: plan.scheme.name)
    defer { try? index.close() }
    let claim = try index.claim(id)
    guard let number = try index.number(ofArticle: id) ?? claim?.article else { throw RunError.noSuchArticle(id: id) }
    let tracer = try IndexedReport.tracer(index, plan: plan)
    let outcome = try tracer.trace(Set(tracer.clusterMates(of: number)))
    guard let place = outcome.numbers.firstIndex(of: number) else { throw RunError.noSuchArticle(id: id) }
    let explanation = try outcome.tracer.explain(ArticleID(place), in: outcome.outcome)
    return try ExplainedArticle(
      explanation, claim: claim?.article == number ? claim.map { $0.number + 1 } : nil, run: outcome.run,
      loader: outcome.loader, words: Words(.english))
  }

  /// The article, and the number of the claim that is asked for; an article's own id goes before a claim's.
  private static func place(of id: String, in run: TracedRun) throws(RunError) -> (ArticleID, Int?) {
    if let index = run.articles.firstIndex(where: { $0.key == id }) { return (ArticleID(index), nil) }
    guard let mark = id.lastIndex(of: "#"), let index = run.articles.firstIndex(where: { $0.key == id[..<mark] }) else {
      throw .noSuchArticle(id: id)
    }
    let count = run.articles[index].claims.count
    guard let ordinal = Int(id[id.index(after: mark)...]), ordinal > 0, ordinal <= count else {
      throw .noSuchClaim(id: id, article: run.articles[index].key, count: count)
    }
    return (ArticleID(index), ordinal)
  }
}
