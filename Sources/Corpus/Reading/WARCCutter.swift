/// Cuts a WARC file (versions 0.17 to 1.1) into its records by their `Content-Length`.
///
/// Where no record begins, bytes are given up until a line that opens one.
struct WARCCutter: RecordCutter {
  let line = 0
  /// The length of the present record from its start as the caller knows it, blank lines before it included.
  private var expected: Int?
  /// Bytes of a record beyond the bound that are still to be skipped.
  private var skipping = 0

  /// A header longer than this is none.
  private static let longestHeader = 1 << 16
  private static let start = Array("WARC/".utf8)

  mutating func cut(_ bytes: Span<UInt8>, recordStart: Int, from: Int, isLast: Bool) -> FoundRecord? {
    if skipping > 0 {
      let done = min(skipping, bytes.count - recordStart)
      skipping -= done
      guard skipping == 0 || isLast else { return nil }
      return FoundRecord(range: recordStart..<recordStart, next: recordStart + done, line: 0)
    }
    var begin = recordStart
    while begin < bytes.count, bytes[begin] == 0x0D || bytes[begin] == 0x0A { begin += 1 }
    guard begin < bytes.count else {
      return isLast && begin > recordStart ? FoundRecord(range: begin..<begin, next: begin, line: 0) : nil
    }
    if expected == nil {
      guard bytes.count - begin >= Self.start.count || isLast else { return nil }
      guard opensRecord(bytes, begin) else { return givenUp(bytes, begin, isLast, "no WARC record begins here") }
      if let header = WARCHeader(bytes, from: begin, within: Self.longestHeader) {
        guard let length = header.contentLength else {
          return givenUp(bytes, begin, isLast, "a WARC record without Content-Length")
        }
        expected = header.end - recordStart + length
      } else if isLast || bytes.count - begin > Self.longestHeader {
        return givenUp(bytes, begin, isLast, "a WARC header without an end")
      }
    }
    guard let expected else { return nil }
    if bytes.count - recordStart >= expected {
      self.expected = nil
      return FoundRecord(range: begin..<(recordStart + expected), next: recordStart + expected, line: 0)
    }
    guard isLast else { return nil }
    self.expected = nil
    return FoundRecord(range: begin..<bytes.count, next: bytes.count, line: 0, fault: "the record is cut off")
  }

  mutating func abandonRecord(_ bytes: Span<UInt8>, recordStart: Int) -> FoundRecord? {
    if let expected { skipping = max(expected - (bytes.count - recordStart), 1) }
    expected = nil
    return nil
  }

  private func opensRecord(_ bytes: Span<UInt8>, _ at: Int) -> Bool {
    guard at + Self.start.count <= bytes.count else { return false }
    return bytes.extracting(at..<(at + Self.start.count)).isEqual(to: Self.start.span)
  }

  /// Everything from `begin` to the next line that opens a record; nil when more bytes may bring one.
  private func givenUp(_ bytes: Span<UInt8>, _ begin: Int, _ isLast: Bool, _ fault: String) -> FoundRecord? {
    var at = begin
    while at < bytes.count {
      at = bytes.first(0x0A, from: at) + 1
      if at < bytes.count, opensRecord(bytes, at) {
        return FoundRecord(range: begin..<at, next: at, line: 0, fault: fault)
      }
    }
    return isLast ? FoundRecord(range: begin..<bytes.count, next: bytes.count, line: 0, fault: fault) : nil
  }
}

/// The header of a WARC record or of an HTTP message: a first line, and named fields.
struct WARCHeader {
  /// The first line.
  private(set) var firstLine: Range<Int>
  /// Names and values, as they are written.
  private(set) var fields: [(name: Range<Int>, value: Range<Int>)] = []
  /// The first byte behind the blank line.
  private(set) var end: Int
  /// `Content-Length`, if it is written and a number.
  private(set) var contentLength: Int?

  /// Reads the header that begins at `start`; nil when it does not end within `within` bytes.
  init?(_ bytes: Span<UInt8>, from start: Int, within: Int) {
    let limit = min(bytes.count, start + within)
    (firstLine, end) = (start..<start, start)
    var (at, isFirst) = (start, true)
    while at < limit {
      let lineEnd = bytes.first(0x0A, from: at)
      guard lineEnd < limit else { return nil }
      let line = bytes.trimmedLineEnd(at..<(lineEnd + 1))
      at = lineEnd + 1
      if line.isEmpty {
        end = at
        contentLength = number(bytes, "content-length")
        return
      }
      if isFirst {
        (firstLine, isFirst) = (line, false)
      } else if bytes[line.lowerBound] == 0x20 || bytes[line.lowerBound] == 0x09, let last = fields.popLast() {
        // A folded line goes on with the value before it.
        fields.append((last.name, last.value.lowerBound..<line.upperBound))
      } else {
        let colon = bytes.extracting(line).first(0x3A, from: 0) + line.lowerBound
        guard colon < line.upperBound else { continue }
        fields.append((bytes.trimmed(line.lowerBound..<colon), bytes.trimmed((colon + 1)..<line.upperBound)))
      }
    }
    return nil
  }

  /// The value of the first field of that name, which is in lower case; empty when there is none.
  func value(_ bytes: Span<UInt8>, _ name: StaticString) -> String {
    range(bytes, name).map { bytes.string($0) } ?? ""
  }

  private func range(_ bytes: Span<UInt8>, _ name: StaticString) -> Range<Int>? {
    name.withUTF8Buffer { name in
      fields.first { field in
        guard field.name.count == name.count else { return false }
        for place in 0..<name.count {
          let byte = bytes[field.name.lowerBound + place]
          if (0x41...0x5A ~= byte ? byte | 0x20 : byte) != name[place] { return false }
        }
        return true
      }?.value
    }
  }

  private func number(_ bytes: Span<UInt8>, _ name: StaticString) -> Int? {
    guard let range = range(bytes, name), 1...18 ~= range.count else { return nil }
    return Int(bytes.string(range)).flatMap { $0 >= 0 ? $0 : nil }
  }
}
