import Normalization

/// Finds words that were scraped without the blank between them: "xəbərverir", "azınməlumatına", "ƏzizovAZƏRTAC".
struct GluedWords {
  let shared: SharedLexicon
  let body: [UInt8]
  let text: NormalizedText

  private var lexicon: Lexicon { shared.lexicon }

  /// Folded bytes that a word has at least, and at most, to be taken for two.
  static let lengths = 8...48
  /// The least part in front of a glued cue word or head noun.
  private static let leastPart = 2

  /// Where the word, which no list knows, becomes two that are known; nil where it does not.
  func cut(of suspect: WordSurvey.Suspect) -> WordCut? {
    let index = Int(suspect.position)
    var place: (folded: Int, source: Int)?
    if suspect.signs.contains(.glued) { place = cutAtCueWord(index) }
    if place == nil, suspect.signs.contains(.innerCapital) { place = cutAtCapital(index) }
    return place.map { WordCut(word: index, folded: $0.folded, source: $0.source) }
  }

  private func cutAtCueWord(_ index: Int) -> (folded: Int, source: Int)? {
    let word = text.words[index].folded
    let end = lexicon.cueWords.longestEnd(text.folded, word) { length in
      let place = word.upperBound - length
      return place - word.lowerBound >= Self.leastPart && isKnown(word.lowerBound..<place, at: index)
    }
    if let end {
      let place = word.upperBound - end
      return source(of: place, in: index).map { (place, $0) }
    }
    let start = lexicon.cueWords.longestStart(text.folded, word) { length in
      guard word.count - length > 3 else { return false }
      let rest = lexicon.words.number(of: text.folded, (word.lowerBound + length)..<word.upperBound)
      return rest >= 0 && lexicon.traits[Int(rest)].contains(.cueWord)
    }
    guard let start else { return nil }
    let place = word.lowerBound + start
    return source(of: place, in: index).map { (place, $0) }
  }

  /// Whether what stands before a glued cue word is a cue word, a head noun, a part of a name, or the case ending of the
  /// name before it.
  private func isKnown(_ range: Range<Int>, at index: Int) -> Bool {
    let number = lexicon.words.number(of: text.folded, range)
    let isBehindName = index > 0 && text.words[index - 1].sourceEnd + 4 > text.words[index].sourceStart
    if number >= 0 {
      if lexicon.headCases[Int(number)] != 0 || lexicon.traits[Int(number)].contains(.cueWord) { return true }
      if lexicon.traits[Int(number)].contains(.startsName) { return range.count > 2 }
      if isBehindName, lexicon.endingCases[Int(number)] != 0 { return true }
    }
    guard isBehindName, range.count > 2 else { return false }
    for length in 1...min(4, range.count - 1) {
      let cut = range.upperBound - length
      let stem = lexicon.words.number(of: text.folded, range.lowerBound..<cut)
      let ending = lexicon.words.number(of: text.folded, cut..<range.upperBound)
      guard stem >= 0, ending >= 0, lexicon.traits[Int(stem)].contains(.domainEnding) else { continue }
      if lexicon.endingCases[Int(ending)] != 0 { return true }
    }
    return false
  }

  /// Where the letters' case says that a registered name begins inside the word: "YOKBirgün", "ƏzizovAZƏRTAC".
  private func cutAtCapital(_ index: Int) -> (folded: Int, source: Int)? {
    let source = text.words[index].source
    guard LetterCase.hasCapital(in: body, (source.lowerBound + 1)..<source.upperBound) else { return nil }
    var (at, wasCapital, capitals) = (source.lowerBound, true, 0)
    while at < source.upperBound {
      let (isCapital, length) = LetterCase.isCapital(body, at, source.upperBound)
      if isCapital, !wasCapital, at > source.lowerBound + 1, let place = name(from: at, in: index) {
        return (place, at)
      }
      if !isCapital, wasCapital, capitals > 2 {
        let start = previous(before: at)
        if let place = name(from: start, in: index) { return (place, start) }
      }
      capitals = isCapital ? capitals + 1 : 0
      wasCapital = isCapital
      at += length
    }
    return nil
  }

  private func previous(before at: Int) -> Int {
    var start = at - 1
    while body[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  /// The folded place of the letter at `at` when a registered name of four letters or more begins there.
  private func name(from at: Int, in index: Int) -> Int? {
    let word = text.words[index]
    let tail = lexicon.normalizer.normalize(Array(body[at..<word.source.upperBound]))
    guard tail.words.count == 1, tail.folded.count < word.folded.count else { return nil }
    for length in stride(from: tail.folded.count, through: max(4, tail.folded.count - 4), by: -1) {
      let number = lexicon.words.number(of: tail.folded, 0..<length)
      guard number >= 0, lexicon.traits[Int(number)].contains(.startsName) else { continue }
      if length < tail.folded.count {
        let ending = lexicon.words.number(of: tail.folded, length..<tail.folded.count)
        guard ending >= 0, lexicon.endingCases[Int(ending)] != 0 else { continue }
      }
      return word.folded.upperBound - tail.folded.count
    }
    return nil
  }

  /// The place in the original of a place in the folded word; nil inside of a letter.
  private func source(of place: Int, in index: Int) -> Int? {
    let word = text.words[index]
    let wanted = place - word.folded.lowerBound
    if word.source.count == word.folded.count { return word.source.lowerBound + wanted }
    var at = word.source.lowerBound
    while at < word.source.upperBound {
      at += 1
      while at < word.source.upperBound, body[at] & 0xC0 == 0x80 { at += 1 }
      let folded = lexicon.normalizer.normalize(Array(body[word.source.lowerBound..<at])).folded.count
      if folded == wanted, at < word.source.upperBound { return at }
      if folded > wanted { return nil }
    }
    return nil
  }
}
