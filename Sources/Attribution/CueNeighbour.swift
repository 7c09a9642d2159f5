/// What a cue asks of the word right beside its anchor, as far as a quick look can tell: most anchors of a text, such as
/// "ki" and "görə", stop there.
struct CueNeighbour: Sendable {
  /// Whether nothing is asked of any word.
  private(set) var isFree = false
  /// Words that may stand between it and the anchor.
  private(set) var reach = 0
  /// Whether a name may stand there.
  private(set) var takesName = false
  /// Whether an office may stand there.
  private(set) var takesOffice = false
  /// A bit for each word that may stand there, by its number modulo 256.
  private var words = SIMD4<UInt64>()
  /// Whether a word may stand there of which only the beginning is told.
  private var takesBeginning = false

  /// What `code`, a program to one side of the anchor, begins with.
  init(_ code: [CueProgram.Instruction], isReversed: Bool) { add(code, 0, isReversed) }

  private mutating func add(_ code: [CueProgram.Instruction], _ at: Int, _ isReversed: Bool) {
    guard at < code.count else {
      isFree = true
      return
    }
    switch code[at] {
    case .fork(let other):
      add(code, at + 1, isReversed)
      add(code, other, isReversed)
    case .words(let wordings):
      for wording in wordings {
        if let number = (isReversed ? wording.last : wording.first)?.number {
          words[Int(number >> 6) & 3] |= Self.bit(number)
        } else {
          takesBeginning = true
        }
      }
    case .slot(let slot):
      switch slot.part {
      case .office: takesOffice = true
      case .anySource: (takesName, takesOffice) = (true, true)
      case .source, .reporter, .subject: takesName = true
      }
    case .gap(let count):
      reach += count
      add(code, at + 1, isReversed)
    // These take no word: what is asked of it comes behind them.
    case .colon, .listMark, .lineStart, .tight: add(code, at + 1, isReversed)
    }
  }

  /// Whether the word of that number, or one of no list, may stand there as a part of the cue.
  @inline(__always)
  func takes(_ number: Int32) -> Bool {
    if takesBeginning { return true }
    return number >= 0 && words[Int(number >> 6) & 3] & Self.bit(number) != 0
  }

  @inline(__always)
  private static func bit(_ number: Int32) -> UInt64 { 1 << UInt64(number & 63) }
}

extension ArticleScan {
  /// A quick look at whether the program of the anchor at word `at` can find anything; where it cannot, it need not run.
  func mayMatch(_ anchor: Lexicon.Anchor, at: Int) -> Bool {
    let end = at + anchor.wordCount
    guard end <= wordCount else { return false }
    if anchor.second >= 0, numbers[at + 1] != anchor.second { return false }
    return mayStandBefore(at, anchor.before) && mayStandBehind(end, anchor.after)
  }

  private func mayStandBefore(_ at: Int, _ neighbour: CueNeighbour) -> Bool {
    if neighbour.isFree { return true }
    for end in stride(from: at, through: max(1, at - neighbour.reach), by: -1) {
      let gap = separator(before: end)
      if gap.isDisjoint(with: [.stop, .emptyLine]) {
        if neighbour.takes(numbers[end - 1]) || (neighbour.takesName && canEndName(end - 1))
          || (neighbour.takesOffice && canEndOffice(end))
        {
          return true
        }
      }
      // No gap goes beyond the end of a sentence or line.
      if !gap.isDisjoint(with: [.stop, .newline]) { return false }
    }
    return false
  }

  private func mayStandBehind(_ end: Int, _ neighbour: CueNeighbour) -> Bool {
    if neighbour.isFree || neighbour.takesOffice { return true }
    for start in end..<max(end, min(end + neighbour.reach + 1, wordCount)) {
      let gap = separator(before: start)
      if gap.isDisjoint(with: [.stop, .emptyLine]) {
        if neighbour.takes(numbers[start]) || (neighbour.takesName && mayBeginName(start)) { return true }
      }
      if !gap.isDisjoint(with: [.stop, .newline]) { return false }
    }
    return false
  }
}
