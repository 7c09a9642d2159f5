/// What a user may say about the inputs.
public struct ReadingOptions: Sendable, Equatable {
  /// The user's own field names and what they hold: id, url, site, title, text, published_at or crawled_at.
  ///
  /// A name given here goes before every name that is known without configuration.
  public var fieldMapping: [String: String]
  /// The longest record that is read, in bytes, in 1…2^30; a longer one is `too-large`.
  public var maximumRecordByteCount: Int
  /// How many times its size compressed data may grow before it is a bomb; only beyond `expansionFloorByteCount`.
  public var maximumExpansionRatio: Int
  /// Decompressed bytes that are never taken for a bomb, whatever their ratio.
  public var expansionFloorByteCount: Int
  /// The most that one input may decompress to, in bytes; nil for no bound.
  public var maximumExpandedByteCount: Int?
  /// The longest line of JSON Lines, a table or plain text, in bytes; a longer one is `too-large`.
  public var maximumLineByteCount = 64 << 20
  /// The longest member of an archive, in bytes; a longer one is `too-large`, and whole records before that are used.
  public var maximumMemberByteCount = 16 << 30
  /// The most members that are read of one archive.
  public var maximumMemberCount = 1_000_000
  /// How deep archives may lie inside one another.
  public var maximumNesting = 4
  /// Minutes east of UTC to assume for times without a zone at outlets whose zone is not known.
  public var defaultZoneMinutes: Int

  /// Options with those values; 240 minutes is Baku.
  public init(
    fieldMapping: [String: String] = [:], maximumRecordByteCount: Int = 64 << 20, maximumExpansionRatio: Int = 200,
    expansionFloorByteCount: Int = 64 << 20, maximumExpandedByteCount: Int? = nil, defaultZoneMinutes: Int = 240
  ) {
    precondition(1...(1 << 30) ~= maximumRecordByteCount, "a record is bounded by 1 to 2^30 bytes")
    precondition(maximumExpansionRatio > 0 && expansionFloorByteCount >= 0, "an expansion is bounded by a ratio")
    (self.fieldMapping, self.maximumRecordByteCount) = (fieldMapping, maximumRecordByteCount)
    (self.maximumExpansionRatio, self.expansionFloorByteCount) = (maximumExpansionRatio, expansionFloorByteCount)
    (self.maximumExpandedByteCount, self.defaultZoneMinutes) = (maximumExpandedByteCount, defaultZoneMinutes)
  }
}
