import Corpus
import Normalization

/// Credits that no cue word marks, only their place: datelines, names alone on a line, names in brackets at its end.
extension ClaimReader {
  /// Lines at the start of a text in which a dateline is looked for.
  private static let datelineLines = 6
  /// Words at the start of a line in which a dateline is looked for.
  private static let datelineWords = 9

  /// What the places of names tell, in reading order.
  func lineMatches(_ scan: inout ArticleScan) -> [CueMatch] {
    var matches: [CueMatch] = []
    var written = 0
    for line in scan.text.lines where !line.words.isEmpty {
      written += 1
      if written <= Self.datelineLines, let match = dateline(line.words, &scan) { matches.append(match) }
      if let match = signature(line.words, &scan) {
        matches.append(match)
      } else if let match = tail(line.words, &scan) {
        matches.append(match)
      }
    }
    return matches
  }

  private func match(_ role: Claim.Role, _ mentions: [OutletMention], _ words: Range<Int>) -> CueMatch? {
    guard let cue = lexicon.placeCues[role] else { return nil }
    let slot = CuePattern.Slot(part: .subject, cases: 0xFF, openness: .any)
    return CueMatch(cue: cue, words: words, slots: mentions.map { (slot, $0) })
  }

  /// What stands before the first sentence: `Bakı. 1 iyul. REPORT.AZ/`, `LONDON (Reuters) -`, `Trend:`.
  private func dateline(_ line: Range<Int>, _ scan: inout ArticleScan) -> CueMatch? {
    var hasDate = false
    for start in line.lowerBound..<min(line.lowerBound + Self.datelineWords, line.upperBound) {
      let before = scan.separator(before: start)
      let isFirst = start == line.lowerBound
      if isFirst || !before.isDisjoint(with: [.stop, .comma, .dash, .hyphen, .slash, .opening]) {
        for mention in hasDate || scan.mayBeKnown(start) ? scan.mentions(at: start) : []
        where mention.evidence < .any && mention.cases == Lexicon.nominativeEverywhere
          && (mention.outlet >= 0 || scan.isOwnName(mention) || hasDate || isBehindCity(start, line, scan))
        {
          let end = mention.words.upperBound
          guard mention.name.count < 3 || !isDomain(mention, scan) else { continue }
          let datesBehind = end < line.upperBound && isFirst && (scan.has(.month, end) || scan.isNumber(end))
          let after = scan.separator(before: end)
          if mention.outlet < 0, !scan.isOwnName(mention) {
            // "TOKYO, March 14 (Kyodo) --": the date and the marks make a name of any word.
            guard before.contains(.opening), !after.isDisjoint(with: [.dash, .hyphen]) else { continue }
          }
          guard datesBehind || closesDateline(after, opened: before, isFirst, hasDate) else { continue }
          let isCaption = after.contains(.newline) && after.isDisjoint(with: [.dash, .hyphen, .slash, .colon])
          if isCaption, !hasDate, start - line.lowerBound > 3 { continue }
          var last = end
          while datesBehind, last < line.upperBound, scan.has(.month, last) || scan.isNumber(last) { last += 1 }
          return match(.dateline, [mention], line.lowerBound..<last)
        }
      }
      guard scan.isCapitalised(start) || scan.has(.month, start) || scan.isNumber(start) else { return nil }
      hasDate = hasDate || scan.has(.month, start)
    }
    return nil
  }

  /// Whether all words of the line before the bracket that opens at `start` are in capitals: "HARBOUR CITY (Wire) -".
  private func isBehindCity(_ start: Int, _ line: Range<Int>, _ scan: ArticleScan) -> Bool {
    start > line.lowerBound && scan.separator(before: start).contains(.opening)
      && (line.lowerBound..<start).allSatisfy { scan.isAbbreviation($0, longest: 24) }
  }

  /// A dateline in the middle of a line, behind a headline or a sentence: `… açıldı Bakı. 1 iyul. APA: Yol …`.
  func inlineDateline(at start: Int, _ scan: inout ArticleScan) -> CueMatch? {
    guard start > 2, scan.has(.month, start - 1) || scan.isNumber(start - 1) else { return nil }
    guard !scan.separator(before: start).isDisjoint(with: [.stop, .comma, .dash, .hyphen, .slash, .opening])
    else { return nil }
    var (first, hasMonth, hasDay) = (start, false, false)
    while first > 1, first > start - 4, scan.has(.month, first - 1) || scan.isNumber(first - 1) {
      first -= 1
      hasMonth = hasMonth || scan.has(.month, first)
      hasDay = hasDay || scan.isNumber(first)
    }
    guard hasMonth, hasDay, scan.isCapitalised(first - 1), !scan.isNumber(first - 1),
      !scan.separator(before: first).isDisjoint(with: [.stop, .comma])
    else { return nil }
    for mention in scan.mentions(at: start)
    where mention.outlet >= 0 && mention.evidence < .any && mention.cases == Lexicon.nominativeEverywhere {
      let after = scan.separator(before: mention.words.upperBound)
      let isMarked =
        !after.isDisjoint(with: [.slash, .colon, .dash]) || (after.contains(.hyphen) && after.contains(.blank))
      if isMarked { return match(.dateline, [mention], (first - 1)..<mention.words.upperBound) }
    }
    return nil
  }

  /// Whether what stands behind a name, and before it, makes it the end of a dateline.
  private func closesDateline(_ after: Separator, opened before: Separator, _ isFirst: Bool, _ hasDate: Bool) -> Bool {
    if after.contains(.closing), after.isDisjoint(with: [.dash, .hyphen, .newline]) { return false }
    if !after.isDisjoint(with: [.slash, .colon, .dash]) || (after.contains(.hyphen) && after.contains(.blank)) {
      return !after.contains(.closing) || before.contains(.opening)
    }
    if isFirst { return false }
    if after.contains(.closing) { return before.contains(.opening) }
    if after.contains(.hyphen) || hasDate { return true }
    return after.contains(.stop) && before.isDisjoint(with: [.comma, .opening])
  }

  /// A line that is nothing but names of outlets, such as "AP/Reuters", or an author and an outlet.
  private func signature(_ line: Range<Int>, _ scan: inout ArticleScan) -> CueMatch? {
    guard line.count <= 7 else { return nil }
    var mentions: [OutletMention] = []
    var at = line.lowerBound
    let skipsWeb = line.count > 1 && scan.text.foldedWord(at) == "www"
    if skipsWeb { at += 1 }
    let start = at
    while at < line.upperBound {
      let names = scan.mentions(at: at).filter { mention in
        mention.words.upperBound <= line.upperBound && mention.evidence <= .common
          && mention.cases & Lexicon.nominativeEverywhere != 0 && mention.kind != .generic
          && mention.kind != .social && (mention.outlet >= 0 || isDomain(mention, scan) || scan.isOwnName(mention))
      }
      guard let longest = names.max(by: { $0.words.count < $1.words.count }) else { break }
      mentions.append(longest)
      at = longest.words.upperBound
      if at < line.upperBound, scan.separator(before: at).isDisjoint(with: [.slash, .comma, .blank]) { break }
    }
    guard at == line.upperBound, let first = mentions.first, mentions.count <= 4 else { return nil }
    let isBareDomain = mentions.count == 1 && isDomain(first, scan) && !scan.isCapitalised(start) && !skipsWeb
    let opened = scan.separator(before: line.lowerBound)
    if !opened.isDisjoint(with: [.opening, .slash, .dash]) { return match(.tailCredit, mentions, line) }
    // A plain word alone on a line is a heading ("Dünya"), but for an abbreviation.
    let isNamed = mentions.contains { mention in
      mention.evidence < .common
        || (mention.name.count == 1 && scan.isAbbreviation(mention.name.lowerBound, longest: 4))
    }
    guard isNamed else { return nil }
    return match(isBareDomain || mentions.count > 1 ? .label : .byline, mentions, line)
  }

  private func isDomain(_ mention: OutletMention, _ scan: ArticleScan) -> Bool {
    mention.name.count > 1 && scan.has(.domainEnding, mention.name.upperBound - 1)
      && scan.separator(before: mention.name.upperBound - 1).contains(.dotOnly)
  }

  /// A name alone in brackets after the end of a sentence, or between a city and a dash, wherever the line goes on.
  func bracketed(at start: Int, _ scan: inout ArticleScan) -> CueMatch? {
    let offset = Int(scan.text.words[start].sourceStart)
    guard offset > 0, scan.body[offset - 1] == 0x28 else { return nil }
    let before = scan.separator(before: start)
    let isDateline = start > 0 && scan.isAbbreviation(start - 1, longest: 24)
    guard before.contains(.opening), before.contains(.stop) || isDateline else { return nil }
    for mention in scan.mentions(at: start)
    where mention.outlet >= 0 && mention.cases == Lexicon.nominativeEverywhere {
      let after = scan.separator(before: mention.words.upperBound)
      let isDashed = !after.isDisjoint(with: [.hyphen, .dash])
      if after.contains(.closing), isDateline == isDashed {
        var first = start
        while isDateline, first > max(0, start - 3), scan.isAbbreviation(first - 1, longest: 24) { first -= 1 }
        return match(isDateline ? .dateline : .tailCredit, [mention], first..<mention.words.upperBound)
      }
    }
    return nil
  }

  /// A name between brackets, slashes, or a dash and the line's end, or glued to the last full stop.
  private func tail(_ line: Range<Int>, _ scan: inout ArticleScan) -> CueMatch? {
    for start in stride(from: line.upperBound - 1, through: max(line.lowerBound + 1, line.upperBound - 4), by: -1) {
      let before = scan.separator(before: start)
      guard !before.isDisjoint(with: [.opening, .slash, .dash, .stop, .comma]) else { continue }
      let after = scan.separator(before: line.upperBound)
      let isBracketed = before.contains(.opening) && after.contains(.closing)
      let isSlashed = before.contains(.slash) && before != .slash
      let hasDash = before.contains(.dash) || (before.contains(.hyphen) && before.contains(.blank))
      let isDashed = hasDash && !before.isDisjoint(with: [.stop, .quote])
      let isGlued = before.contains(.dotOnly)
      let isSigned =
        before.contains(.comma) && line.count <= 6 && (line.lowerBound..<start).allSatisfy(scan.isCapitalised)
      guard isBracketed || isSlashed || isDashed || isGlued || isSigned else { continue }
      for mention in scan.mentions(at: start)
      where mention.words.upperBound == line.upperBound
        && (mention.outlet >= 0 || isDomain(mention, scan)
          || (mention.evidence == .abbreviated && (isBracketed || isDashed) && isAfterLastStop(start, scan)))
        && !mention.isOffice && mention.cases == Lexicon.nominativeEverywhere
      {
        if isGlued, !isBracketed, isDomain(mention, scan) == false, mention.name.count > 2 { continue }
        return isSigned ? match(.byline, [mention], line) : match(.tailCredit, [mention], mention.words)
      }
    }
    return nil
  }

  /// Whether the word begins what stands behind the last sentence of the text.
  private func isAfterLastStop(_ start: Int, _ scan: ArticleScan) -> Bool {
    start + 1 == scan.wordCount && scan.separator(before: start).contains(.stop)
  }
}
