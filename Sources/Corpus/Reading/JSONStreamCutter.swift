/// Cuts a JSON array of objects, or objects one after another, into its elements, however they are laid out in lines.
///
/// Only brackets and strings are followed; whether an element is JSON is decided when it is parsed. A line break inside a
/// string is always an error in JSON: the element is given up there, and the next one begins at a line that opens with a
/// brace.
struct JSONStreamCutter: RecordCutter {
  private enum State {
    /// Between elements.
    case between
    /// Inside an element, outside strings.
    case element
    case string
    case escape
    /// In an element without brackets, such as a number.
    case bare
    /// Behind a broken element, at the start of a line or in its indentation.
    case resyncAtLineStart
    case resync
  }

  private static let endsOfString = ByteTrio(0x22, 0x5C, 0x0A)

  private var state = State.between
  private var depth = 0
  /// Bytes between the record's start as the caller knows it and the element's first byte.
  private var leadingCount = 0
  private var elementLine = 1
  private let isArray: Bool
  private var isArrayOpen = false
  private var isArrayClosed = false
  private(set) var line = 1

  /// A cutter for an array, or for a sequence of objects.
  init(isArray: Bool) { self.isArray = isArray }

  mutating func cut(_ bytes: Span<UInt8>, recordStart: Int, from: Int, isLast: Bool) -> FoundRecord? {
    var at = from
    while true {
      if state == .string { at = Self.endsOfString.first(in: bytes, from: at) }
      guard at < bytes.count else { break }
      let byte = bytes[at]
      if byte == 0x0A { line += 1 }
      switch state {
      case .between: begin(byte, at: at, recordStart)
      case .string:
        if byte == 0x22 {
          state = .element
          if depth == 0 { return finish(recordStart, end: at + 1) }
        } else if byte == 0x5C {
          state = .escape
        } else if byte == 0x0A {
          state = .resyncAtLineStart
          return finish(recordStart, end: at, fault: "a line break in a string")
        }
      case .escape: state = .string
      case .bare where byte == 0x2C || byte == 0x0A || byte == 0x5D:
        state = .between
        if byte == 0x5D { isArrayClosed = true }
        return finish(recordStart, end: at, next: at + 1)
      case .bare: break
      case .element:
        if let found = element(byte, at: at, recordStart) { return found }
      case .resync: if byte == 0x0A { state = .resyncAtLineStart }
      case .resyncAtLineStart:
        if byte == 0x7B {
          state = .between
          begin(byte, at: at, recordStart)
        } else if byte > 0x20 {
          state = .resync
        }
      }
      at += 1
    }
    guard isLast, recordStart < bytes.count || isArray && isArrayOpen && !isArrayClosed else { return nil }
    return last(recordStart, end: bytes.count)
  }

  mutating func abandonRecord(_ bytes: Span<UInt8>, recordStart: Int) -> FoundRecord? {
    (state, depth) = (.resync, 0)
    return nil
  }

  private mutating func begin(_ byte: UInt8, at: Int, _ recordStart: Int) {
    switch byte {
    case 0x00...0x20, 0x2C: return
    case 0x5B where isArray && !isArrayOpen: isArrayOpen = true
    case 0x5D where isArray: isArrayClosed = true
    case 0x7B, 0x5B: (state, depth) = (.element, 1)
    case 0x22: (state, depth) = (.string, 0)
    default: state = .bare
    }
    if state != .between { (leadingCount, elementLine) = (at - recordStart, line) }
  }

  private mutating func element(_ byte: UInt8, at: Int, _ recordStart: Int) -> FoundRecord? {
    switch byte {
    case 0x22: state = .string
    case 0x7B, 0x5B: depth += 1
    case 0x7D, 0x5D:
      depth -= 1
      if depth == 0 {
        state = .between
        return finish(recordStart, end: at + 1)
      }
    default: break
    }
    return nil
  }

  private mutating func finish(_ recordStart: Int, end: Int, next: Int? = nil, fault: String? = nil) -> FoundRecord {
    if state == .element { state = .between }
    defer { leadingCount = 0 }
    return FoundRecord(
      range: min(recordStart + leadingCount, end)..<end, next: next ?? end, line: elementLine, fault: fault)
  }

  /// What is left when the bytes end.
  private mutating func last(_ recordStart: Int, end: Int) -> FoundRecord {
    let isInside = state != .between && state != .resync && state != .resyncAtLineStart
    if isInside {
      (state, isArrayClosed) = (.between, true)
      return finish(recordStart, end: end)
    }
    let isCutOff = isArray && isArrayOpen && !isArrayClosed
    isArrayClosed = true
    return FoundRecord(
      range: end..<end, next: end, line: line, fault: isCutOff ? "the array has no end" : nil)
  }
}
