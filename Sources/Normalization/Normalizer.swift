/// Makes texts comparable: splits them into words and folds each word, keeping the way back to the original bytes.
///
/// Linear in the text's bytes whatever they are: combining marks are dropped one by one and never sorted, so a run of
/// a million of them costs a million steps. Words end at everything that is no letter, digit, mark or apostrophe
/// between letters, since scraped text glues sentences ("qurulur.Dövlət").
public struct Normalizer: Sendable {
  private let table: [UInt32]
  private let ascii = ASCIIFolding.shared
  private let letters = LetterSteps.shared

  /// A normaliser; cheap after the first.
  public init() { table = FoldingTable.shared.entries }

  /// The comparison form of `bytes`, which should be UTF-8; broken sequences end words and cost nothing else.
  public func normalize(_ bytes: [UInt8]) -> NormalizedText {
    var text = NormalizedText()
    normalize(bytes, into: &text)
    return text
  }

  /// The folded words of a short string, joined by single blanks: the form in which cues and names are compared.
  public func fold(_ string: String) -> String {
    let text = normalize(Array(string.utf8))
    return text.words.indices.map(text.foldedWord).joined(separator: " ")
  }

  /// What a word reads like to one who takes its Cyrillic letters for Latin ones, folded; nil when some letter has no
  /// Latin look-alike.
  public func foldedAsLatin(_ word: [UInt8]) -> [UInt8]? {
    var bytes: [UInt8] = []
    for scalar in String(decoding: word, as: UTF8.self).unicodeScalars {
      guard (0x400...0x52F).contains(scalar.value) else {
        bytes += Array(String(scalar).utf8)
        continue
      }
      let lowered = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
      guard let latin = FoldingTable.lookAlikes[lowered] else { return nil }
      bytes.append(latin)
    }
    return normalize(bytes).folded
  }

  /// Fills `text` with the comparison form of `bytes`, reusing its memory.
  public func normalize(_ bytes: [UInt8], into text: inout NormalizedText) {
    precondition(bytes.count < Int(UInt32.max), "a text is shorter than 4 GiB")
    text.removeAll()
    // One byte folds to one, two to at most three, so this holds any folded text; eight bytes are written at once.
    var (buffer, words, lines) = (text.folded, text.words, text.lines)
    (text.folded, text.words, text.lines) = ([], [], [])
    buffer.append(contentsOf: repeatElement(0, count: bytes.count + bytes.count / 2 + 8))
    let foldedCount = fill(&buffer, &words, &lines, from: bytes)
    buffer.removeLast(buffer.count - foldedCount)
    (text.folded, text.words, text.lines) = (buffer, words, lines)
  }

  /// Fills the three parts of a text and says how many bytes of `buffer` are used.
  ///
  /// `buffer` has one and a half times the room of `bytes`: a byte folds to one, two fold to at most three, and an HTML
  /// entity or a longer sequence to no more than it has.
  private func fill(_ buffer: inout [UInt8], _ words: inout [Word], _ lines: inout [Line], from bytes: [UInt8]) -> Int {
    let source = bytes.span
    var (at, foldedCount) = (0, 0)
    var (lineStart, lineFirstWord) = (0, 0)
    unsafe buffer.withUnsafeMutableBufferPointer { room in
      guard let start = room.baseAddress else { return }
      var folded = unsafe FoldedWriter(room, at: start)
      while at < source.count {
        if ascii.isSeparator(source[at]) {
          if source[at] == 0x0A {
            lines.append(Line(source: lineStart..<at, words: lineFirstWord..<words.count))
            (lineStart, lineFirstWord) = (at + 1, words.count)
          }
          at += 1
          continue
        }
        if source[at] < 0x80 ? ascii.letter(source[at]) == 0 : !isPlainLetter(source, at: at) {
          let (scalar, length) = decode(source, at: at)
          guard let scalar, isLetter(scalar) else {
            if scalar == "\u{2028}" || scalar == "\u{2029}" || scalar == "\u{85}" {
              lines.append(Line(source: lineStart..<at, words: lineFirstWord..<words.count))
              (lineStart, lineFirstWord) = (at + length, words.count)
            }
            at += length
            continue
          }
        }
        var word = OpenWord(start: at, foldedStart: folded.count)
        readWord(&word, source, &at, &folded)
        if word.scripts & 3 == 3 { refoldLookAlikes(word, source, &folded) }
        guard folded.count > word.foldedStart else { continue }
        words.append(
          Word(
            sourceStart: UInt32(truncatingIfNeeded: word.start), sourceEnd: UInt32(truncatingIfNeeded: word.end),
            foldedStart: UInt32(truncatingIfNeeded: word.foldedStart),
            foldedEnd: UInt32(truncatingIfNeeded: folded.count)))
      }
      foldedCount = folded.count
    }
    lines.append(Line(source: lineStart..<source.count, words: lineFirstWord..<words.count))
    return foldedCount
  }

  /// Whether a letter of two bytes that folds to one stands at `at`.
  @inline(__always)
  private func isPlainLetter(_ source: Span<UInt8>, at: Int) -> Bool {
    let byte = source[at]
    guard byte >= 0xC2, byte < 0xE0, at + 1 < source.count, source[at + 1] & 0xC0 == 0x80 else { return false }
    return table.span[Int(byte & 0x1F) << 6 | Int(source[at + 1] & 0x3F)] & Self.shapeMask == Self.singleLetter
  }

  /// A word while it is read.
  private struct OpenWord {
    let start: Int
    var end: Int
    let foldedStart: Int
    /// Bit 0 Latin seen, bit 1 Cyrillic.
    var scripts: UInt32 = 0

    init(start: Int, foldedStart: Int) { (self.start, end, self.foldedStart) = (start, start, foldedStart) }
  }

  /// Reads the rest of a word at `at`, which stands on its first letter; plain letters take the short way.
  @inline(__always)
  private func readWord(_ word: inout OpenWord, _ source: Span<UInt8>, _ at: inout Int, _ folded: inout FoldedWriter) {
    let (steps, leads) = (letters.steps.span, letters.leads.span)
    let count = source.count
    var place = at
    defer { at = place }
    while place < count {
      // One step a byte, without a branch on what letter it is: only the end of a word is hard to foretell.
      var (lead, found): (UInt16, UInt16) = (0, 0)
      var writer = folded
      while place < count {
        let byte = source[place]
        let step = steps[Int(lead) << 8 | Int(byte)]
        if step & LetterSteps.stop != 0 { break }
        writer.put(UInt8(truncatingIfNeeded: step), advance: Int(step >> 8 & 1))
        found |= step
        lead = leads[Int(byte)]
        place &+= 1
      }
      folded = writer
      word.scripts |= UInt32(found >> LetterSteps.scriptShift)
      if lead != 0 { place &-= 1 }
      if found != 0 { word.end = place }
      guard place < count else { return }
      if ascii.isSeparator(source[place]) { return }
      let (scalar, length) = decode(source, at: place)
      guard let scalar else { return }
      let folding = folding(of: scalar)
      switch ScalarFolding.Role(rawValue: folding >> 26 & 3) {
      case .letter:
        append(folding, of: scalar, to: &folded)
        word.scripts |= folding >> 28
        word.end = place + length
      case .invisible: word.end = place + length
      case .apostrophe where isLetter(source, at: place + length): break
      default: return
      }
      place += length
    }
  }

  private static let roleMask: UInt32 = 3 << 26
  private static let letterRole = ScalarFolding.Role.letter.rawValue << 26
  /// Role and byte count together: a letter that folds to one byte.
  private static let shapeMask: UInt32 = 15 << 24
  private static let singleLetter = letterRole | 1 << 24

  /// Folds a word of mixed script again, Cyrillic letters now read as the Latin ones that they look like.
  private func refoldLookAlikes(_ word: OpenWord, _ source: Span<UInt8>, _ folded: inout FoldedWriter) {
    folded.count = word.foldedStart
    var at = word.start
    while at < word.end {
      let (scalar, length) = decode(source, at: at)
      at += length
      guard let scalar else { continue }
      let lowered = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
      if let latin = FoldingTable.lookAlikes[lowered] {
        folded.append(latin)
        continue
      }
      let folding = folding(of: scalar)
      guard folding & Self.roleMask == Self.letterRole else { continue }
      append(folding, of: scalar, to: &folded)
    }
  }

  /// Appends the bytes that a letter folds to; without any in its folding, those of the letter itself.
  private func append(_ folding: UInt32, of letter: Unicode.Scalar, to folded: inout FoldedWriter) {
    let count = folding >> 24 & 3
    for place in 0..<count { folded.append(UInt8(truncatingIfNeeded: folding >> (8 * place))) }
    guard count == 0 else { return }
    for byte in UTF8.encode(letter) ?? UTF8.encodedReplacementCharacter { folded.append(byte) }
  }

  @inline(__always)
  private func folding(of scalar: Unicode.Scalar) -> UInt32 {
    scalar.value < FoldingTable.tableEnd ? table[Int(scalar.value)] : FoldingTable.fold(scalar).packed
  }

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool { folding(of: scalar) & Self.roleMask == Self.letterRole }

  /// Whether a letter or digit begins at `at`.
  private func isLetter(_ bytes: Span<UInt8>, at: Int) -> Bool {
    guard at < bytes.count, let scalar = decode(bytes, at: at).0 else { return false }
    return isLetter(scalar)
  }

  /// The scalar or HTML entity at `at` and its length in bytes; nil with length 1 for a broken byte.
  @inline(__always)
  private func decode(_ bytes: Span<UInt8>, at: Int) -> (Unicode.Scalar?, Int) {
    let first = bytes[at]
    if first < 0x80 {
      if first == 0x26, let entity = HTMLEntity.parse(bytes, at: at) { return entity }
      return (Unicode.Scalar(first), 1)
    }
    if first & 0xE0 == 0xC0, first >= 0xC2, at + 1 < bytes.count, bytes[at + 1] & 0xC0 == 0x80 {
      return (Unicode.Scalar(UInt32(first & 0x1F) << 6 | UInt32(bytes[at + 1] & 0x3F)), 2)
    }
    let length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0
    guard length > 0, at + length <= bytes.count else { return (nil, 1) }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for place in 1..<length {
      let next = bytes[at + place]
      guard next & 0xC0 == 0x80 else { return (nil, 1) }
      value = value << 6 | UInt32(next & 0x3F)
    }
    guard let scalar = Unicode.Scalar(value), length == 2 || value >= (length == 3 ? 0x800 : 0x10000) else {
      return (nil, 1)
    }
    return (scalar, length)
  }
}

/// Writes folded bytes one behind the other into a buffer; as fast as a pointer, and checked as a span.
@safe
private struct FoldedWriter {
  private let start: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  var count = 0

  init(_ buffer: UnsafeMutableBufferPointer<UInt8>, at start: UnsafeMutablePointer<UInt8>) {
    unsafe (self.start, capacity) = (start, buffer.count)
  }

  /// Writes a byte, and goes on behind it if `advance` is 1, or writes over it next if that is 0.
  @inline(__always)
  mutating func put(_ byte: UInt8, advance: Int) {
    precondition(count < capacity, "a text folds to half as many bytes again at most")
    unsafe start[count] = byte
    count &+= advance
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    precondition(count < capacity, "a text folds to half as many bytes again at most")
    unsafe start[count] = byte
    count &+= 1
  }
}
