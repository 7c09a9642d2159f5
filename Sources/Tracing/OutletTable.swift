internal import Corpus

/// Outlets numbered by name, and when each of them published.
struct OutletTable {
  /// The number of an outlet without a name; it equals no other.
  static let unknown: Int32 = -1

  /// The names of outlets with articles, sorted.
  let names: [String]
  /// The outlet of each article, or `unknown`.
  let outletOfArticle: [Int32]
  /// What the registry knows, by number.
  let records: [Outlet?]
  /// Articles of each outlet.
  let articleCounts: [Int]
  private let numbers: [String: Int32]
  /// First and last possible seconds of each outlet's articles that have both bounds, each sorted.
  private let earliest: [[Int64]]
  private let latest: [[Int64]]

  /// Numbers the outlets of `articles`, which are all there are unless `presence` knows of more; O(n log n).
  init(articles: [TracedArticle], registry: [String: Outlet], presence: OutletPresence? = nil) {
    var presence = presence ?? OutletPresence(articles)
    for index in articles.indices { presence.add(articles[index].outlet) }
    let names = presence.times.keys.sorted()
    var numbers: [String: Int32] = [:]
    for (number, name) in names.enumerated() { numbers[name] = Int32(number) }
    let times = names.map { presence.times[$0] ?? OutletPresence.Times() }
    outletOfArticle = articles.indices.map { numbers[articles[$0].outlet] ?? Self.unknown }
    records = names.map { registry[$0] }
    (self.names, self.numbers, articleCounts) = (names, numbers, times.map(\.articleCount))
    (earliest, latest) = (times.map(\.earliest), times.map(\.latest))
  }

  /// The number of an outlet with articles.
  func number(of name: String) -> Int32? { numbers[name] }

  /// The outlet's number at that article, `unknown` where it has no name.
  func outlet(of article: ArticleID) -> Int32 { outletOfArticle[article.index] }

  /// Whether both articles have known outlets, and not the same.
  func areSurelyDifferent(_ a: ArticleID, _ b: ArticleID) -> Bool {
    let (one, other) = (outlet(of: a), outlet(of: b))
    return one != Self.unknown && other != Self.unknown && one != other
  }

  /// Whether both articles have one known outlet.
  func areSame(_ a: ArticleID, _ b: ArticleID) -> Bool {
    outlet(of: a) != Self.unknown && outlet(of: a) == outlet(of: b)
  }

  /// Whether two different outlets belong to one owner.
  func haveOneOwner(_ a: Int32, _ b: Int32) -> Bool {
    guard a >= 0, b >= 0, a != b, let one = records[Int(a)], let other = records[Int(b)] else { return false }
    return !one.ownerGroup.isEmpty && one.ownerGroup == other.ownerGroup
  }

  /// How many articles of the outlet were surely published from `window.secondsBefore` before `time` to
  /// `window.secondsAfter` after it, wherever in its interval `time` lies.
  ///
  /// An article without both bounds is never counted: the absence of a text means something only where the source
  /// was surely watched. O(log n); where intervals are longer than the window the count errs to the low side.
  func articlesSurelyInWindow(of outlet: Int32, around time: PublishedInterval, window: ClaimWindow) -> Int {
    guard time.earliest != .min, time.latest != .max else { return 0 }
    let (from, low) = time.latest.subtractingReportingOverflow(window.secondsBefore)
    let (through, high) = time.earliest.addingReportingOverflow(window.secondsAfter)
    let (starts, ends) = (earliest[Int(outlet)], latest[Int(outlet)])
    let tooEarly = low ? 0 : starts.partitioningIndex { $0 >= from }
    let tooLate = high ? 0 : ends.count - ends.partitioningIndex { $0 > through }
    return max(0, starts.count - tooEarly - tooLate)
  }
}

extension RandomAccessCollection {
  /// The first index whose element satisfies `belongsAfter`, which must be false, then true, along the collection.
  func partitioningIndex(where belongsAfter: (Element) -> Bool) -> Index {
    var (low, length) = (startIndex, count)
    while length > 0 {
      let half = length / 2
      let middle = index(low, offsetBy: half)
      if belongsAfter(self[middle]) {
        length = half
      } else {
        low = index(after: middle)
        length -= half + 1
      }
    }
    return low
  }
}
