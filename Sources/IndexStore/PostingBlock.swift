/// A key and an article that holds it.
public struct Posting: Comparable, Sendable {
  /// A band key, a fingerprint, or the hash of a line.
  public var key: UInt64
  /// The article's number in the index.
  public var article: UInt32
  /// Of a fingerprint, what stands around it (`FingerprintContext`); 0 of other keys.
  public var context: UInt16

  /// A posting of that article.
  public init(key: UInt64, article: UInt32, context: UInt16 = 0) {
    (self.key, self.article, self.context) = (key, article, context)
  }

  /// By key, then article.
  public static func < (a: Posting, b: Posting) -> Bool { (a.key, a.article) < (b.key, b.article) }
}

/// Sorted postings as bytes.
///
/// The difference to the last key, then the article, or the difference to the last one under the same key; each a
/// variable-length number of seven bits a byte, the lowest first. Where postings have contexts, two bytes follow, the
/// lower one first.
enum PostingBlock {
  static func encode(_ postings: ArraySlice<Posting>, hasContexts: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(postings.count * (hasContexts ? 7 : 5))
    func put(_ number: UInt64) {
      var rest = number
      while rest >= 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(truncatingIfNeeded: rest))
    }
    var (key, article) = (0 as UInt64, 0 as UInt32)
    for posting in postings {
      put(posting.key - key)
      if posting.key != key { article = 0 }
      put(UInt64(posting.article - article))
      if hasContexts {
        bytes.append(UInt8(truncatingIfNeeded: posting.context))
        bytes.append(UInt8(posting.context >> 8))
      }
      (key, article) = (posting.key, posting.article)
    }
    return bytes
  }

  /// Calls `body` with each posting in order; false when the bytes are damaged.
  @inline(__always)
  static func decode(
    _ bytes: UnsafeRawBufferPointer, hasContexts: Bool,
    _ body: (_ key: UInt64, _ article: UInt32, _ context: UInt16) -> Void
  ) -> Bool {
    var at = 0
    var isWhole = true
    @inline(__always)
    func take() -> UInt64 {
      var (number, shift) = (0 as UInt64, 0 as UInt64)
      while at < bytes.count {
        let byte = bytes[at]
        at += 1
        number |= UInt64(byte & 0x7F) << shift
        if byte < 0x80 { return number }
        shift += 7
        if shift > 63 { break }
      }
      isWhole = false
      return 0
    }
    var (key, article) = (0 as UInt64, 0 as UInt64)
    while at < bytes.count, isWhole {
      let step = take()
      if step != 0 { article = 0 }
      key &+= step
      article &+= take()
      guard isWhole, article < UInt64(UInt32.max) else { return false }
      var context: UInt16 = 0
      if hasContexts {
        guard at + 1 < bytes.count else { return false }
        context = UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8
        at += 2
      }
      body(key, UInt32(truncatingIfNeeded: article), context)
    }
    return isWhole
  }
}
