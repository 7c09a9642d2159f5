public import Corpus

/// Times as tables and records write them: ISO 8601 in UTC, whatever the machine's zone.
public enum UTCTime {
  /// A second of Unix time as `2026-11-22T17:05:00Z`.
  public static func text(_ second: Int64) -> String {
    var bytes: [UInt8] = []
    append(second, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A published interval as one cell: the second, the day where only the date is known, else the crawl time that
  /// bounds it; empty where nothing is known.
  ///
  /// The day is the one at the middle of the interval, so that the outlet's zone does not shift it.
  public static func text(_ published: PublishedInterval) -> String {
    var bytes: [UInt8] = []
    append(published, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Adds that text to `bytes`.
  static func append(_ published: PublishedInterval, to bytes: inout [UInt8]) {
    switch published.basis {
    case .zoned, .zoneAssumed: append(published.earliest, to: &bytes)
    case .date:
      CivilTime(second: published.earliest + (published.latest - published.earliest) / 2).appendDate(to: &bytes)
    case .crawl: append(published.latest, to: &bytes)
    case .none: break
    }
  }

  private static func append(_ second: Int64, to bytes: inout [UInt8]) {
    let time = CivilTime(second: second)
    time.appendDate(to: &bytes)
    for (mark, number) in [(UInt8(ascii: "T"), time.hour), (0x3A, time.minute), (0x3A, time.second)] {
      bytes.append(mark)
      Digits.append(UInt(number), leastCount: 2, to: &bytes)
    }
    bytes.append(UInt8(ascii: "Z"))
  }

  static func padded(_ number: Int, _ width: Int = 2) -> String {
    if width == 2, 10..<100 ~= number { return String(number) }
    let digits = String(number.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - digits.count))
    return (number < 0 ? "-" : "") + zeros + digits
  }
}

/// A second of Unix time on the Gregorian calendar.
struct CivilTime: Equatable {
  var (year, month, day, hour, minute, second) = (1970, 1, 1, 0, 0, 0)

  /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
  init(second unix: Int64) {
    let ofDay = Int(((unix % 86_400) + 86_400) % 86_400)
    let days = Int((unix - Int64(ofDay)) / 86_400) + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shifted + 2) / 5 + 1
    month = shifted < 10 ? shifted + 3 : shifted - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    (hour, minute, second) = (ofDay / 3600, ofDay / 60 % 60, ofDay % 60)
  }

  /// Adds the day as `2026-11-22`.
  func appendDate(to bytes: inout [UInt8]) {
    if year < 0 { bytes.append(0x2D) }
    Digits.append(year.magnitude, leastCount: 4, to: &bytes)
    for part in [month, day] {
      bytes.append(0x2D)
      Digits.append(UInt(part), leastCount: 2, to: &bytes)
    }
  }

  var clock: String { "\(UTCTime.padded(hour)):\(UTCTime.padded(minute))" }
}
