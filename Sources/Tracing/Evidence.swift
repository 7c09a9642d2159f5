internal import Corpus
internal import Matching

/// What an article of the named source says for or against a claim.
struct Evidence {
  /// How much weight it has, the best first: the order in which verdicts are tried.
  enum Rank: Int, Comparable {
    /// Surely earlier, holds the text.
    case wholeEarlier
    /// Surely earlier, holds a substantial part.
    case partEarlier
    /// Holds the text or a part; the intervals overlap.
    case orderUnknown
    /// Holds the text, surely later.
    case wholeLater
    /// Holds a part, surely later: outweighed by another outlet that had all of it earlier.
    case partLater

    static func < (a: Rank, b: Rank) -> Bool { a.rawValue < b.rawValue }
  }

  /// The tie between the claiming article and the evidence article.
  var tie: Tie
  /// Its weight.
  var rank: Rank

  /// The evidence article.
  var article: ArticleID { tie.other }

  /// Weighs a tie by text and time; nil when the other article holds too little to say anything.
  init?(_ tie: Tie, of time: PublishedInterval, to otherTime: PublishedInterval) {
    guard tie.level != .none else { return nil }
    self.tie = tie
    if otherTime.isSurelyBefore(time) {
      rank = tie.level == .whole ? .wholeEarlier : .partEarlier
    } else if time.isSurelyBefore(otherTime) {
      rank = tie.level == .whole ? .wholeLater : .partLater
    } else {
      rank = .orderUnknown
    }
  }

  /// Whether this outweighs `other`: by rank, then share, then canonical order.
  func outweighs(_ other: Evidence) -> Bool {
    (rank.rawValue, -tie.share, article) < (other.rank.rawValue, -other.tie.share, other.article)
  }
}

/// Finds what the corpus says about a claim.
struct EvidenceFinder {
  let input: TracingInput
  let outlets: OutletTable
  let ties: TieIndex
  let clusters: ClusterIndex
  let compare: (ArticleID, ArticleID) throws -> Match?

  /// Indexes the input; `compare` verifies two articles, the first one first in canonical order, exactly.
  init(input given: TracingInput, compare: @escaping (ArticleID, ArticleID) throws -> Match?) {
    let names = SourceNames(articles: given.articles)
    var input = given
    for index in input.claims.indices { input.claims[index].claim = names.resolved(input.claims[index].claim) }
    (self.input, self.compare) = (input, compare)
    outlets = OutletTable(articles: input.articles, registry: input.outlets)
    ties = TieIndex(matches: input.matches, outlets: outlets)
    clusters = ClusterIndex(clusters: input.clusters, outlets: outlets)
  }

  /// When an article was published.
  func time(of article: ArticleID) -> PublishedInterval { input.articles[article.index].published }

  /// The tie of two articles, by the given matches, else compared exactly.
  func tie(of article: ArticleID, to other: ArticleID) throws -> Tie? {
    if let known = ties.tie(of: article, to: other) { return known }
    return try compare(min(article, other), max(article, other)).map { Tie($0, from: article) }
  }

  /// The weightiest article of `outlet` for a claim of `article`, if any holds a part of its text.
  ///
  /// Given matches come first. Where they do not settle it, articles of the outlet in the same cluster, then those
  /// that share a neighbour, are compared exactly: at most `comparedBefore + comparedAfter +
  /// comparedBySharedNeighbour` comparisons a claim.
  func evidence(for article: ArticleID, from outlet: Int32) throws -> Evidence? {
    var best: Evidence?
    var seen: Set<ArticleID> = [article]
    func weigh(_ tie: Tie) {
      guard let found = Evidence(tie, of: time(of: article), to: time(of: tie.other)) else { return }
      if best.map(found.outweighs) ?? true { best = found }
    }
    for other in ties.neighbours(of: article, outlet: outlet) {
      seen.insert(other)
      if let tie = ties.tie(of: article, to: other) { weigh(tie) }
    }
    if let best, best.rank == .wholeEarlier, best.tie.share >= TracingRules.excellentShare { return best }
    for other in untiedClusterMembers(of: article, outlet: outlet) + articlesBySharedNeighbour(of: article, outlet)
    where seen.insert(other).inserted {
      if let tie = try tie(of: article, to: other) { weigh(tie) }
    }
    return best
  }

  /// The outlet's members of the article's cluster that are nearest to it in canonical order.
  private func untiedClusterMembers(of article: ArticleID, outlet: Int32) -> [ArticleID] {
    guard let cluster = input.articles[article.index].cluster else { return [] }
    let members = clusters.members(of: cluster, outlet: outlet)
    let here = members.partitioningIndex { $0 >= article }
    return members[..<here].suffix(TracingRules.comparedBefore) + members[here...].prefix(TracingRules.comparedAfter)
  }

  /// A few articles of the outlet that match an article which matches this one.
  private func articlesBySharedNeighbour(of article: ArticleID, _ outlet: Int32) -> [ArticleID] {
    var found: [ArticleID] = []
    for neighbour in ties.neighbours(of: article).prefix(TracingRules.sharedNeighbourCount) {
      for other in ties.neighbours(of: neighbour, outlet: outlet) where other != article && !found.contains(other) {
        found.append(other)
        if found.count == TracingRules.comparedBySharedNeighbour { return found }
      }
    }
    return found
  }

  /// The best article, surely earlier and in the window, of another outlet than the article's own and the named one
  /// that holds the text; and one that would be it, were its outlet known.
  func rivals(of article: ArticleID, named: Int32) -> (known: Tie?, unknown: Tie?) {
    let own = outlets.outlet(of: article)
    let (start, underflows) = time(of: article).earliest.subtractingReportingOverflow(input.window.secondsBefore)
    var (known, unknown): (Tie?, Tie?)
    for tie in ties.ties(of: article) where tie.level == .whole {
      let (other, when) = (outlets.outlet(of: tie.other), time(of: tie.other))
      guard when.isSurelyBefore(time(of: article)), underflows || when.latest >= start else { continue }
      guard other != named, other != own || own == OutletTable.unknown else { continue }
      if other == OutletTable.unknown {
        if unknown.map({ tie.isBetterOrigin(than: $0) }) ?? true { unknown = tie }
      } else if known.map({ tie.isBetterOrigin(than: $0) }) ?? true {
        known = tie
      }
    }
    return (known, unknown)
  }
}

extension Tie {
  /// Whether the other article is the likelier origin: by share, then canonical order.
  func isBetterOrigin(than rival: Tie) -> Bool { (-share, other) < (-rival.share, rival.other) }
}
