import Attribution
import Clustering
public import Corpus
import Matching
public import Reporting
import Tracing

/// `menbe run`: the whole nightly job, from inputs to the report's folder.
public struct NightlyRun {
  /// What a run says of itself at its end.
  public struct Outcome: Sendable {
    /// What run.json holds.
    public var summary: RunSummary
    /// What each stage took, though the summary may leave it out.
    public var timings: [RunSummary.Timing]
    /// Articles used.
    public var articleCount: Int
    /// Records not used.
    public var rejections: [Rejection]
  }

  private let plan: RunPlan
  private let progress: Progress
  private let version: String

  /// A run of that plan by that version of the program.
  public init(plan: RunPlan, progress: Progress, version: String) {
    (self.plan, self.progress, self.version) = (plan, progress, version)
  }

  /// Runs and replaces the folder at `output`.
  ///
  /// `isReproducible` leaves out of run.json what differs between two runs over the same inputs: times and memory.
  ///
  /// - Throws: `CorpusError`, `RunError.noArticles`, `ReportingError`; the folder is then as it was.
  public func run(output: String, isReproducible: Bool) async throws -> Outcome {
    let startedAt = SystemUsage.now
    let folder = try OutputFolder(replacing: output)
    let matched = try await MatchedCorpus.make(plan: plan, readsClaims: true, progress: progress)
    progress.beginStage("trace")
    let traced = try trace(matched)
    progress.beginStage("report")
    var summary = RunSummary(
      version: version, configuration: plan.summary,
      inputs: matched.inputs.map {
        RunSummary.Input(name: $0.name, byteCount: $0.byteCount, digest: "xxh3-128:\($0.digest)")
      },
      counts: counts(traced, matched))
    if !isReproducible {
      summary.startedAt = startedAt
      summary.timings = progress.summaryTimings
      summary.peakMemoryByteCount = SystemUsage.peakMemoryByteCount
    }
    try writeReport(traced, summary: summary, loader: matched.loader, to: folder)
    try folder.commit()
    progress.finishStage()
    return Outcome(
      summary: summary, timings: progress.summaryTimings, articleCount: traced.articles.count,
      rejections: traced.rejections)
  }

  private func writeReport(
    _ traced: TracedRun, summary: RunSummary, loader: TextLoader, to folder: OutputFolder
  ) throws {
    let texts = PageTexts { article in
      try loader.load(article).article
    } passages: { a, b in
      let (one, other) = (try loader.load(a), try loader.load(b))
      return PassageAligner.passages(
        ComparableText(one.text, kept: one.uncredited), one.text, ComparableText(other.text, kept: other.uncredited),
        other.text)
    }
    let options = ReportOptions(
      csvStyle: plan.csvStyle, zone: ReportZone(minutesEast: plan.reading.defaultZoneMinutes))
    try ReportWriter(run: traced, summary: summary, texts: texts, words: try Words(plan.language), options: options)
      .write(to: folder)
  }

  private func trace(_ matched: MatchedCorpus) throws -> TracedRun {
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
    let claims = corpus.claims.enumerated().flatMap { position, spoken in
      spoken.map { one in
        Tracing.ReadClaim(
          article: ArticleID(position), claim: one.claim, verbatim: one.verbatim, surroundings: one.surroundings)
      }
    }
    let matches = matched.matches.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
    let input = TracingInput(
      articles: articles, clusters: matched.clustering.clusters, matches: matches,
      parents: matched.clustering.parents, claims: claims, links: corpus.links,
      outlets: Dictionary(plan.registry.outlets.map { ($0.name, $0) }) { first, _ in first },
      window: ClaimWindow(
        secondsBefore: Int64(plan.windowDaysBefore) * 86_400, secondsAfter: Int64(plan.windowDaysAfter) * 86_400))
    let texts = SharedTextCache(TextCache(loader: matched.loader))
    let verifier = Verifier(rules: plan.rules)
    let outcome = try Tracer(input: input) { a, b in
      verifier.match(try texts.text(of: a), try texts.text(of: b), wantsPassages: true)
    }.trace()
    return TracedRun(
      articles: outcome.articles, clusters: matched.clustering.clusters, matches: matches, claims: outcome.claims,
      chains: outcome.chains, outlets: outcome.outlets, rejections: matched.rejections)
  }

  private func counts(_ traced: TracedRun, _ matched: MatchedCorpus) -> [RunSummary.Entry] {
    [
      RunSummary.Entry("records_read", .integer(matched.readCount)),
      RunSummary.Entry("articles", .integer(traced.articles.count)),
      RunSummary.Entry("rejects", .integer(traced.rejections.count)),
      RunSummary.Entry("broken_bytes", .integer(matched.corpus.brokenByteCount)),
      RunSummary.Entry("recurring_lines", .integer(matched.recurringLineCount)),
      RunSummary.Entry("suppressed_postings", .integer(matched.suppressedPostingCount)),
      RunSummary.Entry("candidates", .integer(matched.candidateCount)),
      RunSummary.Entry("matches", .integer(traced.matches.count)),
      RunSummary.Entry("clusters", .integer(traced.clusters.count)),
      RunSummary.Entry("claims", .integer(traced.claims.count)),
      RunSummary.Entry("chains", .integer(traced.chains.count)),
    ]
  }
}

/// A text cache behind a reference, for a closure that is asked again and again on one thread.
private final class SharedTextCache {
  private var cache: TextCache
  init(_ cache: TextCache) { self.cache = cache }
  func text(of article: ArticleID) throws -> VerifiableArticle { try cache.text(of: article) }
}
