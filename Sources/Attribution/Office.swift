import Corpus
import Normalization

/// Ministries, courts, banks: who is named as giving news without being an outlet.
extension ArticleScan {
  /// The most words an office's name has.
  private static let longestOffice = 14

  /// The office that ends before, or begins at, `word`, with and without the adjectives before it.
  func office(at word: Int, isReversed: Bool) -> [OutletMention] {
    guard isReversed else {
      guard let name = officeRange(at: word) else { return [] }
      return [
        OutletMention(
          words: name, name: name, kind: .official, cases: Lexicon.anyCase, evidence: .capitalised, isOffice: true)
      ]
    }
    guard let (name, core) = officeRange(endingAt: word) else { return [] }
    let hasLooseEnding = core + 1 < name.upperBound && !separator(before: core + 1).contains(.opening)
    let ending = ending(of: hasLooseEnding ? core + 1 : core, isWhole: hasLooseEnding)
    let whole = OutletMention(
      words: name, name: name.lowerBound..<(core + 1), endingLength: hasLooseEnding ? 0 : ending.length,
      kind: .official, cases: ending.cases, evidence: .capitalised, isOffice: true)
    var all = [whole]
    var start = name.lowerBound
    while start < core, joinsOffices(start) { start += 1 }
    // "“Kabar” agentliyi nazirliyə": a noun in small letters can be an office alone.
    for shorter in [start, core] where shorter > name.lowerBound && (shorter < core || !isCapitalised(core)) {
      var trimmed = whole
      (trimmed.words, trimmed.name) = (shorter..<name.upperBound, shorter..<(core + 1))
      all.append(trimmed)
    }
    return all
  }

  /// A quick look at whether an office can end before `end`.
  func canEndOffice(_ end: Int) -> Bool {
    let last = end - 1
    guard last >= 0 else { return false }
    if isOfficeWord(last) || separator(before: end).contains(.closing) { return true }
    return numbers[last] >= 0 && lexicon.endingCases[Int(numbers[last])] != 0
      && !separator(before: last).isDisjoint(with: [.hyphen, .quote])
  }

  /// Back from `end` over capitalised words and what joins them, when the last word is an office's or an abbreviation.
  private func officeRange(endingAt end: Int) -> (words: Range<Int>, core: Int)? {
    guard end > 0 else { return nil }
    var last = end - 1
    if separator(before: end).contains(.closing) {
      while last > max(0, end - 4), !separator(before: last).contains(.opening) { last -= 1 }
      last -= 1
    }
    guard last >= 0 else { return nil }
    var core = last
    if numbers[last] >= 0, lexicon.endingCases[Int(numbers[last])] != 0, last > 0,
      !separator(before: last).isDisjoint(with: [.hyphen, .quote])
    {
      core = last - 1
    }
    guard isOfficeWord(core) || (core < last && isAbbreviation(core)) else { return nil }
    var start = core
    while start > 0, end - start < Self.longestOffice {
      let gap = separator(before: start)
      guard gap.isSubset(of: [.blank, .quote, .hyphen, .newline, .opening, .closing]) else { break }
      let previous = start - 1
      if has(.domainEnding, previous), separator(before: previous).contains(.dotOnly) { break }
      // "“Kabar” agentliyi nazirliyə": there an outlet's name ends.
      if !isCapitalised(previous), numbers[previous] >= 0, lexicon.headCases[Int(numbers[previous])] != 0 { break }
      guard isCapitalised(previous) || isOfficeWord(previous) || joinsOffices(previous) else { break }
      start = previous
    }
    return (start..<end, core)
  }

  /// Whether the clause that begins at `start` has an office's noun before a known outlet could.
  func namesOffice(at start: Int) -> Bool {
    guard let clause = officeRange(at: start) else { return false }
    return clause.contains { isOfficeWord($0) }
  }

  /// On from `start` to the end of the clause.
  private func officeRange(at start: Int) -> Range<Int>? {
    var (end, isInside) = (start, false)
    while end < min(start + Self.longestOffice, wordCount) {
      if end > start {
        let gap = separator(before: end)
        if gap.partsSentences || !gap.isDisjoint(with: [.comma, .colon, .dash, .newline]) { break }
        if gap.contains(.opening) { isInside = true }
        if gap.contains(.closing), !isInside { break }
      }
      end += 1
    }
    return end > start ? start..<end : nil
  }

  /// Whether the word is a noun that offices are called by, in any case.
  func isOfficeWord(_ index: Int) -> Bool {
    let word = text.words[index].folded
    guard let first = word.first else { return false }
    return lexicon.officeStems[Int(text.folded[first])].contains { stem in
      guard word.count >= stem.count else { return false }
      for place in stem.indices where text.folded[word.lowerBound + place] != stem[place] { return false }
      return true
    }
  }

  private func joinsOffices(_ index: Int) -> Bool { has(.headModifier, index) && !isCapitalised(index) }

  /// Whether the word is two letters to `longest`, all capital.
  func isAbbreviation(_ index: Int, longest: Int = 6) -> Bool {
    let source = text.words[index].source
    guard source.count <= 2 * longest, text.words[index].folded.count <= longest else { return false }
    return LetterCase.countOfCapitals(in: body, source).map { $0 > 1 } ?? false
  }

  /// The longest known ending of a word, or the word itself as one, and the cases that it means, eight bits a language.
  private func ending(of index: Int, isWhole: Bool) -> (length: Int, cases: UInt64) {
    let word = text.words[index].folded
    let lengths = isWhole ? [word.count] : Array(stride(from: min(5, word.count - 1), through: 1, by: -1))
    for length in lengths {
      let ending = lexicon.words.number(of: text.folded, (word.upperBound - length)..<word.upperBound)
      if ending >= 0, lexicon.endingCases[Int(ending)] != 0 { return (length, lexicon.endingCases[Int(ending)]) }
    }
    return (0, Lexicon.nominativeEverywhere)
  }
}
