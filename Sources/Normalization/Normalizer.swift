/// Makes texts comparable: splits them into words and folds each word, keeping the way back to the original bytes.
///
/// Linear in the text's bytes whatever they are: combining marks are dropped one by one and never sorted, so a run of
/// a million of them costs a million steps. Words end at everything that is no letter, digit, mark or apostrophe
/// between letters, since scraped text glues sentences ("qurulur.Dövlət").
public struct Normalizer: Sendable {
  private let table: [UInt32]

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

  /// Fills `text` with the comparison form of `bytes`, reusing its memory.
  public func normalize(_ bytes: [UInt8], into text: inout NormalizedText) {
    precondition(bytes.count < Int(UInt32.max), "a text is shorter than 4 GiB")
    text.removeAll()
    var scan = WordScan(lineStart: 0, lineFirstWord: 0)
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte < 0x80, byte != 0x26 {
        let folding = table[Int(byte)]
        if folding >> 26 & 3 == ScalarFolding.Role.letter.rawValue {
          if !scan.isInWord { scan.beginWord(at: at, foldedCount: text.folded.count) }
          text.folded.append(UInt8(truncatingIfNeeded: folding))
          scan.scripts |= folding >> 28
          at += 1
          scan.wordEnd = at
          continue
        }
        let isJoint = folding >> 26 & 3 == ScalarFolding.Role.apostrophe.rawValue && scan.isInWord
        if isJoint, isLetter(bytes, at: at + 1) {
          at += 1
          continue
        }
        endWord(&scan, bytes, &text)
        if byte == 0x0A { endLine(&scan, at: at, next: at + 1, &text) }
        at += 1
        continue
      }
      let (scalar, length) = decode(bytes, at: at)
      step(scalar, length: length, at: at, bytes, &scan, &text)
      at += length
    }
    endWord(&scan, bytes, &text)
    endLine(&scan, at: bytes.count, next: bytes.count, &text)
  }

  /// Where the scan of one text stands.
  private struct WordScan {
    var lineStart: Int
    var lineFirstWord: Int
    var isInWord = false
    var wordStart = 0
    var wordEnd = 0
    var foldedStart = 0
    /// Bit 0 Latin seen in this word, bit 1 Cyrillic.
    var scripts: UInt32 = 0

    mutating func beginWord(at start: Int, foldedCount: Int) {
      (isInWord, wordStart, foldedStart, scripts) = (true, start, foldedCount, 0)
    }
  }

  /// One scalar that is not plain ASCII, or an HTML entity that a scraper left in the text.
  private func step(
    _ scalar: Unicode.Scalar?, length: Int, at: Int, _ bytes: [UInt8], _ scan: inout WordScan,
    _ text: inout NormalizedText
  ) {
    guard let scalar else {
      endWord(&scan, bytes, &text)
      return
    }
    let folding = folding(of: scalar)
    switch ScalarFolding.Role(rawValue: folding >> 26 & 3) {
    case .letter:
      if !scan.isInWord { scan.beginWord(at: at, foldedCount: text.folded.count) }
      var (rest, left) = (folding, folding >> 24 & 3)
      while left > 0 {
        text.folded.append(UInt8(truncatingIfNeeded: rest))
        rest >>= 8
        left -= 1
      }
      scan.scripts |= folding >> 28
      scan.wordEnd = at + length
    case .invisible:
      if scan.isInWord { scan.wordEnd = at + length }
    case .apostrophe where scan.isInWord && isLetter(bytes, at: at + length):
      break
    default:
      endWord(&scan, bytes, &text)
      if scalar == "\u{2028}" || scalar == "\u{2029}" || scalar == "\u{85}" {
        endLine(&scan, at: at, next: at + length, &text)
      }
    }
  }

  private func endWord(_ scan: inout WordScan, _ bytes: [UInt8], _ text: inout NormalizedText) {
    guard scan.isInWord else { return }
    scan.isInWord = false
    if scan.scripts & 3 == 3 { refoldLookAlikes(scan, bytes, &text) }
    guard text.folded.count > scan.foldedStart else { return }
    text.words.append(
      Word(
        sourceStart: UInt32(scan.wordStart), sourceEnd: UInt32(scan.wordEnd), foldedStart: UInt32(scan.foldedStart),
        foldedEnd: UInt32(text.folded.count)))
  }

  private func endLine(_ scan: inout WordScan, at end: Int, next: Int, _ text: inout NormalizedText) {
    let words = scan.lineFirstWord..<text.words.count
    text.lines.append(Line(source: scan.lineStart..<end, words: words))
    (scan.lineStart, scan.lineFirstWord) = (next, text.words.count)
  }

  /// Folds a word of mixed script again, Cyrillic letters now read as the Latin ones that they look like.
  private func refoldLookAlikes(_ scan: WordScan, _ bytes: [UInt8], _ text: inout NormalizedText) {
    text.folded.removeSubrange(scan.foldedStart...)
    var at = scan.wordStart
    while at < scan.wordEnd {
      let (scalar, length) = decode(bytes, at: at)
      at += length
      guard let scalar else { continue }
      let lowered = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
      if let latin = FoldingTable.lookAlikes[lowered] {
        text.folded.append(latin)
        continue
      }
      let folding = folding(of: scalar)
      guard folding >> 26 & 3 == ScalarFolding.Role.letter.rawValue else { continue }
      for place in 0..<(folding >> 24 & 3) { text.folded.append(UInt8(truncatingIfNeeded: folding >> (8 * place))) }
    }
  }

  @inline(__always)
  private func folding(of scalar: Unicode.Scalar) -> UInt32 {
    scalar.value < FoldingTable.tableEnd ? table[Int(scalar.value)] : FoldingTable.fold(scalar).packed
  }

  /// Whether a letter or digit begins at `at`, behind any invisible characters that a joint may carry.
  private func isLetter(_ bytes: [UInt8], at: Int) -> Bool {
    guard at < bytes.count else { return false }
    let (scalar, _) = decode(bytes, at: at)
    guard let scalar else { return false }
    return folding(of: scalar) >> 26 & 3 == ScalarFolding.Role.letter.rawValue
  }

  /// The scalar or HTML entity at `at` and its length in bytes; nil with length 1 for a broken byte.
  private func decode(_ bytes: [UInt8], at: Int) -> (Unicode.Scalar?, Int) {
    let first = bytes[at]
    if first < 0x80 {
      if first == 0x26, let entity = HTMLEntity.parse(bytes, at: at) { return entity }
      return (Unicode.Scalar(first), 1)
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
