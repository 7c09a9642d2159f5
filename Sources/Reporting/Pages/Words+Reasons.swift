import Corpus
public import Tracing

extension Words {
  /// Why a claim has its verdict, and whether its page links to the article that decided.
  public func reason(of claim: JudgedClaim, in articles: [TracedArticle]) -> String {
    let sentence = sentence(claim.reason, in: articles)
    return claim.isLinked ? sentence + " " + self["reason.linked"] : sentence
  }

  /// Why a claim has its verdict, in one sentence that names articles, shares and times.
  public func sentence(_ reason: Reason, in articles: [TracedArticle]) -> String {
    switch reason {
    case .onlyReporter: self["reason.only-reporter"]
    case .itself: self["reason.itself"]
    case .unknownName(let name): fill("reason.unknown-name", ["name": name])
    case .statement: self["reason.statement"]
    case .noOutlet(let name): fill("reason.no-outlet", ["name": name])
    case .notInCorpus(let outlet): fill("reason.not-in-corpus", ["outlet": outlet])
    case .notInWindow(let outlet, let count, let window):
      fill(
        "reason.not-in-window",
        ["articles": self.count(count, "articles"), "outlet": outlet, "window": phrase(window)])
    case .namelessHolder(let holding, let outlet):
      fill("reason.nameless", ["holding": phrase(holding, in: articles), "outlet": outlet])
    case .otherOrigin(let holding, let gap, let outlet, let isCreditedThereToo, let count):
      fill(
        isCreditedThereToo ? "reason.other-origin.too" : "reason.other-origin",
        [
          "holding": phrase(holding, in: articles), "gap": phrase(gap), "outlet": outlet,
          "articles": self.count(count, "articles"),
        ])
    case .nothingSimilar(let outlet, let count, let window):
      fill(
        "reason.nothing-similar",
        ["outlet": outlet, "articles": self.count(count, "articles"), "window": phrase(window)])
    case .reviewed(let reviewer, let date, let note):
      fill("reason.reviewed", ["reviewer": reviewer, "date": date, "note": note])
    case .circle(let holding): fill("reason.circle", ["holding": phrase(holding, in: articles)])
    case .earlier(let holding, let gap):
      fill("reason.earlier", ["holding": phrase(holding, in: articles), "gap": phrase(gap)])
    case .orderUnknown(let holding, let doubt):
      fill("reason.order-unknown", ["holding": phrase(holding, in: articles), "doubt": phrase(doubt)])
    case .later(let holding, let gap):
      fill("reason.later", ["holding": phrase(holding, in: articles), "gap": phrase(gap)])
    }
  }

  /// The article as a person looks it up: outlet and id.
  func name(_ article: TracedArticle) -> String {
    article.outlet.isEmpty
      ? fill("reason.article.nameless", ["id": article.key])
      : fill("reason.article", ["outlet": article.outlet, "id": article.key])
  }

  /// A share in whole per cent, rounded down, so that only all of a text is 100 %.
  func wholePercent(_ share: Double) -> String {
    fill("reason.percent", ["n": String(Int((min(max(share, 0), 1) * 100 + 1e-9).rounded(.down)))])
  }

  /// A span of time in its two largest units, rounded down; below a minute in seconds.
  func wholeDuration(_ seconds: Int64) -> String {
    seconds < 60
      ? fill("duration.seconds", ["n": String(seconds)]) : duration(seconds: seconds - seconds % unit(of: seconds))
  }

  /// The smaller of the two units that a span of time is told in.
  private func unit(of seconds: Int64) -> Int64 { seconds < 86_400 ? 60 : 3600 }

  /// How far apart two times lie, "at least" where that is a lower bound.
  public func phrase(_ gap: Reason.Gap) -> String {
    let duration = wholeDuration(gap.seconds)
    return gap.isExact ? duration : fill("reason.gap.least", ["duration": duration])
  }

  private func phrase(_ window: ClaimWindow) -> String {
    fill(
      "reason.window",
      ["before": wholeDuration(window.secondsBefore), "after": wholeDuration(window.secondsAfter)])
  }

  private func phrase(_ holding: Reason.Holding, in articles: [TracedArticle]) -> String {
    fill(
      "reason.holding",
      [
        "article": name(articles[holding.article.index]), "percent": wholePercent(holding.share),
        "words": count(holding.passageWordCount, "words"),
      ])
  }

  /// Why two times do not tell which came first.
  public func phrase(_ doubt: Reason.Doubt) -> String {
    switch doubt {
    case .sameTime: self["reason.doubt.same-time"]
    case .overlap: self["reason.doubt.overlap"]
    case .itsBasis(let basis): find("reason.doubt.its.\(basis.rawValue)") ?? self["reason.doubt.overlap"]
    case .ownBasis(let basis): find("reason.doubt.own.\(basis.rawValue)") ?? self["reason.doubt.overlap"]
    }
  }
}
