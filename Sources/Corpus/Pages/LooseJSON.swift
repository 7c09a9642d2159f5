/// A value of JSON as pages carry it: line breaks in strings, comments' ends and stray commas are put up with.
enum LooseJSON: Sendable {
  case object([(name: String, value: LooseJSON)])
  case array([LooseJSON])
  case string(String)
  /// A number, true, false or null as it is written.
  case word(String)

  /// The first value of `bytes`; nil when there is none.
  ///
  /// What is cut off or nested beyond 64 levels is left out.
  init?(_ bytes: Span<UInt8>) {
    var parser = LooseJSONParser()
    guard let value = parser.value(bytes, depth: 0) else { return nil }
    self = value
  }

  /// The member of that name; nil for what is no object, or lacks it.
  subscript(name: String) -> LooseJSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// A string or number as text, the first text of an array, or what an object says of its name or address.
  var text: String? {
    switch self {
    case .string(let text): text.isEmpty ? nil : text
    case .word(let word): word == "null" || word == "true" || word == "false" ? nil : word
    case .array(let items): items.lazy.compactMap(\.text).first
    case .object: self["@value"]?.text ?? self["name"]?.text ?? self["url"]?.text ?? self["@id"]?.text
    }
  }

  /// The value itself as a list.
  var items: [LooseJSON] { if case .array(let items) = self { items } else { [self] } }
}

private struct LooseJSONParser {
  private var at = 0

  private static let deepest = 64

  mutating func value(_ bytes: Span<UInt8>, depth: Int) -> LooseJSON? {
    skipBlanks(bytes)
    guard at < bytes.count, depth < Self.deepest else { return nil }
    switch bytes[at] {
    case 0x7B: return object(bytes, depth)
    case 0x5B: return array(bytes, depth)
    case 0x22: return .string(string(bytes))
    case 0x5D, 0x7D: return nil
    default:
      let start = at
      while at < bytes.count, ![0x2C, 0x5D, 0x7D, 0x3A].contains(bytes[at]), bytes[at] > 0x20 { at += 1 }
      return at > start ? .word(bytes.string(start..<at)) : nil
    }
  }

  private mutating func object(_ bytes: Span<UInt8>, _ depth: Int) -> LooseJSON {
    var members: [(name: String, value: LooseJSON)] = []
    at += 1
    while true {
      skipBlanks(bytes, alsoCommas: true)
      guard at < bytes.count, bytes[at] == 0x22 else { break }
      let name = string(bytes)
      skipBlanks(bytes)
      guard at < bytes.count, bytes[at] == 0x3A else { break }
      at += 1
      guard let value = value(bytes, depth: depth + 1) else { break }
      members.append((name, value))
    }
    if at < bytes.count, bytes[at] == 0x7D { at += 1 }
    return .object(members)
  }

  private mutating func array(_ bytes: Span<UInt8>, _ depth: Int) -> LooseJSON {
    var items: [LooseJSON] = []
    at += 1
    while true {
      skipBlanks(bytes, alsoCommas: true)
      guard at < bytes.count, bytes[at] != 0x5D, let item = value(bytes, depth: depth + 1) else { break }
      items.append(item)
    }
    if at < bytes.count, bytes[at] == 0x5D { at += 1 }
    return .array(items)
  }

  private mutating func skipBlanks(_ bytes: Span<UInt8>, alsoCommas: Bool = false) {
    while at < bytes.count, bytes[at] <= 0x20 || alsoCommas && bytes[at] == 0x2C { at += 1 }
  }

  /// The string at `at`, where a quotation mark stands; it may hold line breaks.
  private mutating func string(_ bytes: Span<UInt8>) -> String {
    let start = at + 1
    at = start
    var hasEscapes = false
    while at < bytes.count, bytes[at] != 0x22 {
      if bytes[at] == 0x5C {
        hasEscapes = true
        at += 1
      }
      at += 1
    }
    let end = min(at, bytes.count)
    at = min(at + 1, bytes.count)
    guard hasEscapes else { return bytes.string(start..<end) }
    guard Self.areWhole(bytes, start..<end) else { return bytes.string(start..<end) }
    let decoded = JSONString(range: start..<end, hasEscapes: true).decoded(bytes).bytes
    return String(decoding: decoded, as: UTF8.self)
  }

  /// Whether every escape of a string is one.
  private static func areWhole(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var at = range.lowerBound
    while at < range.upperBound {
      guard bytes[at] == 0x5C else {
        at += 1
        continue
      }
      guard at + 1 < range.upperBound else { return false }
      if bytes[at + 1] == 0x75 {
        guard at + 6 <= range.upperBound, JSONScanner.hexadecimal(bytes, at: at + 2) != nil else { return false }
      }
      at += 2
    }
    return true
  }
}
