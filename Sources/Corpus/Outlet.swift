/// Who publishes: one entry of the registry.
public struct Outlet: Sendable, Equatable {
  /// What an outlet is.
  public enum Kind: String, Sendable, CaseIterable {
    case agency, site, newspaper, tv, aggregator, social, official, generic
  }

  /// The name that reports and tables use.
  public var name: String
  /// Its domains, lower case, without "www.".
  public var domains: [String]
  /// Other ways its name is written, the canonical one not among them.
  public var aliases: [String]
  /// What it is.
  public var kind: Kind
  /// ISO 3166 country code, or empty.
  public var country: String
  /// ISO 639-1 codes of its languages.
  public var languages: [String]
  /// Minutes east of UTC to assume for its times without a zone, if known.
  public var zoneMinutes: Int?
  /// The name of the group that owns it, or empty; outlets of one group are `same-owner`.
  public var ownerGroup: String

  /// An outlet with those fields.
  public init(
    name: String, domains: [String] = [], aliases: [String] = [], kind: Kind = .site, country: String = "",
    languages: [String] = [], zoneMinutes: Int? = nil, ownerGroup: String = ""
  ) {
    (self.name, self.domains, self.aliases, self.kind) = (name, domains, aliases, kind)
    (self.country, self.languages, self.zoneMinutes, self.ownerGroup) = (country, languages, zoneMinutes, ownerGroup)
  }
}
