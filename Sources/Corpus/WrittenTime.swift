/// A time as it was written: a civil time of some precision, with or without a zone.
struct WrittenTime: Equatable, Sendable {
  /// How much of the time is known.
  enum Precision: Int64, Sendable {
    case second = 1
    case minute = 60
    case day = 86_400
  }

  /// Seconds from 1970-01-01 00:00:00 to the civil time, in the zone of its writer.
  var civilSecond: Int64
  /// The same where "3/4" is the fourth of March; nil where the order of day and month is plain.
  var monthFirstSecond: Int64?
  /// How much of it is known.
  var precision: Precision
  /// Minutes east of UTC as written; nil when no zone was.
  var zoneMinutes: Int?

  /// The ways to read it, the likelier first: as written, unless day and month could be either way round.
  func readings(isMonthFirst: Bool) -> [WrittenTime] {
    guard let monthFirstSecond else { return [self] }
    let other = WrittenTime(civilSecond: monthFirstSecond, precision: precision, zoneMinutes: zoneMinutes)
    return isMonthFirst ? [other, self] : [self, other]
  }

  /// The second of Unix time that it begins, in UTC where no zone is written: good enough to put times in order.
  var instant: Int64 { civilSecond - Int64(zoneMinutes ?? 0) * 60 }

  /// The interval of a publisher's time; `assumedZone` (minutes east of UTC) stands in for a zone that is not written.
  func published(assumedZone: Int) -> PublishedInterval {
    let zone = zoneMinutes ?? assumedZone
    let start = civilSecond - Int64(zone) * 60
    let end = start + precision.rawValue - 1
    if precision == .day { return PublishedInterval(earliest: start, latest: end, basis: .date, zoneMinutes: zone) }
    return PublishedInterval(
      earliest: start, latest: end, basis: zoneMinutes == nil ? .zoneAssumed : .zoned, zoneMinutes: zone)
  }

  /// The last second that a crawler's time can mean: without a zone, the end of the interval in the westernmost one.
  var crawlBound: Int64 {
    let westernmost = -12 * 60
    return civilSecond + precision.rawValue - 1 - Int64(zoneMinutes ?? westernmost) * 60
  }
}

extension PublishedInterval {
  /// What the two times of a record, as text, say about its publication; unreadable or impossible ones say nothing.
  ///
  /// Read are ISO 8601 in its usual forms (`2025-11-04T10:00:00+04:00`, `2025-11-04 10:00`, `20251104T100000Z`), RFC
  /// 2822 dates, Unix seconds to nanoseconds, `04.11.2025 10:00` in either order and dates with a month's name in
  /// Azerbaijani, Turkish, Russian or English. Where day and month could be either way round the day comes first, unless
  /// `isMonthFirst` says otherwise or the crawl time refutes it. A time before 1990 or more than a day after the crawl is impossible.
  /// `zoneMinutes` (east of UTC) is assumed where no zone is written. A crawl time is only an upper bound.
  public static func parse(_ published: String, crawledAt: String = "", zoneMinutes: Int, isMonthFirst: Bool = false)
    -> PublishedInterval
  {
    resolve(
      WrittenTime(published), crawled: WrittenTime(crawledAt), zoneMinutes: zoneMinutes, isMonthFirst: isMonthFirst)
  }

  /// The interval of a publisher's and a crawler's time, as far as there are any.
  static func resolve(
    _ published: WrittenTime?, crawled: WrittenTime?, zoneMinutes: Int, isMonthFirst: Bool
  ) -> PublishedInterval {
    let bound = crawled?.crawlBound
    for reading in published?.readings(isMonthFirst: isMonthFirst) ?? [] {
      let interval = reading.published(assumedZone: zoneMinutes)
      let isImpossible = bound.map { interval.earliest > $0 + 86_400 } ?? false
      if !isImpossible { return interval }
    }
    return bound.map { PublishedInterval(earliest: .min, latest: $0, basis: .crawl) } ?? .unknown
  }

  /// The interval as tables write it: `2025-11-04T06:00:00Z` for an instant, `2025-11-04` in the outlet's zone for a
  /// date, the bound for a crawl time, nothing when nothing is known.
  public var isoText: String {
    switch basis {
    case .zoned, .zoneAssumed: Self.instantText(earliest)
    case .date: CivilDate(daysSinceEpoch: Self.split(earliest + Int64(zoneMinutes) * 60).day).text
    case .crawl: Self.instantText(latest)
    case .none: ""
    }
  }

  /// The time as a publisher would write it, so that it reads again as the same interval: `2025-11-04T10:00:00+04:00`
  /// with its zone, `2025-11-04T10:00` without one where that was assumed, `2025-11-04` for a date; nothing for a
  /// crawl time.
  public var writtenText: String {
    guard basis == .zoned || basis == .zoneAssumed else { return basis == .date ? isoText : "" }
    let civil = Self.civilText(earliest + Int64(zoneMinutes) * 60, hasSeconds: earliest == latest)
    guard basis == .zoned else { return civil }
    guard zoneMinutes != 0 else { return civil + "Z" }
    let zone = [Int(zoneMinutes.magnitude) / 60, Int(zoneMinutes.magnitude) % 60].map { CivilDate.padded($0) }
    return civil + (zoneMinutes < 0 ? "-" : "+") + zone.joined(separator: ":")
  }

  private static func instantText(_ second: Int64) -> String { civilText(second, hasSeconds: true) + "Z" }

  private static func civilText(_ second: Int64, hasSeconds: Bool) -> String {
    let (day, rest) = split(second)
    let clock = [rest / 3600, rest / 60 % 60, rest % 60].prefix(hasSeconds ? 3 : 2).map { CivilDate.padded($0) }
    return "\(CivilDate(daysSinceEpoch: day).text)T\(clock.joined(separator: ":"))"
  }

  /// The day since 1970-01-01 and the second of that day.
  private static func split(_ second: Int64) -> (day: Int, second: Int) {
    let rest = ((second % 86_400) + 86_400) % 86_400
    return (Int((second - rest) / 86_400), Int(rest))
  }
}
