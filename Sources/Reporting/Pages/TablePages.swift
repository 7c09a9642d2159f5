import Corpus
import Tracing

/// The pages that are one table each: outlets and rejects.
extension PageWriter {
  func writeOutlets() throws(ReportingError) {
    let model = model
    let order = ByteOrder.positions(of: model.run.outlets.lazy.map(\.outlet))
    let outlets = order.map { model.run.outlets[$0] }
    func file(_ page: Int) -> String { page == 0 ? "outlets.html" : "outlets-\(page + 1).html" }
    try paged(outlets, file) { (rows, page, pager) throws(ReportingError) in
      var view = model.page(model.words["outlets.title"], .outlets)
      view["rows"] = rows.map { model.outletRow($0) }
      view["flows"] = page == 0 ? model.flowView() : nil
      view["pager"] = pager
      try render("outlets", view, to: file(page))
    }
  }

  func writeRejects() throws(ReportingError) {
    let (model, rejections) = (model, model.run.rejections)
    let (listed, english) = (rejections.prefix(model.options.listedRowLimit), try Words(.english))
    var counts: [Rejection.Reason: Int] = [:]
    for rejection in rejections { counts[rejection.reason, default: 0] += 1 }
    let reasons: [View] = Rejection.Reason.allCases.compactMap { reason in
      guard let count = counts[reason] else { return nil }
      return ["reasonText": model.words["reject.\(reason.rawValue)"], "count": model.words.number(count)]
    }
    func file(_ page: Int) -> String { page == 0 ? "rejects.html" : "rejects-\(page + 1).html" }
    try paged(listed, file) { (rows, page, pager) throws(ReportingError) in
      var view = model.page(model.words["rejects.title"], .rejects)
      view["hasRows"] = !rows.isEmpty
      view["reasons"] = reasons
      view["capNote"] = model.capNote(listed.count, of: rejections.count, file: "rejects.csv")
      view["rows"] = rows.map { model.rejectRow($0, english) }
      view["pager"] = pager
      try render("rejects", view, to: file(page))
    }
  }
}

extension ReportModel {
  fileprivate func outletRow(_ profile: OutletProfile) -> View {
    [
      "outlet": outlet(named: profile.outlet),
      "domains": HTMLText.shortened(profile.domains.joined(separator: ", "), to: 120),
      "articles": words.number(profile.articleCount), "originals": words.number(profile.originalCount),
      "copied": words.number(profile.copiedByOthersCount), "credited": words.number(profile.creditedCopyCount),
      "uncredited": words.number(profile.uncreditedCopyCount), "disputed": words.number(profile.disputedClaimCount),
      "hasUncredited": profile.uncreditedCopyCount > 0, "hasDisputed": profile.disputedClaimCount > 0,
      "delay": profile.medianDelayMinutes.map { words.decimal($0, places: 1) } ?? "",
    ]
  }

  fileprivate func rejectRow(_ rejection: Rejection, _ english: Words) -> View {
    [
      "input": rejection.input, "line": rejection.line > 0 ? words.number(rejection.line) : "",
      "offset": words.number(rejection.offset), "reasonText": words["reject.\(rejection.reason.rawValue)"],
      "detail": words.detail(HTMLText.shortened(rejection.detail, to: 300), english: english),
    ]
  }
}
