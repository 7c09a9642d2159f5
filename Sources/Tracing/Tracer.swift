public import Corpus
public import Matching

/// Turns matches, clusters and claims into verdicts, standings, flags, chains and outlet profiles.
///
/// Everything is a function of the input in canonical order: unrelated articles, other orders of the same matches and
/// a shift of all times change nothing. The cost is O(n log n) in articles, matches and claims; hot clusters are
/// searched by outlet, never member by member.
public struct Tracer {
  let finder: EvidenceFinder
  private let workers: Int

  /// Indexes the input.
  ///
  /// - Parameters:
  ///   - workers: Threads that weigh claims.
  ///   - compare: Verifies two articles exactly, the first one first in canonical order; nil where they share nothing.
  ///     It is asked, on any of these threads, only about articles of a named source that no given match ties, a few a
  ///     claim.
  public init(
    input: TracingInput, workers: Int = 1, compare: @escaping @Sendable (ArticleID, ArticleID) throws -> Match?
  ) {
    finder = EvidenceFinder(input: input, compare: compare)
    self.workers = workers
  }

  /// What verdicts and standings rest on.
  private struct Settled {
    var claims: [JudgedClaim]
    var claimTies: [Tie?]
    var ranges: [Range<Int>]
    var parentage: Parentage
    var lines: LineOrigins
    var siblings: CommonSources
  }

  private func settle() throws -> Settled {
    let ranges = claimRanges()
    let (claims, claimTies) = try VerdictRule(finder: finder, workers: workers).judge()
    var parentage = try ParentRule(finder: finder, claims: claims, claimTies: claimTies, claimRanges: ranges).refined()
    let lines = LineOrigins(finder: finder, claimRanges: ranges, parentage: parentage)
    let siblings = CommonSources(claims: claims, lines: lines, finder: finder)
    siblings.separate(&parentage, outlets: finder.outlets)
    return Settled(
      claims: claims, claimTies: claimTies, ranges: ranges, parentage: parentage, lines: lines, siblings: siblings)
  }

  /// Says where articles stand.
  func standingRule() throws -> StandingRule { standingRule(try settle()) }

  private func standingRule(_ settled: Settled) -> StandingRule {
    StandingRule(
      finder: finder, claims: settled.claims, claimRanges: settled.ranges, parentage: settled.parentage,
      siblings: settled.siblings, lines: settled.lines)
  }

  /// Traces everything; throws only what `compare` throws.
  public func trace() throws -> TracingOutcome {
    var articles = finder.input.articles
    let settled = try settle()
    var claims = settled.claims
    let (claimTies, ranges) = (settled.claimTies, settled.ranges)
    let (parentage, lines) = (settled.parentage, settled.lines)
    let flagRule = FlagRule(
      finder: finder, claims: claims, claimTies: claimTies, claimRanges: ranges, parentage: parentage, lines: lines)
    var claimFlags = flagRule.claimFlags()
    let standings = standingRule(settled)
    let tracer = ChainTracer(
      finder: finder, claims: claims, claimRanges: ranges, claimFlags: claimFlags, parentage: parentage,
      lines: lines)

    var chains: [Chain] = []
    for index in articles.indices {
      let article = ArticleID(index)
      articles[index].claims = ranges[index]
      articles[index].standing = standings.standing(of: article)
      articles[index].parent = parentage.parents[index]
      articles[index].parentContainment = parentage.ties[index]?.share ?? 0
      if let (chain, isBroken) = tracer.chain(of: article) {
        articles[index].chain = chains.count
        chains.append(chain)
        if isBroken, let claim = tracer.primaryClaim(of: article) {
          claimFlags[claim] = (claimFlags[claim] + [.chainBroken]).sorted()
        }
      }
      articles[index].flags = flagRule.flags(of: article, claimFlags: claimFlags)
    }
    for index in claims.indices { claims[index].flags = claimFlags[index] }
    // Outlets that have articles elsewhere have no profile here.
    let isAll = finder.input.presence == nil
    let profiler = OutletProfiler(
      outlets: isAll ? finder.outlets : OutletTable(articles: articles, registry: finder.input.outlets))
    return TracingOutcome(
      articles: articles, claims: claims, chains: chains,
      outlets: profiler.profiles(articles: articles, claims: claims), flows: profiler.flows(articles: articles))
  }

  /// The positions of each article's claims.
  private func claimRanges() -> [Range<Int>] {
    let claims = finder.input.claims
    var (ranges, start): ([Range<Int>], Int) = ([], 0)
    ranges.reserveCapacity(finder.input.articles.count)
    for index in finder.input.articles.indices {
      var end = start
      while end < claims.count, claims[end].article.index == index { end += 1 }
      ranges.append(start..<end)
      start = end
    }
    return ranges
  }
}
