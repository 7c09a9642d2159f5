/// Cuts CSV into records: a line break between quotation marks ends none.
///
/// Quotation marks that cannot be right (text behind a closing one, or one that stays open to the end) spoil only their
/// own line: it is given up and the scan goes on at the next one. Every line is scanned twice at most.
struct CSVCutter: RecordCutter {
  private enum State { case cellStart, plain, quoted, behindQuote, abandoned }

  private let separator: UInt8
  private let endsOfPlain: ByteTrio
  private let endsOfQuoted = ByteTrio(0x22, 0x0A, 0x0A)
  private var state = State.cellStart
  /// Line breaks between quotation marks since the record began.
  private var innerLines = 0
  private(set) var line = 1

  /// A cutter for cells with `separator` between them.
  init(separator: UInt8) {
    self.separator = separator
    endsOfPlain = ByteTrio(separator, 0x0A, 0x0A)
  }

  mutating func cut(_ bytes: Span<UInt8>, recordStart: Int, from: Int, isLast: Bool) -> FoundRecord? {
    var at = from
    while true {
      if state == .quoted {
        at = endsOfQuoted.first(in: bytes, from: at)
      } else if state == .plain || state == .abandoned {
        at = endsOfPlain.first(in: bytes, from: at)
      }
      guard at < bytes.count else { break }
      let byte = bytes[at]
      switch state {
      case .quoted:
        if byte == 0x22 { state = .behindQuote } else if byte == 0x0A { innerLines += 1 }
      case .behindQuote where byte == 0x22: state = .quoted
      case _ where byte == 0x0A: return record(recordStart..<at, next: at + 1)
      case .abandoned: break
      case _ where byte == separator: state = .cellStart
      case .behindQuote where byte == 0x0D: break
      case .behindQuote: return brokenLine(bytes, recordStart, "text behind a closing quotation mark")
      case .cellStart: state = byte == 0x22 ? .quoted : .plain
      case .plain: break
      }
      at += 1
    }
    guard isLast, recordStart < bytes.count else { return nil }
    return state == .quoted
      ? brokenLine(bytes, recordStart, "a quotation mark stays open")
      : record(recordStart..<bytes.count, next: bytes.count)
  }

  mutating func abandonRecord(_ bytes: Span<UInt8>, recordStart: Int) -> FoundRecord? {
    // A quotation mark that stays open for so long is a stray one; the records behind it are as good as any.
    if state == .quoted, innerLines > 0 {
      return brokenLine(bytes, recordStart, "a quotation mark stays open for \(bytes.count - recordStart) bytes")
    }
    state = .abandoned
    return nil
  }

  private mutating func record(_ range: Range<Int>, next: Int) -> FoundRecord {
    let found = FoundRecord(range: range, next: next, line: line)
    line += innerLines + 1
    (state, innerLines) = (.cellStart, 0)
    return found
  }

  private mutating func brokenLine(_ bytes: Span<UInt8>, _ start: Int, _ fault: String) -> FoundRecord {
    let end = bytes.first(0x0A, from: start)
    innerLines = 0
    var found = record(start..<end, next: min(end + 1, bytes.count))
    found.fault = fault
    return found
  }
}
