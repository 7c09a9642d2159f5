/// Where a record's bytes lie, so that its text can be read again instead of being kept in memory.
public struct RecordLocation: Hashable, Sendable {
  /// The first byte of the record in the input's decompressed content.
  public var offset: UInt64
  /// The position of the input among the opened ones.
  public var input: UInt32
  /// The length of the record in bytes.
  public var byteCount: UInt32
  /// The record's line in the input, from 1; a record without an id is named by it.
  public var line: UInt32

  /// A record at that place.
  public init(input: UInt32, byteCount: UInt32, offset: UInt64, line: UInt32 = 1) {
    (self.input, self.byteCount, self.offset, self.line) = (input, byteCount, offset, line)
  }
}
