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
      all.insert(match.a)
      if match.match.isTelling, let outlets = credits[match.b] { near[match.a, default: []].formUnion(outlets) }
    }
    for number in sorted {
      for later in try night.index.tellingLater(than: number) {
        if !inner.contains(later) { try take(number, later) }
        if let outlets = credits[number] { near[later, default: []].formUnion(outlets) }
      }
    }
    for number in near.keys.sorted() where !inner.contains(number) {
      guard let outlets = near[number] else { continue }
      for earlier in try night.index.tellingEarlier(than: number) where isOf(outlets, earlier) {
        try take(earlier, number)
      }
      for later in try night.index.tellingLater(than: number) where isOf(outlets, later) && !inner.contains(later) {
        try take(number, later)
      }
    }
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

  private func isOf(_ outlets: Set<UInt32>, _ number: UInt32) -> Bool {
    outlets.contains(night.columns.publishers[Int(number)])
  }

  /// Takes a match whose later article is none of the inner ones, with both of its articles.
  private mutating func take(_ a: UInt32, _ b: UInt32) throws {
    guard taken.insert(UInt64(a) << 32 | UInt64(b)).inserted, let match = try night.index.match(a, b) else { return }
    matches.append(match)
    all.formUnion([a, b])
  }
}
