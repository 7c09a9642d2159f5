import Corpus
import Normalization

/// Names that say what a source is instead of how it is called, and the publisher's own name.
extension ArticleScan {
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

  /// A quick look at whether a registered name, a domain or the publisher's own name can begin at the word, or what a
  /// bracket opens; now and then it says so of another word.
  func mayBeKnown(_ index: Int) -> Bool {
    if isCyrillic(index) || goesOnAsDomain(index) || hasInnerCapital(index) { return true }
    let number = numbers[index]
    let marks: Lexicon.WordTraits = [.startsName, .headBefore, .headBeforeCyrillic, .headModifier, .article]
    if number >= 0, !lexicon.traits[Int(number)].isDisjoint(with: marks) { return true }
    let word = text.words[index].folded
    guard !word.isEmpty, !separator(before: index).contains(.opening) else { return true }
    return ownNames.contains { $0.first == text.folded[word.lowerBound] }
  }

  /// Whether the name is the publisher's host, or its first label, whatever the registry knows.
  func isOwnName(_ mention: OutletMention) -> Bool {
    if ownNames.contains(where: { isWritten($0, mention) }) { return true }
    guard [0xD0, 0xD1].contains(body[Int(text.words[mention.name.lowerBound].sourceStart)]) else { return false }
    var letters: [UInt8] = []
    for index in mention.name { letters += text.folded[text.words[index].folded] }
    letters.removeLast(min(letters.count, mention.endingLength))
    let skeleton = Self.skeleton(letters)
    return skeleton.count > 3 && ownNames.contains { Self.holds(Self.skeleton($0), skeleton) }
  }

  /// Whether the mention's name, without its case ending, is those letters.
  private func isWritten(_ letters: [UInt8], _ mention: OutletMention) -> Bool {
    var left = letters.count
    for index in mention.name.reversed() {
      let word = text.words[index].folded
      let isLast = index == mention.name.upperBound - 1
      let end = isLast ? max(word.lowerBound, word.upperBound - mention.endingLength) : word.upperBound
      guard end - word.lowerBound <= left else { return false }
      left -= end - word.lowerBound
      for place in 0..<(end - word.lowerBound) where text.folded[word.lowerBound + place] != letters[left + place] {
        return false
      }
    }
    return left == 0
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
