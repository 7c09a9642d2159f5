import Attribution
import Clustering
import Corpus
import Foundation
import Matching
import Normalization
import Reporting
import Tracing

/// A report of invented clusters, to time its writing and to try its viewer with more than a night has.
///
/// Each cluster has two to six articles of other outlets, a minute apart; most copies name the outlet of the first.
struct InventedReport {
  private static let syllables = [
    "ba", "dər", "ki", "lan", "mə", "nun", "qa", "rış", "sö", "tü", "vey", "yan", "zal", "çə", "ği", "şu",
  ]
  private static let outletCount = 400

  private var articles: [TracedArticle] = []
  private var clusters: [Cluster] = []
  private var matches: [Match] = []
  private var claims: [JudgedClaim] = []
  private var chains: [Chain] = []

  /// Invents that many clusters.
  init(clusterCount: Int) {
    for cluster in 0..<clusterCount { invent(cluster) }
  }

  /// Writes the report into `path`, two files at once; says how long that took.
  func write(to path: String) async throws -> Duration {
    let (names, bodies) = (Self.outletNames, articles.map(\.title))
    let run = TracedRun(
      articles: articles, clusters: clusters, matches: matches, claims: claims, chains: chains,
      outlets: names.sorted().map { name in
        OutletProfile(
          outlet: name, domains: [name], articleCount: 1, originalCount: 0, creditedCopyCount: 0,
          uncreditedCopyCount: 0, disputedClaimCount: 0, copiedByOthersCount: 0, medianDelayMinutes: 12)
      }, rejections: [])
    let texts = PageTexts { id in
      Article(key: "", body: Self.body(bodies[id.index]))
    } text: { id in
      let body = Self.body(bodies[id.index])
      let words = Normalizer().normalize(body)
      return PageText(article: Article(key: "", body: body), words: words, kept: [0..<words.words.count])
    } passages: { _, _ in
      []
    }
    let summary = RunSummary(version: "bench", configuration: [], inputs: [], counts: [])
    let folder = try OutputFolder(replacing: path)
    let elapsed = try await ContinuousClock().measure {
      try await ReportWriter(
        run: run, summary: summary, texts: texts, words: Words(.english), options: ReportOptions(workers: 2)
      ).write(to: folder)
    }
    try folder.commit()
    return elapsed
  }

  private static let outletNames = (0..<outletCount).map { "\(word($0 * 7919 + 3))-\($0).az" }

  private static func body(_ title: String) -> [UInt8] {
    Array((0..<12).map { "\(title) \($0)-ci cümlə." }.joined(separator: "\n").utf8)
  }

  private static func word(_ seed: Int) -> String {
    syllables[seed % 16] + syllables[seed / 16 % 16] + syllables[seed / 256 % 16]
  }

  private mutating func invent(_ cluster: Int) {
    let size = 2 + cluster * 31 % 5
    let first = articles.count
    let title = (0..<8).map { Self.word(cluster &* 2_654_435_761 % 4_093 + $0 * 977 + cluster) }
      .joined(separator: " ")
    for place in 0..<size {
      let outlet = Self.outletNames[(cluster * 13 + place * 101) % Self.outletCount]
      let second = 1_773_446_400 + Int64(cluster % 86_400) + Int64(place) * 60
      var article = TracedArticle(
        key: "\(cluster)-\(place)", outlet: outlet, url: "https://\(outlet)/\(cluster)", title: title + " \(place)",
        published: PublishedInterval(earliest: second, latest: second, basis: .zoned), wordCount: 120,
        location: RecordLocation(input: 0, byteCount: 1, offset: 0))
      article.cluster = cluster
      article.standing = place == 0 ? .original : place == 1 ? .creditedCopy : .uncreditedCopy
      if place > 0 {
        article.parent = ArticleID(first)
        article.parentContainment = 0.93
        matches.append(
          Match(
            a: ArticleID(first), b: ArticleID(first + place), kind: .nearDuplicate, jaccard: 0.9,
            containmentOfAInB: 0.92, containmentOfBInA: 0.93, sharedWordCount: 110, longestPassageWordCount: 40,
            hasChangedNumbers: false, order: .aFirst))
      }
      article.claims = claims.count..<claims.count
      if place == 1 {
        credit(articles[first].outlet, in: articles.count)
        article.claims = claims.count - 1..<claims.count
      }
      articles.append(article)
    }
    clusters.append(
      Cluster(id: "c\(cluster)", members: (first..<first + size).map { ArticleID($0) }, cohesion: 0.92))
  }

  private mutating func credit(_ source: String, in article: Int) {
    let line = "\(source) xəbər verir"
    claims.append(
      JudgedClaim(
        article: ArticleID(article),
        claim: Claim(
          source: .init(text: source, outlet: source), reporter: nil, role: .republish, kind: .site, pattern: "bench",
          language: "az", position: .lead, span: 0..<line.utf8.count, confidence: 0.9),
        verbatim: line, verdict: .confirmed, evidence: ArticleID(article - 1), evidenceContainment: 0.93,
        reason: .onlyReporter))
  }
}
