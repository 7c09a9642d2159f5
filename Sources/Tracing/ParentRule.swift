internal import Attribution
internal import Clustering
internal import Corpus
internal import Matching

/// Where each article's text most probably comes from.
struct Parentage {
  /// The parent of each article; following parents never leads in a circle.
  var parents: [ArticleID?]
  /// The tie to the parent, where there is one.
  var ties: [Tie?]

  /// The article's ancestors, nearest first, at most `limit` of them.
  func ancestors(of article: ArticleID, limit: Int) -> [ArticleID] {
    var found: [ArticleID] = []
    var current = parents[article.index]
    while let next = current, found.count < limit {
      found.append(next)
      current = parents[next.index]
    }
    return found
  }

  mutating func cut(_ article: ArticleID) {
    (parents[article.index], ties[article.index]) = (nil, nil)
  }

  mutating func set(_ tie: Tie, as parentOf: ArticleID) {
    (parents[parentOf.index], ties[parentOf.index]) = (tie.other, tie)
  }
}

/// Refines the parents that text alone proposes by what credit lines say.
///
/// 1. A confirmed claim wins if its article's version is as good as the text's best, or where text proposes none. A
///    line that names the text's best as its reporter came with that text and says nothing of this article.
/// 2. Of several confirmed claims whose versions are equally good the one to which the page links wins, else the latest
///    article: the nearest relay.
/// 3. Outside clusters a confirmed part, else the best surely earlier text of another outlet, is the parent.
/// 4. A parent that breaks off where this article goes on, at a time that may be either side of this one's, is the copy.
/// 5. A credited article whose time overlaps may come later in canonical order; then the tie that would close a
///    circle is cut, so that the credited article takes the other's place.
struct ParentRule {
  let finder: EvidenceFinder
  let claims: [JudgedClaim]
  let claimTies: [Tie?]
  let claimRanges: [Range<Int>]

  /// The parents of all articles.
  func refined() throws -> Parentage {
    let input = finder.input
    var parentage = Parentage(parents: input.parents, ties: Array(repeating: nil, count: input.articles.count))
    var late: [(article: ArticleID, tie: Tie)] = []
    for index in input.articles.indices {
      let article = ArticleID(index)
      if let parent = input.parents[index] { parentage.ties[index] = try finder.tie(of: article, to: parent) }
      guard let tie = better(for: article, than: parentage.ties[index]) else { continue }
      if tie.other < article { parentage.set(tie, as: article) } else { late.append((article, tie)) }
    }
    for (article, tie) in late { follow(tie, from: article, in: &parentage) }
    for index in input.articles.indices { turn(ArticleID(index), in: &parentage) }
    return parentage
  }

  /// The tie that replaces the one text proposes, if any does.
  private func better(for article: ArticleID, than text: Tie?) -> Tie? {
    let input = finder.input
    let hasParent = input.parents[article.index] != nil
    let isClustered = input.articles[article.index].cluster != nil
    var (whole, part): ([Tie], [Tie]) = ([], [])
    for index in claimRanges[article.index] where claims[index].verdict.isConfirmation {
      guard let tie = claimTies[index], !isReported(claims[index], byParent: input.parents[article.index]) else {
        continue
      }
      if tie.level == .whole { whole.append(tie) } else { part.append(tie) }
    }
    if let most = whole.map(\.share).max() {
      let equallyGood = whole.filter { $0.share >= most - TracingRules.equallyGoodMargin }
      let linked = equallyGood.filter { finder.isLinked(article, to: $0.other) }
      if let nearest = (linked.isEmpty ? equallyGood : linked).max(by: { $0.other < $1.other }),
        !hasParent || nearest.share >= (text?.share ?? 0) - TracingRules.equallyGoodMargin
      {
        return nearest
      }
    }
    guard !hasParent, !isClustered else { return nil }
    return part.min { $0.isBetterOrigin(than: $1) } ?? finder.bestEarlierText(of: article)
  }

  /// Whether the claim's line names the text's parent, and not the article's own outlet, as the one that reports.
  private func isReported(_ judged: JudgedClaim, byParent parent: ArticleID?) -> Bool {
    guard let parent, let reporter = judged.claim.reporter?.outlet else { return false }
    let articles = finder.input.articles
    return reporter == articles[parent.index].outlet && reporter != articles[judged.article.index].outlet
  }

  /// Makes the parent the copy where the clock says nothing and the text does: the parent was cut off, and all that it
  /// has stands in this article, which goes on.
  private func turn(_ article: ArticleID, in parentage: inout Parentage) {
    guard let tie = parentage.ties[article.index], finder.input.articles[tie.other.index].isCutOff,
      !finder.input.articles[article.index].isCutOff,
      tie.otherShare >= TracingRules.cutShare, tie.share < TracingRules.cutShare,
      !claimRanges[article.index].contains(where: {
        claims[$0].verdict.isConfirmation && claims[$0].evidence == tie.other
      })
    else { return }
    let (own, other) = (finder.time(of: article), finder.firstTime(of: tie.other))
    guard !own.isSurelyBefore(other), !other.isSurelyBefore(own), parentage.parents[tie.other.index] == nil else {
      return
    }
    parentage.cut(article)
    parentage.set(tie.turned(from: article), as: tie.other)
  }

  /// Sets a parent that comes later in canonical order, unless its own ancestors are too many to look through.
  private func follow(_ tie: Tie, from article: ArticleID, in parentage: inout Parentage) {
    let ancestors = parentage.ancestors(of: tie.other, limit: TracingRules.longestPath)
    guard ancestors.count < TracingRules.longestPath else { return }
    if let place = ancestors.firstIndex(of: article) {
      parentage.cut(place == 0 ? tie.other : ancestors[place - 1])
    }
    parentage.set(tie, as: article)
  }
}

extension EvidenceFinder {
  /// Whether the other article can have given this one no more than a frame: it stands in a cluster that is not this
  /// article's, of a story that the own outlet had first or whose founding article is this one's form filled otherwise.
  ///
  /// A copy that took a footer along shares it with every later article of the outlet that it copied.
  func sharesOnlyFrame(_ tie: Tie, with article: ArticleID) -> Bool {
    guard tie.kind != .identical, let cluster = input.articles[tie.other.index].cluster,
      cluster != input.articles[article.index].cluster
    else { return false }
    let founding = input.clusters[cluster].founding
    return founding != tie.other && outlets.areSame(article, founding)
      || ties.tie(of: article, to: founding)?.kind == .template
  }

  /// Whether another outlet surely published earlier what this article, a copy by its cluster, has from its parent.
  func isSurelyLaterCopy(_ article: ArticleID, of tie: Tie?) -> Bool {
    guard let tie, tie.level != .none, tie.kind.isCopy, outlets.areSurelyDifferent(article, tie.other) else {
      return false
    }
    return input.articles[article.index].cluster != nil
      && input.articles[tie.other.index].cluster == input.articles[article.index].cluster
      && firstTime(of: tie.other).isSurelyBefore(time(of: article))
  }

  /// The best text of another outlet, surely earlier, that holds this article's text.
  func bestEarlierText(of article: ArticleID) -> Tie? {
    var best: Tie?
    for tie in ties.ties(of: article) where tie.level == .whole {
      guard outlets.areSurelyDifferent(article, tie.other), firstTime(of: tie.other).isSurelyBefore(time(of: article)),
        !sharesOnlyFrame(tie, with: article)
      else { continue }
      if best.map({ tie.isBetterOrigin(than: $0) }) ?? true { best = tie }
    }
    return best
  }
}
