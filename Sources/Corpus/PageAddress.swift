/// The address of a page made comparable: two spellings of one page's URL have one key.
public enum PageAddress {
  /// Query parameters that say where a reader came from and not what is shown.
  private static let tracking = ["utm_", "fbclid=", "gclid=", "yclid="]

  /// Host, path and query of a URL, without scheme, "www.", "m.", fragment, tracking parameters and closing slash; empty
  /// where `url` names no host, or only a host: a site's first page is no article.
  public static func key(of url: String) -> String {
    guard url.utf8.count <= longestAddress, let place = WebPlace(url, isURL: true) else { return "" }
    var rest = Array(url.utf8)[...]
    guard let slashes = rest.firstRange(of: [0x2F, 0x2F]) else { return "" }
    rest = rest[slashes.upperBound...].drop { $0 != 0x2F && $0 != 0x3F && $0 != 0x23 }
    rest = rest.prefix { $0 != 0x23 }
    var path = Array(rest.prefix { $0 != 0x3F })
    while path.last == 0x2F { path.removeLast() }
    let parameters = rest.drop { $0 != 0x3F }.dropFirst().split(separator: 0x26)
      .filter { parameter in !tracking.contains { parameter.starts(with: $0.utf8) } }
    guard !path.isEmpty || !parameters.isEmpty else { return "" }
    let query = parameters.isEmpty ? [] : [0x3F] + Array(parameters.joined(separator: [0x26]))
    return place.host + String(decoding: path + query, as: UTF8.self)
  }

  /// Longer addresses are none; no server takes them.
  private static let longestAddress = 8192
}
