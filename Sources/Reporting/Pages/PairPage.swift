import Attribution
import Corpus
import Matching
import Tracing

/// Two texts side by side, for the report and for `menbe compare`.
struct PairPage {
  /// One of the two.
  struct Side {
    var role: String
    var title: String
    var outlet: String
    var published: PublishedInterval
    var wordCount: Int
    var url: String
    var body: [UInt8]
    var credits: [Range<Int>]
  }

  let first: Side
  let second: Side
  let passages: [Passage]
  let figures: PairFigures?
  /// What the second text says of its origin, as views.
  let claims: [View]
  let claimsHeading: String
  let words: Words
  let zone: ReportZone

  var view: View {
    let numbered = passages.sorted {
      ($0.sourceB.lowerBound, $0.sourceA.lowerBound) < ($1.sourceB.lowerBound, $1.sourceA.lowerBound)
    }
    return [
      "lead": lead, "facts": facts, "claims": claims, "claimsHeading": claimsHeading,
      "hasPassages": !passages.isEmpty,
      "sides": [
        side(first, ("a", "b"), numbered.map(\.sourceA), figures?.containmentOfFirst),
        side(second, ("b", "a"), numbered.map(\.sourceB), figures?.containmentOfSecond),
      ],
    ]
  }

  private var lead: String {
    var parts: [String] = []
    if let figures {
      parts.append(words["kind.\(figures.kind.rawValue)"] + ".")
      if figures.hasChangedNumbers { parts.append(words["pair.numbers"]) }
    }
    if first.published.isSurelyBefore(second.published) {
      parts.append(words["order.known"])
    } else if second.published.isSurelyBefore(first.published) {
      parts.append(words["order.reversed"])
    } else {
      parts.append(words["order.unknown"])
    }
    return parts.joined(separator: " ")
  }

  private var facts: [View] {
    var facts: [View] = []
    func fact(_ name: String, _ value: String) { facts.append(["factName": words[name], "factValue": value]) }
    fact("pair.passages", words.number(passages.count))
    if let figures {
      fact("pair.longest", words.count(figures.longestPassageWordCount, "words"))
      fact("pair.jaccard", words.decimal(figures.jaccard, places: 2))
    }
    if first.published.isFromPublisher, second.published.isFromPublisher {
      let seconds = second.published.orderingSecond - first.published.orderingSecond
      fact("pair.delay", words.duration(seconds: seconds))
    }
    return facts
  }

  private func side(
    _ side: Side, _ letters: (here: String, there: String), _ ranges: [Range<Int>], _ containment: Double?
  ) -> View {
    let text = MarkedText(side: letters, body: side.body, passages: ranges, credits: side.credits, words: words)
    var view: View = [
      "sideID": letters.here, "sideRole": side.role, "sideTitle": side.title, "outlet": side.outlet,
      "time": words.time(side.published, in: zone), "machineTime": false,
      "words": words.count(side.wordCount, "words"), "paragraphs": text.paragraphs, "held": false, "link": false,
    ]
    if let containment { view["held"] = words.fill("pair.held", ["percent": words.percent(containment)]) }
    if side.published.isFromPublisher { view["machineTime"] = UTCTime.text(side.published) }
    if let link = HTMLText.link(side.url) { view["link"] = link }
    return view
  }
}

extension ReportModel {
  /// A copy beside the text that it comes from.
  func pairView(
    _ copy: ArticleID, of parent: ArticleID, _ parentText: Article, _ copyText: Article, _ passages: [Passage]
  ) -> View {
    let figures = match(parent, copy).map { PairFigures($0, firstIsA: $0.a == parent) }
    let page = PairPage(
      first: side(parent, parentText, role: "pair.earlier"), second: side(copy, copyText, role: "pair.copy"),
      passages: passages, figures: figures, claims: claims(of: copy).map { claimView($0, in: copyText.body) },
      claimsHeading: words["pair.claims"], words: words, zone: options.zone)
    let back = run.articles[copy.index].cluster.flatMap { clusterFile($0) } ?? "clusters.html"
    let view = self.page(words["pair.title"], .clusters, root: "../")
    return view.merging(page.view).merging(["backFile": "../\(back)#m\(copy.rawValue)"])
  }

  private func side(_ article: ArticleID, _ text: Article, role: String) -> PairPage.Side {
    let traced = run.articles[article.index]
    return PairPage.Side(
      role: words[role], title: title(article), outlet: outlet(article), published: traced.published,
      wordCount: traced.wordCount, url: traced.url, body: text.body, credits: claims(of: article).map(\.claim.span))
  }
}
