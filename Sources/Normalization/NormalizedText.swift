/// One word of a text: its place in the original bytes and in the folded ones.
public struct Word: Hashable, Sendable {
  /// The word's first byte in the original text.
  public var sourceStart: UInt32
  /// The byte after the word's last one in the original text.
  public var sourceEnd: UInt32
  /// The word's first byte in `NormalizedText.folded`.
  public var foldedStart: UInt32
  /// The byte after the word's last one in `NormalizedText.folded`.
  public var foldedEnd: UInt32

  /// The word's bytes in the original text, half-open.
  public var source: Range<Int> { Int(sourceStart)..<Int(sourceEnd) }
  /// The word's bytes in `NormalizedText.folded`, half-open.
  public var folded: Range<Int> { Int(foldedStart)..<Int(foldedEnd) }
}

/// One line of a text: the words between two line breaks of the original.
public struct Line: Hashable, Sendable {
  /// The line's bytes in the original text, half-open, without the line break.
  public var source: Range<Int>
  /// The line's words, half-open; empty for a line without words.
  public var words: Range<Int>
}

/// A text made comparable: its folded words, each with its place in the original bytes.
///
/// Every step that follows speaks of words by position; `source(of:)` leads back to the original, so that evidence can
/// always be shown verbatim.
public struct NormalizedText: Sendable {
  /// The folded words, back to back, without separators; ASCII for Latin and Cyrillic, UTF-8 for other scripts.
  public internal(set) var folded: [UInt8] = []
  /// The words in reading order.
  public internal(set) var words: [Word] = []
  /// The lines in reading order, empty ones too; together they hold every word once.
  public internal(set) var lines: [Line] = []

  /// An empty text, to be filled by a `Normalizer`.
  public init() {}

  /// The original bytes from the first through the last word of a non-empty range of words, half-open.
  public func source(of range: Range<Int>) -> Range<Int> {
    Int(words[range.lowerBound].sourceStart)..<Int(words[range.upperBound - 1].sourceEnd)
  }

  /// The folded bytes of one word as a string, for tests and messages; hot code reads `folded` in place.
  public func foldedWord(_ index: Int) -> String { String(decoding: folded[words[index].folded], as: UTF8.self) }

  /// Empties the text and keeps its memory for the next one.
  mutating func removeAll() {
    folded.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
  }
}
