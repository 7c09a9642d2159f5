internal import Attribution
internal import Corpus

/// Says what stands beside verdicts and standings.
struct FlagRule {
  let finder: EvidenceFinder
  let claims: [JudgedClaim]
  let claimTies: [Tie?]
  let claimRanges: [Range<Int>]
  let parentage: Parentage

  /// The flags of the claim at `index`, sorted.
  func flags(ofClaim index: Int) -> [Flag] {
    let judged = claims[index]
    let (article, claim) = (judged.article, judged.claim)
    let own = finder.outlets.outlet(of: article)
    var flags: [Flag] = []
    if claim.looksLikeAnother { flags.append(.lookAlikeName) }
    if isReporterMismatch(judged) { flags.append(.reporterMismatch) }
    if isInherited(judged) { flags.append(.inheritedClaim) }
    if judged.verdict == .selfCredit { return flags.sorted() }
    if finder.isAgency(claim) { flags.append(.agency) }
    if let source = claim.source?.outlet, haveOneOwner(finder.input.articles[article.index].outlet, source) {
      flags.append(.sameOwner)
    }
    if namesSeveralSources(article) { flags.append(.severalSources) }
    if let tie = claimTies[index] {
      if tie.hasChangedNumbers { flags.append(.numbersChanged) }
      if isAssumed(article) || isAssumed(tie.other) { flags.append(.timeAssumed) }
      if isRelaySkipped(judged, evidence: tie.other, own: own) { flags.append(.relaySkipped) }
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

  /// Whether the parent says the same in the same words: then the line came with the text.
  private func isInherited(_ judged: JudgedClaim) -> Bool {
    guard let parent = parentage.parents[judged.article.index], !judged.verbatim.isEmpty else { return false }
    return claims[claimRanges[parent.index]].contains { $0.verbatim.utf8.elementsEqual(judged.verbatim.utf8) }
  }

  /// Whether the article credits two different sources other than itself.
  private func namesSeveralSources(_ article: ArticleID) -> Bool {
    let credits = claims[claimRanges[article.index]].lazy.filter { $0.verdict != .selfCredit }.compactMap(
      \.claim.source)
    guard let first = credits.first else { return false }
    return credits.contains { $0.outlet != first.outlet || ($0.outlet == nil && $0.text != first.text) }
  }

  /// Whether the text is a relay's version of the credited source's text, and the relay is not the one credited.
  private func isRelaySkipped(_ judged: JudgedClaim, evidence: ArticleID, own: Int32) -> Bool {
    guard judged.verdict.isConfirmation, let parent = parentage.parents[judged.article.index], parent != evidence
    else { return false }
    let relay = finder.outlets.outlet(of: parent)
    guard relay != OutletTable.unknown, relay != own, relay != finder.outlets.outlet(of: evidence) else { return false }
    let credited = claims[claimRanges[judged.article.index]].contains { $0.evidence == parent }
    return !credited && parentage.ancestors(of: parent, limit: TracingRules.longestClaimedPath).contains(evidence)
  }
}
