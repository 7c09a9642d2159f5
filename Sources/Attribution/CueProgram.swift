/// A cue pattern made ready to run: two short programs that walk away from the anchor, one to each side.
struct CueProgram: Sendable {
  /// A word by number, or by its first bytes.
  enum Test: Sendable {
    case number(Int32)
    case prefix([UInt8])

    /// The word's number; nil where it may have any ending.
    var number: Int32? { if case .number(let number) = self { number } else { nil } }
  }

  /// One instruction; `fork` tries what follows and, where that fails, goes on at its target.
  enum Instruction: Sendable {
    case words([[Test]])
    case slot(CuePattern.Slot)
    case gap(Int)
    case colon
    case listMark
    case lineStart
    case tight
    case fork(Int)
  }

  /// The cue's place in `Lexicon.cues`.
  var cue: Int
  /// Its own place in `Lexicon.programs`.
  var index: Int
  /// The place of its pattern in the cue.
  var patternIndex: Int
  /// The language's place in `Lexicon.languageCodes`.
  var language: Int
  /// The anchor's wordings, in reading order.
  var anchor: [[Test]]
  /// What stands after the anchor, in reading order.
  var after: [Instruction] = []
  /// What stands before the anchor, from the anchor backwards; wordings inside stay in reading order.
  var before: [Instruction] = []

  init(
    _ pattern: CuePattern, cue: Int, index: Int, patternIndex: Int, language: Int, words: inout WordTable
  ) {
    (self.cue, self.index, self.patternIndex, self.language) = (cue, index, patternIndex, language)
    anchor = Self.tests(pattern.anchor, &words)
    Self.append(pattern.after, to: &after, isReversed: false, &words)
    Self.append(pattern.before, to: &before, isReversed: true, &words)
  }

  private static func append(
    _ elements: [CuePattern.Element], to program: inout [Instruction], isReversed: Bool, _ words: inout WordTable
  ) {
    for element in isReversed ? elements.reversed() : elements {
      switch element {
      case .words(let wordings): program.append(.words(tests(wordings, &words)))
      case .slot(let slot): program.append(.slot(slot))
      case .gap(let count): program.append(.gap(count))
      case .colon: program.append(.colon)
      case .listMark: program.append(.listMark)
      case .lineStart: program.append(.lineStart)
      case .tight: program.append(.tight)
      case .optional(let inner):
        let fork = program.count
        program.append(.fork(0))
        append(inner, to: &program, isReversed: isReversed, &words)
        program[fork] = .fork(program.count)
      }
    }
  }

  /// The numbers of all words that the program asks for.
  var wordNumbers: [Int32] {
    let asked = (after + before).flatMap { instruction in
      if case .words(let wordings) = instruction { wordings } else { [[Test]]() }
    }
    return (asked + anchor).joined().compactMap { test in if case .number(let number) = test { number } else { nil } }
  }

  private static func tests(_ wordings: [[CuePattern.WordTest]], _ words: inout WordTable) -> [[Test]] {
    wordings.map { wording in
      wording.map { $0.isPrefix ? .prefix(Array($0.folded.utf8)) : .number(words.intern($0.folded)) }
    }
  }
}
