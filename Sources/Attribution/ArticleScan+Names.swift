import Corpus
import Normalization

/// Names by what they are written like: registered names, domains, quoted and capitalised words, generic nouns.
extension ArticleScan {
  /// Names that begin at `start`, by registry, domain, quotation marks and capitals.
  func bareMentions(at start: Int) -> [OutletMention] {
    guard start < wordCount, !continuesDomain(start) else { return [] }
    if has(.domainEnding, start), separator(before: start).contains(.dotOnly) { return [] }
    var all: [OutletMention] = []
    appendRegistered(at: start, to: &all)
    appendDomain(at: start, to: &all)
    if opensQuote(start) { appendQuoted(at: start, to: &all) }
    if isCapitalised(start) || isForeignScript(start), !has(.notName, start) || has(.article, start) {
      appendCapitalised(at: start, to: &all)
    }
    for index in all.indices where all[index].outlet >= 0 {
      for other in all where other.outlet < 0 && other.words == all[index].words && other.evidence == .quoted {
        all[index].evidence = min(all[index].evidence, .quoted)
      }
    }
    let registered = Set(all.filter { $0.outlet >= 0 }.map(\.words))
    all.removeAll { $0.outlet < 0 && registered.contains($0.words) }
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
        let cases = entry.isInflected ? Lexicon.obliqueEverywhere : Lexicon.nominativeEverywhere
        appendName(entry.outlet, entry.isCommon, start..<at, ending: 0, cases, &all)
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
      let outlet = entry.outlet
      guard outlet >= 0, at > start || word.count - length > 3 || hasApostropheOrCapitals(at) else { continue }
      appendName(
        outlet, entry.isCommon, start..<(at + 1), ending: length,
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
        evidence = isPartOfLongerName(name) ? .any : .common
      }
    }
    all.append(
      OutletMention(
        words: name, name: name, endingLength: ending, outlet: outlet, kind: lexicon.outlets[Int(outlet)].kind,
        cases: cases, evidence: evidence))
  }

  /// Whether a capitalised word that is no head noun follows on the line: "National Retail Federation".
  private func isPartOfLongerName(_ name: Range<Int>) -> Bool {
    let next = name.upperBound
    guard next < wordCount, separator(before: next) == .blank, isCapitalised(next), !isNumber(next) else {
      return false
    }
    return numbers[next] < 0 || (lexicon.headCases[Int(numbers[next])] == 0 && !has(.cueWord, next))
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
    while at + 1 < min(start + 6, wordCount) {
      let gap = separator(before: at + 1)
      guard gap.contains(.dotOnly) || (gap == .hyphen && isLabelOfDomain(at + 1)) else { return }
      at += 1
      guard gap.contains(.dotOnly) else { continue }
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

  /// Whether the word goes on with a dot or hyphen and then with letters, as labels of a domain do.
  func isLabelOfDomain(_ index: Int) -> Bool {
    guard index + 1 < wordCount else { return false }
    let gap = separator(before: index + 1)
    return gap.contains(.dotOnly) || gap == .hyphen
  }

  /// Whether the word is a part of a domain behind a hyphen: "news" in "volna-news.ru".
  private func continuesDomain(_ index: Int) -> Bool {
    guard index > 0, index + 1 < wordCount, separator(before: index) == .hyphen, !isCapitalised(index) else {
      return false
    }
    return separator(before: index + 1).contains(.dotOnly) && isEndingOfDomain(index + 1).isEnding
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

  /// The outlet of a domain, or of the domain behind labels that outlets use for their own sections, or of the one that
  /// the domain imitates with Cyrillic letters; -1 for any other.
  func outlet(ofDomain name: Range<Int>, _ endingLength: Int) -> Int32 {
    if text.foldedWord(name.lowerBound) == "xn" { return outlet(ofPunycode: name) }
    for start in name.dropLast() {
      let known = outlet(ofLabels: start..<name.upperBound, endingLength)
      if known >= 0 { return known }
      guard OutletRegistry.isOwnLabel(text.foldedWord(start)) else { break }
    }
    guard let first = body[text.words[name.lowerBound].source].first, (0xD0...0xD4).contains(first) else { return -1 }
    var words: [[UInt8]] = []
    for at in name {
      guard let word = lexicon.normalizer.foldedAsLatin(Array(body[text.words[at].source])) else { return -1 }
      words.append(word)
    }
    words[words.count - 1].removeLast(min(endingLength, words[words.count - 1].count))
    return lexicon.outlet(ofWords: words)
  }

  private func outlet(ofLabels name: Range<Int>, _ endingLength: Int) -> Int32 {
    var node: Int32? = 0
    for at in name {
      var word = text.words[at].folded
      if at == name.upperBound - 1 { word = word.lowerBound..<(word.upperBound - endingLength) }
      node = node.flatMap { lexicon.step(from: $0, by: lexicon.words.number(of: text.folded, word)) }
    }
    return node.map { lexicon.names[Int($0)].outlet } ?? -1
  }

  /// The letters that an "xn--" domain stands for; nil for any other name.
  func decodedDomain(_ name: Range<Int>) -> String? {
    guard text.foldedWord(name.lowerBound) == "xn" else { return nil }
    return OutletRegistry.host(of: String(decoding: body[text.source(of: name)], as: UTF8.self))
  }

  private func outlet(ofPunycode name: Range<Int>) -> Int32 {
    guard let host = decodedDomain(name) else { return -1 }
    let decoded = lexicon.normalizer.normalize(Array(host.utf8))
    return lexicon.outlet(ofWords: decoded.words.map { Array(decoded.folded[$0.folded]) })
  }

  /// Whether a noun that offices are called by stands beside the quoted name: "клуб «Спартак»", "“Neftçi” klubu".
  private func isBesideOffice(_ name: Range<Int>) -> Bool {
    let (before, after) = (name.lowerBound - 1, name.upperBound)
    if before >= 0, isOfficeWord(before), !isHead(before),
      separator(before: name.lowerBound).isSubset(of: [.blank, .quote])
    {
      return true
    }
    return after < wordCount && isOfficeWord(after) && !isHead(after)
      && separator(before: after).isSubset(of: [.blank, .quote])
  }

  /// Whether a quotation mark stands right before the word, and the word begins like a name.
  private func opensQuote(_ index: Int) -> Bool {
    let gap = separator(before: index)
    guard gap.contains(.quote), isCapitalised(index) || isForeignScript(index) || goesOnAsDomain(index) else {
      return false
    }
    let last = body[Int(text.words[index].sourceStart) - 1]
    return !(last == 0x20 || last == 0x0A || last == 0x09)
  }

  /// Whether the word can be the first label of a domain.
  func goesOnAsDomain(_ index: Int) -> Bool {
    let gap = separator(before: index + 1)
    return gap.contains(.dotOnly) || (gap == .hyphen && isLabelOfDomain(index + 1))
  }

  func appendQuoted(at start: Int, to all: inout [OutletMention]) {
    for end in (start + 1)...min(start + Self.longestName, wordCount) {
      let gap = separator(before: end)
      if gap.contains(.quote) {
        let isDomain = has(.domainEnding, end - 1) && separator(before: end - 1).contains(.dotOnly)
        let isNamed = end > start + 1 && (start..<end).contains { has(.nameWord, $0) }
        var mention = OutletMention(
          words: start..<end, name: start..<end, evidence: isDomain || isNamed ? .known : .quoted)
        if !isDomain, !isNamed, (start..<end).contains(where: isOfficeWord) || isBesideOffice(start..<end) {
          (mention.isOffice, mention.kind) = (true, .official)
        }
        all.append(mention)
        return
      }
      if gap.partsLines || (gap.partsSentences && !gap.contains(.dotOnly)) { return }
      if !gap.isDisjoint(with: [.comma, .colon, .opening]) { return }
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
    guard !isNumber(start) else { return }
    guard has(.nameWord, start) || (!has(.headModifier, start) && !isHeadBefore(start)) else { return }
    var hasNameWord = has(.nameWord, start)
    let isForeign = isForeignScript(start)
    for end in (start + 1)...min(start + 5, wordCount) {
      let last = end - 1
      if end > start + 1 {
        guard isCapitalised(last), !has(.notName, last) || has(.nameWord, last), !isInflected(last - 1) else { return }
        if endsInGenitive(last - 1), !has(.nameWord, last) { return }
        hasNameWord = hasNameWord || has(.nameWord, last)
        guard separator(before: last).isSubset(of: [.blank, .hyphen]) else { return }
      } else if has(.article, start) {
        continue
      }
      if isOfficeWord(last), !has(.nameWord, last) || end == start + 1 || has(.article, last - 1) { return }
      if end > start + 1, has(.article, last - 1), isHead(last) { return }
      // "Sky News Arabia TV channel": what stands before another head noun is one itself.
      if end > start + 1, end < wordCount, isHead(last), isHead(end), separator(before: end) == .blank { continue }
      var evidence: MentionEvidence = end == start + 1 && isAbbreviation(start) ? .abbreviated : .capitalised
      if isForeign || (end == start + 1 && (hasInnerCapital(start) || endsInNameWord(start))) { evidence = .quoted }
      let inflected = gluedEnding(last)
      hasNameWord = hasNameWord || (end > start + 1 && isNameWord(last, inflected))
      if hasNameWord, end > start + 1 {
        evidence = has(.nameWord, last) || isNumber(last) || isNameWord(last, inflected) ? .known : .quoted
      }
      if has(.demonym, start), evidence > .quoted || end == start + 1 { continue }
      all.append(OutletMention(words: start..<end, name: start..<end, evidence: evidence))
      if let (length, cases) = inflected {
        all.append(
          OutletMention(
            words: start..<end, name: start..<end, endingLength: length, cases: cases, evidence: evidence))
      }
    }
  }

  private func isHead(_ index: Int) -> Bool { numbers[index] >= 0 && lexicon.headCases[Int(numbers[index])] != 0 }

  /// Whether the word without its case ending is one that names of outlets are made of.
  private func isNameWord(_ index: Int, _ ending: (length: Int, cases: UInt64)?) -> Bool {
    guard let ending else { return false }
    let word = text.words[index].folded
    let stem = lexicon.words.number(of: text.folded, word.lowerBound..<(word.upperBound - ending.length))
    return stem >= 0 && lexicon.traits[Int(stem)].contains(.nameWord)
  }

  /// The case ending behind an apostrophe, else the longest that the word can carry: one that begins with a vowel stands
  /// behind a consonant, one that begins with n or y behind a vowel.
  private func gluedEnding(_ index: Int) -> (length: Int, cases: UInt64)? {
    let word = text.words[index].folded
    guard word.count > 2 else { return nil }
    if let length = lettersBehindApostrophe(index), length < word.count {
      let ending = lexicon.words.number(of: text.folded, (word.upperBound - length)..<word.upperBound)
      if ending >= 0, lexicon.endingCases[Int(ending)] != 0 { return (length, lexicon.endingCases[Int(ending)]) }
    }
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

  /// Folded bytes behind the last apostrophe inside the word; nil where it has none.
  private func lettersBehindApostrophe(_ index: Int) -> Int? {
    let source = text.words[index].source
    let mark = source.dropFirst(2).last { at in
      switch body[at] {
      case 0x27, 0x60: true
      case 0x98, 0x99: body[at - 1] == 0x80 && body[at - 2] == 0xE2
      case 0xB4: body[at - 1] == 0xC2
      default: false
      }
    }
    guard let mark else { return nil }
    let count = lexicon.normalizer.normalize(Array(body[(mark + 1)..<source.upperBound])).folded.count
    return count > 0 ? count : nil
  }

  /// Names that consist of a generic noun and what describes it: "yerli KİV", but not the outlet that cites them.
  func appendGeneric(at start: Int, to all: inout [OutletMention]) {
    if has(.domainEnding, start), separator(before: start).contains(.dotOnly) { return }
    for at in start...(start + 2) where at < wordCount && numbers[at] >= 0 {
      if at > start, !separator(before: at).isSubset(of: [.blank, .newline, .quote]) { return }
      let kind = lexicon.headKinds[Int(numbers[at])]
      guard kind == .generic || kind == .social else { continue }
      if at > start, !isCapitalised(start), !has(.headModifier, start), has(.notName, start) || has(.cueWord, start) {
        return
      }
      // "mətbuat xidməti" is an office.
      if at + 1 < wordCount, separator(before: at + 1) == .blank, isOfficeWord(at + 1) { return }
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

  /// State media that are named by what they are alone: "Iranian state TV", "dövlət televiziyası".
  func appendStateMedia(at start: Int, to all: inout [OutletMention]) {
    var at = has(.demonym, start) || endsInGenitive(start) ? start + 1 : start
    if at == start, start > 0, has(.stateModifier, start - 1), joinsByBlanks((start - 1)..<(start + 1)) { return }
    guard at < wordCount, has(.stateModifier, at), joinsByBlanks(start..<(at + 1)) else { return }
    at += 1
    while at < min(start + 5, wordCount - 1), has(.headModifier, at) || has(.stateModifier, at),
      joinsByBlanks((at - 1)..<(at + 1))
    {
      at += 1
    }
    guard at < wordCount, joinsByBlanks((at - 1)..<(at + 1)), numbers[at] >= 0,
      lexicon.headCases[Int(numbers[at])] != 0, let kind = lexicon.headKinds[Int(numbers[at])],
      kind == .agency || kind == .tv || kind == .newspaper
    else { return }
    let next = at + 1
    guard next >= wordCount || !isCapitalised(next) || separator(before: next) != .blank else { return }
    all.append(
      OutletMention(
        words: start..<next, name: start..<next, endingLength: lexicon.headEndings[Int(numbers[at])], kind: kind,
        cases: lexicon.headCases[Int(numbers[at])], evidence: .known))
  }

  private func joinsByBlanks(_ words: Range<Int>) -> Bool {
    words.dropFirst().allSatisfy { separator(before: $0).isSubset(of: [.blank, .newline, .hyphen]) }
  }

  /// Whether the name is the publisher's host, or its first label, whatever the registry knows.
  func isOwnName(_ mention: OutletMention) -> Bool {
    var letters: [UInt8] = []
    for index in mention.name { letters += text.folded[text.words[index].folded] }
    letters.removeLast(min(letters.count, mention.endingLength))
    if ownNames.contains(letters) { return true }
    guard [0xD0, 0xD1].contains(body[Int(text.words[mention.name.lowerBound].sourceStart)]) else { return false }
    let skeleton = Self.skeleton(letters)
    return skeleton.count > 3 && ownNames.contains { Self.holds(Self.skeleton($0), skeleton) }
  }

  private static func holds(_ long: [UInt8], _ short: [UInt8]) -> Bool {
    guard long.count >= short.count else { return false }
    return (0...(long.count - short.count)).contains { long[$0..<($0 + short.count)].elementsEqual(short) }
  }

  /// The consonants of a name, so that a Russian one in any case ("Ленте.ру") is that of its Latin host ("lenta.ru").
  private static func skeleton(_ letters: [UInt8]) -> [UInt8] {
    letters.compactMap { letter in
      if letter == UInt8(ascii: "g") { return UInt8(ascii: "q") }
      // "ch", "sh", "kh" and "zh" are one letter in Cyrillic.
      return "aeiouyh-".utf8.contains(letter) ? nil : letter
    }
  }
}
