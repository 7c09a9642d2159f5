import Corpus
import Normalization

/// One article while its claims are read: its words by number, and the names that begin at each word once asked for.
///
/// What begins at a word is found once and kept, in a bounded number of steps, so that reading stays linear whatever
/// the text is made of.
struct ArticleScan {
  let shared: SharedLexicon
  let body: [UInt8]
  /// The article's words, those that were glued together apart.
  let text: NormalizedText
  /// The words' numbers in the lexicon.
  var numbers: [Int32]
  /// Words at which cues are searched for, in reading order.
  let searched: [Int32]
  /// Folded letters of the publisher's host, without dots, and of its first label.
  let ownNames: [[UInt8]]
  /// Instructions tried and words at which names were looked for, so far.
  var effort = 0
  /// For each word 0 when it was not asked for, 1 when no name begins there, else the place in `found` plus 2.
  private var states: [Int32]
  private var found: [[OutletMention]] = []
  /// The mentions that end before a few words asked for last: many wordings of one cue ask for the same.
  private var endings: [(end: Int, mentions: [OutletMention])] = []

  /// The most words a name has.
  static let longestName = 8

  init(_ shared: SharedLexicon, body: [UInt8], text: NormalizedText, ownNames: [[UInt8]]) {
    (self.shared, self.body, self.ownNames) = (shared, body, ownNames)
    let lexicon = shared.lexicon
    var survey = WordSurvey(text, body: body, lexicon: lexicon)
    var cuts: [WordCut] = []
    var hasNewNumbers = false
    let glued = GluedWords(shared: shared, body: body, text: text)
    for suspect in survey.suspects {
      let index = Int(suspect.position)
      if suspect.signs.contains(.misspelt),
        let near = lexicon.cueWords.misspelt(text.folded, text.words[index].folded)
      {
        survey.numbers[index] = near
        hasNewNumbers = true
      } else if let cut = glued.cut(of: suspect) {
        cuts.append(cut)
      }
    }
    if cuts.isEmpty {
      (self.text, numbers) = (text, survey.numbers)
    } else {
      self.text = text.cut(at: cuts)
      numbers = []
      numbers.reserveCapacity(survey.numbers.count + cuts.count)
      var next = 0
      for (index, number) in survey.numbers.enumerated() {
        guard next < cuts.count, cuts[next].word == index else {
          numbers.append(number)
          continue
        }
        let folded = text.words[index].folded
        numbers.append(lexicon.words.number(of: text.folded, folded.lowerBound..<cuts[next].folded))
        numbers.append(lexicon.words.number(of: text.folded, cuts[next].folded..<folded.upperBound))
        next += 1
      }
    }
    if hasNewNumbers || !cuts.isEmpty {
      searched = numbers.indices.lazy.filter { [numbers] at in
        numbers[at] >= 0 && lexicon.isSearched[Int(numbers[at])]
      }.map { Int32(truncatingIfNeeded: $0) }
    } else {
      searched = survey.searched
    }
    states = Array(repeating: 0, count: self.text.words.count)
  }

  var lexicon: Lexicon { shared.lexicon }

  var wordCount: Int { text.words.count }

  /// What stands before word `index`; the text's edges are before 0 and after the last.
  func separator(before index: Int) -> Separator {
    let start = index == 0 ? 0 : Int(text.words[index - 1].sourceEnd)
    let end = index == wordCount ? body.count : Int(text.words[index].sourceStart)
    var separator = Separator(body, start..<max(start, end))
    if index == 0 || index == wordCount { separator.insert(.edge) }
    return separator
  }

  /// Whether a comma, semicolon or slash sets the word off from the one before it, on one line; a slash behind a domain
  /// begins a path.
  func hasListMark(before index: Int) -> Bool {
    guard index > 0, index < wordCount else { return false }
    let gap = separator(before: index)
    guard gap.isDisjoint(with: [.newline, .stop, .colon]) else { return false }
    if gap.contains(.comma) { return true }
    if gap.contains(.slash) { return gap.contains(.blank) || !has(.domainEnding, index - 1) }
    let bytes = Int(text.words[index - 1].sourceEnd)..<Int(text.words[index].sourceStart)
    return gap.contains(.other) && body[bytes].contains(0x3B)
  }

  /// Whether a colon, or a dash or bar in its place, parts the word from the one before it.
  func hasColon(before index: Int) -> Bool {
    let gap = separator(before: index)
    if gap.contains(.colon) || gap.contains(.dash) { return true }
    guard index > 0, index < wordCount, gap.contains(.blank) else { return false }
    let between = body[Int(text.words[index - 1].sourceEnd)..<Int(text.words[index].sourceStart)]
    return gap.contains(.hyphen) || between.contains(0x7C)
  }

  func has(_ trait: Lexicon.WordTraits, _ index: Int) -> Bool {
    numbers[index] >= 0 && lexicon.traits[Int(numbers[index])].contains(trait)
  }

  /// Whether the word is a head noun that precedes names.
  func isHeadBefore(_ index: Int) -> Bool {
    has(.headBefore, index) || (has(.headBeforeCyrillic, index) && isCyrillic(index))
  }

  /// Whether the word begins with a Cyrillic letter.
  func isCyrillic(_ index: Int) -> Bool { (0xD0...0xD4).contains(body[Int(text.words[index].sourceStart)]) }

  /// Whether the word begins with a capital letter or a digit.
  func isCapitalised(_ index: Int) -> Bool {
    let first = body[Int(text.words[index].sourceStart)]
    if first < 0x80 { return (0x41...0x5A).contains(first) || (0x30...0x39).contains(first) }
    return LetterCase.isCapital(in: body, text.words[index].source)
  }

  func isNumber(_ index: Int) -> Bool {
    text.folded[text.words[index].folded].allSatisfy { (0x30...0x39).contains($0) }
  }

  /// The mentions that begin at `start`, the surest first, then the longest.
  mutating func mentions(at start: Int) -> [OutletMention] {
    guard start < wordCount, states[start] != 1 else { return [] }
    if states[start] > 1 { return found[Int(states[start]) - 2] }
    guard canBeginName(start) else {
      states[start] = 1
      return []
    }
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
    states[start] = all.isEmpty ? 1 : Int32(found.count + 2)
    if !all.isEmpty { found.append(all) }
    return all
  }

  /// A quick look at whether any name can begin at the word; most words stop here.
  private func canBeginName(_ index: Int) -> Bool {
    if isCapitalised(index) || isForeignScript(index) { return true }
    let number = numbers[index]
    if number >= 0,
      !lexicon.traits[Int(number)].isDisjoint(with: [
        .startsName, .headBefore, .headBeforeCyrillic, .headModifier, .stateModifier,
      ])
    {
      return true
    }
    for at in index..<min(index + 3, wordCount) where numbers[at] >= 0 {
      let kind = lexicon.headKinds[Int(numbers[at])]
      if kind == .generic || kind == .social { return true }
    }
    return separator(before: index).contains(.quote) || goesOnAsDomain(index)
  }

  /// A quick look at whether a name can begin at the word, or one does that was found before.
  func mayBeginName(_ index: Int) -> Bool {
    guard index < wordCount, states[index] != 1 else { return false }
    return states[index] > 1 || canBeginName(index)
  }

  /// A quick look at whether the word can be the last one of any name with what belongs to it; most words stop here.
  ///
  /// A name ends in a capitalised, foreign or registered word, in a domain's ending, before a quotation mark or bracket
  /// that closes, in a head noun, or in a case ending set off from it.
  func canEndName(_ index: Int) -> Bool {
    guard index >= 0 else { return false }
    if isCapitalised(index) || isForeignScript(index) { return true }
    if numbers[index] >= 0 {
      let number = Int(numbers[index])
      if lexicon.traits[number].contains(.endsName) || lexicon.headCases[number] != 0
        || lexicon.headKinds[number] != nil || lexicon.endingCases[number] != 0
      {
        return true
      }
    }
    // "ria novostidən": the case ending hides a name's last word.
    if index > 0, has(.goesOnInName, index - 1) { return true }
    return !separator(before: index + 1).isDisjoint(with: [.quote, .closing])
      || separator(before: index).contains(.dotOnly) || hasInnerCapital(index)
  }

  /// Whether the word is a capitalised genitive that says where an outlet is from: "Türkiyənin “Milliyyət” nəşri".
  private func isGenitiveOfPlace(_ index: Int) -> Bool {
    guard isCapitalised(index), separator(before: index + 1).isSubset(of: [.blank, .quote]) else { return false }
    return endsInGenitive(index)
  }

  /// Whether the word ends like a genitive of some language.
  func endsInGenitive(_ index: Int) -> Bool {
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
        if mention.outlet < 0, has(.headInName, head.next - 1), isCyrillic(head.next),
          separator(before: head.next) == .blank
        {
          mention.name = (head.next - 1)..<mention.name.upperBound
        }
        appendExtended(mention, to: &all)
      }
    }
    for mention in bareMentions(at: start) { appendExtended(mention, to: &all) }
    if all.count > 1, has(.headInName, start) {
      let registered = all.filter { $0.outlet >= 0 }.map(\.words)
      all.removeAll { $0.outlet < 0 && registered.contains($0.words) }
    }
    appendGeneric(at: start, to: &all)
    appendStateMedia(at: start, to: &all)
    return all
  }

  /// The mentions that end before `end`, the surest first, then the longest.
  mutating func mentions(endingAt end: Int) -> [OutletMention] {
    guard canEndName(end - 1) else { return [] }
    if endings.isEmpty { endings = Array(repeating: (-1, []), count: 8) }
    if endings[end & 7].end == end { return endings[end & 7].mentions }
    let mentions = findMentions(endingAt: end)
    endings[end & 7] = (end, mentions)
    return mentions
  }

  private mutating func findMentions(endingAt end: Int) -> [OutletMention] {
    var all: [OutletMention] = []
    for start in stride(from: end - 1, through: max(0, end - Self.longestName - 3), by: -1) {
      if start + 1 < end, separator(before: start + 1).contains(.emptyLine) { break }
      for mention in mentions(at: start) where mention.words.upperBound == end { all.append(mention) }
    }
    guard all.count > 1 else { return all }
    all.sort { a, b in
      (a.evidence, b.outlet >= 0 ? 1 : 0, b.words.count, a.kind == .generic ? 0 : a.endingLength)
        < (b.evidence, a.outlet >= 0 ? 1 : 0, a.words.count, b.kind == .generic ? 0 : b.endingLength)
    }
    return all
  }

  /// A head noun that precedes names, such as "газета", with its modifiers.
  private func headBefore(at start: Int) -> (next: Int, kind: Outlet.Kind?)? {
    var at = start
    while at < min(start + 3, wordCount), has(.headModifier, at), !isHeadBefore(at) { at += 1 }
    guard at + 1 < wordCount, isHeadBefore(at), !separator(before: at + 1).partsSentences else { return nil }
    // "Telegram-канал" is a channel of a social network, not of television.
    let isSocial = (start..<at).contains { lexicon.headKinds[Int(numbers[$0])] == .social }
    return (at + 1, isSocial ? .social : lexicon.headKinds[Int(numbers[at])])
  }

  /// Adds the mention as it is, with a case ending of its own, with a head noun, and with an abbreviation behind it.
  private func appendExtended(_ mention: OutletMention, to all: inout [OutletMention]) {
    let end = mention.words.upperBound
    guard end < wordCount else { return append(mention, to: &all) }
    let gap = separator(before: end)
    // A case ending behind a hyphen belongs to the name, which without it would stand in another case.
    let isBare = gap != .hyphen || mention.endingLength > 0 || looseEnding(at: end, gap) == nil
    if isBare { append(mention, to: &all) }
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
    if mention.evidence == .any, mention.outlet >= 0, endsLongerName(mention.name) { return }
    if lexicon.headKinds[Int(numbers[head])] == .generic, mention.outlet >= 0 || isOwnName(mention) { return }
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
    if headed.isOffice, mention.evidence == .quoted { headed.isOffice = false }
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
  func looseEnding(at index: Int, _ gap: Separator) -> UInt64? {
    guard numbers[index] >= 0, !gap.isDisjoint(with: [.hyphen, .quote]) else { return nil }
    guard gap.isDisjoint(with: [.newline, .comma, .stop]) else { return nil }
    let source = text.words[index].source
    guard source.count <= 8, !(gap.contains(.blank) && !gap.contains(.hyphen)) else { return nil }
    let cases = lexicon.endingCases[Int(numbers[index])]
    return cases == 0 ? nil : cases
  }
}
