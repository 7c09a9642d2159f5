/// Reads the fields of an article from one JSON object.
struct JSONRecordReader {
  /// A value that a field may take.
  private struct Candidate {
    /// The value's meaning.
    enum Value {
      /// The bytes of that range of the record.
      case plain(Range<Int>)
      /// Bytes of their own, and how many of the record's were lone surrogates.
      case decoded([UInt8], broken: Int)
    }
    var rank: Int
    var value: Value
  }

  private let names: FieldNames
  /// The best candidate so far of each field, by slot.
  private var best: InlineArray<8, Candidate?> = .init(repeating: nil)
  private var published: WrittenTime?
  private var crawled: WrittenTime?
  private var credits: [PageCredit] = []

  init(names: FieldNames) { self.names = names }

  /// Why a record makes no article.
  enum Failure: Error {
    case fault(JSONFault)
    case notAnObject
  }

  /// The fields of `bytes`, which must be valid UTF-8.
  mutating func read(_ bytes: Span<UInt8>) throws(Failure) -> RawRecord {
    var scanner = JSONScanner(at: bytes.byteOrderMarkCount())
    scanner.skipBlanks(bytes)
    let isObject = scanner.at < bytes.count && bytes[scanner.at] == 0x7B
    do throws(JSONFault) {
      if isObject { try readObject(bytes, &scanner) } else { try scanner.takeValue(bytes) }
      scanner.skipBlanks(bytes)
      guard scanner.at == bytes.count else { throw JSONFault(at: scanner.at, expected: "the end of the record") }
    } catch {
      throw .fault(error)
    }
    guard isObject else { throw .notAnObject }
    return assembled(bytes)
  }

  private mutating func readObject(_ bytes: Span<UInt8>, _ scanner: inout JSONScanner) throws(JSONFault) {
    scanner.at += 1
    scanner.skipBlanks(bytes)
    if scanner.at < bytes.count, bytes[scanner.at] == 0x7D {
      scanner.at += 1
      return
    }
    while true {
      scanner.skipBlanks(bytes)
      let key = try scanner.takeString(bytes)
      try scanner.take(0x3A, bytes, or: "a colon")
      scanner.skipBlanks(bytes)
      if let named = field(key, bytes) {
        try readField(named, bytes, &scanner)
      } else {
        let start = scanner.at
        try scanner.takeValue(bytes)
        if bytes.extracting(key.range).isEqual(to: Self.creditsName.span) {
          credits = PageCredit.credits(json: bytes.extracting(start..<scanner.at))
        }
      }
      scanner.skipBlanks(bytes)
      guard scanner.at < bytes.count, bytes[scanner.at] == 0x2C else { break }
      scanner.at += 1
    }
    try scanner.take(0x7D, bytes, or: "a comma or the end of the object")
  }

  /// What `menbe extract` calls a page's credits.
  private static let creditsName = Array("credits".utf8)

  private func field(_ key: JSONString, _ bytes: Span<UInt8>) -> NamedField? {
    guard key.hasEscapes else { return names.field(named: bytes.extracting(key.range)) }
    let name = key.decoded(bytes).bytes
    return names.field(named: name.span)
  }

  /// Takes the value of a field and keeps it where it is better than what is there already.
  private mutating func readField(
    _ named: NamedField, _ bytes: Span<UInt8>, _ scanner: inout JSONScanner
  ) throws(JSONFault) {
    guard scanner.at < bytes.count else { throw JSONFault(at: scanner.at, expected: "a value") }
    let (start, first) = (scanner.at, bytes[scanner.at])
    let slot = named.field.slot
    let isWanted = (best[slot]?.rank ?? .max) >= named.rank
    let value: Candidate.Value
    switch first {
    case 0x22:
      let string = try scanner.takeString(bytes)
      guard isWanted else { return }
      value = string.hasEscapes ? Self.decoded(string, bytes) : .plain(string.range)
    case 0x2D, 0x30...0x39:
      try scanner.takeScalar(bytes)
      value = .plain(start..<scanner.at)
    case 0x5B, 0x7B:
      var strings: [JSONString] = []
      try scanner.takeValue(bytes) { strings.append($0) }
      value = Self.joined(strings, bytes)
    default: return try scanner.takeScalar(bytes)
    }
    guard isWanted, isWorthKeeping(value, named.field, bytes) else { return }
    best[slot] = Candidate(rank: named.rank, value: value)
  }

  private static func decoded(_ string: JSONString, _ bytes: Span<UInt8>) -> Candidate.Value {
    let (meaning, broken) = string.decoded(bytes)
    return .decoded(meaning, broken: broken)
  }

  /// The strings of a nested value with an empty line between each two.
  private static func joined(_ strings: [JSONString], _ bytes: Span<UInt8>) -> Candidate.Value {
    var (joined, broken): ([UInt8], Int) = ([], 0)
    for string in strings where !bytes.extracting(string.range).isBlank {
      if !joined.isEmpty { joined += [0x0A, 0x0A] }
      let (meaning, lone) = string.decoded(bytes)
      joined += meaning
      broken += lone
    }
    return .decoded(joined, broken: broken)
  }

  /// Whether a value says something; a time must be readable.
  private mutating func isWorthKeeping(
    _ value: Candidate.Value, _ field: ArticleField, _ bytes: Span<UInt8>
  ) -> Bool {
    guard field == .publishedAt || field == .crawledAt else {
      switch value {
      case .plain(let range): return !names.isNothing(bytes.extracting(range))
      case .decoded(let meaning, _): return !names.isNothing(meaning.span)
      }
    }
    let written: WrittenTime? =
      switch value {
      case .plain(let range): WrittenTime(bytes.array(range))
      case .decoded(let meaning, _): WrittenTime(meaning)
      }
    guard let written else { return false }
    if field == .publishedAt { published = written } else { crawled = written }
    return true
  }

  private func assembled(_ bytes: Span<UInt8>) -> RawRecord {
    var record = RawRecord()
    (record.published, record.crawled) = (published, crawled)
    record.credits = credits
    for field in ArticleField.allCases {
      switch best[field.slot]?.value {
      case nil: continue
      case .plain(let range): record.set(field, bytes, range)
      case .decoded(let meaning, let broken):
        record.brokenByteCount += broken
        if field == .text { record.text = meaning } else { record.set(field, meaning.span, 0..<meaning.count) }
      }
    }
    // Ranges that do not lie in the text are not of this text.
    let text = record.text
    record.credits.removeAll { ($0.byteRange?.upperBound ?? 0) > text.count }
    return record
  }
}

extension PageCredit {
  /// The credits of a record that `menbe extract` wrote; what is none of its own form is left out.
  fileprivate static func credits(json: Span<UInt8>) -> [PageCredit] {
    guard let items = LooseJSON(json)?.items else { return [] }
    return items.compactMap { item in
      guard let kind = item["kind"]?.text.flatMap(Kind.init), let target = item["target"]?.text else { return nil }
      var range: Range<Int>?
      if let start = item["start"]?.text.flatMap({ Int($0) }), let end = item["end"]?.text.flatMap({ Int($0) }),
        start >= 0, end >= start
      {
        range = start..<end
      }
      return PageCredit(kind: kind, target: target, label: item["label"]?.text ?? "", byteRange: range)
    }
  }
}
