import Clustering
import Corpus
import Matching
import Tracing

/// What all pages need to know: the run, the order in which clusters are worth a look, and which pages there are.
struct ReportModel: Sendable {
  let run: TracedRun
  let summary: RunSummary
  let words: Words
  let options: ReportOptions
  /// Positions of clusters: most disputed copies first, then most copies without credit, then the largest, then by id.
  let clusterOrder: [Int]
  /// The standings of each cluster's members, counted.
  let tallies: [ClusterTally]
  /// The place of each cluster in that order, from 1.
  let clusterNumber: [Int]
  /// Copies with a page side by side with their parent.
  let pairedCopies: [ArticleID]
  /// The matches of each cluster.
  let matchIndex: MatchIndex
  /// Positions of the claims whose verdict is another one than before.
  let changedClaims: Set<Int>
  /// The figures of the whole run.
  let totals: RunTotals
  private let isPaired: Set<ArticleID>

  init(run: TracedRun, summary: RunSummary, words: Words, options: ReportOptions) {
    (self.run, self.summary, self.words, self.options) = (run, summary, words, options)
    let tallies = run.clusters.map { ClusterTally($0, in: run.articles) }
    let byID = ByteOrder.ranks(of: run.clusters.map(\.id))
    let order = run.clusters.indices.sorted { a, b in
      let (left, right) = (tallies[a], tallies[b])
      if left.disputed != right.disputed { return left.disputed > right.disputed }
      if left.uncredited != right.uncredited { return left.uncredited > right.uncredited }
      if left.size != right.size { return left.size > right.size }
      return byID[a] < byID[b]
    }
    var numbers = [Int](repeating: 0, count: order.count)
    for (place, cluster) in order.enumerated() { numbers[cluster] = place + 1 }
    (self.tallies, clusterOrder, clusterNumber) = (tallies, order, numbers)
    let copies = order.prefix(options.clusterPageLimit).lazy
      .flatMap { run.clusters[$0].members }
      .filter { run.articles[$0.index].parent.map { parent in parent.index < run.articles.count } ?? false }
    pairedCopies = Array(copies.prefix(options.pairPageLimit))
    isPaired = Set(pairedCopies)
    matchIndex = MatchIndex(run)
    totals = RunTotals(run)
    changedClaims = Set(run.changes.verdicts.map(\.claim))
  }

  /// Clusters with a page of their own, in order.
  var pagedClusters: ArraySlice<Int> { clusterOrder.prefix(options.clusterPageLimit) }

  /// The page of a cluster, from the folder's root; nil without one.
  func clusterFile(_ cluster: Int) -> String? {
    clusterNumber[cluster] <= options.clusterPageLimit ? "cluster/\(clusterNumber[cluster]).html" : nil
  }

  /// The page of a copy beside its parent, from the folder's root; nil without one.
  func pairFile(_ copy: ArticleID) -> String? {
    guard isPaired.contains(copy), let parent = run.articles[copy.index].parent else { return nil }
    return "pair/\(min(copy, parent).rawValue)-\(max(copy, parent).rawValue).html"
  }

  /// The verified match of two articles, if there is one.
  func match(_ one: ArticleID, _ other: ArticleID) -> Match? {
    let (a, b) = (min(one, other), max(one, other))
    var (low, high) = (0, run.matches.count)
    while low < high {
      let middle = (low + high) / 2
      let match = run.matches[middle]
      if (match.a, match.b) < (a, b) { low = middle + 1 } else { high = middle }
    }
    guard low < run.matches.count, run.matches[low].a == a, run.matches[low].b == b else { return nil }
    return run.matches[low]
  }

  /// The judged claims of an article.
  func claims(of article: ArticleID) -> ArraySlice<JudgedClaim> { run.claims[run.articles[article.index].claims] }
}

/// How the members of a cluster stand.
struct ClusterTally {
  let size: Int
  let outlets: Int
  let credited: Int
  let uncredited: Int
  let disputed: Int

  init(_ cluster: Cluster, in articles: [TracedArticle]) {
    func count(_ standing: Standing) -> Int { cluster.members.count { articles[$0.index].standing == standing } }
    (size, outlets) = (cluster.members.count, cluster.outletCount(in: articles))
    (credited, uncredited, disputed) = (count(.creditedCopy), count(.uncreditedCopy), count(.disputedCopy))
  }
}
