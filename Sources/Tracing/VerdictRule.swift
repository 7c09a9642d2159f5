internal import Attribution
internal import Corpus
internal import Dispatch
internal import Synchronization

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
  /// What one article's lines that credit one outlet come to: they are weighed once, however many they are.
  private struct Credit {
    let article: ArticleID
    let name: String
    var evidence: Evidence?
    var isCircular = false
  }

  /// A verdict with the tie that decided, if one did, and the reason.
  private typealias Judgement = (verdict: Verdict, tie: Tie?, reason: Reason)

  let finder: EvidenceFinder
  /// Threads that look for evidence.
  let workers: Int

  /// Verdicts of all claims, in the order in which they were given, each with the tie that decided, if one did.
  func judge() throws -> (claims: [JudgedClaim], ties: [Tie?]) {
    let reads = finder.input.claims
    var (credits, creditOfClaim) = collectCredits()
    try findEvidence(for: &credits)
    markCircular(&credits)
    let judgements = credits.map(weighed)
    var (claims, ties): ([JudgedClaim], [Tie?]) = ([], [])
    claims.reserveCapacity(reads.count)
    for (index, read) in reads.enumerated() {
      let credit = creditOfClaim[index].map { judgements[$0] }
      guard var judgement = credit ?? settledByWording(read) else { continue }
      if let decision = finder.input.decisions[index], let verdict = decision.verdict, verdict != judgement.verdict {
        let reason = Reason.reviewed(by: decision.reviewer, at: decision.decidedAt, note: decision.note)
        judgement = (verdict, judgement.tie, reason)
      }
      claims.append(
        JudgedClaim(
          article: read.article, claim: read.claim, verbatim: read.verbatim, verdict: judgement.verdict,
          evidence: judgement.tie?.other, evidenceContainment: judgement.tie?.share ?? 0,
          isLinked: judgement.tie.map { finder.isLinked(read.article, to: $0.other) } ?? false,
          reason: judgement.reason))
      ties.append(judgement.tie)
    }
    precondition(claims.count == reads.count, "a claim is settled by its wording or credits an outlet")
    return (claims, ties)
  }

  /// One credit for each article and outlet, and which of them each claim belongs to, if any.
  private func collectCredits() -> ([Credit], [Int?]) {
    var (credits, creditOfClaim): ([Credit], [Int?]) = ([], [])
    var (article, known): (ArticleID?, [String: Int]) = (nil, [:])
    creditOfClaim.reserveCapacity(finder.input.claims.count)
    for index in finder.input.claims.indices {
      let maker = finder.input.claims[index].article
      if maker != article { (article, known) = (maker, [:]) }
      guard settledByWording(finder.input.claims[index]) == nil,
        let name = finder.input.claims[index].claim.source?.outlet
      else {
        creditOfClaim.append(nil)
        continue
      }
      if known[name] == nil {
        known[name] = credits.count
        credits.append(Credit(article: maker, name: name))
      }
      creditOfClaim.append(known[name])
    }
    return (credits, creditOfClaim)
  }

  /// Looks for what each credit rests on; of several errors that of the first credit is thrown.
  private func findEvidence(for credits: inout [Credit]) throws {
    let asked = credits
    let part = Self.creditsOfTask
    let tasks = (asked.count + part - 1) / part
    let next = Atomic(0)
    let found = Mutex([Result<[Evidence?], any Error>?](repeating: nil, count: tasks))
    DispatchQueue.concurrentPerform(iterations: max(1, min(workers, tasks))) { _ in
      while true {
        let task = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard task < tasks else { return }
        let credits = asked[task * part..<min(asked.count, (task + 1) * part)]
        let outcome = Result { try credits.map { try evidence(for: $0) } }
        found.withLock { $0[task] = outcome }
      }
    }
    var place = 0
    for task in found.withLock({ $0 }) {
      for evidence in try task?.get() ?? [] {
        credits[place].evidence = evidence
        place += 1
      }
    }
  }

  private static let creditsOfTask = 256

  private func evidence(for credit: Credit) throws -> Evidence? {
    guard let outlet = finder.outlets.number(of: credit.name) else { return nil }
    return try finder.evidence(for: credit.article, from: outlet)
  }

  /// Marks the credits that lead, through evidence in their own cluster, back to the article that makes them.
  private func markCircular(_ credits: inout [Credit]) {
    var steps: [(credit: Int, step: ClaimCycles.Step)] = []
    for (index, credit) in credits.enumerated() {
      guard let other = credit.evidence?.article, let cluster = finder.input.articles[credit.article.index].cluster,
        finder.input.articles[other.index].cluster == cluster
      else { continue }
      steps.append((index, .init(from: credit.article, to: other)))
    }
    for (step, onCycle) in zip(steps, ClaimCycles.onCycle(steps.map(\.step))) {
      credits[step.credit].isCircular = onCycle
    }
  }

  /// Verdicts that the line itself decides: no text is looked at.
  ///
  /// An office, a social medium or "local media" is understood though it is no outlet, so it is `unverifiable`, not an
  /// unresolved name; a line without a source names only who reports, which is the outlet itself.
  private func settledByWording(_ read: ReadClaim) -> Judgement? {
    let claim = read.claim
    guard let source = claim.source else { return (.selfCredit, nil, .onlyReporter) }
    let own = finder.input.articles[read.article.index].outlet
    let isOther: Bool =
      switch claim.kind {
      case .official, .social, .generic: true
      default: false
      }
    if claim.role == .selfCredit || (source.outlet == own && !own.isEmpty) { return (.selfCredit, nil, .itself) }
    if source.outlet == nil && !isOther { return (.unresolvedName, nil, .unknownName(source.text)) }
    if claim.role == .recipient || claim.role == .statementTo { return (.quoted, nil, .statement) }
    return isOther ? (.unverifiable, nil, .noOutlet(source.text)) : nil
  }

  /// Verdicts that text and time decide.
  private func weighed(_ credit: Credit) -> Judgement {
    guard let outlet = finder.outlets.number(of: credit.name) else {
      return (.sourceNotInCorpus, nil, .notInCorpus(outlet: credit.name))
    }
    if let evidence = credit.evidence, evidence.rank != .partLater || credit.isCircular {
      return weighed(credit, evidence)
    }
    let (known, unknown) = finder.rivals(of: credit.article, named: outlet)
    if let evidence = credit.evidence, known == nil { return weighed(credit, evidence) }
    return weighed(credit, of: outlet, rival: known, nameless: unknown)
  }

  /// Verdicts where the named source does not have the text, or has a part of it too late.
  private func weighed(_ credit: Credit, of outlet: Int32, rival: Tie?, nameless: Tie?) -> Judgement {
    let (time, window) = (finder.time(of: credit.article), finder.input.window)
    let count = finder.outlets.articlesSurelyInWindow(of: outlet, around: time, window: window)
    if count == 0 && credit.evidence == nil {
      let all = finder.outlets.articleCounts[Int(outlet)]
      return (.sourceNotInCorpus, nil, .notInWindow(outlet: credit.name, articleCount: all, window: window))
    }
    if let nameless { return (.sourceNotInCorpus, nameless, .namelessHolder(.init(nameless), outlet: credit.name)) }
    if let rival {
      let reason = Reason.otherOrigin(
        .init(rival), .init(from: finder.firstTime(of: rival.other), to: time), outlet: credit.name,
        isCreditedThereToo: credits(credit.name, in: rival.other), articleCount: count)
      return (.differentOrigin, rival, reason)
    }
    return (.noTextOverlap, nil, .nothingSimilar(outlet: credit.name, articleCount: count, window: window))
  }

  /// Whether the article credits the outlet of that name, as far as its first claims say.
  private func credits(_ name: String, in article: ArticleID) -> Bool {
    let reads = finder.input.claims
    return reads[reads.partitioningIndex { $0.article >= article }...].prefix(TracingRules.readClaimCount)
      .prefix { $0.article == article }.contains { $0.claim.source?.outlet == name }
  }

  /// Verdicts that an article of the named source decides.
  private func weighed(_ credit: Credit, _ evidence: Evidence) -> Judgement {
    let (own, other) = (finder.time(of: credit.article), finder.firstTime(of: evidence.article))
    let (tie, holding) = (evidence.tie, Reason.Holding(evidence.tie))
    if credit.isCircular { return (.circular, tie, .circle(holding)) }
    switch evidence.rank {
    case .wholeEarlier: return (.confirmed, tie, .earlier(holding, .init(from: other, to: own)))
    case .partEarlier: return (.confirmedPartial, tie, .earlier(holding, .init(from: other, to: own)))
    case .orderUnknown: return (.confirmedOrderUnknown, tie, .orderUnknown(holding, .init(own, other)))
    case .wholeLater, .partLater: return (.sourceLater, tie, .later(holding, .init(from: own, to: other)))
    }
  }
}
