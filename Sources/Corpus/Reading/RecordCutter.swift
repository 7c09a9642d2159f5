import Glibc

/// Where one record lies in the bytes at hand.
struct FoundRecord {
  /// The record without what separates it from the next one; it may be blank.
  var range: Range<Int>
  /// Where the scan for the next record begins.
  var next: Int
  /// The line on which the record begins, from 1.
  var line: Int
  /// What is wrong with it, if it cannot be a record.
  var fault: String?
}

/// Finds the ends of records in a stream of bytes that comes piece by piece.
///
/// A cutter keeps its state between pieces, so that no byte is looked at twice.
protocol RecordCutter {
  /// The line that the scan has reached, from 1.
  var line: Int { get }

  /// The next record; nil when the bytes end before it does.
  ///
  /// The record begins at `recordStart`; bytes before `from` were scanned already. After nil the same record is
  /// presented again with more bytes, and `from` where these begin. `isLast` says that no more bytes will come; then nil
  /// means that nothing is left.
  mutating func cut(_ bytes: Span<UInt8>, recordStart: Int, from: Int, isLast: Bool) -> FoundRecord?

  /// Gives up a record of which `bytes`, from `recordStart` on, are all that may be held.
  ///
  /// Returns the part of it that is given up when the scan can go on behind that part; nil when the record is to be
  /// skipped, and then the next `cut` ends where a new record can begin.
  mutating func abandonRecord(_ bytes: Span<UInt8>, recordStart: Int) -> FoundRecord?
}

extension Span where Element == UInt8 {
  /// The first `byte` from `start` on, or the end.
  func first(_ byte: UInt8, from start: Int) -> Int {
    withUnsafeBufferPointer { buffer in
      guard start < buffer.count, let base = buffer.baseAddress else { return buffer.count }
      guard let found = memchr(base + start, Int32(byte), buffer.count - start) else { return buffer.count }
      return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }

  /// Whether a line in the range has more than `count` bytes.
  func hasLine(longerThan count: Int, in range: Range<Int>) -> Bool {
    var at = range.lowerBound
    while range.upperBound - at > count {
      let end = min(first(0x0A, from: at), range.upperBound)
      if end - at > count { return true }
      at = end + 1
    }
    return false
  }

  /// The range without a line break at its end.
  func trimmedLineEnd(_ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    if end > range.lowerBound, self[end - 1] == 0x0A { end -= 1 }
    if end > range.lowerBound, self[end - 1] == 0x0D { end -= 1 }
    return range.lowerBound..<end
  }
}

/// One record a line.
struct LineCutter: RecordCutter {
  private(set) var line = 1

  mutating func cut(_ bytes: Span<UInt8>, recordStart: Int, from: Int, isLast: Bool) -> FoundRecord? {
    let end = bytes.first(0x0A, from: from)
    guard end < bytes.count || isLast && recordStart < bytes.count else { return nil }
    defer { line += 1 }
    return FoundRecord(range: recordStart..<end, next: min(end + 1, bytes.count), line: line)
  }

  mutating func abandonRecord(_ bytes: Span<UInt8>, recordStart: Int) -> FoundRecord? { nil }
}

/// The whole input is one record.
struct WholeCutter: RecordCutter {
  let line = 1
  private var isDone = false

  mutating func cut(_ bytes: Span<UInt8>, recordStart: Int, from: Int, isLast: Bool) -> FoundRecord? {
    guard isLast, !isDone else { return nil }
    isDone = true
    return FoundRecord(range: recordStart..<bytes.count, next: bytes.count, line: 1)
  }

  mutating func abandonRecord(_ bytes: Span<UInt8>, recordStart: Int) -> FoundRecord? { nil }
}
