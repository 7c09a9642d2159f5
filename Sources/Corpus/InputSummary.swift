/// One input as it was read, for the record of a run.
public struct InputSummary: Sendable, Equatable {
  /// The path as named, joined with the member's path; "-" for standard input.
  public var name: String
  /// Bytes read, compressed as they were.
  public var byteCount: Int
  /// The XXH3 hash (128 bits) of those bytes, 32 hexadecimal digits, as `xxh128sum` prints it.
  public var digest: String

  /// A summary with those fields.
  public init(name: String, byteCount: Int, digest: String) {
    (self.name, self.byteCount, self.digest) = (name, byteCount, digest)
  }
}
