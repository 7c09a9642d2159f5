import Glibc
import Synchronization

/// A temporary file without a name that keeps extracted articles, so that pages are read once; any thread may write.
final class ArticleSpool: Sendable {
  private let spool: Mutex<OpenFile?> = Mutex(nil)
  private let end = Atomic<UInt64>(0)

  /// Appends `bytes` and returns where they lie.
  func append(_ bytes: [UInt8]) throws(CorpusError) -> UInt64 {
    let file = try file()
    let (_, end) = end.add(UInt64(bytes.count), ordering: .relaxed)
    let start = end - UInt64(bytes.count)
    let failure = bytes.withUnsafeBytes { buffer -> Int32 in
      var done = 0
      while done < buffer.count, let base = buffer.baseAddress {
        let put = pwrite(file.descriptor, base + done, buffer.count - done, off_t(start) + off_t(done))
        if put >= 0 { done += put } else if errno != EINTR { return errno }
      }
      return 0
    }
    guard failure == 0 else { throw .cannotSpool(directory: Spool.directory, errno: failure) }
    return start
  }

  /// The file, made when first asked for.
  func file() throws(CorpusError) -> OpenFile {
    let made = spool.withLock { file -> Result<OpenFile, CorpusError> in
      if let file { return .success(file) }
      do throws(CorpusError) {
        let made = try Spool().file
        file = made
        return .success(made)
      } catch {
        return .failure(error)
      }
    }
    return try made.get()
  }
}

/// An article as bytes that are read again exactly as they were written.
struct SpooledArticle {
  private(set) var bytes: [UInt8] = []
  private var at = 0

  /// The bytes of `article`.
  init(_ article: Article) {
    bytes.reserveCapacity(article.body.count + 512)
    for text in [article.key, article.url, article.site, article.title] { put(Array(text.utf8)) }
    put(article.body)
    let published = article.published
    for number in [published.earliest, published.latest, Int64(published.zoneMinutes), Int64(article.brokenByteCount)] {
      put(number)
    }
    put(Array(published.basis.rawValue.utf8))
    put(Int64(article.pageCredits.count))
    for credit in article.pageCredits {
      for text in [credit.kind.rawValue, credit.target, credit.label] { put(Array(text.utf8)) }
      put(Int64(credit.byteRange?.lowerBound ?? -1))
      put(Int64(credit.byteRange?.upperBound ?? -1))
    }
  }

  /// The article that `bytes` hold; nil when they are damaged.
  static func article(_ bytes: [UInt8]) -> Article? {
    var reader = SpooledArticle(bytes: bytes)
    return reader.take()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func take() -> Article? {
    guard let key = text(), let url = text(), let site = text(), let title = text(), let body = array(),
      let earliest = number(), let latest = number(), earliest <= latest, let zone = number(), let broken = number(),
      let basis = text().flatMap(PublishedInterval.Basis.init), let count = number()
    else { return nil }
    var credits: [PageCredit] = []
    for _ in 0..<count {
      guard let kind = text().flatMap(PageCredit.Kind.init), let target = text(), let label = text(),
        let lower = number(), let upper = number(), lower <= upper
      else { return nil }
      credits.append(
        PageCredit(kind: kind, target: target, label: label, byteRange: lower < 0 ? nil : Int(lower)..<Int(upper)))
    }
    return Article(
      key: key, url: url, site: site, title: title, body: body,
      published: PublishedInterval(earliest: earliest, latest: latest, basis: basis, zoneMinutes: Int(zone)),
      pageCredits: credits, brokenByteCount: Int(broken))
  }

  private mutating func put(_ number: Int64) {
    for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: number >> Int64(shift * 8))) }
  }

  private mutating func put(_ text: [UInt8]) {
    put(Int64(text.count))
    bytes += text
  }

  private mutating func number() -> Int64? {
    guard at + 8 <= bytes.count else { return nil }
    var number: UInt64 = 0
    for shift in 0..<8 { number |= UInt64(bytes[at + shift]) << UInt64(shift * 8) }
    at += 8
    return Int64(bitPattern: number)
  }

  private mutating func array() -> [UInt8]? {
    guard let count = number(), 0...Int64(bytes.count - at) ~= count else { return nil }
    defer { at += Int(count) }
    return Array(bytes[at..<(at + Int(count))])
  }

  private mutating func text() -> String? { array().map { String(decoding: $0, as: UTF8.self) } }
}
