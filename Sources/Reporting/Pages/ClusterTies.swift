import Clustering
import Corpus
import Matching
import Tracing

/// What a reviewer should look at twice in a cluster: its weakest tie, and articles of other clusters that hold its text.
struct ClusterTies {
  /// Articles of other clusters that a match ties to a member, each with the best of those matches, by article.
  private(set) var elsewhere: [[(article: ArticleID, containment: Double)]]

  init(_ run: TracedRun) {
    var best = [[ArticleID: Double]](repeating: [:], count: run.clusters.count)
    for match in run.matches where match.kind.isCopy || match.kind == .partial {
      let (one, other) = (run.articles[match.a.index].cluster, run.articles[match.b.index].cluster)
      guard one != other else { continue }
      if let one { best[one][match.b] = max(best[one][match.b] ?? 0, match.containmentOfAInB) }
      if let other { best[other][match.a] = max(best[other][match.a] ?? 0, match.containmentOfBInA) }
    }
    elsewhere = best.map { found in
      found.map { (article: $0.key, containment: $0.value) }.sorted {
        $0.containment == $1.containment ? $0.article < $1.article : $0.containment > $1.containment
      }
    }
  }

  /// The member of which its parent holds least; nil where all are held well.
  static func weakest(_ cluster: Cluster, in articles: [TracedArticle]) -> ArticleID? {
    let tied = cluster.members.filter { articles[$0.index].parent != nil }
    let weakest = tied.min { (articles[$0.index].parentContainment, $0) < (articles[$1.index].parentContainment, $1) }
    guard let weakest, articles[weakest.index].parentContainment < wellHeld else { return nil }
    return weakest
  }

  /// A member whose parent holds this share of it needs no second look.
  private static let wellHeld = 0.5
}

extension ReportModel {
  /// At most this many articles of other clusters are shown with a cluster.
  private static let shownElsewhere = 20

  func tieViews(_ position: Int) -> View {
    var view: View = [:]
    if let weakest = ClusterTies.weakest(run.clusters[position], in: run.articles) {
      view["weakest"] = [
        "weakestAnchor": "m\(weakest.rawValue)",
        "weakestText": words.fill(
          "cluster.weakest.text",
          [
            "percent": words.percent(run.articles[weakest.index].parentContainment), "outlet": outlet(weakest),
          ]),
      ]
    }
    let all = ties.elsewhere[position]
    view["hasElsewhere"] = !all.isEmpty
    if all.count > Self.shownElsewhere {
      view["elsewhereNote"] = words.fill(
        "cluster.elsewhere.capped",
        ["n": words.number(Self.shownElsewhere), "total": words.number(all.count)])
    }
    view["elsewhere"] = all.prefix(Self.shownElsewhere).map { article, containment -> View in
      var item: View = [
        "elsewhereText": words.fill(
          "cluster.elsewhere.item", ["outlet": outlet(article), "title": title(article, limit: 160)]),
        "elsewhereShare": words.fill("cluster.elsewhere.share", ["percent": words.percent(containment)]),
      ]
      item["elsewhereFile"] = run.articles[article.index].cluster.flatMap { clusterFile($0) }.map {
        "../\($0)#m\(article.rawValue)"
      }
      return item
    }
    return view
  }
}
