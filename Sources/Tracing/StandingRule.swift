internal import Clustering
internal import Corpus
internal import Matching

/// The rules of standing, in the order in which they are tried: the first that applies counts.
public enum StandingStep: String, Sendable, CaseIterable {
  /// An earlier edit of the same outlet and URL is in the corpus.
  case editAtSameAddress = "edit-at-same-address"
  /// A claim is confirmed; a confirmed part alone makes no copy of an article that others copy.
  case confirmedClaim = "confirmed-claim"
  /// It founds a cluster, and siblings credit the same agency outside the corpus.
  case foundingSibling = "founding-sibling"
  /// It founds a cluster.
  case founding
  /// It is outside clusters and has no parent.
  case withoutMatch = "without-match"
  /// The evidence contradicts a claim.
  case contradictedClaim = "contradicted-claim"
  /// Siblings credit the same agency outside the corpus.
  case sibling
  /// Only the outlet's own earlier texts match.
  case ownEarlierText = "own-earlier-text"
  /// The parent's outlet belongs to the same owner.
  case sameOwner = "same-owner"
  /// Its claims cannot be settled.
  case unsettledClaim = "unsettled-claim"
  /// Another outlet surely had the text earlier, and no claim names anybody else.
  case earlierElsewhere = "earlier-elsewhere"
  /// Nothing proves which came first, or that the outlets differ.
  case nothingProven = "nothing-proven"

  /// The standing of an article that gets so far.
  public var standing: Standing {
    switch self {
    case .editAtSameAddress, .ownEarlierText: .version
    case .confirmedClaim: .creditedCopy
    case .foundingSibling, .sibling: .commonSource
    case .founding: .original
    case .withoutMatch: .alone
    case .contradictedClaim: .disputedCopy
    case .sameOwner: .sameOwnerCopy
    case .unsettledClaim, .nothingProven: .unverifiedCopy
    case .earlierElsewhere: .uncreditedCopy
    }
  }
}

/// Says where each article stands, by `StandingStep`.
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
  func standing(of article: ArticleID) -> Standing { step(of: article).standing }

  /// The first step that applies.
  func step(of article: ArticleID) -> StandingStep {
    if isVersion(article) { return .editAtSameAddress }
    let verdicts = claimRanges[article.index].filter { index in
      !lines.isInherited[index] || claims[index].verdict.isConfirmation || claims[index].verdict == .circular
    }.map { claims[$0].verdict }
    let isRoot = isRoot[article.index]
    if verdicts.contains(where: { $0.isConfirmation && !(isRoot && $0 == .confirmedPartial) }) {
      return .confirmedClaim
    }
    let isSibling = siblings.isSibling[article.index]
    if isRoot { return isSibling ? .foundingSibling : .founding }
    let parent = parentage.parents[article.index]
    if parent == nil && finder.input.articles[article.index].cluster == nil { return .withoutMatch }
    if verdicts.contains(where: \.isContradiction) { return .contradictedClaim }
    if isSibling { return .sibling }
    let earlier = finder.bestEarlierText(of: article)
    if let parent, finder.outlets.areSame(article, parent), earlier == nil { return .ownEarlierText }
    let origin = parent ?? earlier?.other
    if let origin, finder.outlets.haveOneOwner(finder.outlets.outlet(of: article), finder.outlets.outlet(of: origin)) {
      return .sameOwner
    }
    if verdicts.contains(where: \.isUnsettled) { return .unsettledClaim }
    let isProven = earlier != nil || finder.isSurelyLaterCopy(article, of: parentage.ties[article.index])
    return isProven ? .earlierElsewhere : .nothingProven
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
