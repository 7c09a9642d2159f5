/// One scraped text at one URL, as a crawler left it.
public struct Article: Sendable, Equatable {
  /// The article's own id: the crawler's, else its URL, else the input that it came from.
  public var key: String
  /// Where it was published, or empty.
  public var url: String
  /// The outlet as the crawler wrote it: a host or a name, or empty.
  public var site: String
  /// The headline, or empty.
  public var title: String
  /// The text, valid UTF-8; every byte offset that Menbe reports counts from its start.
  public var body: [UInt8]
  /// When it was published, as far as that is known.
  public var published: PublishedInterval
  /// What the page says of the story's origin beside its words: metadata, then links by place.
  public var pageCredits: [PageCredit]
  /// Bytes of the record that were not valid in its charset and became U+FFFD.
  public var brokenByteCount: Int

  /// An article with those fields.
  public init(
    key: String, url: String = "", site: String = "", title: String = "", body: [UInt8],
    published: PublishedInterval = .unknown, pageCredits: [PageCredit] = [], brokenByteCount: Int = 0
  ) {
    (self.key, self.url, self.site, self.title, self.body) = (key, url, site, title, body)
    (self.published, self.pageCredits, self.brokenByteCount) = (published, pageCredits, brokenByteCount)
  }
}
