import Synchronization

/// The publishers of the sites and hosts that were looked up lately; any thread may ask.
///
/// Most articles of a crawl are of a few hundred sites, and finding an outlet takes as long as reading an article.
final class PublisherCache: Sendable {
  /// What is known of a site and the host of a URL.
  struct Entry: Sendable {
    /// The position of the outlet in the registry; nil for an unknown one.
    var position: Int?
    /// The publisher's name, see `OutletRegistry.publisherName`.
    var name: String
    /// Whether the path of the URL decides, since sections of its host are outlets of their own.
    var dependsOnPath: Bool
  }

  private static let capacity = 65_536
  private let entries: Mutex<[String: Entry]> = Mutex([:])

  /// The entry of `key`, made by `make` where it is not known.
  func entry(_ key: String, make: () -> Entry) -> Entry {
    if let known = entries.withLock({ $0[key] }) { return known }
    let made = make()
    entries.withLock { entries in
      if entries.count >= Self.capacity { entries.removeAll(keepingCapacity: true) }
      entries[key] = made
    }
    return made
  }

  /// What an entry depends on: the site, and the URL as far as its host; nil where these are too long to be kept.
  static func key(site: String, url: String) -> String? {
    let longest = 256
    guard site.utf8.count <= longest else { return nil }
    let bytes = url.utf8
    // Its length parts the site from what follows, whatever stands in it.
    var key = "\(site.utf8.count):"
    key += site
    guard let colon = bytes.firstIndex(of: 0x3A) else { return url.utf8.count <= longest ? key + url : nil }
    var at = bytes.index(after: colon)
    while at < bytes.endIndex, bytes[at] == 0x2F { at = bytes.index(after: at) }
    let end = bytes[at...].firstIndex { $0 == 0x2F || $0 == 0x3F || $0 == 0x23 } ?? bytes.endIndex
    guard bytes.distance(from: bytes.startIndex, to: end) <= longest else { return nil }
    key += url[..<end]
    return key
  }
}
