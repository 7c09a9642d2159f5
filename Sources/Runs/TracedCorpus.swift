import Attribution
import Clustering
import Corpus
import Matching
import Synchronization
import Tracing

/// A matched corpus with what tracing found in it, and the tracer to ask why.
struct TracedCorpus {
  let run: TracedRun
  let outcome: TracingOutcome
  let tracer: Tracer

  /// Traces the corpus; articles that no match ties are compared when they are asked for.
  init(_ matched: MatchedCorpus, plan: RunPlan) throws {
    let corpus = matched.corpus
    let articles = (0..<corpus.count).map { position in
      var article = TracedArticle(
        key: corpus.keys[position], outlet: corpus.outlet(of: ArticleID(position)), url: corpus.urls[position],
        title: corpus.titles[position], published: corpus.published[position],
        wordCount: Int(corpus.wordCounts[position]), location: corpus.locations[position],
        isCutOff: corpus.isCutOff[position])
      article.cluster = matched.clustering.clusterOfArticle[position]
      return article
    }
    var claims: [Tracing.ReadClaim] = []
    claims.reserveCapacity(corpus.claims.reduce(0) { $0 + $1.count })
    for position in corpus.claims.indices {
      for one in corpus.claims[position] {
        claims.append(
          Tracing.ReadClaim(
            article: ArticleID(position), claim: one.claim, verbatim: one.verbatim, surroundings: one.surroundings))
      }
    }
    let matches = matched.matches.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
    let input = TracingInput(
      articles: articles, clusters: matched.clustering.clusters, matches: matches,
      parents: matched.clustering.parents, claims: claims, links: corpus.links,
      outlets: Dictionary(plan.registry.outlets.map { ($0.name, $0) }) { first, _ in first },
      window: ClaimWindow(
        secondsBefore: Int64(plan.windowDaysBefore) * 86_400, secondsAfter: Int64(plan.windowDaysAfter) * 86_400))
    let texts = SharedTextCache(loader: matched.loader)
    let verifier = Verifier(rules: plan.rules)
    tracer = Tracer(input: input, workers: plan.workers) { a, b in
      verifier.match(try texts.text(of: a), try texts.text(of: b), wantsPassages: true)
    }
    outcome = try tracer.trace()
    run = TracedRun(
      articles: outcome.articles, clusters: matched.clustering.clusters, matches: matches, claims: outcome.claims,
      chains: outcome.chains, outlets: outcome.outlets, flows: outcome.flows,
      furniture: try FurnitureFinder(corpus: corpus, loader: matched.loader).lines(),
      rejections: matched.rejections)
  }
}

/// A text cache that several threads ask.
final class SharedTextCache: Sendable {
  private let loader: TextLoader
  private let cache: Mutex<TextCache>

  init(loader: TextLoader) {
    self.loader = loader
    cache = Mutex(TextCache(loader: loader))
  }

  func text(of article: ArticleID) throws -> VerifiableArticle {
    if let known = cache.withLock({ $0.known(article) }) { return known }
    // Texts are read outside of the lock: two threads may read one, which is rare and harmless.
    let text = try loader.verifiable(article)
    cache.withLock { $0.keep(text) }
    return text
  }
}
