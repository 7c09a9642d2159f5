/// Words of times, from Data/times.csv: months in four languages, zones, halves of the day.
struct TimeWords: Sendable {
  static let shared = TimeWords()

  private(set) var months: [[UInt8]: Int] = [:]
  private(set) var zones: [[UInt8]: Int] = [:]
  /// ISO 3166 codes of countries where "3/4" is the fourth of March.
  private(set) var monthFirstCountries: Set<String> = []
  /// Hours that the half of the day adds.
  private(set) var halves: [[UInt8]: Int] = [:]

  private init() {
    for row in DataTable.rows(PackageResources.times_csv) where row.count == 3 {
      guard let value = Int(row[2]) else { continue }
      if row[0] == "month-first" {
        monthFirstCountries.insert(row[1])
        continue
      }
      let name = Self.fold(Array(row[1].utf8))
      switch row[0] {
      case "month": months[name] = value
      case "zone": zones[name] = value
      default: halves[name] = value
      }
    }
  }

  /// Lower case, `I İ ı i` one letter.
  static func fold(_ word: [UInt8]) -> [UInt8] {
    if word.allSatisfy({ $0 < 0x80 }) { return word.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 } }
    return Array(FoldedName(String(decoding: word, as: UTF8.self)).text.utf8)
  }
}

extension WrittenTime {
  /// The time that `text` writes; nil when it writes none, or one before 1990.
  init?(_ text: String) { self.init(Array(text.utf8)) }

  /// The time that `bytes` write; nil when they write none, or one before 1990.
  init?(_ bytes: [UInt8]) {
    let span = bytes.span
    let range = span.trimmed(0..<bytes.count)
    guard 4...100 ~= range.count else { return nil }
    var parser = WrittenTimeParser(bytes: Array(bytes[range]))
    guard let time = parser.parse(), time.civilSecond >= Self.earliestSecond else { return nil }
    self = time
  }

  /// 1990-01-01 00:00:00; older times are defaults of broken software.
  private static let earliestSecond: Int64 = 631_152_000
}

/// Reads one written time from left to right; unknown words and punctuation are skipped.
struct WrittenTimeParser {
  private let bytes: [UInt8]
  private var at = 0
  private var (year, month, day): (Int?, Int?, Int?) = (nil, nil, nil)
  private var (hour, minute, second): (Int?, Int, Int?) = (nil, 0, nil)
  private var zone: Int?
  /// Whether day and month could be either way round.
  private var isOrderOpen = false
  /// Whether the last token was a clock time, so that a sign begins a zone.
  private var isBehindClock = false
  private var isBroken = false

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The time, or nil.
  mutating func parse() -> WrittenTime? {
    if let plain = plainNumber() { return plain }
    while at < bytes.count, !isBroken {
      switch bytes[at] {
      case 0x30...0x39: takeNumber()
      case 0x41...0x5A, 0x61...0x7A, 0x80...: takeWord()
      case 0x2B, 0x2D: takeSign()
      case 0x20: at += 1
      default:
        at += 1
        isBehindClock = false
      }
    }
    return isBroken ? nil : assembled()
  }

  private func assembled() -> WrittenTime? {
    guard let year, let month, let day, year <= 9999, let date = CivilDate(year: year, month: month, day: day) else {
      return nil
    }
    let otherDate = isOrderOpen ? CivilDate(year: year, month: day, day: month) : nil
    func time(_ secondOfDay: Int, _ precision: WrittenTime.Precision, zone: Int?) -> WrittenTime {
      func civilSecond(_ date: CivilDate) -> Int64 { Int64(date.daysSinceEpoch) * 86_400 + Int64(secondOfDay) }
      return WrittenTime(
        civilSecond: civilSecond(date), monthFirstSecond: otherDate.map(civilSecond), precision: precision,
        zoneMinutes: zone)
    }
    guard let hour else { return time(0, .day, zone: nil) }
    guard hour < 24, minute < 60, second ?? 0 <= 60 else { return nil }
    return time(
      hour * 3600 + minute * 60 + min(second ?? 0, 59), second == nil ? .minute : .second, zone: zone)
  }

  // MARK: Numbers

  /// A text that is one number: Unix time in seconds to nanoseconds, YYYYMMDD, YYYYMMDDhhmm or YYYYMMDDhhmmss.
  private func plainNumber() -> WrittenTime? {
    let digitCount = bytes.prefix { 0x30...0x39 ~= $0 }.count
    let rest = bytes.dropFirst(digitCount)
    guard rest.isEmpty || rest.first == 0x2E && rest.dropFirst().allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
    if rest.isEmpty, digitCount == 8 || digitCount == 12 || digitCount == 14 {
      var parser = WrittenTimeParser(bytes: bytes)
      if parser.takeCompactDate(), let time = parser.assembled() { return time }
    }
    let divisors = [
      9: 1, 10: 1, 12: 1000, 13: 1000, 15: 1_000_000, 16: 1_000_000, 18: 1_000_000_000, 19: 1_000_000_000,
    ]
    guard let divisor = divisors[digitCount],
      let value = Int64(String(decoding: bytes.prefix(digitCount), as: UTF8.self))
    else { return nil }
    return WrittenTime(civilSecond: value / Int64(divisor), precision: .second, zoneMinutes: 0)
  }

  private func digitCount(at start: Int) -> Int {
    var end = start
    while end < bytes.count, 0x30...0x39 ~= bytes[end] { end += 1 }
    return end - start
  }

  private func value(_ range: Range<Int>) -> Int {
    range.reduce(0) { total, place in total < 1_000_000_000 ? total * 10 + Int(bytes[place] & 0xF) : total }
  }

  private func byte(_ place: Int) -> UInt8 { place < bytes.count ? bytes[place] : 0 }

  private mutating func takeNumber() {
    let count = digitCount(at: at)
    let end = at + count
    let number = value(at..<end)
    let separator = byte(end)
    if count <= 2, separator == 0x3A, digitCount(at: end + 1) == 2 { return takeClock(hour: number, end) }
    isBehindClock = false
    if (count == 8 || count == 14), year == nil {
      if !takeCompactDate() { isBroken = true }
      return
    }
    if [0x2D, 0x2E, 0x2F].contains(separator), takeDottedDate(first: number, count, end) { return }
    switch count {
    case 4 where year == nil && number >= 1000: year = number
    case 1...2 where day == nil: day = number
    default: isBroken = true
    }
    at = end
  }

  /// YYYYMMDD, hhmm or hhmmss behind it at once or after a T.
  private mutating func takeCompactDate() -> Bool {
    let count = digitCount(at: at)
    guard count >= 8 else { return false }
    (year, month, day) = (value(at..<(at + 4)), value((at + 4)..<(at + 6)), value((at + 6)..<(at + 8)))
    at += 8
    if count == 8, byte(at) | 0x20 == 0x74, [4, 6].contains(digitCount(at: at + 1)) { at += 1 }
    let clock = digitCount(at: at)
    guard clock == 4 || clock == 6 else { return clock == 0 }
    (hour, minute) = (value(at..<(at + 2)), value((at + 2)..<(at + 4)))
    if clock == 6 { second = value((at + 4)..<(at + 6)) }
    at += clock
    isBehindClock = true
    return true
  }

  /// Y-M-D or D.M.Y, with any of `-`, `.` and `/`; M/D/Y where the month says so.
  private mutating func takeDottedDate(first: Int, _ firstCount: Int, _ end: Int) -> Bool {
    guard year == nil, day == nil else { return false }
    let separator = bytes[end]
    let (secondStart, secondCount) = (end + 1, digitCount(at: end + 1))
    let thirdStart = secondStart + secondCount + 1
    guard 1...2 ~= secondCount, byte(thirdStart - 1) == separator else { return false }
    let thirdCount = digitCount(at: thirdStart)
    let middle = value(secondStart..<(secondStart + secondCount))
    let last = value(thirdStart..<(thirdStart + thirdCount))
    if firstCount == 4, 1...2 ~= thirdCount {
      (year, month, day) = (first, middle, last)
    } else if firstCount <= 2, thirdCount == 4 || thirdCount == 2 {
      let isMonthFirst = separator == 0x2F && middle > 12
      (day, month) = isMonthFirst ? (middle, first) : (first, middle)
      isOrderOpen = separator != 0x2E && first <= 12 && middle <= 12 && first != middle
      year = thirdCount == 2 ? 2000 + last : last
    } else {
      return false
    }
    at = thirdStart + thirdCount
    return true
  }

  /// hh:mm, hh:mm:ss or hh:mm:ss.fraction; a second clock time breaks the text.
  private mutating func takeClock(hour: Int, _ end: Int) {
    guard self.hour == nil else {
      isBroken = true
      return
    }
    (self.hour, minute) = (hour, value((end + 1)..<(end + 3)))
    at = end + 3
    if byte(at) == 0x3A, digitCount(at: at + 1) == 2 {
      second = value((at + 1)..<(at + 3))
      at += 3
      if byte(at) == 0x2E || byte(at) == 0x2C, digitCount(at: at + 1) > 0 { at += 1 + digitCount(at: at + 1) }
    }
    isBehindClock = true
  }

  // MARK: Words and zones

  private mutating func takeWord() {
    let start = at
    while at < bytes.count, bytes[at] | 0x20 >= 0x61 && bytes[at] | 0x20 <= 0x7A || bytes[at] >= 0x80 { at += 1 }
    let word = TimeWords.fold(Array(bytes[start..<at]))
    if let number = TimeWords.shared.months[word] {
      if month == nil { month = number }
      isBehindClock = false
    } else if isBehindClock, let minutes = TimeWords.shared.zones[word] {
      zone = minutes
    } else if isBehindClock, let added = TimeWords.shared.halves[word], let written = hour, 1...12 ~= written {
      hour = written % 12 + added
    } else {
      isBehindClock = false
    }
  }

  /// +hh:mm, +hhmm or +hh behind a clock time; anywhere else a sign is punctuation.
  private mutating func takeSign() {
    let (sign, count) = (bytes[at] == 0x2D ? -1 : 1, digitCount(at: at + 1))
    let digits = at + 1
    at += 1
    guard isBehindClock, count == 2 || count == 4 else { return }
    var (minutes, end) = (0, digits + 2)
    if count == 4 {
      (minutes, end) = (value((digits + 2)..<(digits + 4)), digits + 4)
    } else if byte(end) == 0x3A, digitCount(at: end + 1) == 2 {
      (minutes, end) = (value((end + 1)..<(end + 3)), end + 3)
    } else if [0x2D, 0x2E, 0x2F].contains(byte(end)) {
      return
    }
    let hours = value(digits..<(digits + 2))
    guard hours <= 14, minutes < 60 else {
      isBroken = true
      return
    }
    zone = sign * (hours * 60 + minutes)
    at = end
  }
}
