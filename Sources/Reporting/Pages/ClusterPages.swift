import Clustering
import Corpus
import Tracing

/// The table of clusters, and a page for each of the first ones.
extension PageWriter {
  func writeClusterTable() throws(ReportingError) {
    let model = model
    func file(_ page: Int) -> String { page == 0 ? "clusters.html" : "clusters-\(page + 1).html" }
    try paged(model.pagedClusters, file) { (rows, page, pager) throws(ReportingError) in
      var view = model.page(model.words["clusters.title"], .clusters)
      view["hasRows"] = !rows.isEmpty
      view["rows"] = rows.map { model.clusterRow($0) }
      view["pager"] = pager
      let paged = model.pagedClusters.count
      if paged < model.run.clusters.count {
        view["capNote"] = model.words.fill(
          "clusters.capped",
          ["n": model.words.number(paged), "total": model.words.number(model.run.clusters.count)])
      }
      try render("clusters", view, to: file(page))
    }
  }
}

extension ReportModel {
  fileprivate func clusterRow(_ position: Int) -> View {
    let (cluster, tally) = (run.clusters[position], tallies[position])
    let span = ClusterSpan(cluster, in: run.articles)
    var view: View = [
      "number": clusterNumber[position], "title": title(cluster.founding, limit: 160),
      "outlet": outlet(cluster.founding),
      "time": span.first.map { words.time($0, in: options.zone) } ?? words["time.unknown"],
      "second": span.first.map { String($0.orderingSecond) } ?? "",
      "sizeNumber": words.number(tally.size), "outletNumber": words.number(tally.outlets),
      "creditedNumber": words.number(tally.credited), "uncreditedNumber": words.number(tally.uncredited),
      "disputedNumber": words.number(tally.disputed), "hasUncredited": tally.uncredited > 0,
      "hasDisputed": tally.disputed > 0, "hours": span.hours.map { words.decimal($0, places: 1) } ?? "",
    ]
    view["clusterFile"] = clusterFile(position)
    return view
  }

  func clusterView(_ position: Int) -> View {
    let cluster = run.clusters[position]
    var view = page(
      title(cluster.founding), .clusters, root: "../", viewerPage: "cluster/\(clusterNumber[position])")
    view.merge(articleView(cluster.founding))
    view["kicker"] = words.fill("cluster.kicker", ["n": words.number(clusterNumber[position])])
    view["title"] = title(cluster.founding)
    view["summary"] = sizeText(position) + "."
    view["cohesion"] = words.percent(cluster.cohesion)
    view["clusterID"] = cluster.id
    view.merge(tieViews(position))
    var day: String?
    view["members"] = cluster.members.map { member -> View in
      var view = memberView(member, of: cluster)
      let published = run.articles[member.index].published
      if published.basis == .zoned || published.basis == .zoneAssumed {
        let time = options.zone.civilTime(published.earliest)
        let own = words.day(time)
        view["clock"] = time.clock
        view["day"] = own == day ? false : own
        day = own
      } else {
        view["clock"] = words.time(published, in: options.zone)
        view["day"] = false
      }
      return view
    }
    let strip = stripViews(cluster)
    view["hasStrip"] = !strip.isEmpty
    view["strip"] = strip
    let span = ClusterSpan(cluster, in: run.articles)
    view["stripFrom"] = span.first.map { words.time($0, in: options.zone) }
    view["stripTo"] = span.last.map { words.time($0, in: options.zone) }
    let number = clusterNumber[position]
    if number > 1 { view["previousFile"] = "\(number - 1).html" }
    if number < pagedClusters.count { view["nextFile"] = "\(number + 1).html" }
    return view
  }

  private func memberView(_ member: ArticleID, of cluster: Cluster) -> View {
    let article = run.articles[member.index]
    var view = articleView(member)
    view["anchor"] = "m\(member.rawValue)"
    view["memberClass"] = article.standing.chipClass
    view["memberTitle"] = title(member)
    view["standing"] = chip(article.standing)
    view["flags"] = flags(article.flags)
    view["delay"] = delay(member, after: cluster.founding)
    if let parent = article.parent {
      view["held"] = words.fill(
        "cluster.held", ["percent": words.percent(article.parentContainment), "outlet": outlet(parent)])
    }
    view["pairFile"] = pairFile(member).map { "../" + $0 }
    view["claims"] = claims(of: member).map { claimView($0) }
    view["chains"] = chainViews(article)
    return view
  }

  private func delay(_ member: ArticleID, after founding: ArticleID) -> String? {
    let (first, own) = (run.articles[founding.index].published, run.articles[member.index].published)
    guard member != founding, first.isFromPublisher, own.isFromPublisher else { return nil }
    guard first.isSurelyBefore(own) else { return first == own ? words["cluster.delay.same"] : nil }
    let duration = words.duration(seconds: own.orderingSecond - first.orderingSecond)
    return words.fill("cluster.delay.after", ["duration": duration])
  }

  /// The claimed and the evidenced path, where one of them goes further than one step.
  private func chainViews(_ article: TracedArticle) -> [View] {
    guard let position = article.chain else { return [] }
    let chain = run.chains[position]
    return [("cluster.chain.claimed", chain.claimed), ("cluster.chain.evidenced", chain.evidenced)].compactMap {
      (label, hops) -> View? in
      guard hops.count > 1 else { return nil }
      return ["chainLabel": words[label], "hops": hops.map(hopView)]
    }
  }

  /// A hop; one that the evidence contradicts says so.
  private func hopView(_ hop: Chain.Hop) -> View {
    var view: View = ["hopOutlet": outlet(named: hop.outlet)]
    if hop.isBroken, let verdict = hop.verdict { view["hopBroken"] = words["verdict.\(verdict.rawValue)"] }
    return view
  }

  /// The members with known times on one line; empty where there is no span to draw.
  private func stripViews(_ cluster: Cluster) -> [View] {
    let span = ClusterSpan(cluster, in: run.articles)
    guard let first = span.first?.orderingSecond, let last = span.last?.orderingSecond, last > first else { return [] }
    return cluster.members.reversed().compactMap { member in
      let article = run.articles[member.index]
      guard article.published.isFromPublisher else { return nil }
      let share = Double(article.published.orderingSecond - first) / Double(last - first)
      return [
        "dotX": FixedDecimal.text(8 + 624 * share, places: 1), "dotClass": article.standing.chipClass,
        "dotShape": article.standing.outline,
      ]
    }
  }
}
