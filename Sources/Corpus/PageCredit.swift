/// What a page says, beside its story's words, of where the story came from.
public struct PageCredit: Sendable, Hashable {
  /// Which part of the page says it.
  public enum Kind: String, Sendable, CaseIterable {
    /// `link rel=canonical` to another host than the page's own.
    case canonical
    /// JSON-LD `isBasedOn`.
    case basedOn = "based-on"
    /// JSON-LD `sourceOrganization`.
    case sourceOrganization = "source-organization"
    /// `meta name=original-source`.
    case originalSource = "original-source"
    /// `meta name=syndication-source`.
    case syndicationSource = "syndication-source"
    /// A link inside the story's text, such as the one on a credit line or on "read on".
    case link
  }

  /// Which part of the page says it.
  public var kind: Kind
  /// The URL it points to, absolute where the page's own URL is known; a name where the page gives no URL.
  public var target: String
  /// A link's visible words; empty for other kinds.
  public var label: String
  /// Where a link's words stand in the article's body, in bytes; nil for other kinds.
  public var byteRange: Range<Int>?

  /// A credit of that kind.
  public init(kind: Kind, target: String, label: String = "", byteRange: Range<Int>? = nil) {
    (self.kind, self.target, self.label, self.byteRange) = (kind, target, label, byteRange)
  }
}
