internal import Clustering
internal import Corpus
internal import Matching

/// Says where each article stands: the first line that applies.
///
/// | standing | when |
/// | --- | --- |
/// | `version` | an earlier edit of the same outlet and URL is in the corpus |
/// | `credited-copy` | a claim is confirmed; a confirmed part alone makes no copy of an article that others copy |
/// | `common-source` | it founds a cluster, and siblings credit the same agency outside the corpus |
/// | `original` | it founds a cluster |
/// | `alone` | outside clusters, without a parent |
/// | `disputed-copy` | the evidence contradicts a claim |
/// | `common-source` | siblings credit the same agency outside the corpus |
/// | `version` | only the outlet's own earlier texts match |
/// | `same-owner-copy` | the parent's outlet belongs to the same owner |
/// | `unverified-copy` | its claims cannot be settled |
/// | `uncredited-copy` | another outlet surely had the text earlier, and no claim names anybody else |
/// | `unverified-copy` | nothing proves which came first, or that the outlets differ |
///
/// A claim that came with the parent's text and is not confirmed is nobody's word but the parent's, so it decides nothing.
struct StandingRule {
  let finder: EvidenceFinder
  let claims: [JudgedClaim]
  let claimRanges: [Range<Int>]
  let parentage: Parentage
  let siblings: CommonSources
  let lines: LineOrigins
  private let isRoot: [Bool]

  /// Prepares the rule; the root of a cluster is its founding article, or the article that this one credits.
  init(
    finder: EvidenceFinder, claims: [JudgedClaim], claimRanges: [Range<Int>], parentage: Parentage,
    siblings: CommonSources, lines: LineOrigins
  ) {
    var isRoot = [Bool](repeating: false, count: finder.input.articles.count)
    for (position, cluster) in finder.input.clusters.enumerated() {
      var root = cluster.founding
      while let parent = parentage.parents[root.index], finder.input.articles[parent.index].cluster == position {
        root = parent
      }
      isRoot[root.index] = true
    }
    (self.finder, self.claims, self.claimRanges) = (finder, claims, claimRanges)
    (self.parentage, self.siblings, self.lines, self.isRoot) = (parentage, siblings, lines, isRoot)
  }

  /// The standing of one article.
  func standing(of article: ArticleID) -> Standing {
    if isVersion(article) { return .version }
    let verdicts = claimRanges[article.index].filter { index in
      !lines.isInherited[index] || claims[index].verdict.isConfirmation || claims[index].verdict == .circular
    }.map { claims[$0].verdict }
    let isRoot = isRoot[article.index]
    if verdicts.contains(where: { $0.isConfirmation && !(isRoot && $0 == .confirmedPartial) }) { return .creditedCopy }
    let isSibling = siblings.isSibling[article.index]
    if isRoot { return isSibling ? .commonSource : .original }
    let parent = parentage.parents[article.index]
    if parent == nil && finder.input.articles[article.index].cluster == nil { return .alone }
    if verdicts.contains(where: \.isContradiction) { return .disputedCopy }
    if isSibling { return .commonSource }
    let earlier = finder.bestEarlierText(of: article)
    if let parent, finder.outlets.areSame(article, parent), earlier == nil { return .version }
    let origin = parent ?? earlier?.other
    if let origin, finder.outlets.haveOneOwner(finder.outlets.outlet(of: article), finder.outlets.outlet(of: origin)) {
      return .sameOwnerCopy
    }
    if verdicts.contains(where: \.isUnsettled) { return .unverifiedCopy }
    return earlier == nil ? .unverifiedCopy : .uncreditedCopy
  }

  /// Whether the outlet published an earlier edit at the same URL.
  private func isVersion(_ article: ArticleID) -> Bool {
    let outlet = finder.outlets.outlet(of: article)
    for other in finder.ties.neighbours(of: article, outlet: outlet) {
      if other >= article { break }
      if finder.ties.tie(of: article, to: other)?.kind == .version { return true }
    }
    return false
  }
}
