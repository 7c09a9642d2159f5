import IndexStore
import Matching
import Tracing

/// The surroundings of the articles that are judged, as far as their verdicts rest on them.
struct TraceScope {
  /// Judged ones and those that their chains lead to: all their telling matches and their clusters count.
  private(set) var inner: Set<UInt32>
  /// These with their clusters, what they match, and what matches that and is of an outlet that they credit.
  private(set) var all: Set<UInt32>
  private(set) var matches: [IndexedMatch] = []
  /// The founding articles of the clusters of what the inner ones match; by these a frame is told from a story.
  private(set) var founders: Set<UInt32> = []
  /// What articles claim, by number; not each has an entry.
  private(set) var claims: [UInt32: [Tracing.ReadClaim]] = [:]

  private let night: NightCorpus
  /// Pairs, a × 2³² + b, whose match was taken though its later article is none of the inner ones.
  private var taken: Set<UInt64> = []

  /// Hops of a chain that are looked through.
  private static let longestChain = 17

  /// The surroundings of `judged` numbers; `members` are the clusters of the night.
  init(_ judged: Set<UInt32>, night: NightCorpus, members: NightMembers) throws {
    self.night = night
    inner = try Self.withAncestors(judged, night)
    all = inner
    for number in inner { all.formUnion(members.members(of: night.columns.roots[Int(number)])) }
    claims = try night.index.claims(of: all.sorted())
    let before = all
    try addNeighbours()
    claims.merge(try night.index.claims(of: all.subtracting(before).sorted())) { known, _ in known }
  }

  /// The articles with those that their chains lead to, as they were last traced.
  private static func withAncestors(_ judged: Set<UInt32>, _ night: NightCorpus) throws -> Set<UInt32> {
    var (found, open) = (judged, Array(judged))
    for _ in 0..<longestChain where !open.isEmpty {
      var next: [UInt32] = []
      for number in open {
        // Nothing was told of tonight's yet.
        var sources = night.isNew(number) ? [] : try night.index.sources(of: number)
        let parent = night.columns.parents[Int(number)]
        if parent != ArticleColumns.none { sources.append(parent) }
        for source in sources where found.insert(source).inserted { next.append(source) }
      }
      open = next
    }
    return found
  }

  private mutating func addNeighbours() throws {
    let sorted = inner.sorted()
    // Whoever matches an inner article, with the outlets that this one credits.
    var near: [UInt32: Set<UInt32>] = [:]
    let credited = CreditedOutlets(night: night)
    var credits: [UInt32: Set<UInt32>] = [:]
    for number in sorted {
      let outlets = credited.outlets(in: claims[number] ?? [])
      if !outlets.isEmpty { credits[number] = outlets }
    }
    try night.index.forEachMatch(ofLater: sorted) { match in
      matches.append(match)
      // A form that was filled in otherwise brings nobody in; it counts where its other article is here anyway.
      guard match.match.isTelling else { return }
      all.insert(match.a)
      founders.insert(night.columns.roots[Int(match.a)])
      if let outlets = credits[match.b] { near[match.a, default: []].formUnion(outlets) }
    }
    var besides: [(a: UInt32, b: UInt32)] = []
    try night.index.forEachTelling(earlier: sorted) { number, later in
      if !inner.contains(later) {
        besides.append((number, later))
        founders.insert(night.columns.roots[Int(later)])
      }
      if let outlets = credits[number] { near[later, default: []].formUnion(outlets) }
    }
    let outside = near.keys.filter { !inner.contains($0) }.sorted()
    try night.index.forEachTelling(later: outside) { number, earlier in
      if isOf(near[number], earlier) { besides.append((earlier, number)) }
    }
    try night.index.forEachTelling(earlier: outside) { number, later in
      if isOf(near[number], later) && !inner.contains(later) { besides.append((number, later)) }
    }
    try take(besides)
    all.formUnion(founders)
    if try night.index.hasPageTargets() {
      for number in sorted { all.formUnion(try night.index.linkedArticles(from: number)) }
    }
    // A later state of a page counts as published when its first one was.
    var states: [IndexedMatch] = []
    try night.index.forEachEarlierState(of: all.subtracting(inner).sorted()) { states.append($0) }
    for state in states where taken.insert(UInt64(state.a) << 32 | UInt64(state.b)).inserted {
      matches.append(state)
      all.insert(state.a)
    }
  }

  private func isOf(_ outlets: Set<UInt32>?, _ number: UInt32) -> Bool {
    outlets?.contains(night.columns.publishers[Int(number)]) ?? false
  }

  /// Takes matches whose later articles are none of the inner ones, with both of their articles.
  private mutating func take(_ pairs: [(a: UInt32, b: UInt32)]) throws {
    let new = pairs.filter { taken.insert(UInt64($0.a) << 32 | UInt64($0.b)).inserted }
    try night.index.forEachMatch(of: new.sorted { ($0.b, $0.a) < ($1.b, $1.a) }) { match in
      matches.append(match)
      all.insert(match.a)
      all.insert(match.b)
    }
  }
}
