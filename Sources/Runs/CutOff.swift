import Normalization

/// Whether a text breaks off before its end.
enum CutOff {
  /// Whether the story, the words that `kept` leaves, ends in dots or in the middle of a sentence.
  ///
  /// Furniture behind it, "Tam oxu" among it, is no part of the story. A text that closes with a mark of its own, or
  /// with a line too short for a sentence such as a name or a label, does not break off.
  static func isCutOff(_ body: [UInt8], text: NormalizedText, kept: [Range<Int>]) -> Bool {
    guard let last = kept.last?.last else { return false }
    let end = Int(text.words[last].sourceEnd)
    let lineStart = body[..<end].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let behind = body[end...].prefix { $0 != 0x0A }
    if behind.starts(with: [0xE2, 0x80, 0xA6]) || behind.starts(with: [0x2E, 0x2E]) { return true }
    let isClosed = behind.contains(where: closes)
    return !isClosed && end - lineStart >= leastLineByteCount
  }

  /// Whether a byte is a mark that a sentence may close with, or part of one that ASCII does not have.
  private static func closes(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2E, 0x21, 0x3F, 0x29, 0x22, 0x3A, 0x80...: true
    default: false
    }
  }

  /// A last line of fewer bytes than this is a name, a place or a label.
  private static let leastLineByteCount = 80
}
