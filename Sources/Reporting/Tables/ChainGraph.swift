import Attribution
import Clustering
import Corpus
public import Tracing

/// Who took the text from whom, as a directed graph: articles, and outlets that are named but have no article here.
///
/// An `evidenced` edge leads from an article to its parent, a `claimed` one from an article to the named outlet's article
/// that holds the text, else to the named outlet. Only articles with an edge are nodes.
public struct ChainGraph {
  struct Node {
    var id: String
    /// Values by `attributes`; empty ones are not written.
    var values: [String]
  }
  struct Edge {
    var source: Int
    var target: Int
    /// Values by `edgeAttributes`.
    var values: [String]
  }

  static let attributes = ["kind", "outlet", "title", "url", "published_at", "standing", "cluster_id"]
  static let edgeAttributes = ["kind", "verdict", "containment"]

  private(set) var nodes: [Node] = []
  private(set) var edges: [Edge] = []

  /// The graph of a run, nodes and edges by article in byte order of ids.
  public init(run: TracedRun) {
    var (articles, outlets): ([ArticleID: Int], [String: Int]) = ([:], [:])
    var used = [Bool](repeating: false, count: run.articles.count)
    for (index, article) in run.articles.enumerated() {
      let evidence = run.claims[article.claims].compactMap { Self.namedArticle($0) }
      guard article.parent != nil || run.claims[article.claims].contains(where: Self.isStep) else { continue }
      used[index] = true
      for other in evidence + [article.parent].compactMap({ $0 }) { used[other.index] = true }
    }
    let order = ByteOrder.positions(of: run.articles.lazy.map(\.key)).filter { used[$0] }
    for index in order {
      let article = run.articles[index]
      articles[ArticleID(index)] = nodes.count
      nodes.append(
        Node(
          id: "article:" + article.key,
          values: [
            "article", article.outlet, article.title, article.url, UTCTime.text(article.published),
            article.standing.rawValue, article.cluster.map { run.clusters[$0].id } ?? "",
          ]))
    }
    for index in order {
      let article = run.articles[index]
      guard let source = articles[ArticleID(index)] else { continue }
      if let parent = article.parent, let target = articles[parent] {
        let share = FixedDecimal.text(article.parentContainment, places: 4)
        edges.append(Edge(source: source, target: target, values: ["evidenced", "", share]))
      }
      var seen: Set<Int> = []
      for claim in run.claims[article.claims] where Self.isStep(claim) {
        guard let target = Self.namedArticle(claim).flatMap({ articles[$0] }) ?? outlet(of: claim, &outlets),
          seen.insert(target).inserted
        else { continue }
        let share = Self.namedArticle(claim) == nil ? "" : FixedDecimal.text(claim.evidenceContainment, places: 4)
        edges.append(Edge(source: source, target: target, values: ["claimed", claim.verdict.rawValue, share]))
      }
    }
  }

  /// Whether the claim names somebody from whom the text may have come.
  private static func isStep(_ claim: JudgedClaim) -> Bool {
    switch claim.verdict {
    case .selfCredit, .quoted, .unverifiable: false
    default: claim.claim.source != nil
    }
  }

  /// The named outlet's own article that holds the text; not a rival's.
  private static func namedArticle(_ claim: JudgedClaim) -> ArticleID? {
    switch claim.verdict {
    case .confirmed, .confirmedPartial, .confirmedOrderUnknown, .sourceLater, .circular: claim.evidence
    default: nil
    }
  }

  private mutating func outlet(of claim: JudgedClaim, _ outlets: inout [String: Int]) -> Int? {
    guard let source = claim.claim.source else { return nil }
    let name = source.outlet ?? source.text
    if let known = outlets[name] { return known }
    outlets[name] = nodes.count
    nodes.append(Node(id: "outlet:" + name, values: ["outlet", name, "", "", "", "", ""]))
    return nodes.count - 1
  }
}
