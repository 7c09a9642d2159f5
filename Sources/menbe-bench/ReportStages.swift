import Attribution
import Clustering
import Corpus
import Foundation
import Matching
import Normalization
import Reporting
import Runs
import Tracing

/// The stages that `menbe run` adds to clusters and claims: verdicts, all tables of a run, the whole report.
enum ReportStages {
  static func measure(
    _ corpus: BenchTexts, _ matches: [Match], _ clustering: ClusterBuilder.Result, in table: inout StageTable,
    compare: @escaping @Sendable (ArticleID, ArticleID) -> Match?
  ) async throws {
    let (byteCount, count) = (corpus.byteCount, corpus.articles.count)
    let input = tracingInput(corpus, matches, clustering)
    table.begin()
    let outcome = try Tracer(input: input, compare: compare).trace()
    table.end("trace", byteCount: byteCount, articleCount: count, note: "\(outcome.chains.count) chains")

    let run = TracedRun(
      articles: outcome.articles, clusters: clustering.clusters, matches: matches, claims: outcome.claims,
      chains: outcome.chains, outlets: outcome.outlets, flows: outcome.flows, rejections: [])
    let path = NSTemporaryDirectory() + "menbe-bench-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    table.begin()
    try await TableWriter(run: run, style: corpus.plan.csvStyle, summary: nil)
      .write(to: OutputFolder(replacing: path), width: 1)
    table.end("run's tables", byteCount: byteCount, articleCount: count, note: "CSV, workbook, graphs")

    let (articles, words) = (corpus.articles, corpus.texts)
    let texts = PageTexts { id in
      articles[id.index]
    } text: { id in
      let text = words[id.index]
      return PageText(article: articles[id.index], words: text, kept: [0..<text.words.count])
    } passages: { a, b in
      let (one, other) = (words[a.index], words[b.index])
      return PassageAligner.passages(
        ComparableText(one, kept: [0..<one.words.count]), one, ComparableText(other, kept: [0..<other.words.count]),
        other)
    }
    let summary = RunSummary(version: "bench", configuration: [], inputs: [], counts: [])
    table.begin()
    let folder = try OutputFolder(replacing: path)
    try await ReportWriter(run: run, summary: summary, texts: texts, words: Words(.english)).write(to: folder)
    try folder.commit()
    let bytes = size(of: path)
    table.end("report", byteCount: byteCount, articleCount: count, note: "\(bytes / count) bytes an article")
  }

  private static func tracingInput(
    _ corpus: BenchTexts, _ matches: [Match], _ clustering: ClusterBuilder.Result
  ) -> TracingInput {
    let articles = corpus.articles.indices.map { position in
      let article = corpus.articles[position]
      var traced = TracedArticle(
        key: article.key, outlet: corpus.outlets[position], url: article.url, title: article.title,
        published: article.published, wordCount: corpus.texts[position].words.count,
        location: RecordLocation(input: 0, byteCount: 1, offset: 0))
      traced.cluster = clustering.clusterOfArticle[position]
      return traced
    }
    let claims = corpus.claims.enumerated().flatMap { position, claims in
      claims.map { claim in
        Tracing.ReadClaim(
          article: ArticleID(position), claim: claim,
          verbatim: String(decoding: corpus.articles[position].body[claim.span], as: UTF8.self))
      }
    }
    return TracingInput(
      articles: articles, clusters: clustering.clusters, matches: matches, parents: clustering.parents, claims: claims,
      outlets: Dictionary(corpus.plan.registry.outlets.map { ($0.name, $0) }) { first, _ in first })
  }

  /// Bytes of all files below the folder.
  private static func size(of path: String) -> Int {
    let files = FileManager.default.enumerator(
      at: URL(fileURLWithPath: path), includingPropertiesForKeys: [.fileSizeKey])
    var size = 0
    while let file = files?.nextObject() as? URL {
      size += (try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
    }
    return size
  }
}
