/// Reads the fields of an article from one JSON object.
struct JSONRecordReader {
  /// A value that a field may take: where it stands in the record.
  private struct Candidate {
    enum Kind { case plain, escaped, nested }
    var rank: Int
    var kind: Kind
    var range: Range<Int>
  }

  private let names: FieldNames
  /// The best candidate so far of each field, by slot.
  private var best: InlineArray<8, Candidate?> = .init(repeating: nil)
  private var published: WrittenTime?
  private var crawled: WrittenTime?

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
        try scanner.takeValue(bytes)
      }
      scanner.skipBlanks(bytes)
      guard scanner.at < bytes.count, bytes[scanner.at] == 0x2C else { break }
      scanner.at += 1
    }
    try scanner.take(0x7D, bytes, or: "a comma or the end of the object")
  }

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
    var candidate = Candidate(rank: named.rank, kind: .plain, range: 0..<0)
    switch first {
    case 0x22:
      let string = try scanner.takeString(bytes)
      (candidate.kind, candidate.range) = (string.hasEscapes ? .escaped : .plain, string.range)
    case 0x2D, 0x30...0x39:
      try scanner.takeScalar(bytes)
      candidate.range = start..<scanner.at
    case 0x5B, 0x7B:
      try scanner.takeValue(bytes)
      (candidate.kind, candidate.range) = (.nested, start..<scanner.at)
    default: return try scanner.takeScalar(bytes)
    }
    let slot = named.field.slot
    if let known = best[slot], known.rank < named.rank { return }
    guard isWorthKeeping(candidate, named.field, bytes) else { return }
    best[slot] = candidate
  }

  private mutating func isWorthKeeping(_ candidate: Candidate, _ field: ArticleField, _ bytes: Span<UInt8>) -> Bool {
    if field == .publishedAt || field == .crawledAt {
      guard let time = WrittenTime(decoded(candidate, bytes).bytes) else { return false }
      if field == .publishedAt { published = time } else { crawled = time }
      return true
    }
    if candidate.kind == .plain { return !names.isNothing(bytes.extracting(candidate.range)) }
    let value = decoded(candidate, bytes).bytes
    return !names.isNothing(value.span)
  }

  /// The value's meaning and the bytes of its lone surrogates; the strings of a nested value with an empty line between.
  private func decoded(_ candidate: Candidate, _ bytes: Span<UInt8>) -> (bytes: [UInt8], broken: Int) {
    guard candidate.kind == .nested else {
      return JSONString(range: candidate.range, hasEscapes: candidate.kind == .escaped).decoded(bytes)
    }
    var strings: [JSONString] = []
    var scanner = JSONScanner(at: candidate.range.lowerBound)
    // The value was taken once already, so that it is taken again without a fault.
    do throws(JSONFault) { try scanner.takeValue(bytes) { strings.append($0) } } catch { return ([], 0) }
    var (joined, broken): ([UInt8], Int) = ([], 0)
    for string in strings where !bytes.extracting(string.range).isBlank {
      if !joined.isEmpty { joined += [0x0A, 0x0A] }
      broken += string.unescape(bytes, into: &joined)
    }
    return (joined, broken)
  }

  private func assembled(_ bytes: Span<UInt8>) -> RawRecord {
    var record = RawRecord()
    (record.published, record.crawled) = (published, crawled)
    for field in ArticleField.allCases {
      guard let candidate = best[field.slot], field != .publishedAt, field != .crawledAt else { continue }
      if field == .text || candidate.kind != .plain {
        let (value, broken) = decoded(candidate, bytes)
        record.brokenByteCount += broken
        if field == .text {
          record.text = value
        } else {
          record.set(field, value.span.string(field == .id ? 0..<value.count : value.span.trimmed(0..<value.count)))
        }
      } else {
        record.set(field, bytes.string(field == .id ? candidate.range : bytes.trimmed(candidate.range)))
      }
    }
    return record
  }
}
