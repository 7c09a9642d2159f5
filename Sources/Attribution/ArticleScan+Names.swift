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
    if isCapitalised(start) || isForeignScript(start),
      !has(.notName, start) || has(.article, start) || has(.demonym, start)
    {
      appendCapitalised(at: start, to: &all)
    }
    guard !all.isEmpty else { return all }
    if all.contains(where: { $0.outlet >= 0 }) {
      let registered = all.filter { $0.outlet >= 0 }.map(\.words)
      for index in all.indices where all[index].outlet >= 0 {
        for other in all where other.outlet < 0 && other.words == all[index].words && other.evidence == .quoted {
          all[index].evidence = min(all[index].evidence, .quoted)
        }
      }
      all.removeAll { $0.outlet < 0 && registered.contains($0.words) }
    }
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
        if entry.isAbbreviation, isPlainWord(start) { continue }
        appendName(entry.outlet, entry.isCommon, start..<at, ending: 0, cases, &all)
        // "рассказал РИА Новости": an abbreviated head noun shows no case.
        if !entry.isInflected, has(.headInName, start), at > start + 1 {
          appendName(entry.outlet, entry.isCommon, start..<at, ending: 0, Lexicon.obliqueEverywhere, &all)
        }
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
    guard word.count > 2, at > start || isCapitalised(start) && mayStartName(word) else { return }
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

  /// Whether a registered name may begin with a beginning of the word.
  private func mayStartName(_ word: Range<Int>) -> Bool {
    let letters = text.folded.span.extracting(word)
    return [2, 3].contains { count in
      let (key, mark) = KeyFilter.start(of: letters, count)
      return shared.lexicon.nameStarts.mayHold(key, mark)
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
        evidence = isPartOfLongerName(name) || isPlaceOfQuoted(name, ending) ? .any : .common
      }
      if evidence < .any, endsLongerName(name) { evidence = .any }
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

  /// Whether a capital letter begins the word, small ones follow, and so does a word that no list knows: "App store" is
  /// not the agency APP.
  private func isPlainWord(_ index: Int) -> Bool {
    let next = index + 1
    guard next < wordCount, separator(before: next) == .blank, isCapitalised(index), !isAbbreviation(index) else {
      return false
    }
    let number = Int(numbers[next])
    guard number >= 0 else { return !isCapitalised(next) }
    return !isCapitalised(next) && lexicon.headCases[number] == 0 && lexicon.endingCases[number] == 0
      && lexicon.traits[number].isDisjoint(with: [.cueWord, .clauseEnd, .headModifier, .month])
  }

  /// Whether the name is a place's in the genitive before a name in quotation marks: "Türkiyənin “Nərgiz” qəzeti".
  private func isPlaceOfQuoted(_ name: Range<Int>, _ ending: Int) -> Bool {
    ending > 0 && has(.demonym, atStemOf: name, ending) && opensQuote(name.upperBound)
  }

  private func has(_ trait: Lexicon.WordTraits, atStemOf name: Range<Int>, _ ending: Int) -> Bool {
    let word = text.words[name.upperBound - 1].folded
    guard name.count == 1, word.count > ending else { return false }
    let stem = lexicon.words.number(of: text.folded, word.lowerBound..<(word.upperBound - ending))
    return stem >= 0 && lexicon.traits[Int(stem)].contains(trait)
  }

  /// Whether one word of those that names are made of ends a longer name that no list knows: "Harbour Times".
  func endsLongerName(_ name: Range<Int>) -> Bool {
    let (first, before) = (name.lowerBound, name.lowerBound - 1)
    guard name.count == 1, before >= 0, has(.nameWord, first) || hasNameWord(atStemOf: first),
      separator(before: first) == .blank, isCapitalised(before), !isNumber(before)
    else { return false }
    let plain: Lexicon.WordTraits = [.notName, .headModifier, .article, .headBefore, .headBeforeCyrillic, .cueWord]
    guard numbers[before] < 0 || lexicon.traits[Int(numbers[before])].isDisjoint(with: plain) || has(.demonym, before)
    else { return false }
    return !isHead(before) && !isOfficeWord(before) && !endsInGenitive(before) && !isInflected(before)
  }

  private func hasNameWord(atStemOf index: Int) -> Bool { isNameWord(index, gluedEnding(index)) }

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
    guard index < wordCount else { return false }
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
      if isForeign || (end == start + 1 && endsInNameWord(start)) { evidence = .quoted }
      let inflected = gluedEnding(last)
      hasNameWord = hasNameWord || (end > start + 1 && isNameWord(last, inflected))
      if hasNameWord, end > start + 1 {
        evidence = has(.nameWord, last) || isNumber(last) || isNameWord(last, inflected) ? .known : .quoted
      }
      if has(.demonym, start), evidence > .quoted || end == start + 1 { continue }
      all.append(OutletMention(words: start..<end, name: start..<end, evidence: evidence))
      // "Fjordposten gazetesinde": the head noun carries the case, the name's last letters are its own.
      let isBeforeHead = end < wordCount && isHead(end) && separator(before: end) == .blank
      if let (length, cases) = inflected, !isBeforeHead || lettersBehindApostrophe(last) != nil {
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

  /// The case ending behind an apostrophe or behind nothing but capitals, else the longest that the word can carry: one that begins with a vowel stands
  /// behind a consonant, one that begins with n or y behind a vowel.
  private func gluedEnding(_ index: Int) -> (length: Int, cases: UInt64)? {
    let word = text.words[index].folded
    guard word.count > 2 else { return nil }
    if let length = lettersBehindApostrophe(index) ?? lettersBehindCapitals(index), length < word.count {
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

  /// Bytes of the small letters behind two capitals or more that begin the word, as in "TURANın"; nil for any other word.
  private func lettersBehindCapitals(_ index: Int) -> Int? {
    let source = text.words[index].source
    var (at, capitals) = (source.lowerBound, 0)
    while at < source.upperBound {
      let (isCapital, length) = LetterCase.isCapital(body, at, source.upperBound)
      guard isCapital else { break }
      (at, capitals) = (at + length, capitals + 1)
    }
    guard capitals > 1, at < source.upperBound, !LetterCase.hasCapital(in: body, at..<source.upperBound) else {
      return nil
    }
    return lexicon.normalizer.normalize(Array(body[at..<source.upperBound])).folded.count
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
}
