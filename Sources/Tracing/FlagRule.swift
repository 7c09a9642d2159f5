internal import Attribution
internal import Corpus

/// Says what stands beside verdicts and standings.
struct FlagRule {
  let finder: EvidenceFinder
  let claims: [JudgedClaim]
  let claimTies: [Tie?]
  let claimRanges: [Range<Int>]
  let parentage: Parentage
  let lines: LineOrigins

  /// The flags of all claims, each sorted.
  func claimFlags() -> [[Flag]] {
    var flags: [[Flag]] = []
    flags.reserveCapacity(claims.count)
    for (index, range) in claimRanges.enumerated() where !range.isEmpty {
      let article = ArticleID(index)
      let (skipped, hasSeveral) = (skippedRelay(of: article), namesSeveralSources(article))
      for claim in range { flags.append(self.flags(ofClaim: claim, skipped: skipped, hasSeveral: hasSeveral)) }
    }
    return flags
  }

  private func flags(ofClaim index: Int, skipped: ArticleID?, hasSeveral: Bool) -> [Flag] {
    let judged = claims[index]
    var flags: [Flag] = []
    if judged.claim.looksLikeAnother { flags.append(.lookAlikeName) }
    if isReporterMismatch(judged) { flags.append(.reporterMismatch) }
    if lines.isRepeated[index] { flags.append(.inheritedClaim) }
    if judged.verdict == .selfCredit { return flags.sorted() }
    if finder.isAgency(judged.claim) { flags.append(.agency) }
    if hasSeveral, judged.claim.role.isCreditLine { flags.append(.severalSources) }
    let own = finder.input.articles[judged.article.index].outlet
    if let source = judged.claim.source?.outlet, haveOneOwner(own, source) { flags.append(.sameOwner) }
    if let tie = claimTies[index] {
      if tie.hasChangedNumbers { flags.append(.numbersChanged) }
      if isAssumed(judged.article) || isAssumed(tie.other) { flags.append(.timeAssumed) }
      if judged.verdict.isConfirmation, isSkipping(skipped, to: tie.other) { flags.append(.relaySkipped) }
    }
    return flags.sorted()
  }

  /// The flags of an article: those of its claims and of the tie to its parent, sorted.
  func flags(of article: ArticleID, claimFlags: [[Flag]]) -> [Flag] {
    var flags = Set(claimFlags[claimRanges[article.index]].joined())
    if let tie = parentage.ties[article.index] {
      if tie.hasChangedNumbers { flags.insert(.numbersChanged) }
      if isAssumed(article) || isAssumed(tie.other) { flags.insert(.timeAssumed) }
      if finder.outlets.haveOneOwner(finder.outlets.outlet(of: article), finder.outlets.outlet(of: tie.other)) {
        flags.insert(.sameOwner)
      }
    }
    return flags.sorted()
  }

  private func haveOneOwner(_ a: String, _ b: String) -> Bool {
    guard a != b, let one = finder.input.outlets[a], let other = finder.input.outlets[b] else { return false }
    return !one.ownerGroup.isEmpty && one.ownerGroup == other.ownerGroup
  }

  private func isAssumed(_ article: ArticleID) -> Bool { finder.time(of: article).basis == .zoneAssumed }

  /// Whether the line names somebody else than the article's outlet as the one reporting.
  private func isReporterMismatch(_ judged: JudgedClaim) -> Bool {
    let own = finder.input.articles[judged.article.index].outlet
    guard let reporter = judged.claim.reporter?.outlet, !own.isEmpty else { return false }
    return reporter != own
  }

  /// Whether the article credits two different sources other than itself; to whom somebody spoke is no credit.
  private func namesSeveralSources(_ article: ArticleID) -> Bool {
    let credits = claims[claimRanges[article.index]].lazy.filter {
      $0.verdict != .selfCredit && $0.claim.role.isCreditLine
    }.compactMap(\.claim.source)
    guard let first = credits.first else { return false }
    return credits.contains { $0.outlet != first.outlet || ($0.outlet == nil && $0.text != first.text) }
  }

  /// The parent, of another outlet, whose version the text is, if no claim of the article is about it.
  private func skippedRelay(of article: ArticleID) -> ArticleID? {
    guard let parent = parentage.parents[article.index], finder.outlets.areSurelyDifferent(article, parent) else {
      return nil
    }
    return claimTies[claimRanges[article.index]].contains { $0?.other == parent } ? nil : parent
  }

  /// Whether a credit to `evidence` passes over the relay, whose own text comes from there.
  private func isSkipping(_ relay: ArticleID?, to evidence: ArticleID) -> Bool {
    guard let relay, !finder.outlets.areSame(relay, evidence) else { return false }
    return parentage.ancestors(of: relay, limit: TracingRules.longestPath).contains(evidence)
  }
}
