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
    for (outlet, published) in articles where !outlet.isEmpty {
      var known = times.removeValue(forKey: outlet) ?? Times()
      known.articleCount += 1
      if published.earliest != .min && published.latest != .max {
        known.earliest.append(published.earliest)
        known.latest.append(published.latest)
      }
      times[outlet] = known
    }
    for name in times.keys {
      times[name]?.earliest.sort()
      times[name]?.latest.sort()
    }
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
