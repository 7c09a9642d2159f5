/// What stands before and behind a fingerprint, to tell a shared passage from a set phrase without its text.
///
/// A passage of `SketchScheme.guaranteedPassageWordCount` words that holds a fingerprint of two texts goes on for half
/// of the rest at least, before it or behind it. So two texts that share a passage have the same words there on one side,
/// and a byte of their hash a side tells most of the others apart.
public struct FingerprintContext: RawRepresentable, Hashable, Sendable {
  /// The byte of the words before in bits 0–7, of those behind in bits 8–15; 0 for any words, 255 where there are too few.
  public var rawValue: UInt16

  /// A context with those bytes.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Any words: the fingerprint stands in several places of its text.
  public static let any = FingerprintContext(rawValue: 0)

  /// The context of those sides; `nil` where there are too few words.
  init(before: UInt64?, behind: UInt64?) {
    rawValue = UInt16(Self.byte(before)) | UInt16(Self.byte(behind)) << 8
  }

  private static func byte(_ hash: UInt64?) -> UInt8 { hash.map { UInt8($0 % 254) + 1 } ?? 255 }

  /// Whether the passage around a fingerprint may be one in both texts; wrong for one pair in 127 of equally likely bytes.
  @inlinable
  public func mayContinue(_ other: FingerprintContext) -> Bool {
    Self.agrees(rawValue & 0xFF, other.rawValue & 0xFF) || Self.agrees(rawValue >> 8, other.rawValue >> 8)
  }

  @inlinable
  static func agrees(_ a: UInt16, _ b: UInt16) -> Bool {
    a != 255 && b != 255 && (a == b || a == 0 || b == 0)
  }
}
