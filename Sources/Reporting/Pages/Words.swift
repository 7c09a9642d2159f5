import Corpus

/// The words of the report in one language, read from a data file of `key = text` lines.
public struct Words: Sendable {
  /// A language that the report speaks.
  public enum Language: String, CaseIterable, Sendable {
    case english = "en"
    case azerbaijani = "az"
  }

  /// The language.
  public let language: Language
  private let entries: [String: String]
  /// The texts with names in braces, cut at them.
  private let phrases: [String: Phrase]

  /// The report's words in that language.
  ///
  /// - Throws: `ReportingError.badAsset` if its data file lacks a word that English has.
  public init(_ language: Language) throws(ReportingError) {
    let english = Self.parse(PackageResources.words_en_strings)
    self.language = language
    entries = language == .english ? english : Self.parse(PackageResources.words_az_strings)
    phrases = entries.filter { $0.value.utf8.contains(0x7B) }.mapValues { Phrase($0) }
    if let missing = english.keys.filter({ entries[$0] == nil }).min() {
      throw .badAsset(name: "words-\(language.rawValue).strings", detail: missing)
    }
  }

  /// All keys with their texts, by key.
  var sortedEntries: [(key: String, text: String)] {
    entries.sorted { ByteOrder.precedes($0.key, $1.key) }.map { ($0.key, $0.value) }
  }

  /// The text of a key, or nil.
  func find(_ key: String) -> String? { entries[key] }

  /// The text of a key that the program names.
  subscript(_ key: String) -> String {
    guard let text = entries[key] else { preconditionFailure("the word list has no \(key)") }
    return text
  }

  /// The text of a key with the names in braces filled in, in one pass: what is filled in is not looked at again.
  func fill(_ key: String, _ values: KeyValuePairs<String, String>) -> String {
    fill(key, values.map { (name: $0.key, value: $0.value) })
  }

  /// The text of a key with names in braces filled in, for names that are known when the program runs.
  func fill(_ key: String, _ values: [(name: String, value: String)]) -> String {
    guard let phrase = phrases[key] else { return self[key] }
    var filled = ""
    for part in phrase.parts {
      filled += part.before
      filled += values.first { $0.name == part.name }?.value ?? "{\(part.name)}"
    }
    return filled + phrase.end
  }

  /// A text cut at the names in it.
  private struct Phrase: Sendable {
    var parts: [(before: String, name: String)] = []
    /// What stands behind the last name.
    var end = ""

    init(_ text: String) {
      var rest = text[...]
      while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
        parts.append((String(rest[..<open]), String(rest[rest.index(after: open)..<close])))
        rest = rest[rest.index(after: close)...]
      }
      end = String(rest)
    }
  }

  /// A count with its noun: `count.NOUN.one` or `count.NOUN.other`.
  func count(_ number: Int, _ noun: String) -> String {
    fill("count.\(noun).\(number == 1 ? "one" : "other")", ["n": self.number(number)])
  }

  /// A whole number with its thousands grouped.
  func number(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var grouped = ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.utf8.count - position).isMultiple(of: 3) { grouped += self["number.group"] }
      grouped.append(digit)
    }
    return (number < 0 ? "−" : "") + grouped
  }

  /// A number with exactly `places` decimals.
  func decimal(_ number: Double, places: Int) -> String {
    let parts = FixedDecimal.text(number, places: places).split(separator: ".")
    let whole = Int(parts[0]).map { self.number($0) } ?? String(parts[0])
    return parts.count == 1 ? whole : whole + self["number.point"] + parts[1]
  }

  /// A share in 0…1 as a percentage; what is not all is never shown as all, nor what is something as nothing.
  func percent(_ share: Double) -> String {
    var rounded = Int((share * 100).rounded())
    if rounded == 100, share < 1 { rounded = 99 }
    if rounded == 0, share > 0 { rounded = 1 }
    return fill("percent.format", ["n": String(rounded)])
  }

  /// A span of time in its two largest units.
  func duration(seconds: Int64) -> String {
    let minutes = Int((seconds.magnitude + 30) / 60)
    let (hours, restMinutes) = minutes.quotientAndRemainder(dividingBy: 60)
    let (days, restHours) = hours.quotientAndRemainder(dividingBy: 24)
    if hours == 0 { return fill("duration.minutes", ["n": String(minutes)]) }
    if days == 0, restMinutes == 0 { return fill("duration.hours", ["n": String(hours)]) }
    if days == 0 { return fill("duration.hours-minutes", ["h": String(hours), "m": String(restMinutes)]) }
    if restHours == 0 { return fill("duration.days", ["n": number(days)]) }
    return fill("duration.days-hours", ["d": number(days), "h": String(restHours)])
  }

  /// A published interval as people write it, in the zone of the report.
  func time(_ published: PublishedInterval, in zone: ReportZone) -> String {
    switch published.basis {
    case .zoned, .zoneAssumed: moment(published.earliest, in: zone)
    case .date: day(published, in: zone)
    case .crawl: fill("time.before", ["time": moment(published.latest, in: zone)])
    case .none: self["time.unknown"]
    }
  }

  /// A second of Unix time as people write it, in the zone of the report.
  func moment(_ second: Int64, in zone: ReportZone) -> String {
    let time = zone.civilTime(second)
    return fill("datetime.format", ["date": day(time), "clock": time.clock])
  }

  /// The day of a time or date that a publisher gave.
  func day(_ published: PublishedInterval, in zone: ReportZone) -> String {
    // The middle of a day known by date alone is that day in every zone, so it is not shifted again.
    guard published.basis == .date else { return day(zone.civilTime(published.orderingSecond)) }
    return day(CivilTime(second: published.earliest + (published.latest - published.earliest) / 2))
  }

  /// A day as people write it.
  func day(_ time: CivilTime) -> String {
    fill("date.format", ["day": String(time.day), "month": self["month.\(time.month)"], "year": String(time.year)])
  }

  private static func parse(_ bytes: [UInt8]) -> [String: String] {
    var entries: [String: String] = [:]
    for line in bytes.split(separator: 0x0A) where line.first != 0x23 {
      let text = String(decoding: line, as: UTF8.self)
      guard let separator = text.firstRange(of: " = ") else { continue }
      entries[String(text[..<separator.lowerBound])] = String(text[separator.upperBound...])
    }
    return entries
  }
}
