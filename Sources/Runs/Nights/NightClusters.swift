import Clustering
import Corpus
import IndexStore
import Matching

/// Keeps the forest of clusters from night to night: only articles whose matches, or whose neighbours' places, changed
/// are put anew, in canonical order, until nothing changes any more.
struct NightClusters {
  private var forest: NightForest
  private let night: NightCorpus
  /// The verified matches of tonight, by the place of the later article.
  private let matches: [ArticleID: [Match]]
  /// The numbers of articles that another article founds the cluster of now, or that have another parent.
  private(set) var moved: Set<UInt32> = []
  /// The founding articles, before or after, of the clusters that changed.
  private(set) var touchedRoots: Set<UInt32> = []
  /// Decisions that could not be followed, because others stand against them.
  private(set) var conflicts: [LinkRule] = []

  private let isCompared: Set<ArticleID>

  /// `matches` are tonight's, sorted by (b, a): all those in which one of `compared` comes last.
  init(_ night: NightCorpus, matches: [Match], compared: some Sequence<ArticleID>, rules: [LinkRule]) {
    self.night = night
    isCompared = Set(compared)
    forest = NightForest(night, rules: rules)
    self.matches = Dictionary(grouping: matches, by: \.b)
  }

  /// The columns with the clusters as they are now.
  func stored(in columns: ArticleColumns) -> ArticleColumns {
    var columns = columns
    for place in forest.roots.indices {
      let number = Int(night.order[place])
      columns.roots[number] = night.order[forest.roots[place].index]
      columns.parents[number] = forest.parents[place].map { night.order[$0.index] } ?? ArticleColumns.none
    }
    return columns
  }

  /// Puts the articles at `places` and all that depends on them.
  mutating func update(
    _ places: [ArticleID], compare: (ArticleID, ArticleID) throws -> Match?
  ) throws {
    var isDirty = [Bool](repeating: false, count: night.order.count)
    for place in places { isDirty[place.index] = true }
    let lastOld = night.orderBefore.last.map { night.places[Int($0)] }.map(Int.init) ?? -1
    var place = places.min()?.index ?? night.order.count
    while place < isDirty.count {
      defer { place += 1 }
      guard isDirty[place] else { continue }
      let article = ArticleID(place)
      let own = try matches(ofLater: article)
      let (oldParent, oldRoot) = (forest.parents[place], forest.roots[place])
      let parent =
        try forest.demandedParent(of: article)
        ?? ClusterBuilder.parent(of: article, own: own[...], in: forest, compare: compare)
      let root = parent.map { forest.roots[$0.index] } ?? article
      guard parent != oldParent || root != oldRoot else { continue }
      forest.move(article, to: root, parent: parent)
      moved.insert(night.order[place])
      touchedRoots.formUnion([oldRoot, root].map { night.order[$0.index] })
      guard place < lastOld else { continue }
      var affected = [article]
      if root != oldRoot { affected += forest.members(of: oldRoot) + forest.members(of: root) }
      for one in affected where !night.isNew(night.number(one)) {
        for match in try night.index.matches(ofEarlier: night.number(one)) {
          let later = Int(night.places[Int(match.b)])
          if later > place { isDirty[later] = true }
        }
      }
      for one in forest.members(of: article) where one.index > place { isDirty[one.index] = true }
    }
    conflicts = forest.conflicts()
  }

  /// The members of the cluster that `root` founds now, in canonical order; itself alone where it founds none.
  func members(foundedBy root: UInt32) -> [UInt32] {
    forest.members(of: night.article(root)).map { night.number($0) }
  }

  private func matches(ofLater article: ArticleID) throws -> [Match] {
    if isCompared.contains(article) { return matches[article] ?? [] }
    return try night.index.matches(ofLater: night.number(article)).map { $0.match(in: night) }.sorted { $0.a < $1.a }
  }
}

extension IndexedMatch {
  /// The match at tonight's places.
  func match(in night: NightCorpus) -> Match { match(a: night.article(a), b: night.article(b), night.columns) }

  /// The match of the articles `a` and `b`, with the order that their times give.
  func match(a placeA: ArticleID, b placeB: ArticleID, _ columns: ArticleColumns) -> Match {
    let (one, other) = (columns.published[Int(a)], columns.published[Int(b)])
    var moved = Match(
      a: placeA, b: placeB, kind: match.kind, jaccard: match.jaccard, containmentOfAInB: match.containmentOfAInB,
      containmentOfBInA: match.containmentOfBInA, sharedWordCount: match.sharedWordCount,
      longestPassageWordCount: match.longestPassageWordCount, hasChangedNumbers: match.hasChangedNumbers,
      order: one.isSurelyBefore(other) ? .aFirst : other.isSurelyBefore(one) ? .bFirst : .unknown)
    (moved.tie, moved.isPassageOnly) = (match.tie, match.isPassageOnly)
    return moved
  }
}

/// Where all articles stand tonight, by place, with what people decided.
struct NightForest: ClusterForest {
  private(set) var roots: [ArticleID]
  private(set) var parents: [ArticleID?]
  /// The members of each cluster in canonical order, its founding article among them.
  private var memberLists: [ArticleID: [ArticleID]] = [:]
  private var together: [ArticleID: [ArticleID]] = [:]
  private var apart: [ArticleID: Set<ArticleID>] = [:]
  private let rules: [(rule: LinkRule, a: ArticleID, b: ArticleID)]

  init(_ night: NightCorpus, rules: [LinkRule]) {
    roots = night.order.map { ArticleID(rawValue: night.places[Int(night.columns.roots[Int($0)])]) }
    parents = night.order.map { number in
      let parent = night.columns.parents[Int(number)]
      return parent == ArticleColumns.none ? nil : ArticleID(rawValue: night.places[Int(parent)])
    }
    for (place, root) in roots.enumerated() where root.index != place {
      memberLists[root, default: []].append(ArticleID(place))
    }
    for root in memberLists.keys {
      // A founding article comes before its members in canonical order, or did when it was put.
      memberLists[root]?.append(root)
      memberLists[root]?.sort()
    }
    self.rules = rules.map { ($0, night.article($0.a), night.article($0.b)) }
    for (rule, a, b) in self.rules {
      if rule.isSame {
        together[max(a, b), default: []].append(min(a, b))
      } else {
        apart[a, default: []].insert(b)
        apart[b, default: []].insert(a)
      }
    }
  }

  func root(of article: ArticleID) -> ArticleID { roots[article.index] }

  func laterMembers(of founding: ArticleID, before article: ArticleID) -> ArraySlice<ArticleID> {
    guard let all = memberLists[founding] else { return [] }
    let end = Self.place(of: article, in: all)
    return all[..<end].drop { $0 == founding }
  }

  func admits(_ article: ArticleID, to founding: ArticleID) -> Bool {
    guard let others = apart[article] else { return true }
    return !others.contains { $0 < article && roots[$0.index] == founding }
  }

  /// The earlier article that people put this one with, if nothing that they decided stands against it.
  func demandedParent(of article: ArticleID) -> ArticleID? {
    together[article]?.sorted().first { admits(article, to: roots[$0.index]) }
  }

  /// The decisions that the clusters do not follow.
  func conflicts() -> [LinkRule] {
    rules.filter { rule, a, b in rule.isSame != (roots[a.index] == roots[b.index]) }.map(\.rule)
  }

  func members(of founding: ArticleID) -> [ArticleID] { memberLists[founding] ?? [founding] }

  mutating func move(_ article: ArticleID, to root: ArticleID, parent: ArticleID?) {
    let old = roots[article.index]
    if old != root {
      take(article, from: old)
      if root != article { add(article, to: root) }
    }
    (roots[article.index], parents[article.index]) = (root, parent)
  }

  private mutating func take(_ article: ArticleID, from root: ArticleID) {
    // An article that founded a cluster and joins another one leaves its members behind: they are put anew after it.
    guard article != root, var all = memberLists.removeValue(forKey: root) else { return }
    let place = Self.place(of: article, in: all)
    if place < all.count, all[place] == article { all.remove(at: place) }
    if all.count > 1 { memberLists[root] = all }
  }

  private mutating func add(_ article: ArticleID, to root: ArticleID) {
    var all = memberLists.removeValue(forKey: root) ?? [root]
    all.insert(article, at: Self.place(of: article, in: all))
    memberLists[root] = all
  }

  private static func place(of article: ArticleID, in all: [ArticleID]) -> Int {
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle] < article { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
