/// What each byte of a word means where it is a plain letter: ASCII, or two bytes that fold to one.
///
/// One look-up a byte, by the byte and by the leading byte before it, if there is one: a finite automaton in the way of
/// Hoehrmann ("Flexible and Economical UTF-8 Decoder", 2010) that also folds.
struct LetterSteps: Sendable {
  static let shared = LetterSteps()

  /// No plain letter goes on here.
  static let stop: UInt16 = 1 << 15
  /// From here on the scripts of `ScalarFolding`: Latin, Cyrillic.
  static let scriptShift: UInt16 = 9

  /// By leading byte (its lower five bits, or 0) × 256 + byte: bits 0–7 the folded letter, 8 whether there is one, 9–10
  /// its script, 15 `stop`.
  let steps: [UInt16]
  /// By byte: the lower five bits of the leading byte of a sequence of two, 0 for any other.
  let leads: [UInt16]

  private init() {
    let (table, classes) = (FoldingTable.shared.entries, ASCIIFolding.shared.classes)
    var steps = [UInt16](repeating: Self.stop, count: 32 << 8)
    var leads = [UInt16](repeating: 0, count: 256)
    for byte in 0..<0x80 where classes[byte] > ASCIIFolding.undecided {
      steps[byte] = UInt16(classes[byte]) | 1 << 8 | (classes[byte] >= 0x61 ? 1 << Self.scriptShift : 0)
    }
    for lead in 0xC2...0xDF {
      leads[lead] = UInt16(lead & 0x1F)
      steps[lead] = 0
      for byte in 0x80...0xBF {
        let folding = table[(lead & 0x1F) << 6 | (byte & 0x3F)]
        let role = ScalarFolding.Role(rawValue: folding >> 26 & 3)
        guard role == .letter, folding >> 24 & 3 == 1 else { continue }
        steps[(lead & 0x1F) << 8 | byte] =
          UInt16(folding & 0xFF) | 1 << 8 | UInt16(folding >> 28 & 3) << Self.scriptShift
      }
    }
    (self.steps, self.leads) = (steps, leads)
  }
}
