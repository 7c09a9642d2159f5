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
  /// Whether the claiming article's page points to the evidence article.
  var isLinked: Bool

  /// The evidence article.
  var article: ArticleID { tie.other }

  /// Weighs a tie by text and time; nil when the other article holds too little to say anything.
  init?(_ tie: Tie, of time: PublishedInterval, to otherTime: PublishedInterval, isLinked: Bool) {
    guard tie.level != .none else { return nil }
    (self.tie, self.isLinked) = (tie, isLinked)
    if otherTime.isSurelyBefore(time) {
      rank = tie.level == .whole ? .wholeEarlier : .partEarlier
    } else if time.isSurelyBefore(otherTime) {
      rank = tie.level == .whole ? .wholeLater : .partLater
    } else {
      rank = .orderUnknown
    }
  }

  /// Whether this outweighs `other`: by rank, then share, a link weighing as much as a slip of the hand, then canonical
  /// order.
  func outweighs(_ other: Evidence) -> Bool {
    (rank.rawValue, -weight, article) < (other.rank.rawValue, -other.weight, other.article)
  }

  private var weight: Double { tie.share + (isLinked ? TracingRules.equallyGoodMargin : 0) }
}

/// Finds what the corpus says about a claim.
struct EvidenceFinder: Sendable {
  let input: TracingInput
  let outlets: OutletTable
  let ties: TieIndex
  let clusters: ClusterIndex
  let compare: @Sendable (ArticleID, ArticleID) throws -> Match?
  private let firstTimes: [PublishedInterval]

  /// Indexes the input; `compare` verifies two articles, the first one first in canonical order, exactly.
  init(input given: TracingInput, compare: @escaping @Sendable (ArticleID, ArticleID) throws -> Match?) {
    let presence = given.presence ?? OutletPresence(given.articles)
    var names = SourceNames(presence.names)
    var input = given
    for index in input.claims.indices { names.resolve(&input.claims[index].claim) }
    (self.input, self.compare) = (input, compare)
    outlets = OutletTable(articles: input.articles, registry: input.outlets, presence: presence)
    ties = TieIndex(matches: input.matches, outlets: outlets)
    clusters = ClusterIndex(clusters: input.clusters, outlets: outlets)
    firstTimes = Self.firstTimes(input)
  }

  /// When an article was published.
  func time(of article: ArticleID) -> PublishedInterval { input.articles[article.index].published }

  /// When the page of an article was first published: of several versions at one address the earliest time counts, since
  /// any of them may be the one that was copied.
  func firstTime(of article: ArticleID) -> PublishedInterval { firstTimes[article.index] }

  private static func firstTimes(_ input: TracingInput) -> [PublishedInterval] {
    var times = input.articles.indices.map { input.articles[$0].published }
    for match in input.matches where match.kind == .version && times[match.a.index].isSurelyBefore(times[match.b.index])
    {
      times[match.b.index] = times[match.a.index]
    }
    return times
  }

  /// Whether the page of `article` points to `other`.
  func isLinked(_ article: ArticleID, to other: ArticleID) -> Bool {
    !input.links.isEmpty && input.links[article.index].contains(other)
  }

  /// The articles of `outlet` to which the article's page points.
  private func linked(from article: ArticleID, outlet: Int32) -> [ArticleID] {
    guard !input.links.isEmpty else { return [] }
    return input.links[article.index].filter { outlets.outlet(of: $0) == outlet }
  }

  /// The tie of two articles, by the given matches, else compared exactly.
  func tie(of article: ArticleID, to other: ArticleID) throws -> Tie? {
    if let known = ties.tie(of: article, to: other) { return known }
    return try compare(min(article, other), max(article, other)).map { Tie($0, from: article) }
  }

  /// The weightiest article of `outlet` for a claim of `article`, if any holds a part of its text.
  ///
  /// Given matches and articles to which the page links come first. Where they do not settle it, articles of the outlet
  /// in the same cluster, then those that share a neighbour, are compared exactly: at most `comparedBefore +
  /// comparedAfter + comparedBySharedNeighbour` comparisons a claim.
  func evidence(for article: ArticleID, from outlet: Int32) throws -> Evidence? {
    var best: Evidence?
    try weigh(article, outlet: outlet) { tie in
      if let found = evidence(tie, of: article), best.map(found.outweighs) ?? true { best = found }
      return best.map { $0.rank == .wholeEarlier && $0.tie.share >= TracingRules.excellentShare } ?? false
    }
    return best
  }

  /// The weight of a tie; nil when the other article holds too little to say anything.
  func evidence(_ tie: Tie, of article: ArticleID) -> Evidence? {
    Evidence(
      tie, of: time(of: article), to: firstTime(of: tie.other), isLinked: isLinked(article, to: tie.other))
  }

  /// Every tie of the article to one of the outlet's that is looked at, the known ones first; `take` says whether these
  /// are enough, so that nothing else is compared.
  func weigh(_ article: ArticleID, outlet: Int32, take: (Tie) throws -> Bool) throws {
    var seen: Set<ArticleID> = [article]
    var isEnough = false
    for other in ties.neighbours(of: article, outlet: outlet) {
      seen.insert(other)
      if let tie = ties.tie(of: article, to: other) { isEnough = try take(tie) }
    }
    for other in linked(from: article, outlet: outlet) where seen.insert(other).inserted {
      if let tie = try tie(of: article, to: other) { isEnough = try take(tie) }
    }
    if isEnough { return }
    for other in untiedClusterMembers(of: article, outlet: outlet) + articlesBySharedNeighbour(of: article, outlet)
    where seen.insert(other).inserted {
      if let tie = try tie(of: article, to: other) { _ = try take(tie) }
    }
  }

  /// The outlet's members of the article's cluster that are nearest to it in canonical order.
  private func untiedClusterMembers(of article: ArticleID, outlet: Int32) -> [ArticleID] {
    guard let cluster = input.articles[article.index].cluster else { return [] }
    let members = clusters.members(of: cluster, outlet: outlet)
    let here = members.partitioningIndex { $0 >= article }
    return members[..<here].suffix(TracingRules.comparedBefore) + members[here...].prefix(TracingRules.comparedAfter)
  }

  /// A few articles of the outlet that match an article which matches this one.
  ///
  /// A form that was filled in otherwise ties no neighbours.
  private func articlesBySharedNeighbour(of article: ArticleID, _ outlet: Int32) -> [ArticleID] {
    var found: [ArticleID] = []
    let neighbours = ties.ties(of: article).filter(\.isTelling).map(\.other)
    for neighbour in neighbours.prefix(TracingRules.sharedNeighbourCount) {
      for other in ties.neighbours(of: neighbour, outlet: outlet)
      where other != article && !found.contains(other) && ties.tie(of: neighbour, to: other)?.isTelling ?? false {
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
      let (other, when) = (outlets.outlet(of: tie.other), firstTime(of: tie.other))
      guard when.isSurelyBefore(time(of: article)), underflows || when.latest >= start else { continue }
      guard other != named, other != own || own == OutletTable.unknown, !sharesOnlyFrame(tie, with: article) else {
        continue
      }
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
