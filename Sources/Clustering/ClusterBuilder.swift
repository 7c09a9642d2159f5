public import Corpus
public import Matching

/// Ties articles into clusters: a forest of best earlier parents in canonical order, not the transitive closure.
///
/// Each article looks only at earlier ones, takes the one that holds most of its text as its parent, and joins that
/// one's cluster if it also matches the founding article or a fair share of the members. So an article that quotes two
/// stories bridges nothing, and A~B, B~C alone does not put C beside A: what a single member holds and the founding
/// article does not may be another story that this member holds too.
public struct ClusterBuilder: Sendable {
  /// A member matches the founding article at least this far in the better direction.
  public static let foundingContainment = 0.15
  /// Or this share of the members that are looked at.
  public static let memberShare = 0.34
  /// And no fewer of them than this.
  public static let leastMatchingMembers = 2
  /// Members that are looked at when the founding article does not match.
  static let membersTried = 6

  /// The clusters, and each article's parent, cluster and share of text that the parent holds.
  public struct Result: Sendable {
    /// Clusters of two or more, by founding article.
    public var clusters: [Cluster]
    /// For each article the earlier member of its cluster that holds most of its text.
    public var parents: [ArticleID?]
    /// For each article the position of its cluster in `clusters`.
    public var clusterOfArticle: [Int?]
  }

  /// Builds the clusters of `articleCount` articles.
  ///
  /// `matches` are verified, sorted by (b, a); kinds that are no edge are passed over. `compare` answers for a pair
  /// that `matches` does not hold, nil where the texts do not match. `clusterID` mints an id from the founding article.
  public static func build<E: Error>(
    articleCount: Int, matches: [Match], compare: (ArticleID, ArticleID) throws(E) -> Match?,
    clusterID: (ArticleID) -> String
  ) throws(E) -> Result {
    var forest = Forest(articleCount: articleCount)
    var start = 0
    while start < matches.count {
      let article = matches[start].b
      var end = start
      while end < matches.count, matches[end].b == article { end += 1 }
      if let parent = try parent(of: article, own: matches[start..<end], in: forest, compare: compare) {
        forest.attach(article, to: parent)
      }
      start = end
    }
    return forest.result(matches: matches, clusterID: clusterID)
  }

  /// The earlier article that `article` is attached to; nil where it founds a cluster or stays alone.
  ///
  /// `own` are the verified matches in which it comes last; `forest` knows where all earlier articles stand.
  public static func parent<E: Error>(
    of article: ArticleID, own: ArraySlice<Match>, in forest: some ClusterForest,
    compare: (ArticleID, ArticleID) throws(E) -> Match?
  ) throws(E) -> ArticleID? {
    let edges = own.filter(\.isEdge).sorted(by: Match.isBetterParent)
    for edge in edges.prefix(membersTried) {
      let root = forest.root(of: edge.a)
      guard forest.admits(article, to: root),
        try belongs(article, to: root, own: own, edges: edges, forest: forest, compare: compare)
      else { continue }
      return edge.a
    }
    return nil
  }

  private static func belongs<E: Error>(
    _ article: ArticleID, to root: ArticleID, own: ArraySlice<Match>, edges: [Match],
    forest: some ClusterForest,
    compare: (ArticleID, ArticleID) throws(E) -> Match?
  ) throws(E) -> Bool {
    if edges.contains(where: { $0.a == root }) { return true }
    // The founding article in another filling: whatever copies it by mistake, this article tells another story.
    let listed = own.first { $0.a == root }
    let founding = if let listed { Optional(listed) } else { try compare(root, article) }
    if let match = founding {
      if match.kind == .template { return false }
      if match.tie.betterContainment >= foundingContainment { return true }
    }
    let members = sample(of: forest.laterMembers(of: root, before: article))
    var matching = 0
    for member in members {
      if edges.contains(where: { $0.a == member }) {
        matching += 1
      } else if let match = try compare(member, article), match.tie.betterContainment >= foundingContainment {
        matching += 1
      }
    }
    // The founding article is a member too, and does not match.
    return matching >= leastMatchingMembers && Double(matching) >= memberShare * Double(members.count + 1)
  }

  /// Up to `membersTried` members spread over the cluster.
  private static func sample(of members: ArraySlice<ArticleID>) -> [ArticleID] {
    let count = members.count
    guard count > membersTried else { return Array(members) }
    return (0..<membersTried).map { members[members.startIndex + $0 * count / membersTried] }
  }
}

/// Where articles stand while others are put to them.
public protocol ClusterForest {
  /// The founding article of an article's cluster, itself where it is alone.
  func root(of article: ArticleID) -> ArticleID
  /// The members of the cluster that `founding` founds, itself not among them, that come before `article`, in
  /// canonical order.
  func laterMembers(of founding: ArticleID, before article: ArticleID) -> ArraySlice<ArticleID>
  /// Whether nothing that people decided keeps the article out of the cluster.
  func admits(_ article: ArticleID, to founding: ArticleID) -> Bool
}

extension Match {
  /// Whether the match may tie two articles into one cluster.
  public var isEdge: Bool { kind.isCopy && !isPassageOnly }

  /// How well `a` explains the text of `b`: how alike the two are and what it holds of it, then who was first.
  public static func isBetterParent(_ one: Match, _ other: Match) -> Bool {
    let (oneScore, otherScore) = (one.tie.parentScore, other.tie.parentScore)
    return oneScore == otherScore ? one.a < other.a : oneScore > otherScore
  }
}

/// Trees of parents, each with its founding article as root.
private struct Forest: ClusterForest {
  var root: [ArticleID]
  private var parents: [ArticleID?]
  private var members: [ArticleID: [ArticleID]] = [:]

  init(articleCount: Int) {
    root = (0..<articleCount).map { ArticleID($0) }
    parents = Array(repeating: nil, count: articleCount)
  }

  mutating func attach(_ article: ArticleID, to parent: ArticleID) {
    let founding = root[parent.index]
    parents[article.index] = parent
    root[article.index] = founding
    members[founding, default: [founding]].append(article)
  }

  func root(of article: ArticleID) -> ArticleID { root[article.index] }

  func laterMembers(of founding: ArticleID, before article: ArticleID) -> ArraySlice<ArticleID> {
    members[founding].map { $0.dropFirst() } ?? []
  }

  func admits(_ article: ArticleID, to founding: ArticleID) -> Bool { true }

  func result(matches: [Match], clusterID: (ArticleID) -> String) -> ClusterBuilder.Result {
    var sums: [ArticleID: (sum: Double, count: Int)] = [:]
    for match in matches where match.isEdge && root[match.b.index] == match.a {
      sums[match.a, default: (0, 0)].sum += match.tie.betterContainment
      sums[match.a, default: (0, 0)].count += 1
    }
    var clusters: [Cluster] = []
    var clusterOfArticle = [Int?](repeating: nil, count: root.count)
    for founding in members.keys.sorted() {
      guard let all = members[founding] else { continue }
      for member in all { clusterOfArticle[member.index] = clusters.count }
      let tally = sums[founding, default: (0, 0)]
      clusters.append(
        Cluster(
          id: clusterID(founding), members: all, cohesion: tally.count == 0 ? 0 : tally.sum / Double(tally.count)))
    }
    return ClusterBuilder.Result(clusters: clusters, parents: parents, clusterOfArticle: clusterOfArticle)
  }
}
