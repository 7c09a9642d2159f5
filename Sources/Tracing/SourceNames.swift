internal import Attribution
internal import Corpus

/// The outlets of the corpus as credit lines may write them, whether or not the registry knows them.
///
/// Most sites of a crawl stand in no registry: their name is their host, and "xeber.example.az" in a credit line means
/// the outlet whose articles came from that host, not a known outlet at "example.az".
public struct SourceNames {
  private let outlets: [String: String]

  /// The names of outlets with articles; of two that are written alike the first one counts.
  init(_ names: [String]) {
    outlets = Dictionary(names.lazy.filter { !$0.isEmpty }.map { (Self.key($0), $0) }) { first, _ in first }
  }

  /// The claim with its names led to the corpus's outlets wherever they are written just as those are named.
  func resolved(_ claim: Claim) -> Claim {
    var claim = claim
    claim.source = claim.source.map(resolved)
    claim.reporter = claim.reporter.map(resolved)
    return claim
  }

  private func resolved(_ mention: Claim.Mention) -> Claim.Mention {
    guard Self.mayBeName(mention.text), let outlet = outlets[Self.key(mention.text)] else {
      return mention
    }
    return Claim.Mention(text: mention.text, outlet: outlet)
  }

  /// Longer texts are no names; looking up a String can cost more than linear time.
  private static let longestName = 256

  /// Whether a text is short enough to be looked up.
  public static func mayBeName(_ text: String) -> Bool { text.utf8.count <= longestName }

  /// The bare host of a name with a dot in it, else the name.
  public static func key(_ name: String) -> String {
    let host = name.utf8.contains(0x2E) ? OutletRegistry.host(of: name) : ""
    return host.isEmpty ? name : host
  }
}
