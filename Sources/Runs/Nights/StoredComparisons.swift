import Corpus
import IndexStore
import Matching

/// What articles of the index were compared with on earlier nights, and what came of it.
struct StoredComparisons: Sendable {
  /// By the number of the later article, ascending by the earlier one's.
  private(set) var matches: [UInt32: [IndexedMatch]] = [:]
  private(set) var discards: [UInt32: [Discard]] = [:]

  /// The comparisons in which one of `numbers` comes last.
  init(of numbers: Set<UInt32>, in index: Index) throws {
    let sorted = numbers.sorted()
    var (matches, discards): ([UInt32: [IndexedMatch]], [UInt32: [Discard]]) = ([:], [:])
    try index.forEachMatch(ofLater: sorted) { matches[$0.b, default: []].append($0) }
    try index.forEachDiscard(ofLater: sorted) { discards[$0.b, default: []].append($0) }
    (self.matches, self.discards) = (matches, discards)
  }

  /// What an article was compared with, as it would be compared anew.
  func comparisons(of number: UInt32, _ night: NightCorpus) -> Comparisons {
    let all =
      matches[number, default: []].map { ($0.a, $0.match.isPassageOnly) }
      + discards[number, default: []].map { ($0.a, $0.isPassageOnly) }
    let copies = all.filter { !$0.1 }
    return Comparisons(
      article: night.article(number), earlier: (copies + all.filter(\.1)).map { night.article($0.0) },
      copyCount: copies.count)
  }

  /// What came of an article's comparisons, as far as neither text tells its story in other words since (`retold`).
  func known(of article: ArticleID, _ night: NightCorpus, retold: Set<UInt32>) -> [ArticleID: Match?] {
    let number = night.number(article)
    guard !retold.contains(number) else { return [:] }
    var known: [ArticleID: Match?] = [:]
    for match in matches[number, default: []] where !retold.contains(match.a) {
      known[night.article(match.a)] = match.match(in: night)
    }
    for discard in discards[number, default: []] where !retold.contains(discard.a) {
      known.updateValue(nil, forKey: night.article(discard.a))
    }
    return known
  }
}
