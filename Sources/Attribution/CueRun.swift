import Corpus
import Normalization

/// What a cue found: the words that it covers and the names in its slots.
struct CueMatch: Sendable {
  var cue: Int
  /// The program's place in the lexicon; nil for what a place in the text tells.
  var program: Int?
  var words: Range<Int>
  /// Of these words those that credit: without the news between a name and a verb far behind it.
  var credit: Range<Int>
  var slots: [(slot: CuePattern.Slot, mention: OutletMention)] = []

  init(
    cue: Int, program: Int? = nil, words: Range<Int>, credit: Range<Int>? = nil,
    slots: [(slot: CuePattern.Slot, mention: OutletMention)] = []
  ) {
    (self.cue, self.program, self.words, self.credit, self.slots) = (cue, program, words, credit ?? words, slots)
  }

  /// Names that are those of single outlets.
  var outletCount: Int { slots.count { $0.mention.kind != .generic && $0.mention.kind != .social } }

  /// The first name in a slot of the part.
  func mention(_ part: CuePattern.Slot.Part) -> OutletMention? { slots.first { $0.slot.part == part }?.mention }
}

/// Runs cue programs from their anchors, in a bounded number of steps each.
struct CueRun {
  /// Steps that one anchor may take before it is given up; patterns of the built-in cues stay far below it.
  private static let stepLimit = 300
  /// More words than these between a name and the cue's verb are the news itself.
  private static let creditGap = 8

  private var slots: [(slot: CuePattern.Slot, mention: OutletMention)] = []
  private var language = 0
  private var isReversed = false
  private var reached = 0
  /// Where what precedes a long gap before the anchor ends; -1 without one.
  private var gapStart = -1
  private var steps = 0

  /// What the program finds around its anchor at word `at`, or nil.
  static func match(_ program: CueProgram, wording: Int, at: Int, in scan: inout ArticleScan) -> CueMatch? {
    guard let end = end(of: program.anchor[wording], at: at, scan) else { return nil }
    var run = CueRun()
    run.language = program.language
    guard run.run(program.after, 0, end, &scan) else { return nil }
    let after = (slots: run.slots, end: run.reached)
    run.slots = []
    run.isReversed = true
    guard run.run(program.before, 0, at, &scan) else { return nil }
    return CueMatch(
      cue: program.cue, program: program.index, words: run.reached..<after.end,
      credit: run.gapStart > run.reached ? run.reached..<run.gapStart : nil, slots: run.slots.reversed() + after.slots)
  }

  /// Where the anchor that begins at word `at` ends, or nil.
  static func anchorEnd(_ program: CueProgram, wording: Int, at: Int, in scan: ArticleScan) -> Int? {
    end(of: program.anchor[wording], at: at, scan)
  }

  private mutating func run(_ code: [CueProgram.Instruction], _ at: Int, _ word: Int, _ scan: inout ArticleScan) -> Bool
  {
    guard at < code.count else {
      reached = word
      return true
    }
    steps += 1
    scan.effort += 1
    guard steps < Self.stepLimit else { return false }
    switch code[at] {
    case .fork(let other):
      let kept = slots.count
      if run(code, at + 1, word, &scan) { return true }
      slots.removeLast(slots.count - kept)
      return run(code, other, word, &scan)
    case .words(let wordings):
      guard joins(before: word, scan) else { return false }
      for wording in wordings {
        let start = isReversed ? word - wording.count : word
        guard start >= 0, let end = Self.end(of: wording, at: start, scan) else { continue }
        if run(code, at + 1, isReversed ? start : end, &scan) { return true }
      }
      return false
    case .slot(let slot):
      guard joins(before: word, scan) else { return false }
      for mention in candidates(for: slot, at: word, &scan) {
        let kept = slots.count
        slots.append((slot, mention))
        if run(code, at + 1, isReversed ? mention.words.lowerBound : mention.words.upperBound, &scan) { return true }
        slots.removeLast(slots.count - kept)
      }
      return false
    case .gap(let count):
      for skipped in 0...count {
        let next = isReversed ? word - skipped : word + skipped
        guard next >= 0, next <= scan.wordCount else { return false }
        if skipped > 0 {
          let before = isReversed ? next + 1 : next - 1
          if !joins(before: before, scan) || scan.separator(before: before).contains(.newline) { return false }
        }
        if skipped > 0, scan.separator(before: next).contains(.newline) { continue }
        if run(code, at + 1, next, &scan) {
          if isReversed, skipped > Self.creditGap { gapStart = next }
          return true
        }
      }
      return false
    case .lineStart:
      return scan.separator(before: word).partsLines && run(code, at + 1, word, &scan)
    case .tight:
      let isTight = scan.separator(before: word).isSubset(of: [.blank, .newline, .quote, .closing, .opening, .other])
      return isTight && run(code, at + 1, word, &scan)
    case .listMark:
      return scan.hasListMark(before: word) && run(code, at + 1, word, &scan)
    case .colon:
      return scan.hasColon(before: word) && run(code, at + 1, word, &scan)
    }
  }

  /// Whether no sentence ends before the word; the text's edges part too.
  private func joins(before word: Int, _ scan: ArticleScan) -> Bool {
    guard word > 0 || !isReversed, word < scan.wordCount || isReversed else { return false }
    let separator = scan.separator(before: word)
    // "](", as between the words and the address of a link, parts too.
    return separator.isDisjoint(with: [.stop, .emptyLine]) && !separator.isSuperset(of: [.closing, .opening])
  }

  /// Where the wording that begins at `at` ends, or nil.
  private static func end(of wording: [CueProgram.Test], at: Int, _ scan: ArticleScan) -> Int? {
    guard at + wording.count <= scan.wordCount else { return nil }
    for (offset, test) in wording.enumerated() {
      let index = at + offset
      if offset > 0, !scan.separator(before: index).isDisjoint(with: [.stop, .emptyLine]) { return nil }
      switch test {
      case .number(let number): guard scan.numbers[index] == number else { return nil }
      case .prefix(let bytes):
        let word = scan.text.words[index].folded
        guard word.count >= bytes.count else { return nil }
        for place in bytes.indices where scan.text.folded[word.lowerBound + place] != bytes[place] { return nil }
      }
    }
    return at + wording.count
  }

  private func candidates(
    for slot: CuePattern.Slot, at word: Int, _ scan: inout ArticleScan
  ) -> [OutletMention] {
    let shift = UInt64(8 * language)
    if slot.part == .office {
      return scan.office(at: word, isReversed: isReversed).filter {
        UInt8(truncatingIfNeeded: $0.cases >> shift) & slot.cases != 0
      }
    }
    var all = isReversed ? scan.mentions(endingAt: word) : scan.mentions(at: word)
    all.removeAll { mention in
      !slot.takes(mention.evidence) || UInt8(truncatingIfNeeded: mention.cases >> shift) & slot.cases == 0
        || (mention.kind == .generic && slot.part == .reporter)
    }
    if slot.part == .anySource {
      if !isReversed, scan.namesOffice(at: word) { all.removeAll { $0.outlet < 0 && $0.kind == nil } }
      all += scan.office(at: word, isReversed: isReversed).filter {
        UInt8(truncatingIfNeeded: $0.cases >> shift) & slot.cases != 0
      }
    }
    return all
  }
}
