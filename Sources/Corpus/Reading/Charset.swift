/// A charset that scraped files come in.
enum Charset: Sendable, Equatable {
  case utf8, utf16LittleEndian, utf16BigEndian, windows1251, windows1254
  /// A charset that a page declares, by the name that iconv knows.
  case declared(String)

  /// The charset of a content that begins with `head`.
  ///
  /// A byte order mark decides, for markup in which UTF-8 is broken what it declares. Else valid UTF-8 is UTF-8, JSON always is (RFC 8259), binary data is left as it is, and
  /// so is text in which well-formed sequences outnumber the broken bytes. What is left is Cyrillic if its high bytes
  /// stand side by side, since whole words consist of them, and Turkish if they stand alone among ASCII letters and are
  /// those that Turkish needs. A sequence that the end of `head` cuts off says nothing.
  static func detect(_ head: Span<UInt8>) -> Charset {
    if head.count >= 2, head[0] == 0xFF, head[1] == 0xFE { return .utf16LittleEndian }
    if head.count >= 2, head[0] == 0xFE, head[1] == 0xFF { return .utf16BigEndian }
    if head.isValidUTF8 || SniffedFormat.binaryKind(head) != nil { return .utf8 }
    let first = head.trimmed(0..<head.count).lowerBound
    if first < head.count, head[first] == 0x7B || head[first] == 0x5B { return .utf8 }
    if first < head.count, head[first] == 0x3C, let declared = declared(head) { return declared }
    var (wellFormed, broken, high, paired, turkish) = (0, 0, 0, 0, 0)
    var at = 0
    while at < head.count {
      let (length, isWhole) = head.sequence(at: at)
      if !isWhole, length > 1 || head[at] >= 0xC2, at + length == head.count { break }
      if head[at] >= 0x80 { if isWhole { wellFormed += 1 } else { broken += 1 } }
      for place in at..<(at + length) where head[place] >= 0xC0 {
        high += 1
        if place > 0, head[place - 1] >= 0xC0 { paired += 1 }
        if turkishLetters.contains(head[place]) { turkish += 1 }
      }
      at += length
    }
    if wellFormed >= broken || high * 2 < broken { return .utf8 }
    if paired * 2 > high { return .windows1251 }
    return turkish * 10 > high * 8 ? .windows1254 : .utf8
  }

  /// The charset that a page names in a meta element, or XML in its declaration; nil for none, and for unknown ones.
  private static func declared(_ head: Span<UInt8>) -> Charset? {
    let lower = head.array(0..<min(head.count, 4096)).map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
    for (tag, name) in [("<?xml", "encoding"), ("<meta", "charset")] {
      var start = 0
      while let opened = lower.place(of: Array(tag.utf8), from: start) {
        let element = Array(lower[opened...].prefix { $0 != 0x3E })
        start = opened + element.count
        guard let found = element.place(of: Array(name.utf8)) else { continue }
        let rest = element[(found + name.utf8.count)...].drop { $0 == 0x20 }
        guard rest.first == 0x3D else { continue }
        let value = rest.dropFirst().drop { $0 == 0x20 || $0 == 0x22 || $0 == 0x27 }
        let label = value.prefix { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E }
        if let charset = Charset(label: String(decoding: label, as: UTF8.self)) { return charset }
      }
    }
    return nil
  }

  /// The charset of that name, as HTTP and pages write it; nil for an unknown one.
  ///
  /// UTF-16 that a page declares in ASCII is UTF-8 (WHATWG Encoding Standard).
  init?(label: String) {
    let label = label.lowercased()
    if ["utf-8", "utf8", "unicode-1-1-utf-8", "utf-16", "utf-16le", "utf-16be"].contains(label) {
      self = .utf8
    } else if let name = Self.names[label] {
      self =
        switch name {
        case "windows-1251": .windows1251
        case "windows-1254": .windows1254
        default: .declared(name)
        }
    } else {
      return nil
    }
  }

  private static let names = Dictionary(
    DataTable.rows(PackageResources.charsets_csv).filter { $0.count == 2 }.map { ($0[0], $0[1]) }
  ) { first, _ in first }

  /// ç ğ ı ö ş ü â î û and their capitals in windows-1254.
  private static let turkishLetters: Set<UInt8> = [
    0xE7, 0xF0, 0xFD, 0xF6, 0xFE, 0xFC, 0xE2, 0xEE, 0xFB, 0xC7, 0xD0, 0xDD, 0xD6, 0xDE, 0xDC, 0xC2, 0xCE, 0xDB,
  ]
}

/// Turns a stream of bytes in another charset into UTF-8, piece by piece.
struct Recoder {
  private let charset: Charset
  /// The upper half of a one-byte charset.
  private let table: [UInt32]
  /// Bytes of an unfinished UTF-16 unit or pair, or of another charset's character.
  private var rest: [UInt8] = []
  private let converter: CharsetConverter?

  init(_ charset: Charset) {
    self.charset = charset
    converter = if case .declared(let name) = charset { CharsetConverter(name) } else { nil }
    table =
      switch charset {
      case .windows1251: Self.windows1251.unicodeScalars.map(\.value)
      case .windows1254: Self.windows1254.unicodeScalars.map(\.value)
      default: []
      }
  }

  /// The next piece in UTF-8; an unfinished unit at its end waits for the next piece.
  mutating func recode(_ bytes: Span<UInt8>) -> [UInt8] {
    var target: [UInt8] = []
    target.reserveCapacity(bytes.count + bytes.count / 2)
    if let converter {
      rest = converter.convert(rest + bytes.array(0..<bytes.count), into: &target)
    } else if case .declared = charset {
      target = bytes.array(0..<bytes.count)
    } else if table.isEmpty {
      recodeUTF16(rest + bytes.array(0..<bytes.count), into: &target)
    } else {
      for place in 0..<bytes.count {
        let byte = bytes[place]
        if byte < 0x80 { target.append(byte) } else { target.append(scalar: table[Int(byte & 0x7F)]) }
      }
    }
    return target
  }

  /// What the end of the stream leaves: U+FFFD for an unfinished unit.
  mutating func flush() -> [UInt8] {
    guard !rest.isEmpty else { return [] }
    rest = []
    return Array("\u{FFFD}".utf8)
  }

  private mutating func recodeUTF16(_ bytes: [UInt8], into target: inout [UInt8]) {
    let isLittle = charset == .utf16LittleEndian
    func unit(_ at: Int) -> UInt32 {
      let (first, second) = (UInt32(bytes[at]), UInt32(bytes[at + 1]))
      return isLittle ? second << 8 | first : first << 8 | second
    }
    var at = 0
    while at + 2 <= bytes.count {
      let value = unit(at)
      guard value & 0xF800 == 0xD800 else {
        target.append(scalar: value)
        at += 2
        continue
      }
      if value & 0xFC00 == 0xD800, at + 4 > bytes.count { break }
      if value & 0xFC00 == 0xD800, unit(at + 2) & 0xFC00 == 0xDC00 {
        target.append(scalar: 0x10000 + (value & 0x3FF) << 10 + (unit(at + 2) & 0x3FF))
        at += 4
      } else {
        target.append(scalar: 0xFFFD)
        at += 2
      }
    }
    rest = Array(bytes[at...])
  }

  /// Bytes 0x80 to 0xFF (WHATWG Encoding Standard, index windows-1251).
  private static let windows1251 =
    "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕї"
    + "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя"

  /// Bytes 0x80 to 0xFF (WHATWG Encoding Standard, index windows-1254).
  private static let windows1254 =
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}\u{8E}\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}\u{9E}Ÿ\u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯°±²³´µ¶·¸¹º»¼½¾¿"
    + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏĞÑÒÓÔÕÖ×ØÙÚÛÜİŞßàáâãäåæçèéêëìíîïğñòóôõö÷øùúûüışÿ"
}
