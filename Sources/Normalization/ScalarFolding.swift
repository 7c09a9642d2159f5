import Foundation

/// What one Unicode scalar becomes in the comparison form of a word.
///
/// Letters and digits become up to three bytes, or stay as they are: compatibility-decomposed (UAX #15, NFKD), without combining marks, in
/// lower case, with `I İ ı i` one letter, `ə` as `e`, and Cyrillic transliterated by the Azerbaijani alphabet, so that
/// the same word typed carelessly, decomposed, or in the other script is the same word.
struct ScalarFolding {
  /// How a scalar takes part in a word.
  enum Role: UInt32 {
    /// Ends a word.
    case separator = 0
    /// Is part of a word.
    case letter = 1
    /// Leaves no trace: combining marks, soft hyphens, zero-width and bidi controls.
    case invisible = 2
    /// Joins two letters, ends a word elsewhere.
    case apostrophe = 3
  }

  /// Bits 0–23 the folded bytes, 24–25 their count (0: the scalar's own bytes), 26–27 the role, 28 Latin, 29 Cyrillic.
  var packed: UInt32

  init(role: Role, bytes: [UInt8] = [], isLatin: Bool = false, isCyrillic: Bool = false) {
    packed = UInt32(bytes.count) << 24 | role.rawValue << 26 | (isLatin ? 1 << 28 : 0) | (isCyrillic ? 1 << 29 : 0)
    for (place, byte) in bytes.enumerated() { packed |= UInt32(byte) << UInt32(8 * place) }
  }

  @inline(__always) var role: UInt32 { packed >> 26 & 3 }
}

/// The folding of every scalar below U+3000, by table, and of any other by rule.
struct FoldingTable: Sendable {
  /// Scalars below this have a table entry.
  static let tableEnd: UInt32 = 0x3000
  static let shared = FoldingTable()

  /// Entries of `ScalarFolding.packed`, by scalar value.
  let entries: [UInt32]

  private init() {
    entries = (0..<Self.tableEnd).map { value in
      Unicode.Scalar(value).map { Self.fold($0).packed } ?? ScalarFolding(role: .separator).packed
    }
  }

  /// The folding of any scalar; linear in the length of its decomposition, which Unicode bounds by 18.
  static func fold(_ scalar: Unicode.Scalar) -> ScalarFolding {
    if isInvisible(scalar) { return ScalarFolding(role: .invisible) }
    if apostrophes.contains(scalar) { return ScalarFolding(role: .apostrophe) }
    guard isWordScalar(scalar) else { return ScalarFolding(role: .separator) }
    var bytes: [UInt8] = []
    var (isLatin, isCyrillic) = (false, false)
    for part in String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars
    where isWordScalar(part) && !isInvisible(part) {
      for lowered in part.properties.lowercaseMapping.unicodeScalars where !isInvisible(lowered) {
        let isPartCyrillic = (0x400...0x52F).contains(lowered.value)
        let folded = letterFolds[lowered] ?? cyrillicFolds[lowered] ?? String(lowered)
        guard bytes.count + folded.utf8.count <= 3 else { continue }
        bytes += folded.utf8
        isCyrillic = isCyrillic || isPartCyrillic
        isLatin = isLatin || (!isPartCyrillic && isLatinLetter(scalar))
      }
    }
    // A letter that is nothing but parts beyond three bytes, such as a rare ideograph, stays as it is: four bytes.
    if bytes.isEmpty, scalar.value < 0x10000 { bytes = Array(String(scalar).utf8) }
    return ScalarFolding(role: .letter, bytes: bytes, isLatin: isLatin, isCyrillic: isCyrillic)
  }

  private static func isLatinLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic
      && (scalar.isASCII || (0xC0...0x24F).contains(scalar.value) || (0x250...0x2AF).contains(scalar.value)
        || (0x1E00...0x1EFF).contains(scalar.value))
  }

  private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    case .decimalNumber, .letterNumber, .nonspacingMark, .spacingMark: true
    case .otherNumber: scalar.value < 0x2000
    default: false
    }
  }

  /// Marks that ride on Latin, Greek and Cyrillic letters, and characters that show nothing.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x300...0x36F, 0x483...0x489, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F: true
    case 0xAD, 0x34F, 0x61C, 0x180B...0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F: true
    case 0xFE00...0xFE0F, 0xFEFF, 0xE0000...0xE0FFF: true
    default: false
    }
  }

  private static let apostrophes: Set<Unicode.Scalar> = [
    "'", "`", "\u{B4}", "\u{2018}", "\u{2019}", "\u{201B}", "\u{2BC}", "\u{2BB}", "\u{2B9}", "\u{2032}", "\u{FF07}",
  ]

  /// Letters that compatibility decomposition leaves whole.
  private static let letterFolds: [Unicode.Scalar: String] = [
    "ı": "i", "ə": "e", "ǝ": "e", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th",
    "ħ": "h", "ŋ": "n", "ς": "σ",
  ]

  /// Cyrillic by the Azerbaijani alphabets (Cyrillic of 1958 to Latin of 1992, then folded), Russian letters beside it.
  private static let cyrillicFolds: [Unicode.Scalar: String] = [
    "а": "a", "б": "b", "в": "v", "г": "q", "ғ": "g", "д": "d", "е": "e", "ә": "e", "ж": "j", "з": "z", "и": "i",
    "ы": "i", "ј": "y", "к": "k", "ҝ": "g", "л": "l", "м": "m", "н": "n", "о": "o", "ө": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ү": "u", "ф": "f", "х": "x", "һ": "h", "ч": "c", "ҹ": "c", "ш": "s", "щ": "ss",
    "э": "e", "ю": "yu", "я": "ya", "ц": "ts", "ъ": "", "ь": "", "і": "i", "ѕ": "s", "ң": "n", "қ": "q",
  ]

  /// Cyrillic letters inside a word that also has Latin ones: the Latin letters that they look like.
  static let lookAlikes: [Unicode.Scalar: UInt8] = [
    "а": 0x61, "в": 0x62, "с": 0x63, "ԁ": 0x64, "е": 0x65, "ә": 0x65, "һ": 0x68, "і": 0x69, "ј": 0x6A, "к": 0x6B,
    "м": 0x6D, "н": 0x68, "о": 0x6F, "ө": 0x6F, "р": 0x70, "ԛ": 0x71, "ѕ": 0x73, "т": 0x74, "у": 0x79, "ү": 0x79,
    "ԝ": 0x77, "х": 0x78, "ѵ": 0x76,
  ]
}

/// The folding of ASCII, which is most of most texts, one byte a character.
struct ASCIIFolding: Sendable {
  static let shared = ASCIIFolding()

  /// What is neither letter nor digit and yet needs a second look: `&` may begin an entity, `'` and `` ` `` may join.
  static let undecided: UInt8 = 1

  /// The folded byte of a letter or digit, 0 for what ends a word, `undecided` for the rest.
  let classes: [UInt8]

  private init() {
    var classes = [UInt8](repeating: 0, count: 256)
    for value in 0..<UInt8(0x80) {
      let folding = FoldingTable.fold(Unicode.Scalar(value))
      switch ScalarFolding.Role(rawValue: folding.role) {
      case .letter: classes[Int(value)] = UInt8(truncatingIfNeeded: folding.packed)
      case .separator: classes[Int(value)] = value == 0x26 ? Self.undecided : 0
      default: classes[Int(value)] = Self.undecided
      }
    }
    for value in 0x80...0xFF { classes[value] = Self.undecided }
    self.classes = classes
  }

  /// Whether `byte` ends a word whatever follows it; no byte of a longer sequence does.
  @inline(__always)
  func isSeparator(_ byte: UInt8) -> Bool { classes[Int(byte)] == 0 }

  /// The folded letter or digit, 0 for anything else.
  @inline(__always)
  func letter(_ byte: UInt8) -> UInt8 {
    let letter = classes[Int(byte)]
    return letter == Self.undecided ? 0 : letter
  }
}
