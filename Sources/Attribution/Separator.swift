/// What stands between two words of the original text.
struct Separator: OptionSet, Sendable {
  var rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }

  static let blank = Separator(rawValue: 1)
  static let newline = Separator(rawValue: 2)
  static let emptyLine = Separator(rawValue: 4)
  /// One of `. ! ? …`.
  static let stop = Separator(rawValue: 8)
  /// A single full stop and nothing else, as inside `apa.az`.
  static let dotOnly = Separator(rawValue: 16)
  static let comma = Separator(rawValue: 32)
  static let colon = Separator(rawValue: 64)
  static let quote = Separator(rawValue: 128)
  static let hyphen = Separator(rawValue: 256)
  static let dash = Separator(rawValue: 512)
  static let opening = Separator(rawValue: 1024)
  static let closing = Separator(rawValue: 2048)
  static let slash = Separator(rawValue: 4096)
  static let other = Separator(rawValue: 8192)
  /// The start or the end of the text.
  static let edge = Separator(rawValue: 16384)

  /// Longer separators than this many bytes part everything.
  private static let longest = 48

  /// Whether a sentence or paragraph ends here.
  var partsSentences: Bool { !isDisjoint(with: [.stop, .emptyLine, .edge]) }
  /// Whether a line ends here.
  var partsLines: Bool { !isDisjoint(with: [.newline, .edge]) }

  /// What the bytes in `range` of `body` are.
  init(_ body: borrowing [UInt8], _ range: Range<Int>) {
    self = []
    guard range.count <= Self.longest else {
      self = [.blank, .newline, .emptyLine, .other]
      return
    }
    if range.count == 1 {
      switch body[range.lowerBound] {
      case 0x20: self = .blank
      case 0x2E: self = [.stop, .dotOnly]
      case let byte: insert(Self.kind(ofASCII: byte))
      }
      return
    }
    var at = range.lowerBound
    while at < range.upperBound {
      let byte = body[at]
      if byte < 0x80 {
        let kind = Self.kind(ofASCII: byte)
        if kind == .newline, contains(.newline) { insert(.emptyLine) }
        insert(kind)
        at += 1
      } else {
        let left = range.upperBound - at
        let (second, third) = (left > 1 ? body[at + 1] : 0, left > 2 ? body[at + 2] : 0)
        insert(Self.kind(ofLead: byte, second, third))
        at += byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      }
    }
  }

  private static func kind(ofASCII byte: UInt8) -> Separator {
    switch byte {
    case 0x20, 0x09, 0x0D: .blank
    case 0x0A: .newline
    case 0x21, 0x2E, 0x3F: .stop
    case 0x2C: .comma
    case 0x3A: .colon
    case 0x22, 0x27, 0x60: .quote
    case 0x2D: .hyphen
    case 0x28, 0x5B: .opening
    case 0x29, 0x5D: .closing
    case 0x2F, 0x5C: .slash
    default: .other
    }
  }

  private static func kind(ofLead lead: UInt8, _ second: UInt8, _ third: UInt8) -> Separator {
    switch (lead, second, third) {
    case (0xC2, 0xA0, _): .blank
    case (0xC2, 0xAB, _), (0xC2, 0xBB, _), (0xC2, 0xB4, _): .quote
    case (0xE2, 0x80, 0x90...0x91): .hyphen
    case (0xE2, 0x80, 0x92...0x95): .dash
    case (0xE2, 0x80, 0x98...0x9F), (0xE2, 0x80, 0xB9...0xBA), (0xE2, 0x80, 0xB2...0xB6): .quote
    case (0xE2, 0x80, 0xA6): .stop
    case (0xE2, 0x80, 0xA8...0xA9): .newline
    case (0xE2, 0x80, 0x80...0x8F), (0xE2, 0x80, 0xAA...0xAF), (0xE3, 0x80, 0x80): .blank
    default: .other
    }
  }
}
