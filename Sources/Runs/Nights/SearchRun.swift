import Attribution
public import Corpus
import Foundation
import IndexStore
import Matching
import Normalization
public import Reporting
import Sketching
import Tracing

/// `menbe search`: which articles of an index hold a text.
public struct SearchRun {
  /// An article that shares a passage with the text.
  public struct Hit: Encodable, Sendable {
    /// Its id, outlet, address and headline.
    public var articleID, outlet, url, title: String
    /// When it was published, as articles.csv has it.
    public var publishedAt: String
    /// What it is to the text: the text is an excerpt of it, extends it, and so on.
    public var kind: String
    /// The share of the text that the article holds, and of the article that the text holds, in 0…1.
    public var containmentOfText, containmentOfArticle: Double
    /// Words of the longest shared passage, and of all of them.
    public var longestPassageWords, sharedWords: Int
    /// The cluster of the article, or empty, and where it stands.
    public var clusterID, standing: String
  }

  private let plan: RunPlan

  /// Searches by that plan.
  public init(plan: RunPlan) { self.plan = plan }

  /// What is to be found: an article at hand, or one of the index by its id.
  public enum Query: Sendable {
    /// A text.
    case article(Article)
    /// An article of the index; it is no hit itself.
    case id(String)
  }

  /// The articles of the index at `path` that hold the text or a passage of it, those that hold most of it first.
  ///
  /// At most `limit` of them, chosen by shared keys among all that hold one; furniture of outlets proposes nothing.
  ///
  /// - Throws: `IndexError`, `RunError.noSuchArticle`.
  public func search(_ query: Query, index path: String, limit: Int) async throws -> [Hit] {
    let index = try Index(path, mode: .reading, scheme: plan.scheme.name)
    defer { try? index.close() }
    let night = try NightCorpus(index: index, corpus: SketchedCorpus(keepsMetadata: true), arrivals: [])
    let recurring = NightFurniture.recurring(
      try index.learnedLines(), places: night.places, scheme: plan.scheme)
    let loader = TextLoader(source: IndexTexts(night: night), furniture: plan.furniture, recurring: recurring)
    let (article, own) = try resolved(query, index: index)
    let claims = plan.makeClaimReader().claims(
      in: article, text: Normalizer().normalize(article.body),
      publisher: plan.registry.publisherName(site: article.site, url: article.url))
    let loaded = loader.load(article, claims: claims)
    var sketcher = Sketcher(scheme: plan.scheme)
    let sketch = sketcher.sketch(loaded.text, kept: loaded.kept)
    let sketches = SketchCache(night)
    let found = try await candidates(sketch, night: night, sketches: sketches).filter { $0 != own }.prefix(limit)
    // The text comes last, whatever its time: what holds it is asked, not who was first.
    let text = loader.verifiable(
      loaded, id: ArticleID(night.order.count), facts: ArticleFacts(publisher: 0, urlHash: 0, published: .unknown))
    let verifier = Verifier(rules: plan.rules)
    return try found.compactMap { number in
      let other = try loader.verifiable(night.article(number))
      guard let match = verifier.match(other, text, wantsPassages: true) else { return nil }
      return try hit(number, match, night: night)
    }.sorted { ($1.containmentOfText, $0.articleID) < ($0.containmentOfText, $1.articleID) }
  }

  private func resolved(_ query: Query, index: Index) throws -> (Article, UInt32?) {
    switch query {
    case .article(let article): return (article, nil)
    case .id(let id):
      guard let number = try index.number(ofArticle: id) else { throw RunError.noSuchArticle(id: id) }
      return (try index.text(of: number, id: ArticleID(0)).article, number)
    }
  }

  /// The numbers of the articles with most shared keys, the most first.
  private func candidates(_ sketch: Sketch, night: NightCorpus, sketches: SketchCache) async throws -> [UInt32] {
    let judge = RepeatJudge(
      limits: RepeatLimits(least: plan.repeatLimit), publishers: night.columns.publishers, sketches: sketches)
    let groups = NightStories.groups(night)
    var counts: [UInt32: Int] = [:]
    for (kind, keys) in [(PostingKind.bands, sketch.bandKeys), (.fingerprints, sketch.fingerprints)] {
      let sorted = keys.map(UInt64.init).sorted().uniqued()
      try await night.forEachList(of: kind, keys: sorted, least: 1, workers: plan.workers) { holders in
        let numbers = holders.places.map { night.order[Int($0)] }
        guard try kind == .bands || !judge.isFurniture(numbers, groups: groups) else { return }
        for number in numbers { counts[number, default: 0] += 1 }
      }
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  private func hit(_ number: UInt32, _ match: Match, night: NightCorpus) throws -> Hit {
    let known = try night.index.article(number)
    return Hit(
      articleID: known.key, outlet: night.outlet(number), url: known.url, title: known.title,
      publishedAt: UTCTime.text(night.columns.published[Int(number)]), kind: match.kind.rawValue,
      containmentOfText: match.containmentOfBInA, containmentOfArticle: match.containmentOfAInB,
      longestPassageWords: match.longestPassageWordCount, sharedWords: match.sharedWordCount,
      clusterID: try night.index.cluster(foundedBy: night.columns.roots[Int(number)])?.id ?? "",
      standing: known.standing.rawValue)
  }

  /// Writes hits as a CSV table.
  ///
  /// Throws `ReportingError`.
  public func write(_ hits: [Hit], to sink: ByteSink) throws {
    let columns: [CSVColumn<Hit>] = [
      CSVColumn("article_id") { $1.text($0.articleID) }, CSVColumn("outlet") { $1.text($0.outlet) },
      CSVColumn("url") { $1.text($0.url) }, CSVColumn("title") { $1.text($0.title) },
      CSVColumn("published_at") { $1.text($0.publishedAt) }, CSVColumn("kind") { $1.text($0.kind) },
      CSVColumn("containment_of_text") { $1.decimal($0.containmentOfText, places: 4) },
      CSVColumn("containment_of_article") { $1.decimal($0.containmentOfArticle, places: 4) },
      CSVColumn("longest_passage_words") { $1.integer($0.longestPassageWords) },
      CSVColumn("shared_words") { $1.integer($0.sharedWords) }, CSVColumn("cluster_id") { $1.text($0.clusterID) },
      CSVColumn("standing") { $1.text($0.standing) },
    ]
    var writer = try CSVWriter(columns, style: plan.csvStyle, sink: sink)
    for hit in hits { try writer.write(hit) }
  }

  /// Hits as a JSON array with sorted keys in snake case, and a line break.
  public func json(_ hits: [Hit]) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return Array(try encoder.encode(hits)) + [0x0A]
  }
}
