import Corpus
import Tracing

/// The credit lines: a page with the first of each verdict, and pages with all of each.
extension PageWriter {
  /// Credit lines of a verdict on the page of all verdicts.
  private static let examples = 5

  /// Positions of claims by verdict, in reading order.
  var claimsByVerdict: [(verdict: Verdict, claims: [Int])] {
    var positions: [Verdict: [Int]] = [:]
    for position in model.run.claims.indices {
      positions[model.run.claims[position].verdict, default: []].append(position)
    }
    return Verdict.readingOrder.compactMap { verdict in positions[verdict].map { (verdict, $0) } }
  }

  func writeClaimOverview() throws(ReportingError) {
    var groups: [View] = []
    for (verdict, all) in claimsByVerdict { groups.append(try group(verdict, all)) }
    var view = model.page(model.words["claims.title"], .claims)
    view["isOverview"] = true
    view["hasRows"] = !groups.isEmpty
    view["groups"] = groups
    try render("claims", view, to: "claims.html")
  }

  func writeClaims(_ verdict: Verdict, _ all: [Int]) throws(ReportingError) {
    let model = model
    let listed = all.prefix(model.options.listedRowLimit)
    func file(_ page: Int) -> String { page == 0 ? verdict.file : "claims-\(verdict.rawValue)-\(page + 1).html" }
    try paged(listed, file) { (rows, page, pager) throws(ReportingError) in
      var view = model.page(model.words["verdict.\(verdict.rawValue)"], .claims)
      view["isOverview"] = false
      view["hasRows"] = true
      view["heading"] = model.chip(verdict)
      view["capNote"] = model.capNote(listed.count, of: all.count, file: "claims.csv")
      view["groups"] = [["claims": try views(rows), "groupID": false] as View]
      view["pager"] = pager
      try render("claims", view, to: file(page))
    }
  }

  private func group(_ verdict: Verdict, _ all: [Int]) throws(ReportingError) -> View {
    var view: View = [
      "heading": model.chip(verdict), "groupID": verdict.rawValue, "groupCount": model.words.number(all.count),
      "claims": try views(all.prefix(Self.examples)), "groupFile": verdict.file,
    ]
    if all.count > Self.examples {
      view["groupMore"] = model.words.fill("claims.more", ["n": model.words.number(all.count)])
    }
    return view
  }

  /// Claims in their sentences; an article with several claims in a row is read once.
  private func views(_ positions: some Sequence<Int>) throws(ReportingError) -> [View] {
    var (views, last): ([View], (id: ArticleID, body: [UInt8])?) = ([], nil)
    for position in positions {
      let claim = model.run.claims[position]
      let body: [UInt8]
      if let last, last.id == claim.article {
        body = last.body
      } else {
        body = try texts.readArticle(claim.article, model).body
      }
      last = (claim.article, body)
      var view = model.claimView(claim, in: body).merging(model.articleView(claim.article))
      // The heading above them has their verdict.
      view["verdict"] = false
      view["judged"] = !claim.flags.isEmpty
      view["storyTitle"] = model.title(claim.article, limit: 160)
      view["storyFile"] = storyFile(claim.article)
      views.append(view)
    }
    return views
  }

  private func storyFile(_ article: ArticleID) -> String? {
    model.run.articles[article.index].cluster.flatMap { model.clusterFile($0) }.map { "\($0)#m\(article.rawValue)" }
  }
}
