/// The number of an article within one run: dense from 0, in canonical order.
///
/// Canonical order is by published time, then by the article's own id, so it never depends on the order in which
/// the inputs were read. A smaller number is an article that was probably published no later.
public struct ArticleID: RawRepresentable, Hashable, Comparable, Sendable {
  /// The position in canonical order.
  public let rawValue: UInt32

  /// The article at that position.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The article at that position.
  public init(_ position: Int) { rawValue = UInt32(position) }

  /// The position as an array index.
  public var index: Int { Int(rawValue) }

  /// Canonical order.
  public static func < (a: ArticleID, b: ArticleID) -> Bool { a.rawValue < b.rawValue }
}
