public import Corpus

/// Which outlets have articles in the corpus, and when: what silence of a named source is held against.
public struct OutletPresence: Sendable {
  struct Times: Sendable {
    var articleCount = 0
    /// First and last possible seconds of the articles that have both bounds, each sorted.
    var earliest: [Int64] = []
    var latest: [Int64] = []
  }

  private(set) var times: [String: Times] = [:]

  /// The presence of articles by their outlets' names and times; those without a name count nowhere.
  public init(_ articles: some Sequence<(outlet: String, published: PublishedInterval)>) {
    var (numbers, all): ([String: Int], [Times]) = ([:], [])
    for (outlet, published) in articles where !outlet.isEmpty {
      let number: Int
      if let known = numbers[outlet] {
        number = known
      } else {
        number = all.count
        numbers[outlet] = number
        all.append(Times())
      }
      all[number].articleCount += 1
      if published.earliest != .min && published.latest != .max {
        all[number].earliest.append(published.earliest)
        all[number].latest.append(published.latest)
      }
    }
    for number in all.indices {
      all[number].earliest.sort()
      all[number].latest.sort()
    }
    times = numbers.mapValues { all[$0] }
  }

  /// The presence of articles; an article is a large value, so none is copied out of the array.
  init(_ articles: [TracedArticle]) {
    self.init(articles.indices.lazy.map { (articles[$0].outlet, articles[$0].published) })
  }

  /// The presence of outlets, each once, by the times of all their articles; without articles there is none.
  public init(outlets: some Sequence<(name: String, published: [PublishedInterval])>) {
    for (name, published) in outlets where !name.isEmpty && !published.isEmpty {
      var known = Times(articleCount: published.count)
      let bounded = published.filter { $0.earliest != .min && $0.latest != .max }
      known.earliest = bounded.map(\.earliest).sorted()
      known.latest = bounded.map(\.latest).sorted()
      times[name] = known
    }
  }

  /// The names of the outlets, sorted.
  var names: [String] { times.keys.sorted() }

  /// Notes that the outlet exists.
  mutating func add(_ outlet: String) {
    if !outlet.isEmpty && times[outlet] == nil { times[outlet] = Times() }
  }
}
