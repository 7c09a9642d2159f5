import Clustering
import Corpus
import Tracing

/// The first page: what the run brought, and what to look at first.
extension ReportModel {
  /// Clusters on the first page's list.
  private static let worklistLength = 10

  func overviewView() -> View {
    var view = page(words["overview.title"], .overview)
    view["period"] = period
    view["hasArticles"] = !run.articles.isEmpty
    view["figures"] = figures
    let first = clusterOrder.prefix(Self.worklistLength).prefix { tallies[$0].disputed + tallies[$0].uncredited > 0 }
    view["hasFirst"] = !first.isEmpty
    view["first"] = first.map { worklistView($0) }
    if run.clusters.count > 0 {
      view["allClusters"] = words.fill("overview.first.all", ["n": words.number(run.clusters.count)])
    }
    view["standings"] = standingViews
    view["verdicts"] = verdictViews
    view["hasVerdicts"] = !run.claims.isEmpty
    view.merge(matrixView())
    if !run.rejections.isEmpty {
      view["rejected"] = words.fill("overview.rejects.some", ["n": words.count(run.rejections.count, "records")])
    }
    return view
  }

  private var period: String {
    let (articles, outlets) = (words.count(run.articles.count, "articles"), words.count(run.outlets.count, "outlets"))
    if run.articles.isEmpty { return words["overview.nothing"] }
    guard let first = totals.first, let last = totals.last
    else { return words.fill("overview.period.none", ["articles": articles, "outlets": outlets]) }
    let (from, to) = (words.day(first, in: options.zone), words.day(last, in: options.zone))
    if from == to {
      return words.fill("overview.period.day", ["articles": articles, "outlets": outlets, "day": from])
    }
    return words.fill(
      "overview.period", ["articles": articles, "outlets": outlets, "first": from, "last": to])
  }

  private var figures: [View] {
    func standing(_ standings: Set<Standing>) -> Int { standings.reduce(0) { $0 + totals.standings[$1, default: 0] } }
    func figure(_ name: String, _ number: Int, file: String? = nil, attention: Bool = false) -> View {
      var view: View = ["figureText": words["figure.\(name)"], "figure": words.number(number)]
      view["figureFile"] = file
      view["figureClass"] = attention && number > 0 ? name : nil
      return view
    }
    let copies: Set<Standing> = [.creditedCopy, .disputedCopy, .uncreditedCopy, .unverifiedCopy, .sameOwnerCopy]
    return [
      figure("articles", run.articles.count), figure("outlets", run.outlets.count, file: "outlets.html"),
      figure("clusters", run.clusters.count, file: "clusters.html"), figure("copies", standing(copies)),
      figure("disputed", standing([.disputedCopy]), attention: true),
      figure("uncredited", standing([.uncreditedCopy]), attention: true),
      figure("claims", run.claims.count, file: "claims.html"),
      figure("rejects", run.rejections.count, file: "rejects.html"),
    ]
  }

  private func worklistView(_ cluster: Int) -> View {
    let tally = tallies[cluster]
    let founding = run.clusters[cluster].founding
    var view = articleView(founding)
    view["title"] = title(founding)
    view["clusterFile"] = clusterFile(cluster)
    if tally.disputed > 0 { view["whyDisputed"] = words.count(tally.disputed, "disputed") }
    if tally.uncredited > 0 { view["whyUncredited"] = words.count(tally.uncredited, "uncredited") }
    view["size"] = sizeText(cluster)
    return view
  }

  /// `7 articles from 6 outlets`, with the time that they span where it is known.
  func sizeText(_ cluster: Int) -> String {
    let (articles, outlets) = (
      words.count(tallies[cluster].size, "articles"), words.count(tallies[cluster].outlets, "outlets")
    )
    let span = ClusterSpan(run.clusters[cluster], in: run.articles)
    guard let first = span.first, let last = span.last, last.orderingSecond > first.orderingSecond else {
      return words.fill("cluster.summary", ["articles": articles, "outlets": outlets])
    }
    let duration = words.duration(seconds: last.orderingSecond - first.orderingSecond)
    return words.fill("cluster.summary.span", ["articles": articles, "outlets": outlets, "duration": duration])
  }

  private var standingViews: [View] {
    let total = Double(max(run.articles.count, 1))
    var (views, place): ([View], Double) = ([], 0)
    for standing in Standing.readingOrder {
      guard let count = totals.standings[standing] else { continue }
      let width = Double(count) / total * 1000
      var view = chip(standing)
      view["count"] = words.number(count)
      view["share"] = words.percent(Double(count) / total)
      view["barX"] = FixedDecimal.text(place, places: 1)
      view["barWidth"] = FixedDecimal.text(width, places: 1)
      place += width
      views.append(view)
    }
    return views
  }

  private var verdictViews: [View] {
    Verdict.readingOrder.compactMap { verdict in
      guard let count = totals.verdicts[verdict] else { return nil }
      var view = chip(verdict)
      view["count"] = words.number(count)
      view["share"] = words.percent(Double(count) / Double(run.claims.count))
      view["verdictFile"] = verdict.file
      return view
    }
  }

  /// Who took text from whom: the outlets that took most, and those that most was taken from.
  private func matrixView() -> View {
    let matrix = FlowMatrix(run.flows)
    let most = run.flows.lazy.map(\.copyCount).max() ?? 0
    let rows: [View] = matrix.outlets.map { copier in
      let cells: [View] = matrix.sources.map { source in
        let count = matrix.flow(of: copier, from: source)?.copyCount ?? 0
        let heat = count == 0 ? 0 : 1 + 3 * (count - 1) / max(most - 1, 1)
        return ["ties": count == 0 ? "" : words.number(count), "heat": copier == source ? "same" : "heat\(heat)"]
      }
      return ["rowOutlet": outlet(named: copier), "cells": cells]
    }
    return [
      "hasMatrix": !rows.isEmpty, "matrixRows": rows, "matrixColumns": matrix.sources.map { outlet(named: $0) },
      "matrixCaption": words.fill("overview.matrix.caption", ["n": words.number(rows.count)]),
    ]
  }
}
