internal import Attribution
internal import Corpus

/// Walks back from each article, once along its claims and once along its parents.
struct ChainTracer {
  let finder: EvidenceFinder
  let claims: [JudgedClaim]
  let claimRanges: [Range<Int>]
  let claimFlags: [[Flag]]
  let parentage: Parentage
  let lines: LineOrigins
  private let primary: [Int?]
  private let origins: [ArticleID]

  /// Chooses the claim that each article's claimed path follows, and finds where each evidenced path ends.
  init(
    finder: EvidenceFinder, claims: [JudgedClaim], claimRanges: [Range<Int>], claimFlags: [[Flag]],
    parentage: Parentage,
    lines: LineOrigins
  ) {
    (self.finder, self.claims, self.claimRanges) = (finder, claims, claimRanges)
    (self.claimFlags, self.parentage, self.lines) = (claimFlags, parentage, lines)
    primary = claimRanges.enumerated().map { index, range in
      Self.best(of: range, claims, claimFlags, parent: parentage.parents[index])
    }
    origins = Self.origins(parentage.parents)
  }

  /// The claim that a path follows, of those in `range`.
  private static func best(
    of range: some Sequence<Int>, _ claims: [JudgedClaim], _ flags: [[Flag]], parent: ArticleID?
  ) -> Int? {
    range.filter { isHop(claims[$0].verdict) }.min { a, b in
      order(claims[a], flags[a], parent, a) < order(claims[b], flags[b], parent, b)
    }
  }

  /// Whether a claim with this verdict names somebody whom a chain can lead to: no statement, no office.
  private static func isHop(_ verdict: Verdict) -> Bool {
    verdict != .selfCredit && verdict != .quoted && verdict != .unverifiable
  }

  /// The claim about the parent first, then the strongest verdict, the article's own line, its place in the text.
  private static func order(_ claim: JudgedClaim, _ flags: [Flag], _ parent: ArticleID?, _ index: Int) -> (
    Int, Int, Int, Int
  ) {
    let isAboutParent = parent != nil && claim.evidence == parent && claim.verdict.isConfirmation
    return (isAboutParent ? 0 : 1, claim.verdict.weakness, flags.contains(.inheritedClaim) ? 1 : 0, index)
  }

  /// The end of the path from each article, in linear time: each step is walked once.
  private static func origins(_ parents: [ArticleID?]) -> [ArticleID] {
    var origins = [ArticleID?](repeating: nil, count: parents.count)
    for index in parents.indices where origins[index] == nil {
      var path = [ArticleID(index)]
      var end = ArticleID(index)
      while let parent = parents[end.index] {
        if let known = origins[parent.index] {
          end = known
          break
        }
        path.append(parent)
        end = parent
      }
      for article in path { origins[article.index] = end }
    }
    return origins.enumerated().map { index, origin in origin ?? ArticleID(index) }
  }

  /// The article's chain, if it has a claimed or evidenced source, and whether a hop contradicts the evidence.
  func chain(of article: ArticleID) -> (chain: Chain, isBroken: Bool)? {
    guard primary[article.index] != nil || parentage.parents[article.index] != nil else { return nil }
    let (claimed, verdicts) = claimedPath(of: article)
    let chain = Chain(
      article: article, claimed: claimed, evidenced: evidencedPath(of: article),
      verdict: verdicts.max { $0.weakness < $1.weakness }, origin: origins[article.index])
    return (chain, verdicts.contains(where: \.isContradiction))
  }

  /// The claim that starts the article's claimed path.
  func primaryClaim(of article: ArticleID) -> Int? { primary[article.index] }

  /// The path along claims, with the verdict of each hop.
  ///
  /// It follows a claim to the evidence article of the named outlet and on from there. A path that comes back to one
  /// of its articles ends with it, so that the circle can be seen. Where the named source's article is not in the
  /// corpus, an outlet to which a statement was made closes the path: the text came from there, as far as the text says.
  private func claimedPath(of article: ArticleID) -> (hops: [Chain.Hop], verdicts: [Verdict]) {
    var (hops, verdicts) = ([hop(article)], [Verdict]())
    var (current, visited) = (article, [article])
    while let index = step(from: current, ofPathFrom: article), verdicts.count < TracingRules.longestClaimedPath {
      let claim = claims[index]
      let target = holdsNamedSource(claim.verdict) ? claim.evidence : nil
      let name = claim.claim.source.map { $0.outlet ?? $0.text } ?? ""
      hops.append(Chain.Hop(outlet: name, article: target, verdict: claim.verdict))
      verdicts.append(claim.verdict)
      guard let target else {
        if let quoted = quotedOutlet(in: current, besides: hops) {
          hops.append(Chain.Hop(outlet: quoted, article: nil, verdict: .quoted))
          verdicts.append(.quoted)
        }
        break
      }
      if visited.contains(target) { break }
      visited.append(target)
      current = target
    }
    return (hops, verdicts)
  }

  /// The claim by which the claimed path from `start` goes on from `article`.
  ///
  /// A line that `start` has too, at the same place, is a line of the text that all of them hold. Where it leads to an
  /// article it is a step; where it leads out of the corpus it says who wrote the text, not from whom `article` took it.
  private func step(from article: ArticleID, ofPathFrom start: ArticleID) -> Int? {
    guard let first = primary[article.index], article != start else { return primary[article.index] }
    func isStep(_ claim: Int) -> Bool {
      holdsNamedSource(claims[claim].verdict) || !lines.isLine(claim, ofTextOf: start)
    }
    if isStep(first) { return first }
    let others = claimRanges[article.index].prefix(TracingRules.readClaimCount).filter(isStep)
    return Self.best(of: others, claims, claimFlags, parent: parentage.parents[article.index])
  }

  /// The path along parents; one longer than `longestPath` keeps its first hops and its origin.
  private func evidencedPath(of article: ArticleID) -> [Chain.Hop] {
    let ancestors = parentage.ancestors(of: article, limit: TracingRules.longestPath)
    let origin = origins[article.index]
    let path = [article] + ancestors
    return (path.last == origin ? path : path.dropLast() + [origin]).map(hop)
  }

  /// Whether the evidence article is the named outlet's own, and not a rival's.
  private func holdsNamedSource(_ verdict: Verdict) -> Bool {
    verdict.isConfirmation || verdict == .sourceLater || verdict == .circular
  }

  private func hop(_ article: ArticleID) -> Chain.Hop {
    let known = finder.input.articles[article.index]
    return Chain.Hop(outlet: known.outlet.isEmpty ? known.key : known.outlet, article: article)
  }

  /// The first outlet that the article quotes a statement from and that the path does not name yet.
  private func quotedOutlet(in article: ArticleID, besides hops: [Chain.Hop]) -> String? {
    claims[claimRanges[article.index]].lazy.filter { $0.verdict == .quoted }.compactMap { $0.claim.source?.outlet }
      .first { name in !hops.contains { $0.outlet == name } }
  }
}
