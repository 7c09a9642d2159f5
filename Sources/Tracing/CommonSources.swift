internal import Attribution
internal import Corpus

/// Siblings: members of one cluster, of two or more outlets, that credit one agency which is not in the corpus.
///
/// Each is a copy of the agency's text and none of another's, so the founding one is a sibling like the rest and no
/// sibling of another outlet is a sibling's parent. An article that credits another one truthfully is no sibling, nor is
/// one that has the agency's line from its parent's text: it says nothing itself.
struct CommonSources {
  /// Whether each article is a sibling.
  private(set) var isSibling: [Bool]
  private var groups: [[ArticleID]] = []

  /// Groups the claims of `source-not-in-corpus` by cluster and agency; O(n log n).
  init(claims: [JudgedClaim], lines: LineOrigins, finder: EvidenceFinder) {
    isSibling = Array(repeating: false, count: finder.input.articles.count)
    var credits: [(cluster: Int, agency: String, article: ArticleID)] = []
    var isCopy = isSibling
    for claim in claims where claim.verdict.isConfirmation { isCopy[claim.article.index] = true }
    for (index, claim) in claims.enumerated()
    where !isCopy[claim.article.index] && !lines.isInherited[index] && claim.verdict == .sourceNotInCorpus
      && finder.isAgency(claim.claim)
    {
      guard let cluster = finder.input.articles[claim.article.index].cluster, let agency = claim.claim.source?.outlet
      else { continue }
      credits.append((cluster, agency, claim.article))
    }
    credits.sort { ($0.cluster, $0.agency, $0.article) < ($1.cluster, $1.agency, $1.article) }
    var start = 0
    while start < credits.count {
      let (cluster, agency, _) = credits[start]
      let end = credits[start...].firstIndex { $0.cluster != cluster || $0.agency != agency } ?? credits.count
      let articles = credits[start..<end].map(\.article)
      if articles.contains(where: { finder.outlets.areSurelyDifferent($0, articles[0]) }) {
        groups.append(articles)
        for article in articles { isSibling[article.index] = true }
      }
      start = end
    }
  }

  /// Takes siblings of other outlets from each other as parents.
  func separate(_ parentage: inout Parentage, outlets: OutletTable) {
    for group in groups {
      let siblings = Set(group)
      for article in group {
        guard let parent = parentage.parents[article.index], siblings.contains(parent) else { continue }
        if outlets.areSurelyDifferent(article, parent) { parentage.cut(article) }
      }
    }
  }
}

extension EvidenceFinder {
  /// Whether the claim names an agency, by its wording or by the registry.
  func isAgency(_ claim: Claim) -> Bool {
    guard let source = claim.source else { return false }
    return claim.kind == .agency || source.outlet.flatMap { input.outlets[$0]?.kind } == .agency
  }
}
