public import Corpus
public import Normalization

extension ClaimReader {
  /// Why the article's claims are what they are; the claims are those of `claims(in:text:publisher:)`.
  public func explanation(of article: Article, text: NormalizedText, publisher: String) -> ClaimExplanation {
    let siteHost = OutletRegistry.host(of: article.url.isEmpty ? article.site : article.url)
    var explanation = ClaimExplanation()
    let claims = claims(in: article, text: text, publisher: publisher)
    guard !text.words.isEmpty else {
      explanation.readings = claims.map {
        ClaimExplanation.Reading(claim: $0, wording: nil, names: [], roleRule: .page)
      }
      return explanation
    }
    var scan = ArticleScan(body: article.body, text: text, for: self, publisher: publisher, siteHost: siteHost)
    let matches = matches(&scan)
    let writer = ClaimWriter(scan: scan, publisher: publisher, siteHost: siteHost)
    let kept = disjoint(matches)
    var explained: [(claim: Claim, match: CueMatch)] = []
    for match in kept {
      let made = writer.claims(of: match)
      explained += made.map { ($0, match) }
      if made.isEmpty { refuse(match, .officeAlone, scan, &explanation) }
    }
    for claim in claims {
      let found = explained.first { $0.claim.span == claim.span && $0.claim.source?.text == claim.source?.text }
      guard let found, claim.position != .link, claim.position != .metadata else {
        explanation.readings.append(.init(claim: claim, wording: nil, names: [], roleRule: .page))
        continue
      }
      explanation.readings.append(
        .init(
          claim: claim, wording: wording(of: found.match), names: found.match.slots.map { writer.name($0) },
          roleRule: roleRule(of: claim, found.match)))
    }
    for match in matches {
      guard let winner = kept.first(where: { $0.words.overlaps(match.words) }), winner.program != match.program,
        winner.cue != match.cue
      else { continue }
      refuse(match, .overruled(cue: lexicon.cues[winner.cue].cue.id), scan, &explanation)
    }
    refuseNameless(&scan, covered: kept.map(\.words), &explanation)
    explanation.refusals.sort { ($0.span.lowerBound, $0.span.upperBound) < ($1.span.lowerBound, $1.span.upperBound) }
    return explanation
  }

  private func refuse(
    _ match: CueMatch, _ refusal: ClaimExplanation.Refusal, _ scan: ArticleScan, _ explanation: inout ClaimExplanation
  ) {
    explanation.refusals.append(
      .init(span: scan.text.source(of: match.words), wording: wording(of: match), refusal: refusal))
  }

  /// Anchors that stand in no match: the first cue's at each place tells for all.
  private func refuseNameless(
    _ scan: inout ArticleScan, covered: [Range<Int>], _ explanation: inout ClaimExplanation
  ) {
    var next = 0
    for at in 0..<scan.wordCount where at >= next && scan.numbers[at] >= 0 {
      let number = Int(scan.numbers[at])
      guard !covered.contains(where: { $0.contains(at) }) else { continue }
      for index in lexicon.anchorStarts[number]..<lexicon.anchorStarts[number + 1] {
        let anchor = lexicon.anchors[Int(index)]
        let program = lexicon.programs[anchor.program]
        guard let end = CueRun.anchorEnd(program, wording: anchor.wording, at: at, in: scan) else { continue }
        let match = CueMatch(cue: program.cue, program: anchor.program, words: at..<end)
        refuse(match, .noName, scan, &explanation)
        next = end
        break
      }
    }
  }

  private func wording(of match: CueMatch) -> ClaimExplanation.Wording {
    let cue = lexicon.cues[match.cue].cue
    let place = match.program.map { lexicon.programs[$0].patternIndex } ?? 0
    return ClaimExplanation.Wording(
      cue: cue.id, file: cue.file, line: cue.patternLines.indices.contains(place) ? cue.patternLines[place] : cue.line,
      pattern: cue.patterns.indices.contains(place) ? cue.patterns[place] : "", weight: cue.weight)
  }

  private func roleRule(of claim: Claim, _ match: CueMatch) -> ClaimExplanation.RoleRule {
    if claim.role != lexicon.cues[match.cue].cue.role { return .ownPage }
    let isReporterCredited = match.slots.contains { $0.mention.isOffice && $0.slot.part == .anySource }
    return isReporterCredited && claim.kind != .official ? .officeGaveIt : .cue
  }
}

extension ClaimWriter {
  /// How the name in a slot was read.
  fileprivate func name(_ found: (slot: CuePattern.Slot, mention: OutletMention)) -> ClaimExplanation.Name {
    let (slot, mention) = found
    let part: ClaimExplanation.Name.Part =
      switch slot.part {
      case .source, .anySource: .source
      case .reporter: .reporter
      case .subject: .subject
      case .office: .office
      }
    let read = self.mention(mention)
    return ClaimExplanation.Name(
      part: part, written: String(decoding: scan.body[scan.text.source(of: mention.words)], as: UTF8.self),
      name: read.text, outlet: read.outlet, rule: rule(of: mention))
  }

  private func rule(of mention: OutletMention) -> ClaimExplanation.NameRule {
    if isImitation(mention) { return .imitation }
    if mention.isOffice { return .office }
    if mention.outlet >= 0 { return .registry }
    if isPublisher(mention) { return .ownPage }
    if mention.kind == .generic || mention.kind == .social { return .generic }
    if mention.name.count > 1, scan.isEndingOfDomain(mention.name.upperBound - 1).isEnding,
      scan.separator(before: mention.name.upperBound - 1).contains(.dotOnly)
    {
      return .domain
    }
    if mention.words != mention.name, mention.kind != nil { return .headNoun }
    return mention.evidence == .quoted ? .quoted : .capitals
  }
}
