import Corpus
import Normalization

/// Turns what a cue found into claims, by whose page it stands on.
struct ClaimWriter {
  let scan: ArticleScan
  let publisher: String
  let siteHost: String

  /// Words from the start that are the lead, and to the end that are the tail.
  private static let (leadWords, tailWords) = (45, 20)
  /// Words before a match that may belong to its clause.
  private static let clauseWords = 16

  /// The claims of one match, none when it credits nobody.
  func claims(of match: CueMatch) -> [Claim] {
    let cue = scan.lexicon.cues[match.cue].cue
    let match = inNominatives(match)
    let sources = match.slots.filter { $0.slot.part == .source || $0.slot.part == .anySource }.map(\.mention)
    let reporter = match.mention(.reporter)
    let subjects = match.slots.filter { $0.slot.part == .subject }.map(\.mention)
    if !subjects.isEmpty { return subjects.flatMap { subjectClaims($0, match, cue) } }
    var claims: [Claim] = []
    for source in sources where !(source.isOffice && reporter == nil && cue.role != .label) {
      if source.isOffice, let reporter, !isPublisher(reporter) {
        // A capital alone does not make a reporter of what cites an office; a name in quotation marks is one.
        let isMarked = scan.separator(before: reporter.name.lowerBound).contains(.quote)
        // One word is no person's name.
        let isSingle = cue.reporterIsOutlet && reporter.name.count == 1 && reporter.evidence <= .abbreviated
        guard
          reporter.outlet >= 0 || reporter.evidence == .known || (isMarked && reporter.evidence == .quoted) || isSingle
        else { continue }
        claims.append(claim(match, cue, source: reporter, reporter: nil, role: cue.role))
        continue
      }
      let isSelf = isPublisher(source) && !source.isOffice
      claims.append(
        claim(match, cue, source: source, reporter: reporter, role: isSelf && reporter == nil ? .selfCredit : cue.role))
    }
    return claims
  }

  /// The match with the number of the case in which each unknown name stands, where its slot asks for one.
  private func inNominatives(_ match: CueMatch) -> CueMatch {
    var match = match
    for index in match.slots.indices {
      let (slot, mention) = match.slots[index]
      guard mention.outlet < 0, mention.words == mention.name, mention.evidence == .quoted, slot.cases != 0xFF else {
        continue
      }
      let order: [GrammaticalCase] = [.genitive, .dative, .accusative, .ablative, .locative]
      match.slots[index].mention.caseNumber = order.firstIndex { slot.cases & $0.bit != 0 }
    }
    return match
  }

  /// A line with one name: on the publisher's own page it is the one reporting, elsewhere the source.
  private func subjectClaims(_ subject: OutletMention, _ match: CueMatch, _ cue: CueBook.Cue) -> [Claim] {
    guard isPublisher(subject) else {
      return [claim(match, cue, source: subject, reporter: nil, role: cue.role)]
    }
    switch cue.role {
    case .republish, .selfCredit, .label, .tailCredit:
      return [claim(match, cue, source: subject, reporter: subject, role: cue.role == .label ? .label : .selfCredit)]
    case .recipient, .statementTo, .dateline, .byline:
      let office = match.mention(.office)
      return [claim(match, cue, source: office, reporter: subject, role: cue.role)]
    }
  }

  private func claim(
    _ match: CueMatch, _ cue: CueBook.Cue, source: OutletMention?, reporter: OutletMention?, role: Claim.Role
  ) -> Claim {
    let names = [source, reporter].compactMap(\.self)
    let span = span(of: cue.coversClause ? clause(endingWith: match.words) : match.credit, role: role)
    let imitates = names.contains { $0.outlet >= 0 && mixesScripts($0.name) }
    return Claim(
      source: source.map { mention($0) }, reporter: reporter.map { mention($0) }, role: role,
      kind: source.map { kind(of: $0) }, pattern: cue.id,
      language: scan.lexicon.languageCodes[scan.lexicon.cues[match.cue].language], position: position(of: match.words),
      span: span, lineSpan: lineSpan(of: match.words, span, role),
      confidence: names.reduce(cue.weight) { $0 * certainty($1) }, looksLikeAnother: imitates)
  }

  func mention(_ found: OutletMention) -> Claim.Mention {
    let outlet = isImitation(found) || found.outlet < 0 ? nil : scan.lexicon.outlets[Int(found.outlet)].name
    var text = String(decoding: scan.body[nameBytes(of: found)], as: UTF8.self)
    if let number = found.caseNumber { text = scan.lexicon.forms.nominative(of: text, caseNumber: number) }
    return Claim.Mention(
      text: text,
      outlet: outlet ?? (isPublisher(found) ? (publisher.isEmpty ? siteHost : publisher) : nil))
  }

  private func kind(of found: OutletMention) -> Outlet.Kind {
    if found.outlet >= 0 { return scan.lexicon.outlets[Int(found.outlet)].kind }
    return found.kind ?? .site
  }

  private func certainty(_ found: OutletMention) -> Double {
    if found.outlet >= 0 { return 1 }
    return switch found.evidence {
    case .known: 0.95
    case .quoted: 0.85
    case .common: 1
    case .capitalised, .abbreviated, .any: 0.7
    }
  }

  /// Whether the name is that of the page's own outlet.
  func isPublisher(_ found: OutletMention) -> Bool {
    if found.isOffice || isImitation(found) { return false }
    if found.outlet >= 0, !publisher.isEmpty, scan.lexicon.outlets[Int(found.outlet)].name == publisher { return true }
    return scan.isOwnName(found)
  }

  /// Whether the name is a known domain's but for letters of another script: a domain like that is another place.
  func isImitation(_ found: OutletMention) -> Bool {
    guard found.outlet >= 0, mixesScripts(found.name) else { return false }
    return found.name.dropFirst().contains { scan.separator(before: $0).contains(.dotOnly) }
  }

  /// Whether a word of the range mixes Latin and Cyrillic letters, or a domain has a label of letters that look Latin.
  private func mixesScripts(_ range: Range<Int>) -> Bool {
    if let domain = scan.decodedDomain(range) {
      let (latin, cyrillic) = Self.scripts(of: domain)
      return latin && cyrillic
    }
    let isDomain = range.count > 1 && scan.has(.domainEnding, range.upperBound - 1)
    var (hasLatin, hasLookAlike) = (false, false)
    for index in range {
      let word = Array(scan.body[scan.text.words[index].source])
      let (latin, cyrillic) = Self.scripts(of: String(decoding: word, as: UTF8.self))
      if latin && cyrillic { return true }
      hasLatin = hasLatin || latin
      hasLookAlike = hasLookAlike || (cyrillic && scan.lexicon.normalizer.foldedAsLatin(word) != nil)
    }
    return isDomain && hasLatin && hasLookAlike
  }

  private static func scripts(of text: String) -> (latin: Bool, cyrillic: Bool) {
    var (latin, cyrillic) = (false, false)
    for scalar in text.unicodeScalars {
      if (0x400...0x52F).contains(scalar.value) { cyrillic = true }
      if scalar.properties.isAlphabetic, scalar.value < 0x250 { latin = true }
    }
    return (latin, cyrillic)
  }

  /// The bytes of the name, a glued case ending and its apostrophe cut off.
  private func nameBytes(of found: OutletMention) -> Range<Int> {
    let whole = scan.text.source(of: withArticle(found))
    guard found.endingLength > 0 else { return whole }
    let last = scan.text.words[found.name.upperBound - 1]
    let ending = Array(scan.text.folded[last.folded].suffix(found.endingLength))
    var cut = whole.upperBound
    while cut > Int(last.sourceStart) {
      cut -= 1
      while cut > Int(last.sourceStart), scan.body[cut] & 0xC0 == 0x80 { cut -= 1 }
      let tail = scan.lexicon.normalizer.normalize(Array(scan.body[cut..<whole.upperBound]))
      if tail.folded.count >= ending.count { break }
    }
    while cut > Int(last.sourceStart), isApostrophe(endingAt: cut) {
      cut -= 1
      while cut > Int(last.sourceStart), scan.body[cut] & 0xC0 == 0x80 { cut -= 1 }
    }
    return whole.lowerBound..<max(cut, Int(last.sourceStart))
  }

  /// The name with the article before it, where that has a capital letter inside of a sentence: "told The Harbour News".
  private func withArticle(_ found: OutletMention) -> Range<Int> {
    let before = found.name.lowerBound - 1
    guard found.outlet < 0, before > 0, scan.has(.article, before), scan.isCapitalised(before),
      scan.separator(before: before + 1) == .blank, !scan.separator(before: before).partsSentences
    else { return found.name }
    return before..<found.name.upperBound
  }

  private func isApostrophe(endingAt end: Int) -> Bool {
    if scan.body[end - 1] == 0x27 || scan.body[end - 1] == 0x60 { return true }
    guard end >= 3 else { return false }
    return scan.body[end - 3] == 0xE2 && scan.body[end - 2] == 0x80 && (0x98...0x9B).contains(scan.body[end - 1])
  }

  /// The bytes of the words, with a quotation mark or bracket that opens right before or closes right after them.
  private func span(of words: Range<Int>, role: Claim.Role) -> Range<Int> {
    var span = scan.text.source(of: words)
    let before = scan.separator(before: words.lowerBound)
    if role == .tailCredit, !before.isDisjoint(with: [.dash, .slash]) {
      let floor = words.lowerBound == 0 ? 0 : Int(scan.text.words[words.lowerBound - 1].sourceEnd)
      span = markBefore(span.lowerBound, floor: floor)..<span.upperBound
    }
    if !before.isDisjoint(with: [.quote, .opening, .slash]) {
      let floor = words.lowerBound == 0 ? 0 : Int(scan.text.words[words.lowerBound - 1].sourceEnd)
      span = widened(span, floor: max(floor, span.lowerBound - 3), ceiling: span.upperBound)
    }
    let after = scan.separator(before: words.upperBound)
    if !after.isDisjoint(with: [.quote, .closing, .slash]) {
      let isLast = words.upperBound == scan.wordCount
      let limit = isLast ? scan.body.count : Int(scan.text.words[words.upperBound].sourceStart)
      span = widened(span, floor: span.lowerBound, ceiling: min(limit, span.upperBound + 3))
    }
    return span
  }

  /// Where the last dash or slash before `start` begins.
  private func markBefore(_ start: Int, floor: Int) -> Int {
    var at = start
    while at > floor {
      let end = at
      at -= 1
      while at > floor, scan.body[at] & 0xC0 == 0x80 { at -= 1 }
      if !Separator(scan.body, at..<end).isDisjoint(with: [.dash, .slash, .hyphen]) { return at }
    }
    return start
  }

  /// The match, and the words before it up to a comma, a quotation mark or the start of the sentence.
  private func clause(endingWith words: Range<Int>) -> Range<Int> {
    var start = words.lowerBound
    let inside: Separator = [.blank, .hyphen, .opening, .closing, .other]
    while start > max(0, words.lowerBound - Self.clauseWords), scan.separator(before: start).isSubset(of: inside) {
      start -= 1
    }
    return start..<words.upperBound
  }

  /// The span with the one mark that touches it on each side, inside the bounds.
  private func widened(_ span: Range<Int>, floor: Int, ceiling: Int) -> Range<Int> {
    var (start, end) = (span.lowerBound, span.upperBound)
    if start > floor {
      start -= 1
      while start > floor, scan.body[start] & 0xC0 == 0x80 { start -= 1 }
      if Separator(scan.body, start..<span.lowerBound).isDisjoint(with: [.quote, .opening, .slash]) {
        start = span.lowerBound
      }
    }
    if end < ceiling {
      end += 1
      while end < ceiling, scan.body[end] & 0xC0 == 0x80 { end += 1 }
      if Separator(scan.body, span.upperBound..<end).isDisjoint(with: [.quote, .closing, .slash]) {
        end = span.upperBound
      }
    }
    return start..<end
  }

  private func position(of words: Range<Int>) -> Claim.Position {
    if words.lowerBound < Self.leadWords { return .lead }
    return words.upperBound > scan.wordCount - Self.tailWords ? .tail : .body
  }
}
