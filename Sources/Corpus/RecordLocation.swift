/// Where a record's bytes lie, so that its text can be read again instead of being kept in memory.
public struct RecordLocation: Hashable, Sendable {
  /// The first byte of the record in the input's decompressed content.
  public var offset: UInt64
  /// The position of the input among the opened ones.
  public var input: UInt32
  /// The length of the record in bytes, or of what was kept of it.
  public var byteCount: UInt32
  /// The record's line in the input, from 1; a record without an id is named by it.
  public var line: UInt32

  /// Where an article that was extracted from a page, feed or web archive is kept; nil for a record that is read again
  /// where it lies.
  var spooledAt: UInt64? { storedSpool == .max ? nil : storedSpool }
  private var storedSpool: UInt64

  /// A record at that place.
  public init(input: UInt32, byteCount: UInt32, offset: UInt64, line: UInt32 = 1) {
    (self.input, self.byteCount, self.offset, self.line) = (input, byteCount, offset, line)
    storedSpool = .max
  }

  /// A record at that place whose article was kept.
  init(input: UInt32, offset: UInt64, line: UInt32, spooledAt: UInt64, byteCount: UInt32) {
    (self.input, self.byteCount, self.offset, self.line) = (input, byteCount, offset, line)
    storedSpool = spooledAt
  }
}
