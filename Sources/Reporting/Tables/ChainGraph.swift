import Attribution
import Corpus
public import Tracing

/// Who took the text from whom, as a directed graph: articles, and outlets that are named but have no article here.
///
/// An `evidenced` edge leads from an article to its parent, a `claimed` one from an article to the named outlet's article
/// that holds the text, else to the named outlet. Only articles with an edge are nodes. What a node or edge says is taken
/// from the run as it is written, so that a graph of a million nodes takes a few bytes for each.
public struct ChainGraph: Sendable {
  enum Node {
    case article(Int)
    /// An outlet, by its place in `outlets`.
    case outlet(Int)
  }
  struct Edge {
    var source: Int32
    var target: Int32
    /// The verdict on the claim; nil where the evidence leads.
    var verdict: Verdict?
    /// The share of the source's text that the target holds; negative where a claim leads to none.
    var share: Double
  }

  let run: TracedRun
  private(set) var nodes: [Node] = []
  private(set) var edges: [Edge] = []
  private(set) var outlets: [String] = []

  /// The graph of a run, nodes and edges by article in byte order of ids.
  public init(run: TracedRun) {
    self.init(run: run, order: ByteOrder.positions(of: run.articles.indices.lazy.map { run.articles[$0].key }))
  }

  /// The same, where the positions of articles in that order are known.
  init(run: TracedRun, order: [Int]) {
    self.run = run
    let (articles, claims) = (run.articles, run.claims)
    var used = [Bool](repeating: false, count: articles.count)
    for index in articles.indices {
      let range = articles[index].claims
      guard articles[index].parent != nil || range.contains(where: { Self.isStep(claims[$0]) }) else { continue }
      used[index] = true
      for claim in range { if let other = Self.namedArticle(claims[claim]) { used[other.index] = true } }
      if let parent = articles[index].parent { used[parent.index] = true }
    }
    var nodeOfArticle = [Int32](repeating: -1, count: articles.count)
    for index in order where used[index] {
      nodeOfArticle[index] = Int32(nodes.count)
      nodes.append(.article(index))
    }
    var nodeOfOutlet: [String: Int32] = [:]
    for index in order where used[index] {
      let source = nodeOfArticle[index]
      if let parent = articles[index].parent {
        edges.append(
          Edge(
            source: source, target: nodeOfArticle[parent.index], verdict: nil, share: articles[index].parentContainment)
        )
      }
      var seen: [Int32] = []
      for claim in articles[index].claims where Self.isStep(claims[claim]) {
        let named = Self.namedArticle(claims[claim])
        guard let target = named.map({ nodeOfArticle[$0.index] }) ?? outlet(of: claims[claim], &nodeOfOutlet),
          !seen.contains(target)
        else { continue }
        seen.append(target)
        edges.append(
          Edge(
            source: source, target: target, verdict: claims[claim].verdict,
            share: named == nil ? -1 : claims[claim].evidenceContainment))
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

  private mutating func outlet(of claim: JudgedClaim, _ known: inout [String: Int32]) -> Int32? {
    guard let source = claim.claim.source else { return nil }
    let name = source.outlet ?? source.text
    if let node = known[name] { return node }
    let node = Int32(nodes.count)
    known[name] = node
    nodes.append(.outlet(outlets.count))
    outlets.append(name)
    return node
  }
}
