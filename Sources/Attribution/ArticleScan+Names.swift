import Corpus
import Normalization

/// Names by what they are written like: registered names, domains, quoted and capitalised words, generic nouns.
extension ArticleScan {
  /// Names that begin at `start`, by registry, domain, quotation marks and capitals.
  func bareMentions(at start: Int) -> [OutletMention] {
    guard start < wordCount else { return [] }
    if has(.domainEnding, start), separator(before: start).contains(.dotOnly) { return [] }
    var all: [OutletMention] = []
    appendRegistered(at: start, to: &all)
    appendDomain(at: start, to: &all)
    if separator(before: start).contains(.quote) { appendQuoted(at: start, to: &all) }
    if isCapitalised(start) || isForeignScript(start), !has(.notName, start) { appendCapitalised(at: start, to: &all) }
    let registered = Set(all.filter { $0.outlet >= 0 && $0.endingLength == 0 }.map(\.words))
    all.removeAll { $0.outlet < 0 && $0.endingLength > 0 && registered.contains($0.words) }
    for index in all.indices where all[index].evidence != .known && isOwnName(all[index]) {
      all[index].evidence = .known
    }
    return all
  }

  func appendRegistered(at start: Int, to all: inout [OutletMention]) {
    var node: Int32 = 0
    var at = start
    while at < min(start + Self.longestName, wordCount) {
      if at > start, !joinsNames(before: at) { return }
      appendInflected(from: node, start: start, at: at, to: &all)
      appendGlued(from: node, start: start, at: at, to: &all)
      guard let next = lexicon.step(from: node, by: numbers[at]) else { return }
      node = next
      at += 1
      let entry = lexicon.names[Int(node)]
      if entry.outlet >= 0 {
        appendName(entry.outlet, entry.isCommon, start..<at, ending: 0, Lexicon.nominativeEverywhere, &all)
      }
    }
  }

  /// The name whose last word stands at `at` with the next sentence glued to it, as in "TrendThe".
  private func appendGlued(from node: Int32, start: Int, at: Int, to all: inout [OutletMention]) {
    let word = text.words[at]
    guard word.source.count == word.folded.count, let cut = innerCapital(at) else { return }
    let stem = word.folded.lowerBound..<(word.folded.lowerBound + cut)
    guard let next = lexicon.step(from: node, by: lexicon.words.number(of: text.folded, stem)) else { return }
    let entry = lexicon.names[Int(next)]
    guard entry.outlet >= 0 else { return }
    let glued = word.folded.count - cut
    appendName(entry.outlet, entry.isCommon, start..<(at + 1), ending: glued, Lexicon.nominativeEverywhere, &all)
  }

  /// The name whose last word stands at `at` with a case ending glued to it.
  func appendInflected(from node: Int32, start: Int, at: Int, to all: inout [OutletMention]) {
    let word = text.words[at].folded
    guard word.count > 2, at > start || isCapitalised(start) else { return }
    for length in 1...min(5, word.count - 1) {
      let cut = word.upperBound - length
      let ending = lexicon.words.number(of: text.folded, cut..<word.upperBound)
      guard ending >= 0, lexicon.endingCases[Int(ending)] != 0 else { continue }
      let stem = lexicon.words.number(of: text.folded, word.lowerBound..<cut)
      guard let next = lexicon.step(from: node, by: stem) else { continue }
      let entry = lexicon.names[Int(next)]
      let outlet = entry.outlet >= 0 ? entry.outlet : entry.stemOf
      guard outlet >= 0, at > start || word.count - length > 3 || hasApostropheOrCapitals(at) else { continue }
      appendName(
        outlet, entry.isCommon, start..<(at + 1), ending: entry.outlet >= 0 ? length : 0,
        lexicon.endingCases[Int(ending)], &all)
    }
  }

  func appendName(
    _ outlet: Int32, _ isCommon: Bool, _ name: Range<Int>, ending: Int, _ cases: UInt64, _ all: inout [OutletMention]
  ) {
    let (before, after) = (separator(before: name.lowerBound), separator(before: name.upperBound))
    let isQuoted = before.contains(.quote) && after.contains(.quote)
    let isDomain = name.count > 1 && has(.domainEnding, name.upperBound - 1)
    let isCapital = isCapitalised(name.lowerBound) || (name.count > 1 && isCapitalised(name.upperBound - 1))
    var evidence = MentionEvidence.known
    if !isQuoted, !isDomain {
      if !isCapital {
        evidence = .any
      } else if isCommon, !(ending > 0 && hasApostropheOrCapitals(name.upperBound - 1)) {
        evidence = .common
      }
    }
    all.append(
      OutletMention(
        words: name, name: name, endingLength: ending, outlet: outlet, kind: lexicon.outlets[Int(outlet)].kind,
        cases: cases, evidence: evidence))
  }

  /// Whether the words around the separator can belong to one name.
  func joinsNames(before index: Int) -> Bool {
    let gap = separator(before: index)
    if gap.contains(.dotOnly) { return true }
    if gap.contains(.stop) { return has(.domainEnding, index) && !gap.contains(.newline) && !isCapitalised(index) }
    return gap.isDisjoint(with: [.newline, .edge, .comma, .colon, .opening, .closing])
  }

  /// Whether a case ending is set off inside the word: "Reuters'in", "TURANın".
  func hasApostropheOrCapitals(_ index: Int) -> Bool {
    let source = text.words[index].source
    var capitals = 0
    for at in source {
      let byte = body[at]
      if byte == 0x27 || byte == 0x60 || byte == 0xE2 { return true }
      if (0x41...0x5A).contains(byte) { capitals += 1 }
    }
    return capitals > 1 && !(0x41...0x5A).contains(body[source.upperBound - 1])
  }

  func appendDomain(at start: Int, to all: inout [OutletMention]) {
    var at = start
    while at + 1 < min(start + 6, wordCount), separator(before: at + 1).contains(.dotOnly) {
      at += 1
      if at == start + 1, isCapitalised(at), !isCapitalised(start), !isEndingOfDomain(at).isEnding { return }
      let ending = isEndingOfDomain(at)
      guard ending.isEnding else { continue }
      let name = start..<(at + 1)
      all.append(
        OutletMention(
          words: name, name: name, endingLength: ending.length, outlet: outlet(ofDomain: name, ending.length),
          kind: nil,
          cases: ending.cases, evidence: .known))
    }
  }

  /// Whether the word ends a domain, alone or with a case ending glued to it.
  func isEndingOfDomain(_ index: Int) -> (isEnding: Bool, length: Int, cases: UInt64) {
    if has(.domainEnding, index) { return (true, 0, Lexicon.nominativeEverywhere) }
    let word = text.words[index].folded
    guard (3...8).contains(word.count) else { return (false, 0, 0) }
    for length in 1...min(4, word.count - 2) {
      let cut = word.upperBound - length
      let stem = lexicon.words.number(of: text.folded, word.lowerBound..<cut)
      guard stem >= 0, lexicon.traits[Int(stem)].contains(.domainEnding) else { continue }
      let ending = lexicon.words.number(of: text.folded, cut..<word.upperBound)
      guard ending >= 0, lexicon.endingCases[Int(ending)] != 0 else { continue }
      return (true, length, lexicon.endingCases[Int(ending)])
    }
    return (false, 0, 0)
  }

  /// The outlet of the longest known part at the end of a domain.
  func outlet(ofDomain name: Range<Int>, _ endingLength: Int) -> Int32 {
    for start in name.dropLast() {
      var node: Int32? = 0
      for at in start..<name.upperBound {
        var word = text.words[at].folded
        if at == name.upperBound - 1 { word = word.lowerBound..<(word.upperBound - endingLength) }
        node = node.flatMap { lexicon.step(from: $0, by: lexicon.words.number(of: text.folded, word)) }
      }
      if let node, lexicon.names[Int(node)].outlet >= 0 { return lexicon.names[Int(node)].outlet }
    }
    return -1
  }

  func appendQuoted(at start: Int, to all: inout [OutletMention]) {
    for end in (start + 1)...min(start + Self.longestName, wordCount) {
      let gap = separator(before: end)
      if gap.contains(.quote) {
        let isDomain = has(.domainEnding, end - 1) && separator(before: end - 1).contains(.dotOnly)
        all.append(OutletMention(words: start..<end, name: start..<end, evidence: isDomain ? .known : .quoted))
        return
      }
      if gap.partsLines || (gap.partsSentences && !gap.contains(.dotOnly)) { return }
    }
  }

  /// Whether the word is Latin and the one before it Cyrillic, as foreign names stand in Russian text.
  func isForeignScript(_ index: Int) -> Bool {
    index > 0 && body[Int(text.words[index].sourceStart)] < 0x80 && !isNumber(index)
      && [0xD0, 0xD1].contains(body[Int(text.words[index - 1].sourceStart)])
  }

  /// Whether an apostrophe sets a case ending off inside the word: no name goes on behind it.
  func isInflected(_ index: Int) -> Bool {
    let source = text.words[index].source
    guard source.dropFirst().contains(where: { body[$0] == 0x27 || body[$0] == 0xE2 }) else { return false }
    let word = text.words[index].folded
    for length in 1..<max(2, min(5, word.count)) where length < word.count {
      let ending = lexicon.words.number(of: text.folded, (word.upperBound - length)..<word.upperBound)
      if ending >= 0, lexicon.endingCases[Int(ending)] != 0 { return true }
    }
    return false
  }

  /// Whether the word ends in one that names of outlets are made of, as in "Azernews".
  func endsInNameWord(_ index: Int) -> Bool {
    let word = text.words[index].folded
    guard word.count > 6 else { return false }
    for length in 4...min(8, word.count - 3) {
      let end = lexicon.words.number(of: text.folded, (word.upperBound - length)..<word.upperBound)
      if end >= 0, lexicon.traits[Int(end)].contains(.nameWord) { return true }
    }
    return false
  }

  /// Whether a capital follows a small letter inside the word, as in "AppleInsider".
  func hasInnerCapital(_ index: Int) -> Bool { innerCapital(index) != nil }

  /// Bytes before the first capital that follows a small letter inside the word.
  private func innerCapital(_ index: Int) -> Int? {
    var wasSmall = false
    let source = text.words[index].source
    for at in source {
      if wasSmall, (0x41...0x5A).contains(body[at]) { return at - source.lowerBound }
      wasSmall = (0x61...0x7A).contains(body[at])
    }
    return nil
  }

  func appendCapitalised(at start: Int, to all: inout [OutletMention]) {
    guard !isNumber(start), !has(.headModifier, start) || has(.nameWord, start) else { return }
    var hasNameWord = has(.nameWord, start)
    for end in (start + 1)...min(start + 5, wordCount) {
      let last = end - 1
      if end > start + 1 {
        guard isCapitalised(last), !has(.notName, last), !isInflected(last - 1) else { return }
        if endsInGenitive(last - 1), !has(.nameWord, last) { return }
        hasNameWord = hasNameWord || has(.nameWord, last)
        guard separator(before: last).isSubset(of: [.blank, .hyphen]) else { return }
      }
      if isOfficeWord(last) { return }
      var evidence: MentionEvidence = end == start + 1 && isAbbreviation(start) ? .abbreviated : .capitalised
      if isForeignScript(start) || (end == start + 1 && (hasInnerCapital(start) || endsInNameWord(start))) {
        evidence = .quoted
      }
      if hasNameWord, end > start + 1 { evidence = has(.nameWord, last) || isNumber(last) ? .known : .quoted }
      all.append(OutletMention(words: start..<end, name: start..<end, evidence: evidence))
      if let (length, cases) = gluedEnding(last) {
        all.append(
          OutletMention(
            words: start..<end, name: start..<end, endingLength: length, cases: cases, evidence: evidence))
      }
    }
  }

  /// The longest case ending that the word can carry: one that begins with a vowel stands behind a consonant, one that
  /// begins with n or y behind a vowel.
  private func gluedEnding(_ index: Int) -> (length: Int, cases: UInt64)? {
    let word = text.words[index].folded
    guard word.count > 3 else { return nil }
    func isVowel(_ at: Int) -> Bool { "aeiouy".utf8.contains(text.folded[at]) }
    for length in stride(from: min(4, word.count - 2), through: 1, by: -1) {
      let cut = word.upperBound - length
      let ending = lexicon.words.number(of: text.folded, cut..<word.upperBound)
      guard ending >= 0, lexicon.endingCases[Int(ending)] != 0 else { continue }
      let first = text.folded[cut]
      if first == UInt8(ascii: "n") || first == UInt8(ascii: "y") {
        guard isVowel(cut - 1) else { continue }
      } else if isVowel(cut), isVowel(cut - 1) {
        continue
      }
      return (length, lexicon.endingCases[Int(ending)])
    }
    return nil
  }

  /// Names that consist of a generic noun and what describes it: "yerli KİV", but not the outlet that cites them.
  func appendGeneric(at start: Int, to all: inout [OutletMention]) {
    if has(.domainEnding, start), separator(before: start).contains(.dotOnly) { return }
    for at in start...(start + 2) where at < wordCount && numbers[at] >= 0 {
      if at > start, !separator(before: at).isSubset(of: [.blank, .newline, .quote]) { return }
      let kind = lexicon.headKinds[Int(numbers[at])]
      guard kind == .generic || kind == .social else { continue }
      let citing = all.contains { other in
        guard other.name.upperBound <= at, other.outlet >= 0 || isOwnName(other) else { return false }
        return other.evidence == .known || (other.evidence == .common && other.name.upperBound < at)
      }
      if citing { return }
      var mention = OutletMention(
        words: start..<(at + 1), name: start..<(at + 1),
        endingLength: kind == .generic ? lexicon.headEndings[Int(numbers[at])] : 0, kind: kind,
        cases: lexicon.headCases[Int(numbers[at])], evidence: .known)
      all.append(mention)
      if at + 1 < wordCount, let cases = looseEnding(at: at + 1, separator(before: at + 1)) {
        mention.words = start..<(at + 2)
        mention.cases = cases
        all.append(mention)
      }
      return
    }
  }

  /// Whether the name is the publisher's host, or its first label, whatever the registry knows.
  func isOwnName(_ mention: OutletMention) -> Bool {
    var letters: [UInt8] = []
    for index in mention.name { letters += text.folded[text.words[index].folded] }
    letters.removeLast(min(letters.count, mention.endingLength))
    if ownNames.contains(letters) { return true }
    guard [0xD0, 0xD1].contains(body[Int(text.words[mention.name.lowerBound].sourceStart)]) else { return false }
    let skeleton = Self.skeleton(letters)
    return skeleton.count > 3 && ownNames.contains { Self.skeleton($0) == skeleton }
  }

  /// The consonants of a name, so that a Russian one in any case ("Ленте.ру") is that of its Latin host ("lenta.ru").
  private static func skeleton(_ letters: [UInt8]) -> [UInt8] {
    letters.compactMap { letter in
      if letter == UInt8(ascii: "g") { return UInt8(ascii: "q") }
      return "aeiouy-".utf8.contains(letter) ? nil : letter
    }
  }
}
