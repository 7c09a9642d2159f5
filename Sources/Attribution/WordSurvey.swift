import Normalization

/// What the words of a text are, found in one pass: their numbers in the lexicon, and which of them want a closer look.
///
/// Nearly every word of a text is in no list. A hash and a few looks into tables of bits that stay in the cache tell so;
/// nothing is allocated for a word.
struct WordSurvey {
  /// The words' numbers in the lexicon, by position; `WordTable.unknown` for words of no list.
  var numbers: [Int32]
  /// Positions of words at which cues are searched for, ascending.
  var searched: [Int32] = []
  /// Unknown words that may be misspelt or glued together, by position; most of them are neither.
  var suspects: [Suspect] = []

  /// An unknown word that wants a closer look.
  struct Suspect {
    var position: Int32
    var signs: Signs

    /// Why it does.
    struct Signs: OptionSet {
      var rawValue: UInt8
      static let misspelt = Signs(rawValue: 1)
      static let glued = Signs(rawValue: 2)
      static let innerCapital = Signs(rawValue: 4)
    }
  }

  /// Looks at each word of `text`, the comparison form of `body`, once.
  init(_ text: NormalizedText, body: [UInt8], lexicon: Lexicon) {
    numbers = Array(repeating: WordTable.unknown, count: text.words.count)
    let (words, folded, source) = (text.words.span, text.folded.span, body.span)
    let known = lexicon.words.filter.bits.span
    let (nearStart, nearEnd) = (lexicon.cueWords.nearStart.bits.span, lexicon.cueWords.nearEnd.bits.span)
    let (starts, gluedPart) = (lexicon.cueWords.starts.bits.span, lexicon.cueWords.gluedPart.bits.span)
    let (gluedStart, gluedEnd) = (lexicon.cueWords.gluedStart.bits.span, lexicon.cueWords.gluedEnd.bits.span)
    for position in words.indices {
      let word = words[position]
      let range = word.folded
      let hash = WordTable.hash(folded, range)
      if WordTable.mayHold(known, hash) {
        let number = lexicon.words.number(of: folded, range, hash: hash)
        if number >= 0 {
          numbers[position] = number
          if lexicon.isSearched[Int(number)] { searched.append(Int32(truncatingIfNeeded: position)) }
          continue
        }
      }
      let count = range.count
      guard count >= CueWordIndex.leastMisspelt - 1 else { continue }
      let all = unsafe folded.bytes
      let start = unsafe all.unsafeLoadUnaligned(fromByteOffset: range.lowerBound, as: UInt32.self)
      let end = unsafe all.unsafeLoadUnaligned(fromByteOffset: range.upperBound - 4, as: UInt32.self)
      var signs: Suspect.Signs = []
      if GluedWords.lengths.contains(count),
        LetterCase.mayHaveCapital(in: source, (Int(word.sourceStart) + 1)..<Int(word.sourceEnd))
      {
        signs.insert(.innerCapital)
      }
      // Most words neither begin nor end like a word of a cue.
      let (mayStart, mayEnd) = (KeyFilter.mayHold(starts, start, 0), KeyFilter.mayHold(gluedPart, end, 0))
      if mayStart || mayEnd {
        // The same questions as those of `CueWordIndex`, asked of keys that are at hand.
        let (first, last) = (folded[range.lowerBound], folded[range.upperBound - 1])
        if (mayStart && KeyFilter.mayHold(nearStart, start, CueWordIndex.mark(last, count)))
          || (mayEnd && KeyFilter.mayHold(nearEnd, end, CueWordIndex.mark(first, count)))
        {
          signs.insert(.misspelt)
        }
        if mayEnd, GluedWords.lengths.contains(count) {
          let mayBeGlued =
            KeyFilter.mayHold(gluedEnd, end, CueWordIndex.endMark(folded, range, count))
            || KeyFilter.mayHold(gluedEnd, end, CueWordIndex.endMark(folded, range, 5))
            || (mayStart
              && (KeyFilter.mayHold(gluedStart, start, CueWordIndex.startMark(folded, range.lowerBound, count))
                || KeyFilter.mayHold(gluedStart, start, CueWordIndex.startMark(folded, range.lowerBound, 5))))
          if mayBeGlued { signs.insert(.glued) }
        }
      }
      if !signs.isEmpty { suspects.append(Suspect(position: Int32(truncatingIfNeeded: position), signs: signs)) }
    }
  }
}
