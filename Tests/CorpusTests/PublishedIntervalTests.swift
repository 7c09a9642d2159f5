import Corpus
import Testing

@Suite struct PublishedIntervalTests {
  @Test(
    arguments: [
      // with a zone
      ("2025-11-04T10:00:00+04:00", "2025-11-04T06:00:00Z", PublishedInterval.Basis.zoned, 1),
      ("2025-11-04T06:00:00Z", "2025-11-04T06:00:00Z", .zoned, 1),
      ("2025-11-04T06:00:00.123456Z", "2025-11-04T06:00:00Z", .zoned, 1),
      ("2025-11-04 10:00:00.5+0400", "2025-11-04T06:00:00Z", .zoned, 1),
      ("2025-11-04T06:00+00:00", "2025-11-04T06:00:00Z", .zoned, 60),
      ("2025-11-04T23:30:00-05:30", "2025-11-05T05:00:00Z", .zoned, 1),
      ("2024-02-29T23:59:60Z", "2024-02-29T23:59:59Z", .zoned, 1),
      ("20230918T031500Z", "2023-09-18T03:15:00Z", .zoned, 1),
      ("Tue, 04 Nov 2025 10:00:00 +0400", "2025-11-04T06:00:00Z", .zoned, 1),
      ("4 Nov 2025 06:00 GMT", "2025-11-04T06:00:00Z", .zoned, 60),
      ("Mon, 18 Sep 2023 10:00:00 EST", "2023-09-18T15:00:00Z", .zoned, 1),
      ("Tue Nov 04 2025 10:00:00 GMT+0400 (Azerbaijan Standard Time)", "2025-11-04T06:00:00Z", .zoned, 1),
      ("1762236000", "2025-11-04T06:00:00Z", .zoned, 1),
      ("1762236000123", "2025-11-04T06:00:00Z", .zoned, 1),
      ("1762236000.75", "2025-11-04T06:00:00Z", .zoned, 1),
      // without a zone: the outlet's, +04:00
      ("2025-11-04 10:00:00", "2025-11-04T06:00:00Z", .zoneAssumed, 1),
      ("2025-11-04T10:00", "2025-11-04T06:00:00Z", .zoneAssumed, 60),
      ("20251104100000", "2025-11-04T06:00:00Z", .zoneAssumed, 1),
      ("04.11.2025 10:00", "2025-11-04T06:00:00Z", .zoneAssumed, 60),
      ("10:00 04.11.2025", "2025-11-04T06:00:00Z", .zoneAssumed, 60),
      ("04-11-2025, 10:00:30", "2025-11-04T06:00:30Z", .zoneAssumed, 1),
      ("04.11.2025 - 10:00", "2025-11-04T06:00:00Z", .zoneAssumed, 60),
      ("10:00 - 04.11.2025", "2025-11-04T06:00:00Z", .zoneAssumed, 60),
      ("4 noyabr 2025, 10:00", "2025-11-04T06:00:00Z", .zoneAssumed, 60),
      ("4 NOYABR 2025 saat 10:00", "2025-11-04T06:00:00Z", .zoneAssumed, 60),
      ("4 Kasım 2025 Salı 10:00", "2025-11-04T06:00:00Z", .zoneAssumed, 60),
      ("4 ноября 2025 г., 10:00", "2025-11-04T06:00:00Z", .zoneAssumed, 60),
      ("November 4, 2025 10:00 AM", "2025-11-04T06:00:00Z", .zoneAssumed, 60),
      ("4 noyabr 2025-ci il, 10:00", "2025-11-04T06:00:00Z", .zoneAssumed, 60),
      ("04/11/2025 10:00", "2025-11-04T06:00:00Z", .zoneAssumed, 60),
      ("Nov 4, 2025 12:00 AM", "2025-11-03T20:00:00Z", .zoneAssumed, 60),
      ("11/24/2025 1:05 pm", "2025-11-24T09:05:00Z", .zoneAssumed, 60),
      // a day
      ("2025-11-04", "2025-11-04", .date, 86_400), ("04.11.2025", "2025-11-04", .date, 86_400),
      ("2025/11/4", "2025-11-04", .date, 86_400), ("20251104", "2025-11-04", .date, 86_400),
      ("İyun 5, 2025", "2025-06-05", .date, 86_400), ("5 AĞUSTOS 2025", "2025-08-05", .date, 86_400),
      // nothing
      ("", "", .none, 0), ("None", "", .none, 0), ("dünən", "", .none, 0), ("1970-01-01", "", .none, 0),
      ("1970-01-01T00:00:00Z", "", .none, 0), ("0", "", .none, 0), ("1989-12-31", "", .none, 0),
      ("2025-02-29", "", .none, 0), ("2025-13-01", "", .none, 0), ("31.04.2025", "", .none, 0),
      ("2025-11-04T24:00:00Z", "", .none, 0), ("2025-11-04 10:61", "", .none, 0), ("4 noyabr", "", .none, 0),
      ("10:00", "", .none, 0), ("99999999999999999999", "", .none, 0), ("2025-11-04 10:00 11:00", "", .none, 0),
    ] as [(String, String, PublishedInterval.Basis, Int64)])
  func `a written time is read`(_ text: String, _ iso: String, _ basis: PublishedInterval.Basis, _ width: Int64) {
    let interval = PublishedInterval.parse(text, zoneMinutes: 240)
    #expect(interval.isoText == iso)
    #expect(interval.basis == basis)
    if basis != .none { #expect(interval.latest - interval.earliest + 1 == width) }
  }

  @Test func `a date is the whole day of the outlet's zone`() {
    let interval = PublishedInterval.parse("2025-11-04", zoneMinutes: 240)
    #expect(interval.earliest == 1_762_200_000)
    #expect(interval.latest == 1_762_286_399)
    #expect(PublishedInterval.parse("2025-11-04", zoneMinutes: -600).isoText == "2025-11-04")
  }

  @Test func `a crawl time alone is an upper bound`() {
    let interval = PublishedInterval.parse("", crawledAt: "2025-11-04T06:00:00Z", zoneMinutes: 240)
    #expect(interval == PublishedInterval(earliest: .min, latest: 1_762_236_000, basis: .crawl))
    #expect(interval.isoText == "2025-11-04T06:00:00Z")
  }

  @Test func `a crawl time without a zone bounds nothing that some zone allows`() {
    let interval = PublishedInterval.parse("", crawledAt: "2025-11-04 06:00:00", zoneMinutes: 240)
    #expect(interval.latest == 1_762_236_000 + 12 * 3600)
    #expect(PublishedInterval.parse("", crawledAt: "2025-11-04", zoneMinutes: 240).latest == 1_762_300_800 + 43_199)
  }

  @Test func `a publication more than a day after the crawl is impossible`() {
    let crawl = "2025-11-04T06:00:00Z"
    #expect(PublishedInterval.parse("2025-11-05T06:00:01Z", crawledAt: crawl, zoneMinutes: 0).basis == .crawl)
    #expect(PublishedInterval.parse("2025-11-05T06:00:00Z", crawledAt: crawl, zoneMinutes: 0).basis == .zoned)
  }

  @Test(
    arguments: [
      ["yanvar", "ocak", "января", "january", "yan", "oca", "янв", "jan", "yanvarın", "январь", "јанвар"],
      ["fevral", "şubat", "февраля", "february", "fev", "şub", "фев", "feb", "fevralın", "февраль", "февр"],
      ["mart", "mart", "марта", "march", "martın", "март", "мар", "mar"],
      ["aprel", "nisan", "апреля", "april", "aprelin", "апрель", "nis", "апр", "apr"],
      ["may", "mayıs", "мая", "may", "mayın", "май", "мај"],
      ["iyun", "haziran", "июня", "june", "iyunun", "июнь", "haz", "июн", "jun", "iyn"],
      ["iyul", "temmuz", "июля", "july", "iyulun", "июль", "tem", "июл", "jul", "iyl"],
      ["avqust", "ağustos", "августа", "august", "avqustun", "август", "ağu", "авг", "aug", "avq"],
      ["sentyabr", "eylül", "сентября", "september", "sentyabrın", "сентябрь", "eyl", "сент", "sep", "sen"],
      ["oktyabr", "ekim", "октября", "october", "oktyabrın", "октябрь", "eki", "окт", "oct", "okt"],
      ["noyabr", "kasım", "ноября", "november", "noyabrın", "ноябрь", "kas", "нояб", "nov", "noy"],
      ["dekabr", "aralık", "декабря", "december", "dekabrın", "декабрь", "ara", "дек", "dec", "dek"],
    ].enumerated().map { ($0.offset + 1, $0.element) })
  func `a month is known by its names, short names and case forms in four languages`(month: Int, names: [String]) {
    for name in names {
      let iso = PublishedInterval.parse("7 \(name) 2024", zoneMinutes: 0).isoText
      #expect(iso == "2024-\(month < 10 ? "0" : "")\(month)-07", "\(name)")
      #expect(PublishedInterval.parse("7 \(name.uppercased()) 2024", zoneMinutes: 0).isoText == iso, "\(name)")
    }
  }

  @Test func `day and month that could be either way round are read as the outlet writes them, unless it cannot be`() {
    func read(_ text: String, isMonthFirst: Bool, crawledAt: String = "") -> String {
      PublishedInterval.parse(text, crawledAt: crawledAt, zoneMinutes: 0, isMonthFirst: isMonthFirst).isoText
    }
    #expect(read("03/04/2025", isMonthFirst: false) == "2025-04-03")
    #expect(read("03/04/2025 10:00", isMonthFirst: true) == "2025-03-04T10:00:00Z")
    #expect(read("03-04-25", isMonthFirst: true) == "2025-03-04")
    #expect(read("03.04.2025", isMonthFirst: true) == "2025-04-03", "points stand in day-first dates only")
    #expect(read("24/03/2025", isMonthFirst: true) == "2025-03-24")
    #expect(read("2025/03/04", isMonthFirst: true) == "2025-03-04")
    #expect(read("03/04/2025", isMonthFirst: false, crawledAt: "2025-03-05T00:00:00Z") == "2025-03-04")
    #expect(read("03/04/2025", isMonthFirst: true, crawledAt: "2025-04-03T00:00:00Z") == "2025-03-04")
    #expect(read("03/04/2025", isMonthFirst: false, crawledAt: "2024-01-01T00:00:00Z") == "2024-01-01T00:00:00Z")
  }

  @Test func `an outlet of a country that writes the month first is read so`() throws {
    let scratch = try Scratch()
    let reading = try Reading([
      scratch.write(
        "a.jsonl",
        #"{"text":"m","site":"cnn.com","date":"03/04/2025"}"# + "\n"
          + #"{"text":"m","site":"bbc.co.uk","date":"03/04/2025"}"# + "\n" + #"{"text":"m","date":"03/04/2025"}"#)
    ])
    #expect(reading.articles.map(\.published.isoText) == ["2025-03-04", "2025-04-03", "2025-04-03"])
  }

  @Test func `a year too late is impossible once the crawl is known, and 1970 always`() {
    let crawl = "2025-11-04T06:00:00Z"
    #expect(PublishedInterval.parse("2026-11-04T05:00:00Z", crawledAt: crawl, zoneMinutes: 0).basis == .crawl)
    #expect(PublishedInterval.parse("1970-01-01T00:00:00Z", crawledAt: crawl, zoneMinutes: 0).basis == .crawl)
    #expect(PublishedInterval.parse("1970-01-01T03:00:00+03:00", zoneMinutes: 0) == .unknown)
  }

  @Test func `the publisher's time wins over the crawl time and over names of less rank`() throws {
    let scratch = try Scratch()
    let reading = try Reading([
      scratch.write(
        "a.jsonl",
        #"{"text":"m","date":"2025-11-01","published_at":"2025-11-04T06:00:00Z","crawled_at":"2025-11-05T00:00:00Z"}"#
          + "\n" + #"{"text":"m","published":true,"published_at":"dünən","date":1762236000}"# + "\n"
          + #"{"text":"m","date_publish":"None","date_download":"2025-11-04 06:00:00"}"# + "\n"
          + #"{"text":"m","site":"hurriyet.com.tr","date":"2025-11-04 09:00:00"}"# + "\n"
          + #"{"text":"m","site":"bilinmir","date":"2025-11-04 10:00:00"}"#)
    ])
    #expect(
      reading.articles.map(\.published.isoText) == [
        "2025-11-04T06:00:00Z", "2025-11-04T06:00:00Z", "2025-11-04T18:00:00Z", "2025-11-04T06:00:00Z",
        "2025-11-04T06:00:00Z",
      ])
    #expect(reading.articles.map(\.published.basis) == [.zoned, .zoned, .crawl, .zoneAssumed, .zoneAssumed])
  }

  @Test(arguments: 1...200)
  func `every day from 1990 to 2100 is written as it is read`(_ seed: Int) {
    let day = 7305 + (seed &* 7919) % 40_000
    let second = Int64(day) * 86_400 + Int64((seed &* 104_729) % 86_400)
    let interval = PublishedInterval(earliest: second, latest: second, basis: .zoned)
    #expect(PublishedInterval.parse(interval.isoText, zoneMinutes: 0) == interval)
    let date = PublishedInterval(earliest: Int64(day) * 86_400, latest: Int64(day) * 86_400 + 86_399, basis: .date)
    #expect(PublishedInterval.parse(date.isoText, zoneMinutes: 0) == date)
  }
}
