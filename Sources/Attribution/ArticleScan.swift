import Corpus
import Normalization

/// One article while its claims are read: its words by number, and the names that begin at each word once asked for.
///
/// What begins at a word is found once and kept, in a bounded number of steps, so that reading stays linear whatever
/// the text is made of.
struct ArticleScan {
  let lexicon: Lexicon
  let body: [UInt8]
  let text: NormalizedText
  /// The words' numbers in the lexicon.
  var numbers: [Int32]
  /// Folded letters of the publisher's host, without dots, and of its first label.
  let ownNames: [[UInt8]]
  /// Instructions tried and words at which names were looked for, so far.
  var effort = 0
  private var mentionsAt: [Int: [OutletMention]] = [:]

  /// The most words a name has.
  static let longestName = 8

  init(lexicon: Lexicon, body: [UInt8], text: NormalizedText, ownNames: [[UInt8]]) {
    (self.lexicon, self.body, self.text, self.ownNames) = (lexicon, body, text, ownNames)
    numbers = []
    numbers.reserveCapacity(text.words.count)
    for word in text.words { numbers.append(lexicon.words.number(of: text.folded, word.folded)) }
  }

  var wordCount: Int { text.words.count }

  /// What stands before word `index`; the text's edges are before 0 and after the last.
  func separator(before index: Int) -> Separator {
    let start = index == 0 ? 0 : Int(text.words[index - 1].sourceEnd)
    let end = index == wordCount ? body.count : Int(text.words[index].sourceStart)
    var separator = Separator(body, start..<max(start, end))
    if index == 0 || index == wordCount { separator.insert(.edge) }
    return separator
  }

  func has(_ trait: Lexicon.WordTraits, _ index: Int) -> Bool {
    numbers[index] >= 0 && lexicon.traits[Int(numbers[index])].contains(trait)
  }

  /// Whether the word begins with a capital letter or a digit.
  func isCapitalised(_ index: Int) -> Bool {
    let first = body[Int(text.words[index].sourceStart)]
    if first < 0x80 { return (0x41...0x5A).contains(first) || (0x30...0x39).contains(first) }
    return firstScalar(index)?.properties.isUppercase ?? false
  }

  func isNumber(_ index: Int) -> Bool {
    text.folded[text.words[index].folded].allSatisfy { (0x30...0x39).contains($0) }
  }

  private func firstScalar(_ index: Int) -> Unicode.Scalar? {
    let source = text.words[index].source
    return String(decoding: body[source.lowerBound..<min(source.upperBound, source.lowerBound + 4)], as: UTF8.self)
      .unicodeScalars.first
  }

  /// The mentions that begin at `start`, the surest first, then the longest.
  mutating func mentions(at start: Int) -> [OutletMention] {
    guard start < wordCount, canBeginName(start) else { return [] }
    if let known = mentionsAt[start] { return known }
    effort += 1
    var all = directMentions(at: start)
    if start + 1 < wordCount, isGenitiveOfPlace(start) {
      for var mention in directMentions(at: start + 1) where mention.evidence == .known {
        mention.words = start..<mention.words.upperBound
        all.append(mention)
      }
    }
    all.sort { a, b in
      (a.evidence, b.outlet >= 0 ? 1 : 0, b.words.count, b.name.count, a.endingLength)
        < (b.evidence, a.outlet >= 0 ? 1 : 0, a.words.count, a.name.count, b.endingLength)
    }
    mentionsAt[start] = all
    return all
  }

  /// A quick look at whether any name can begin at the word; most words stop here.
  private func canBeginName(_ index: Int) -> Bool {
    if isCapitalised(index) || isForeignScript(index) { return true }
    let number = numbers[index]
    if number >= 0, !lexicon.traits[Int(number)].isDisjoint(with: [.startsName, .headBefore, .headModifier]) {
      return true
    }
    for at in index..<min(index + 3, wordCount) where numbers[at] >= 0 {
      let kind = lexicon.headKinds[Int(numbers[at])]
      if kind == .generic || kind == .social { return true }
    }
    return separator(before: index).contains(.quote) || separator(before: index + 1).contains(.dotOnly)
  }

  /// Whether the word is a capitalised genitive that says where an outlet is from: "Türkiyənin “Milliyyət” nəşri".
  private func isGenitiveOfPlace(_ index: Int) -> Bool {
    guard isCapitalised(index), separator(before: index + 1).isSubset(of: [.blank, .quote]) else { return false }
    return endsInGenitive(index)
  }

  /// Whether the word ends like a genitive of some language.
  private func endsInGenitive(_ index: Int) -> Bool {
    let word = text.words[index].folded
    guard word.count > 4 else { return false }
    for length in 2...3 {
      let ending = lexicon.words.number(of: text.folded, (word.upperBound - length)..<word.upperBound)
      if ending >= 0, lexicon.endingCases[Int(ending)] & Lexicon.genitiveEverywhere != 0 { return true }
    }
    return false
  }

  /// The mentions whose first word, but for a head noun, is the name's own.
  private func directMentions(at start: Int) -> [OutletMention] {
    var all: [OutletMention] = []
    if let head = headBefore(at: start) {
      for var mention in bareMentions(at: head.next) {
        mention.words = start..<mention.words.upperBound
        mention.kind = mention.kind ?? head.kind
        if mention.outlet < 0, (start..<head.next).contains(where: { has(.official, $0) }) {
          (mention.isOffice, mention.kind) = (true, .official)
        }
        if mention.evidence != .any { mention.evidence = .known }
        appendExtended(mention, to: &all)
      }
    }
    for mention in bareMentions(at: start) { appendExtended(mention, to: &all) }
    appendGeneric(at: start, to: &all)
    return all
  }

  /// The mentions that end before `end`, the surest first, then the longest.
  mutating func mentions(endingAt end: Int) -> [OutletMention] {
    var all: [OutletMention] = []
    for start in stride(from: end - 1, through: max(0, end - Self.longestName - 3), by: -1) {
      if start + 1 < end, separator(before: start + 1).contains(.emptyLine) { break }
      all += mentions(at: start).filter { $0.words.upperBound == end }
    }
    all.sort { a, b in
      (a.evidence, b.outlet >= 0 ? 1 : 0, b.words.count, a.endingLength)
        < (b.evidence, a.outlet >= 0 ? 1 : 0, a.words.count, b.endingLength)
    }
    return all
  }

  /// A head noun that precedes names, such as "газета", with its modifiers.
  private func headBefore(at start: Int) -> (next: Int, kind: Outlet.Kind?)? {
    var at = start
    while at < min(start + 3, wordCount), has(.headModifier, at), !has(.headBefore, at) { at += 1 }
    guard at + 1 < wordCount, has(.headBefore, at), !separator(before: at + 1).partsSentences else { return nil }
    return (at + 1, lexicon.headKinds[Int(numbers[at])])
  }

  /// Adds the mention as it is, with a case ending of its own, with a head noun, and with an abbreviation behind it.
  private func appendExtended(_ mention: OutletMention, to all: inout [OutletMention]) {
    append(mention, to: &all)
    let end = mention.words.upperBound
    guard end < wordCount else { return }
    let gap = separator(before: end)
    if mention.endingLength == 0, let cases = looseEnding(at: end, gap) {
      var ended = mention
      ended.words = mention.words.lowerBound..<(end + 1)
      ended.cases = cases
      if ended.evidence == .any || ended.outlet >= 0 { ended.evidence = .known }
      append(ended, to: &all)
    }
    guard !gap.partsSentences, gap.isDisjoint(with: [.newline, .comma, .colon]) else { return }
    var head = end
    while head < min(end + 3, wordCount - 1), has(.headModifier, head) { head += 1 }
    guard head < wordCount, numbers[head] >= 0, lexicon.headCases[Int(numbers[head])] != 0 else { return }
    for between in end..<(head + 1) where separator(before: between).partsSentences { return }
    var headed = mention
    headed.words = mention.words.lowerBound..<(head + 1)
    headed.cases = lexicon.headCases[Int(numbers[head])]
    headed.kind = lexicon.headKinds[Int(numbers[head])]
    while head + 1 < wordCount, numbers[head + 1] >= 0, lexicon.headCases[Int(numbers[head + 1])] != 0,
      separator(before: head + 1).isSubset(of: [.blank])
    {
      head += 1
      headed.words = mention.words.lowerBound..<(head + 1)
      headed.cases = lexicon.headCases[Int(numbers[head])]
    }
    if mention.evidence == .capitalised, endsInGenitive(end - 1) { (headed.isOffice, headed.kind) = (true, .official) }
    if mention.outlet < 0, (end..<head).contains(where: { has(.official, $0) }) {
      (headed.isOffice, headed.kind) = (true, .official)
    }
    headed.evidence = .known
    append(headed, to: &all)
    if head + 1 < wordCount, let cases = looseEnding(at: head + 1, separator(before: head + 1)) {
      headed.words = mention.words.lowerBound..<(head + 2)
      headed.cases = cases
      append(headed, to: &all)
    }
  }

  private func append(_ mention: OutletMention, to all: inout [OutletMention]) {
    all.append(mention)
    let end = mention.words.upperBound
    guard end < wordCount, separator(before: end).contains(.opening) else { return }
    for close in (end + 1)...min(end + 3, wordCount) where separator(before: close).contains(.closing) {
      var longer = mention
      longer.words = mention.words.lowerBound..<close
      all.append(longer)
      return
    }
  }

  /// The cases that the word at `index` means as an ending of the word before it.
  private func looseEnding(at index: Int, _ gap: Separator) -> UInt64? {
    guard numbers[index] >= 0, !gap.isDisjoint(with: [.hyphen, .quote]) else { return nil }
    guard gap.isDisjoint(with: [.newline, .comma, .stop]) else { return nil }
    let source = text.words[index].source
    guard source.count <= 8, !(gap.contains(.blank) && !gap.contains(.hyphen)) else { return nil }
    let cases = lexicon.endingCases[Int(numbers[index])]
    return cases == 0 ? nil : cases
  }

  /// Names that begin at `start`, by registry, domain, quotation marks and capitals.
  private func bareMentions(at start: Int) -> [OutletMention] {
    guard start < wordCount else { return [] }
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

  private func appendRegistered(at start: Int, to all: inout [OutletMention]) {
    var node: Int32 = 0
    var at = start
    while at < min(start + Self.longestName, wordCount) {
      if at > start, !joinsNames(before: at) { return }
      appendInflected(from: node, start: start, at: at, to: &all)
      guard let next = lexicon.step(from: node, by: numbers[at]) else { return }
      node = next
      at += 1
      let entry = lexicon.names[Int(node)]
      if entry.outlet >= 0 {
        appendName(entry.outlet, entry.isCommon, start..<at, ending: 0, Lexicon.nominativeEverywhere, &all)
      }
    }
  }

  /// The name whose last word stands at `at` with a case ending glued to it.
  private func appendInflected(from node: Int32, start: Int, at: Int, to all: inout [OutletMention]) {
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

  private func appendName(
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
  private func joinsNames(before index: Int) -> Bool {
    let gap = separator(before: index)
    if gap.contains(.dotOnly) { return true }
    if gap.contains(.stop) { return has(.domainEnding, index) && !gap.contains(.newline) && !isCapitalised(index) }
    return gap.isDisjoint(with: [.newline, .edge, .comma, .colon, .opening, .closing])
  }

  /// Whether a case ending is set off inside the word: "Reuters'in", "TURANın".
  private func hasApostropheOrCapitals(_ index: Int) -> Bool {
    let source = text.words[index].source
    var capitals = 0
    for at in source {
      let byte = body[at]
      if byte == 0x27 || byte == 0x60 || byte == 0xE2 { return true }
      if (0x41...0x5A).contains(byte) { capitals += 1 }
    }
    return capitals > 1 && !(0x41...0x5A).contains(body[source.upperBound - 1])
  }

  private func appendDomain(at start: Int, to all: inout [OutletMention]) {
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
  private func isEndingOfDomain(_ index: Int) -> (isEnding: Bool, length: Int, cases: UInt64) {
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
  private func outlet(ofDomain name: Range<Int>, _ endingLength: Int) -> Int32 {
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

  private func appendQuoted(at start: Int, to all: inout [OutletMention]) {
    for end in (start + 1)...min(start + Self.longestName, wordCount) {
      let gap = separator(before: end)
      if gap.contains(.quote) {
        all.append(OutletMention(words: start..<end, name: start..<end, evidence: .quoted))
        return
      }
      if gap.partsLines || (gap.partsSentences && !gap.contains(.dotOnly)) { return }
    }
  }

  /// Whether the word is Latin and the one before it Cyrillic, as foreign names stand in Russian text.
  private func isForeignScript(_ index: Int) -> Bool {
    index > 0 && body[Int(text.words[index].sourceStart)] < 0x80 && !isNumber(index)
      && [0xD0, 0xD1].contains(body[Int(text.words[index - 1].sourceStart)])
  }

  /// Whether an apostrophe sets a case ending off inside the word: no name goes on behind it.
  private func isInflected(_ index: Int) -> Bool {
    let source = text.words[index].source
    guard source.dropFirst().contains(where: { body[$0] == 0x27 || body[$0] == 0xE2 }) else { return false }
    let word = text.words[index].folded
    for length in 1..<max(2, min(5, word.count)) where length < word.count {
      let ending = lexicon.words.number(of: text.folded, (word.upperBound - length)..<word.upperBound)
      if ending >= 0, lexicon.endingCases[Int(ending)] != 0 { return true }
    }
    return false
  }

  /// Whether a capital follows a small letter inside the word, as in "AppleInsider".
  private func hasInnerCapital(_ index: Int) -> Bool {
    var wasSmall = false
    for at in text.words[index].source {
      if wasSmall, (0x41...0x5A).contains(body[at]) { return true }
      wasSmall = (0x61...0x7A).contains(body[at])
    }
    return false
  }

  private func appendCapitalised(at start: Int, to all: inout [OutletMention]) {
    guard !isNumber(start), !has(.headModifier, start) else { return }
    var hasNameWord = has(.nameWord, start)
    for end in (start + 1)...min(start + 5, wordCount) {
      let last = end - 1
      if end > start + 1 {
        guard isCapitalised(last), !has(.notName, last), !isInflected(last - 1) else { return }
        hasNameWord = hasNameWord || has(.nameWord, last)
        guard separator(before: last).isSubset(of: [.blank, .hyphen]) else { return }
      }
      if isOfficeWord(last) { return }
      var evidence: MentionEvidence = end == start + 1 && isAbbreviation(start) ? .abbreviated : .capitalised
      if isForeignScript(start) || (end == start + 1 && hasInnerCapital(start)) { evidence = .quoted }
      if hasNameWord, end > start + 1 { evidence = .known }
      all.append(OutletMention(words: start..<end, name: start..<end, evidence: evidence))
      let word = text.words[last].folded
      guard word.count > 3 else { continue }
      for length in stride(from: min(4, word.count - 2), through: 1, by: -1) {
        let ending = lexicon.words.number(of: text.folded, (word.upperBound - length)..<word.upperBound)
        guard ending >= 0, lexicon.endingCases[Int(ending)] != 0 else { continue }
        all.append(
          OutletMention(
            words: start..<end, name: start..<end, endingLength: length, cases: lexicon.endingCases[Int(ending)],
            evidence: evidence))
      }
    }
  }

  /// Names that consist of a generic noun and what describes it: "yerli KİV".
  private func appendGeneric(at start: Int, to all: inout [OutletMention]) {
    for at in start...(start + 2) where at < wordCount && numbers[at] >= 0 {
      if at > start, !separator(before: at).isSubset(of: [.blank, .newline, .quote]) { return }
      let kind = lexicon.headKinds[Int(numbers[at])]
      guard kind == .generic || kind == .social else { continue }
      var mention = OutletMention(
        words: start..<(at + 1), name: start..<(at + 1), kind: kind, cases: lexicon.headCases[Int(numbers[at])],
        evidence: .known)
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
    return ownNames.contains(letters)
  }
}
