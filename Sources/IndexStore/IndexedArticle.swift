public import Corpus
public import Tracing

/// What the index keeps of an article beside `ArticleColumns`.
public struct IndexedArticle: Sendable, Equatable {
  /// Its own id.
  public var key: String
  /// XXH3 of its text.
  public var digest: UInt64
  /// Where it was published, or empty.
  public var url: String
  /// The headline, or empty.
  public var title: String
  /// Words of its text.
  public var wordCount: Int
  /// Whether its text breaks off.
  public var isCutOff: Bool
  /// XXH3 of the comparison form of its URL, and of the URL as it stands; 0 without one.
  public var address, urlHash: UInt64
  /// The run that brought it.
  public var run: Int
  /// Where it stood when it was last traced.
  public var standing: Standing
  /// Its flags then.
  public var flags: [Flag]
  /// The article that its text most probably comes from, by number, and the share of the text that it holds.
  public var parent: UInt32?
  /// The share of its text that the parent holds, in 0…1.
  public var parentContainment: Double

  /// An article that nothing is known of yet but itself.
  public init(
    key: String, digest: UInt64, url: String, title: String, wordCount: Int, isCutOff: Bool, address: UInt64,
    urlHash: UInt64, run: Int
  ) {
    (self.key, self.digest, self.url, self.title, self.wordCount) = (key, digest, url, title, wordCount)
    (self.isCutOff, self.address, self.urlHash, self.run) = (isCutOff, address, urlHash, run)
    (standing, flags, parent, parentContainment) = (.alone, [], nil, 0)
  }
}

/// A text with its claims, packed for the index: made on any thread.
public struct PackedText: Sendable {
  let body: [UInt8]
  let claims: [UInt8]

  /// Packs an article and the claims that were read in it.
  public init(_ article: Article, claims: [ReadClaim]) {
    body = TextCodec.compress(SpooledArticle(article).bytes)
    let coded = ClaimCoding.encode(claims)
    self.claims = coded.isEmpty ? [] : TextCodec.compress(coded)
  }

  init(body: [UInt8], claims: [UInt8]) { (self.body, self.claims) = (body, claims) }

  /// The article and its claims, each of article `id`; nil when the bytes are damaged.
  func unpacked(id: ArticleID) -> (article: Article, claims: [ReadClaim])? {
    guard let bytes = TextCodec.decompress(body), let article = SpooledArticle.article(bytes) else { return nil }
    if claims.isEmpty { return (article, []) }
    guard let coded = TextCodec.decompress(claims), let claims = ClaimCoding.decode(coded, article: id) else {
      return nil
    }
    return (article, claims)
  }
}

/// The keys by which an article's like is found.
public struct IndexedSketch: Sendable, Equatable {
  /// Band keys, one a band.
  public var bands: [UInt32]
  /// Fingerprints, ascending.
  public var fingerprints: [UInt32]
  /// What stands around each fingerprint (`FingerprintContext`).
  public var contexts: [UInt16]
  /// XXH3 of each line that has words, in reading order.
  public var lines: [UInt64]

  /// A sketch of those keys.
  public init(bands: [UInt32], fingerprints: [UInt32], contexts: [UInt16], lines: [UInt64]) {
    (self.bands, self.fingerprints, self.contexts, self.lines) = (bands, fingerprints, contexts, lines)
  }
}
