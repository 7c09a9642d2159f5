/// The known outlets, found by host or by name.
///
/// Where two entries share a domain or a name, the later one wins, so that a user's file goes on top of the built-in one.
public struct OutletRegistry: Sendable {
  /// Every outlet, in the order of the files; an entry of the same name in a later file replaces an earlier one.
  public private(set) var outlets: [Outlet] = []
  private var byCanonicalName: [String: Int] = [:]
  private var byDomain: [String: Int] = [:]
  private var byName: [FoldedName: Int] = [:]
  private var topLevelDomains: Set<String> = []
  /// Hosts of which only a section is some outlet's ("dw.com/tr").
  private var sectionHosts: Set<String> = []
  private var publishers = PublisherCache()

  /// A registry of `outlets`.
  public init(_ outlets: [Outlet] = []) { for outlet in outlets { add(outlet) } }

  /// The outlets that Menbe knows without configuration.
  public static func builtIn() -> OutletRegistry { shared }

  private static let shared: OutletRegistry = {
    do throws(OutletFileError) {
      return try OutletRegistry(csv: PackageResources.outlets_csv, inputName: "outlets.csv")
    } catch {
      preconditionFailure("the built-in outlets.csv is well-formed, tested, and not: \(error)")
    }
  }()

  /// First labels of hosts that belong to the outlet of the domain behind them.
  private static let ownLabels = Set(DataTable.rows(PackageResources.subdomains_csv).compactMap(\.first))

  /// Whether hosts with `label` before an outlet's domain are that outlet's own: "ru" in "ru.axar.az".
  public static func isOwnLabel(_ label: String) -> Bool { ownLabels.contains(label) }

  /// This registry with the outlets of `other` on top.
  public func adding(_ other: OutletRegistry) -> OutletRegistry {
    var both = self
    for outlet in other.outlets { both.add(outlet) }
    return both
  }

  private mutating func add(_ outlet: Outlet) {
    publishers = PublisherCache()
    var position = outlets.count
    if let known = byCanonicalName[outlet.name] {
      (outlets[known], position) = (outlet, known)
    } else {
      outlets.append(outlet)
      byCanonicalName[outlet.name] = position
    }
    for domain in outlet.domains {
      byDomain[domain] = position
      let host = domain.prefix { $0 != "/" }
      if host.utf8.count < domain.utf8.count { sectionHosts.insert(String(host)) }
      if let dot = host.lastIndex(of: ".") { topLevelDomains.insert(String(host[host.index(after: dot)...])) }
    }
    for name in outlet.aliases + [outlet.name] { byName[FoldedName(name)] = position }
  }

  /// The outlet of a host such as `m.Axar.az:443`: the entry of the host itself, else of the domain behind a
  /// label such as "ru." or "sport.", which outlets use for their own sections (Data/subdomains.csv).
  ///
  /// Case, a port, a trailing dot and a leading "www." or "m." make no difference. A path behind the host selects an
  /// outlet that is listed with that path ("dw.com/tr").
  public func outlet(forHost host: String) -> Outlet? { position(ofHost: host).map { outlets[$0] } }

  /// The outlet with that canonical name, alias or domain, in any case.
  ///
  /// A text of more than 256 bytes is no name: looking it up could cost more than linear time.
  public func outlet(named name: String) -> Outlet? { position(ofName: name).map { outlets[$0] } }

  /// The canonical name of the outlet that published an article.
  ///
  /// Tried in turn: `site` as a host, `site` as a name, the host of `url`. Without a known outlet it is the bare host
  /// without "www.", else `site` as written, else nothing. A site of more than 256 bytes is none.
  public func publisherName(site: String, url: String) -> String { known(site: site, url: url).name }

  /// What is known of the publisher of an article, looked up once for each site and host.
  private func known(site: String, url: String) -> PublisherCache.Entry {
    guard let key = PublisherCache.key(site: site, url: url) else { return lookedUp(site: site, url: url) }
    let known = publishers.entry(key) { lookedUp(site: site, url: url) }
    return known.dependsOnPath ? lookedUp(site: site, url: url) : known
  }

  private func lookedUp(site: String, url: String) -> PublisherCache.Entry {
    let site = site.utf8.count > Self.longestName ? "" : site
    let dependsOnPath = WebPlace(url).map { sectionHosts.contains($0.host) } ?? false
    func entry(_ position: Int?, _ name: String) -> PublisherCache.Entry {
      PublisherCache.Entry(position: position, name: name, dependsOnPath: dependsOnPath)
    }
    if let position = publisher(site: site, url: url) { return entry(position, outlets[position].name) }
    if let host = WebPlace(site)?.host, isDotted(host) { return entry(nil, host) }
    if let host = WebPlace(url, isURL: true)?.host, isDotted(host) { return entry(nil, host) }
    return entry(nil, site)
  }

  /// Whether a host has a dot in it, and no more bytes than a name may have.
  private func isDotted(_ host: String) -> Bool { host.utf8.count <= Self.longestName && host.utf8.contains(0x2E) }

  /// The zone of an article's outlet, in minutes east of UTC, if it is known.
  func zoneMinutes(site: String, url: String) -> Int? {
    known(site: site, url: url).position.flatMap { outlets[$0].zoneMinutes }
  }

  /// Whether an article's outlet is of a country that writes the month before the day.
  func writesMonthFirst(site: String, url: String) -> Bool {
    known(site: site, url: url).position.map { TimeWords.shared.monthFirstCountries.contains(outlets[$0].country) }
      ?? false
  }

  /// Longer texts are neither names nor hosts; hashing a String can take quadratic time in its combining marks.
  private static let longestName = 256

  private func publisher(site: String, url: String) -> Int? {
    // A site that has a section of its own ("dw.com/tr") is named by the URL's path.
    if let place = WebPlace(url), place.section != nil, place.domain.utf8.count <= Self.longestName,
      let position = byDomain[place.domain]
    {
      return position
    }
    if let position = position(ofHost: site) ?? position(ofNameAlone: site) { return position }
    return url.isEmpty ? nil : position(ofHost: url)
  }

  private func position(ofName name: String) -> Int? {
    position(ofNameAlone: name) ?? position(ofHost: name)
  }

  private func position(ofNameAlone name: String) -> Int? {
    1...Self.longestName ~= name.utf8.count ? byName[FoldedName(name)] : nil
  }

  private func position(ofHost text: String) -> Int? {
    guard let place = WebPlace(text), place.host.utf8.count <= Self.longestName else { return nil }
    if place.section != nil, place.domain.utf8.count <= Self.longestName, let position = byDomain[place.domain] {
      return position
    }
    var host = place.host[...]
    while true {
      if let position = byDomain[String(host)] { return position }
      guard let dot = host.firstIndex(of: "."), Self.ownLabels.contains(String(host[..<dot])) else { return nil }
      host = host[host.index(after: dot)...]
    }
  }

  /// Whether `text` looks like a domain: labels with a dot between them, and a top-level domain that some outlet has.
  func looksLikeDomain(_ text: String) -> Bool {
    guard let place = WebPlace(text), place.section == nil, let dot = place.host.lastIndex(of: ".") else {
      return false
    }
    let isLabelled = place.host.utf8.allSatisfy { byte in
      switch byte {
      case 0x61...0x7A, 0x30...0x39, 0x2D, 0x2E: true
      default: false
      }
    }
    let topLevel = String(place.host[place.host.index(after: dot)...])
    return isLabelled && place.host.first != "." && topLevelDomains.contains(topLevel)
  }
}

/// The host of a URL, or of a bare host, and the first step of its path.
struct WebPlace {
  /// Lower case, without user, port, trailing dot, "www." and "m."; internationalised labels in their own letters.
  let host: String
  /// The first step of the path, if there is one.
  let section: String?

  /// The host, with the first step of the path where there is one: "dw.com/tr".
  var domain: String { section.map { "\(host)/\($0)" } ?? host }

  /// The place that `text` names; nil when no host can be cut from it.
  ///
  /// `isURL` says that only a text with "//" before the host counts.
  init?(_ text: String, isURL: Bool = false) {
    var bytes = Array(text.utf8)[...]
    if let colon = bytes.firstIndex(of: 0x3A), bytes[colon...].starts(with: [0x3A, 0x2F, 0x2F]) {
      bytes = bytes[(colon + 3)...]
    } else if bytes.starts(with: [0x2F, 0x2F]) {
      bytes = bytes.dropFirst(2)
    } else if isURL {
      return nil
    }
    let end = bytes.firstIndex { [0x2F, 0x3F, 0x23].contains($0) } ?? bytes.endIndex
    let path = bytes[end...].drop { $0 == 0x2F }.prefix { ![0x2F, 0x3F, 0x23].contains($0) }
    var name = bytes[..<end]
    if let at = name.lastIndex(of: 0x40) { name = name[(at + 1)...] }
    if let colon = name.lastIndex(of: 0x3A), name[(colon + 1)...].allSatisfy({ 0x30...0x39 ~= $0 }) {
      name = name[..<colon]
    }
    while name.last == 0x2E { name = name.dropLast() }
    guard !name.isEmpty, !name.contains(where: { $0 <= 0x20 }) else { return nil }
    let isASCII = name.allSatisfy { $0 < 0x80 }
    var lowered = isASCII ? name.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }[...] : name
    for prefix in [Array("www.".utf8), Array("m.".utf8)]
    where lowered.starts(with: prefix) && lowered.dropFirst(prefix.count).contains(0x2E) {
      lowered = lowered.dropFirst(prefix.count)
    }
    let mayBePunycode = lowered.contains(0x2D)
    host =
      isASCII
      ? mayBePunycode
        ? Self.unicode(String(decoding: lowered, as: UTF8.self)) : String(decoding: lowered, as: UTF8.self)
      : String(decoding: lowered, as: UTF8.self).lowercased()
    section = path.isEmpty || bytes[end] != 0x2F ? nil : String(decoding: path, as: UTF8.self)
  }

  /// The host with its "xn--" labels in the letters that they stand for; labels that stand for none stay.
  private static func unicode(_ host: String) -> String {
    guard host.utf8.count < 256, host.hasPrefix("xn--") || host.contains(".xn--") else { return host }
    return host.split(separator: ".", omittingEmptySubsequences: false).map { label in
      label.hasPrefix("xn--") ? Punycode.decode(label.utf8.dropFirst(4)) ?? String(label) : String(label)
    }.joined(separator: ".")
  }
}
