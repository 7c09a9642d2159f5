import Attribution
import Clustering
import Corpus
import Matching
import Synchronization
import Tracing

/// A small made-up corpus: each text is a set of numbered words, so that shares are exact by construction.
struct World {
  struct Item {
    var key: String
    var outlet: String
    var time: PublishedInterval
    var words: Set<Int>
    var url: String
  }
  struct Credit {
    var key: String
    var source: String?
    var role: Claim.Role = .republish
    var kind: Outlet.Kind = .site
    var isKnown = true
    var reporter: String?
    var verbatim: String?
    var looksLikeAnother = false
    var surroundings = Surroundings()
    /// What the source resolves to; itself without this.
    var outlet: String?
  }

  static let noon: Int64 = 1_762_300_000
  var items: [Item] = []
  var credits: [Credit] = []
  var outlets: [String: Outlet] = [:]
  /// Pairs of keys that no given match ties, though their texts are alike.
  var hidden: Set<Set<String>> = []
  /// Pairs of keys that share a frame only.
  var templates: Set<Set<String>> = []
  /// Pairs of keys of which one or two numbers differ.
  var renumbered: Set<Set<String>> = []
  /// Keys of articles that join no earlier article's cluster, whatever they match.
  var apart: Set<String> = []
  /// Keys of articles whose text breaks off.
  var cutOff: Set<String> = []
  /// The keys to which a key's page points.
  var links: [String: [String]] = [:]
  var window = ClaimWindow()
  /// Seconds added to every time.
  var shift: Int64 = 0

  /// Adds an article published `minutes` after noon, to the second.
  mutating func publish(_ key: String, _ outlet: String, _ minutes: Int64, _ words: Set<Int>, url: String? = nil) {
    publish(key, outlet, Self.exactly(minutes), words, url: url)
  }

  mutating func publish(
    _ key: String, _ outlet: String, _ time: PublishedInterval, _ words: Set<Int>, url: String? = nil
  ) {
    items.append(Item(key: key, outlet: outlet, time: time, words: words, url: url ?? "https://x/\(key)"))
  }

  /// Adds a line of `key` that credits `source`.
  mutating func credit(
    _ key: String, _ source: String?, role: Claim.Role = .republish, kind: Outlet.Kind = .site, isKnown: Bool = true,
    reporter: String? = nil, verbatim: String? = nil, looksLikeAnother: Bool = false,
    surroundings: Surroundings = Surroundings()
  ) {
    credits.append(
      Credit(
        key: key, source: source, role: role, kind: kind, isKnown: isKnown, reporter: reporter, verbatim: verbatim,
        looksLikeAnother: looksLikeAnother, surroundings: surroundings))
  }

  static func exactly(_ minutes: Int64, basis: PublishedInterval.Basis = .zoned) -> PublishedInterval {
    PublishedInterval(earliest: noon + minutes * 60, latest: noon + minutes * 60, basis: basis)
  }

  /// The whole day whose start lies `minutes` after noon.
  static func day(from minutes: Int64) -> PublishedInterval {
    PublishedInterval(earliest: noon + minutes * 60, latest: noon + minutes * 60 + 86_399, basis: .date)
  }

  static func crawled(_ minutes: Int64) -> PublishedInterval {
    PublishedInterval(earliest: .min, latest: noon + minutes * 60, basis: .crawl)
  }

  private func shifted(_ time: PublishedInterval) -> PublishedInterval {
    PublishedInterval(
      earliest: time.earliest == .min ? .min : time.earliest + shift,
      latest: time.latest == .max ? .max : time.latest + shift, basis: time.basis)
  }

  /// Traces the world, and says which pairs were compared on demand.
  func trace(workers: Int = 3) throws -> Report {
    let sorted = items.sorted { ($0.time.orderingSecond, $0.key) < ($1.time.orderingSecond, $1.key) }
    var ids: [String: ArticleID] = [:]
    for (index, item) in sorted.enumerated() { ids[item.key] = ArticleID(index) }
    var articles = sorted.map { item in
      TracedArticle(
        key: item.key, outlet: item.outlet, url: item.url, title: "", published: shifted(item.time),
        wordCount: item.words.count, location: RecordLocation(input: 0, byteCount: 0, offset: 0),
        isCutOff: cutOff.contains(item.key))
    }
    var matches: [Match] = []
    for a in sorted.indices {
      for b in sorted.indices.dropFirst(a + 1) where !hidden.contains([sorted[a].key, sorted[b].key]) {
        if let match = match(a, b, sorted) { matches.append(match) }
      }
    }
    let (clusters, parents) = clustered(matches, count: sorted.count, articles: &articles)
    let claims = credits.enumerated().sorted {
      (ids[$0.element.key] ?? ArticleID(0), $0.offset) < (ids[$1.element.key] ?? ArticleID(0), $1.offset)
    }.map {
      ReadClaim(
        article: ids[$1.key] ?? ArticleID(0), claim: Self.claim($1), verbatim: Self.verbatim($1),
        surroundings: $1.surroundings)
    }
    let compared = Mutex<[Set<String>]>([])
    let outcome = try Tracer(
      input: TracingInput(
        articles: articles, clusters: clusters, matches: matches, parents: parents, claims: claims,
        links: sorted.map { links[$0.key, default: []].compactMap { ids[$0] } }, outlets: outlets, window: window),
      workers: workers
    ) { [self] a, b in
      compared.withLock { $0.append([sorted[a.index].key, sorted[b.index].key]) }
      return match(a.index, b.index, sorted)
    }.trace()
    return Report(outcome: outcome, compared: compared.withLock { $0 })
  }

  static func verbatim(_ credit: Credit) -> String {
    credit.verbatim ?? "\(credit.source ?? credit.reporter ?? ""): \(credit.key)"
  }

  private static func claim(_ credit: Credit) -> Claim {
    Claim(
      source: credit.source.map { .init(text: $0, outlet: credit.isKnown ? credit.outlet ?? $0 : nil) },
      reporter: credit.reporter.map { .init(text: $0, outlet: $0) }, role: credit.role,
      kind: credit.source == nil ? nil : credit.kind, pattern: "test", language: "az", position: .lead, span: 0..<1,
      confidence: 1, looksLikeAnother: credit.looksLikeAnother)
  }

  private func match(_ a: Int, _ b: Int, _ sorted: [Item]) -> Match? {
    let (first, second) = (sorted[a], sorted[b])
    let shared = first.words.intersection(second.words).count
    guard shared * 20 >= min(first.words.count, second.words.count) else { return nil }
    let pair: Set = [first.key, second.key]
    let union = first.words.union(second.words).count
    let kind: Match.Kind =
      if templates.contains(pair) {
        .template
      } else if first.url == second.url && first.outlet == second.outlet {
        .version
      } else {
        shared == union ? .identical : shared * 2 > union ? .nearDuplicate : .partial
      }
    return Match(
      a: ArticleID(a), b: ArticleID(b), kind: kind, jaccard: Double(shared) / Double(union),
      containmentOfAInB: Double(shared) / Double(first.words.count),
      containmentOfBInA: Double(shared) / Double(second.words.count), sharedWordCount: shared,
      longestPassageWordCount: shared, hasChangedNumbers: renumbered.contains(pair), order: .unknown)
  }

  /// Clusters as the contract has them: a copy joins its best earlier parent's cluster.
  private func clustered(_ matches: [Match], count: Int, articles: inout [TracedArticle]) -> ([Cluster], [ArticleID?]) {
    var parents = [ArticleID?](repeating: nil, count: count)
    var shares = [Double](repeating: 0, count: count)
    for match in matches where match.kind != .template && !apart.contains(articles[match.b.index].key) {
      let isTied = max(match.containmentOfAInB, match.containmentOfBInA) >= 0.6
      guard isTied, match.containmentOfBInA > shares[match.b.index] else { continue }
      (parents[match.b.index], shares[match.b.index]) = (match.a, match.containmentOfBInA)
    }
    var roots: [Int] = []
    var members: [Int: [ArticleID]] = [:]
    for index in 0..<count {
      roots.append(parents[index].map { roots[$0.index] } ?? index)
      members[roots[index], default: []].append(ArticleID(index))
    }
    let clusters = members.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    for (position, cluster) in clusters.enumerated() {
      for member in cluster { articles[member.index].cluster = position }
    }
    return (clusters.map { Cluster(id: "k\($0[0].rawValue)", members: $0, cohesion: 1) }, parents)
  }
}

/// What came of a world, looked up by key.
struct Report {
  var outcome: TracingOutcome
  var compared: [Set<String>]

  func article(_ key: String) -> TracedArticle? { outcome.articles.first { $0.key == key } }
  func standing(_ key: String) -> Standing? { article(key)?.standing }
  func parent(_ key: String) -> String? { article(key)?.parent.map { outcome.articles[$0.index].key } }
  func claims(_ key: String) -> [JudgedClaim] {
    outcome.claims.filter { outcome.articles[$0.article.index].key == key }
  }
  func verdict(_ key: String) -> Verdict? { claims(key).first?.verdict }
  /// The reason of a claim with its article named by key, as numbers differ between worlds.
  func unnumbered(_ claim: JudgedClaim) -> String {
    let text = String(describing: claim.reason)
    guard let article = claim.reason.holding?.article else { return text }
    let (number, key) = (String(describing: article), outcome.articles[article.index].key)
    return text.split(separator: number, omittingEmptySubsequences: false).joined(separator: key)
  }
  func evidence(_ key: String) -> String? { claims(key).first?.evidence.map { outcome.articles[$0.index].key } }
  func chain(_ key: String) -> Chain? { outcome.chains.first { outcome.articles[$0.article.index].key == key } }
  func claimed(_ key: String) -> String? { chain(key)?.claimed.map(\.outlet).joined(separator: " > ") }
  func evidenced(_ key: String) -> String? { chain(key)?.evidenced.map(\.outlet).joined(separator: " > ") }
  func origin(_ key: String) -> String? { chain(key).map { outcome.articles[$0.origin.index].key } }
}

/// A story's words; stories with other numbers share nothing.
func story(_ number: Int, _ range: Range<Int> = 0..<100) -> Set<Int> { Set(range.map { number * 1000 + $0 }) }

/// The story with `count` words replaced by the editor's own.
func edited(_ words: Set<Int>, _ count: Int, editor: Int) -> Set<Int> {
  Set(words.sorted().dropFirst(count)).union((0..<count).map { -editor * 1000 - $0 - 1 })
}
