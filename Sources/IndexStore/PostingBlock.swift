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

/// Sorted postings as bytes: the keys first, so that those who look for some of them pass over the rest.
///
/// The count, the bytes of an article (3 while numbers are small, else 4) and the bytes of all keys, as variable-length
/// numbers of seven bits a byte, the lowest first; then the keys, each as such a number, the difference to the last one;
/// then the articles, the lowest byte first; then the contexts, two bytes each, where postings have any.
struct PostingBlock {
  private let bytes: UnsafeRawBufferPointer
  private let count, width: Int
  private let keys: Range<Int>
  private let hasContexts: Bool

  static func encode(_ postings: ArraySlice<Posting>, hasContexts: Bool) -> [UInt8] {
    var keys: [UInt8] = []
    keys.reserveCapacity(postings.count * 2)
    var (last, mostArticle) = (0 as UInt64, 0 as UInt32)
    for posting in postings {
      put(posting.key - last, to: &keys)
      last = posting.key
      mostArticle = max(mostArticle, posting.article)
    }
    let width = mostArticle < 1 << 24 ? 3 : 4
    var bytes: [UInt8] = []
    bytes.reserveCapacity(keys.count + postings.count * (width + (hasContexts ? 2 : 0)) + 12)
    put(UInt64(postings.count), to: &bytes)
    put(UInt64(width), to: &bytes)
    put(UInt64(keys.count), to: &bytes)
    bytes += keys
    for posting in postings {
      for byte in 0..<width { bytes.append(UInt8(truncatingIfNeeded: posting.article >> UInt32(8 * byte))) }
    }
    if hasContexts {
      for posting in postings {
        bytes.append(UInt8(truncatingIfNeeded: posting.context))
        bytes.append(UInt8(posting.context >> 8))
      }
    }
    return bytes
  }

  private static func put(_ number: UInt64, to bytes: inout [UInt8]) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// A block over bytes that `encode` made; nil when they are damaged.
  init?(_ bytes: UnsafeRawBufferPointer, hasContexts: Bool) {
    var at = 0
    guard let count = Self.take(bytes, &at), let width = Self.take(bytes, &at), let keyBytes = Self.take(bytes, &at),
      width == 3 || width == 4, count <= UInt64(bytes.count), keyBytes <= UInt64(bytes.count),
      at + Int(keyBytes) + Int(count) * (Int(width) + (hasContexts ? 2 : 0)) == bytes.count
    else { return nil }
    (self.bytes, self.count, self.width, self.hasContexts) = (bytes, Int(count), Int(width), hasContexts)
    keys = at..<at + Int(keyBytes)
  }

  @inline(__always)
  private static func take(_ bytes: UnsafeRawBufferPointer, _ at: inout Int) -> UInt64? {
    var (number, shift) = (0 as UInt64, 0 as UInt64)
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
      if shift > 63 { return nil }
    }
    return nil
  }

  private func posting(_ key: UInt64, at place: Int) -> Posting {
    var article = 0 as UInt32
    let start = keys.upperBound + place * width
    for byte in 0..<width { article |= UInt32(bytes[start + byte]) << UInt32(8 * byte) }
    guard hasContexts else { return Posting(key: key, article: article) }
    let context = keys.upperBound + count * width + place * 2
    return Posting(key: key, article: article, context: UInt16(bytes[context]) | UInt16(bytes[context + 1]) << 8)
  }

  /// Calls `body` with each posting in order; false when the keys are damaged.
  func forEach(_ body: (Posting) -> Void) -> Bool {
    var (at, key) = (keys.lowerBound, 0 as UInt64)
    for place in 0..<count {
      guard let step = Self.take(bytes, &at), at <= keys.upperBound else { return false }
      key &+= step
      body(posting(key, at: place))
    }
    return at == keys.upperBound
  }

  /// Appends the postings of `wanted` keys, which ascend; false when the keys are damaged.
  func collect(_ wanted: UnsafeBufferPointer<UInt64>, into hits: inout [Posting]) -> Bool {
    var (at, key, next) = (keys.lowerBound, 0 as UInt64, 0)
    guard var target = wanted.first else { return true }
    for place in 0..<count {
      guard let step = Self.take(bytes, &at), at <= keys.upperBound else { return false }
      key &+= step
      if key < target { continue }
      while target < key {
        next += 1
        guard next < wanted.count else { return true }
        target = wanted[next]
      }
      if key == target { hits.append(posting(key, at: place)) }
    }
    return at == keys.upperBound
  }
}
