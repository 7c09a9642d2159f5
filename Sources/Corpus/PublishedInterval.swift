/// When an article was published: every second of the interval is possible, none outside it.
public struct PublishedInterval: Hashable, Sendable {
  /// What the interval rests on.
  public enum Basis: String, Hashable, Sendable, CaseIterable {
    /// The publisher's time with its zone; the interval is that second.
    case zoned
    /// The publisher's time without a zone; the outlet's zone was assumed.
    case zoneAssumed = "zone-assumed"
    /// The publisher's date without a time; the interval is that day, 24 hours.
    case date
    /// Only the crawl time is known: published at some time before it.
    case crawl
    /// Nothing is known.
    case none
  }

  /// The first possible second, Unix time; `Int64.min` when there is no lower bound.
  public let earliest: Int64
  /// The last possible second, Unix time, inclusive; `Int64.max` when there is no upper bound.
  public let latest: Int64
  /// What the interval rests on.
  public let basis: Basis
  /// Minutes east of UTC of the zone that the publisher wrote, or that was assumed; 0 where no publisher said a time.
  public let zoneMinutes: Int16

  /// The interval from `earliest` through `latest`; `zoneMinutes` is kept for what a publisher said.
  public init(earliest: Int64, latest: Int64, basis: Basis, zoneMinutes: Int = 0) {
    precondition(earliest <= latest, "an interval ends no earlier than it begins")
    (self.earliest, self.latest, self.basis) = (earliest, latest, basis)
    self.zoneMinutes = basis == .crawl || basis == .none ? 0 : Int16(clamping: zoneMinutes)
  }

  /// Nothing is known.
  public static let unknown = PublishedInterval(earliest: .min, latest: .max, basis: .none)

  /// Whether every second of this interval lies before every second of `other`.
  public func isSurelyBefore(_ other: PublishedInterval) -> Bool { latest < other.earliest }

  /// The second that stands for the interval in canonical order: its start, else its end; unknown times come last.
  public var orderingSecond: Int64 { earliest == .min ? latest : earliest }
}
