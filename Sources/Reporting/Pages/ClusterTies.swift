import Clustering
import Corpus
import Matching
import Tracing

/// What a reviewer should look at twice in a cluster: its weakest tie, and articles of other clusters that hold its text.
enum ClusterTies {
  /// Articles outside of a cluster that a match ties to a member, each with the share of it that the member holds; the
  /// best comes first.
  static func elsewhere(_ cluster: Int, in model: ReportModel) -> [(article: ArticleID, containment: Double)] {
    let run = model.run
    var best: [ArticleID: Double] = [:]
    for position in model.matchIndex.matches(of: cluster) {
      let match = run.matches[position]
      guard match.kind.isCopy || match.kind == .partial else { continue }
      let (one, other) = (run.articles[match.a.index].cluster, run.articles[match.b.index].cluster)
      guard one != other else { continue }
      if one == cluster { best[match.b] = max(best[match.b] ?? 0, match.containmentOfAInB) }
      if other == cluster { best[match.a] = max(best[match.a] ?? 0, match.containmentOfBInA) }
    }
    return best.map { (article: $0.key, containment: $0.value) }.sorted {
      $0.containment == $1.containment ? $0.article < $1.article : $0.containment > $1.containment
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
    let all = ClusterTies.elsewhere(position, in: self)
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
