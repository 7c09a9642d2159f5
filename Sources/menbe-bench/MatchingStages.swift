import Attribution
import Clustering
import Corpus
import Matching
import Normalization
import Reporting
import Runs
import Sketching

/// The stages that see the whole corpus: proposing, comparing, clustering, writing the tables of single stages.
enum MatchingStages {
  static func measure(_ corpus: BenchTexts, in table: inout StageTable) async throws {
    let (byteCount, count) = (corpus.byteCount, corpus.articles.count)
    let publishers = numbers(of: corpus.outlets)
    table.begin()
    let finder = try await finder(corpus, publishers)
    table.end("band", byteCount: byteCount, articleCount: count, note: "bands and fingerprints sorted, lists kept")

    table.begin()
    var tally = CandidateTally()
    let candidates = corpus.articles.indices.map {
      Array(finder.candidates(of: ArticleID($0), tally: &tally).prefix(corpus.plan.comparisonsPerArticle))
    }
    let candidateCount = candidates.reduce(0) { $0 + $1.count }
    table.end("propose", byteCount: byteCount, articleCount: count, note: "\(candidateCount) candidates")

    let verifiable = corpus.articles.indices.map { position in
      let article = corpus.articles[position]
      let facts = ArticleFacts(
        publisher: publishers[position], urlHash: ShingleHash.hash(Array(article.url.utf8)),
        published: article.published)
      let text = corpus.texts[position]
      return VerifiableArticle(
        id: ArticleID(position), facts: facts, text: ComparableText(text, kept: [0..<text.words.count]))
    }
    let verifier = Verifier(rules: corpus.plan.rules)
    var matches: [Match] = []
    table.begin()
    for (position, proposed) in candidates.enumerated() {
      let found = proposed.compactMap {
        verifier.match(verifiable[$0.earlier.index], verifiable[position], wantsPassages: true)
      }
      matches += found.sorted { $0.a < $1.a }
    }
    table.end("compare", byteCount: byteCount, articleCount: count, note: "\(matches.count) matches")

    table.begin()
    let clustering = ClusterBuilder.build(articleCount: count, matches: matches) { a, b in
      verifier.match(verifiable[a.index], verifiable[b.index], wantsPassages: false)
    } clusterID: { founding in
      "c\(founding.index)"
    }
    table.end("cluster", byteCount: byteCount, articleCount: count, note: "\(clustering.clusters.count) clusters")
    try write(corpus, clustering.clusters, in: &table)
    matches.sort { ($0.a, $0.b) < ($1.a, $1.b) }
    try await ReportStages.measure(corpus, matches, clustering, in: &table) { a, b in
      verifier.match(verifiable[a.index], verifiable[b.index], wantsPassages: true)
    }
  }

  private static func finder(_ corpus: BenchTexts, _ publishers: [UInt32]) async throws -> CandidateFinder {
    let sketches = try SketchTable(
      corpus.sketches,
      lines: zip(corpus.texts, corpus.articles).map { text, article in
        ComparisonForm.lines(of: text, body: article.body).map(\.hash)
      })
    return try await Proposals(plan: corpus.plan, sketches: sketches, publishers: publishers).finder
  }

  private static func write(_ corpus: BenchTexts, _ clusters: [Cluster], in table: inout StageTable) throws {
    table.begin()
    let keys = corpus.articles.map(\.key)
    let claims = corpus.claims.enumerated().flatMap { position, claims in
      claims.map { claim in
        ReadClaim(
          articleKey: keys[position], outlet: corpus.outlets[position], claim: claim,
          verbatim: String(decoding: corpus.articles[position].body[claim.span], as: UTF8.self))
      }
    }
    let sink = try ByteSink(creating: "/dev/null")
    try StageTables.writeClusters(keys: keys, clusters: clusters, style: corpus.plan.csvStyle, to: sink)
    try StageTables.writeClaims(claims, style: corpus.plan.csvStyle, to: sink)
    try sink.finish()
    table.end(
      "CSV", byteCount: corpus.byteCount, articleCount: keys.count, note: "\(keys.count + claims.count) rows")
  }

  /// A number for each article's outlet, 0 where it is unknown.
  private static func numbers(of outlets: [String]) -> [UInt32] {
    var known: [String: UInt32] = ["": 0]
    return outlets.map { outlet in
      let number = known[outlet] ?? UInt32(known.count)
      known[outlet] = number
      return number
    }
  }
}
