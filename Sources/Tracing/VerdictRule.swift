internal import Attribution
internal import Corpus

extension Verdict {
  /// Whether the evidence bears the claim out in some way.
  var isConfirmation: Bool {
    switch self {
    case .confirmed, .confirmedPartial, .confirmedOrderUnknown: true
    default: false
    }
  }

  /// Whether the evidence, or the claims themselves, speak against the claim.
  var isContradiction: Bool {
    switch self {
    case .circular, .sourceLater, .differentOrigin, .noTextOverlap: true
    default: false
    }
  }

  /// Whether nothing could settle the claim, though it names somebody.
  var isUnsettled: Bool { self != .selfCredit && !isConfirmation && !isContradiction }

  /// How weak a hop with this verdict is; a chain is as good as its weakest hop.
  ///
  /// Confirmations come first, by strength, then what nothing can settle, then what the evidence contradicts.
  var weakness: Int {
    switch self {
    case .confirmed: 0
    case .confirmedPartial: 1
    case .confirmedOrderUnknown: 2
    case .selfCredit: 3
    case .quoted: 4
    case .sourceNotInCorpus: 5
    case .unverifiable: 6
    case .unresolvedName: 7
    case .noTextOverlap: 8
    case .differentOrigin: 9
    case .sourceLater: 10
    case .circular: 11
    }
  }
}

/// Judges claims: the first line of design.md's table that applies.
struct VerdictRule {
  let finder: EvidenceFinder

  /// Verdicts of all claims, in the order in which they were given, each with the tie that decided, if one did.
  func judge() throws -> (claims: [JudgedClaim], ties: [Tie?]) {
    let claims = finder.input.claims
    var evidence: [Evidence?] = []
    evidence.reserveCapacity(claims.count)
    var steps: [(claim: Int, step: ClaimCycles.Step)] = []
    for (index, read) in claims.enumerated() {
      var found: Evidence?
      if settledByWording(read) == nil, let name = read.claim.source?.outlet,
        let outlet = finder.outlets.number(of: name)
      {
        found = try finder.evidence(for: read.article, from: outlet)
      }
      evidence.append(found)
      guard let other = found?.article, let cluster = finder.input.articles[read.article.index].cluster else {
        continue
      }
      if finder.input.articles[other.index].cluster == cluster {
        steps.append((index, .init(from: read.article, to: other)))
      }
    }
    var isCircular = [Bool](repeating: false, count: claims.count)
    for (step, onCycle) in zip(steps, ClaimCycles.onCycle(steps.map(\.step))) { isCircular[step.claim] = onCycle }
    var (judged, ties): ([JudgedClaim], [Tie?]) = ([], [])
    for index in claims.indices {
      let (claim, tie) = judge(claims[index], evidence: evidence[index], isCircular: isCircular[index])
      judged.append(claim)
      ties.append(tie)
    }
    return (judged, ties)
  }

  private func judge(_ read: ReadClaim, evidence: Evidence?, isCircular: Bool) -> (JudgedClaim, Tie?) {
    let (verdict, tie, reason): (Verdict, Tie?, String)
    if let settled = settledByWording(read) {
      (verdict, tie, reason) = (settled.0, nil, settled.1)
    } else {
      (verdict, tie, reason) = weighed(read, evidence, isCircular: isCircular)
    }
    let claim = JudgedClaim(
      article: read.article, claim: read.claim, verbatim: read.verbatim, verdict: verdict, evidence: tie?.other,
      evidenceContainment: tie?.share ?? 0, reason: reason)
    return (claim, tie)
  }

  /// Verdicts that the line itself decides: no text is looked at.
  ///
  /// An office, a social medium or "local media" is understood though it is no outlet, so it is `unverifiable`, not an
  /// unresolved name; a line without a source names only who reports, which is the outlet itself.
  private func settledByWording(_ read: ReadClaim) -> (Verdict, String)? {
    let claim = read.claim
    guard let source = claim.source else { return (.selfCredit, "The line names only who reports, and no source.") }
    let own = finder.input.articles[read.article.index].outlet
    let isOther: Bool =
      switch claim.kind {
      case .official, .social, .generic: true
      default: false
      }
    if claim.role == .selfCredit || (source.outlet == own && !own.isEmpty) {
      return (.selfCredit, "The line names the outlet itself.")
    }
    if source.outlet == nil && !isOther {
      return (.unresolvedName, "“\(source.text)” is no outlet that Menbe knows.")
    }
    if claim.role == .recipient || claim.role == .statementTo {
      return (.quoted, "The line says to whom a statement was made, not whose text this is.")
    }
    if isOther { return (.unverifiable, "“\(source.text)” is no news outlet, so no corpus of outlets can settle it.") }
    return nil
  }

  /// Verdicts that text and time decide.
  private func weighed(_ read: ReadClaim, _ evidence: Evidence?, isCircular: Bool) -> (Verdict, Tie?, String) {
    let (article, name) = (read.article, read.claim.source?.outlet ?? "")
    let window = finder.input.window
    guard let outlet = finder.outlets.number(of: name) else {
      return (.sourceNotInCorpus, nil, "The corpus holds no article of \(name), so nothing can be said.")
    }
    let (known, unknown) =
      evidence == nil || evidence?.rank == .partLater
      ? finder.rivals(of: article, named: outlet) : (nil, nil)
    if let evidence, isCircular || evidence.rank != .partLater || known == nil {
      return weighed(article, evidence, isCircular: isCircular)
    }
    let count = finder.outlets.articlesSurelyInWindow(of: outlet, around: finder.time(of: article), window: window)
    guard count > 0 || evidence != nil else {
      let all = Reason.articles(finder.outlets.articleCounts[Int(outlet)])
      return (
        .sourceNotInCorpus, nil,
        "The corpus holds \(all) of \(name), none surely \(Reason.window(window)), so nothing can be said."
      )
    }
    if let unknown {
      let other = finder.input.articles[unknown.other.index]
      return (
        .sourceNotInCorpus, unknown,
        "\(Reason.holding(unknown, other)), was published earlier and may be \(name)'s own, so nothing can be said."
      )
    }
    if let known {
      let other = finder.input.articles[known.other.index]
      let gap = Reason.gap(from: other.published, to: finder.time(of: article))
      return (
        .differentOrigin, known,
        "\(Reason.holding(known, other)) and was published \(gap) earlier; \(name), with \(Reason.articles(count)) in the"
          + " window, does not have it."
      )
    }
    return (
      .noTextOverlap, nil,
      "\(name) has \(Reason.articles(count)) \(Reason.window(window)), and none shares a substantial part of this text."
    )
  }

  /// Verdicts that an article of the named source decides.
  private func weighed(_ article: ArticleID, _ evidence: Evidence, isCircular: Bool) -> (Verdict, Tie?, String) {
    let other = finder.input.articles[evidence.article.index]
    let (own, holding) = (finder.time(of: article), Reason.holding(evidence.tie, other))
    if isCircular {
      return (.circular, evidence.tie, "\(holding), but the credits lead from there back to this article.")
    }
    switch evidence.rank {
    case .wholeEarlier, .partEarlier:
      let verdict = evidence.rank == .wholeEarlier ? Verdict.confirmed : .confirmedPartial
      let gap = Reason.gap(from: other.published, to: own)
      return (verdict, evidence.tie, "\(holding) and was published \(gap) earlier.")
    case .orderUnknown:
      let why = Reason.overlap(own, other.published)
      return (.confirmedOrderUnknown, evidence.tie, "\(holding), but \(why), so the order is unknown.")
    case .wholeLater, .partLater:
      let gap = Reason.gap(from: own, to: other.published)
      return (.sourceLater, evidence.tie, "\(holding), but was published \(gap) later.")
    }
  }
}
