public import Attribution
internal import Corpus

/// The outlets of the corpus as credit lines may write them, whether or not the registry knows them.
///
/// Most sites of a crawl stand in no registry: their name is their host, and "xeber.example.az" in a credit line means
/// the outlet whose articles came from that host, not a known outlet at "example.az".
public struct SourceNames {
  private let outlets: [String: String]
  /// What was asked for before, and the outlet that it means, if any.
  private var asked: [String: String?] = [:]
  /// Names that are remembered at most.
  private static let mostAsked = 100_000

  /// The names of outlets with articles; of two that are written alike the first one counts.
  public init(_ names: [String]) {
    outlets = Dictionary(names.lazy.filter { !$0.isEmpty }.map { (Self.key($0), $0) }) { first, _ in first }
  }

  /// Leads the claim's names to the corpus's outlets wherever they are written just as those are named.
  public mutating func resolve(_ claim: inout Claim) {
    if let text = claim.source?.text, let outlet = outlet(writtenAs: text) { claim.source?.outlet = outlet }
    if let text = claim.reporter?.text, let outlet = outlet(writtenAs: text) { claim.reporter?.outlet = outlet }
  }

  /// The outlet that is written so, if any; most names of a corpus were asked for before.
  private mutating func outlet(writtenAs text: String) -> String? {
    guard Self.mayBeName(text) else { return nil }
    if let known = asked[text] { return known }
    let outlet = outlets[Self.key(text)]
    if asked.count < Self.mostAsked { asked.updateValue(outlet, forKey: text) }
    return outlet
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
