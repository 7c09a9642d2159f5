import Corpus
import IndexStore
import Matching
import Sketching
import Synchronization
import Tracing

/// The index's articles and tonight's, in one canonical order.
///
/// A number names an article for ever and follows its arrival; a place is where it stands in tonight's canonical order.
struct NightCorpus: Sendable {
  let index: Index
  /// As they were before tonight.
  let columnsBefore: ArticleColumns
  /// With tonight's articles at the end.
  var columns: ArticleColumns
  let orderBefore: [UInt32]
  /// The numbers by place.
  let order: [UInt32]
  /// The places by number; `ArticleColumns.none` for an article that was pruned.
  let places: [UInt32]
  /// The names of outlets by number.
  let outletNames: [String]
  /// The names that were not in the index before.
  let newOutlets: [(number: UInt32, name: String)]
  /// The number of the first of tonight's articles; they are in canonical order.
  let firstNew: UInt32
  /// What tonight's articles bring into the inverted indexes, as soon as it is there.
  var new = NightPostings()

  /// Puts tonight's articles, those of `corpus` at `arrivals`, to the index's.
  init(index: Index, corpus: SketchedCorpus, arrivals: [Int]) throws {
    self.index = index
    columnsBefore = try index.columns()
    columns = columnsBefore
    columns.reserveCapacity(columnsBefore.count + arrivals.count)
    orderBefore = try index.canonicalOrder()
    firstNew = UInt32(columnsBefore.count)
    var numbers = try index.outletNumbers()
    var added: [(number: UInt32, name: String)] = []
    for arrival in arrivals {
      let name = corpus.outlet(of: ArticleID(arrival))
      if numbers[name] == nil {
        added.append((UInt32(numbers.count), name))
        numbers[name] = UInt32(numbers.count)
      }
      columns.append(
        published: corpus.published[arrival], publisher: numbers[name] ?? 0,
        fingerprintCount: corpus.sketches.fingerprintCount(of: arrival))
    }
    newOutlets = added
    var names = [String](repeating: "", count: numbers.count)
    for (name, number) in numbers { names[Int(number)] = name }
    outletNames = names
    order = try Self.merged(orderBefore, columns: columns, index: index, corpus: corpus, arrivals: arrivals)
    var places = [UInt32](repeating: ArticleColumns.none, count: columns.count)
    for (place, number) in order.enumerated() { places[Int(number)] = UInt32(place) }
    self.places = places
  }

  /// The canonical order of all: by time, then id, as `SketchedCorpus.settle` has it.
  private static func merged(
    _ before: [UInt32], columns: ArticleColumns, index: Index, corpus: SketchedCorpus, arrivals: [Int]
  ) throws -> [UInt32] {
    var keys: [UInt32: [UInt8]] = [:]
    func key(_ number: UInt32) throws -> [UInt8] {
      if let known = keys[number] { return known }
      let key = Array(try index.article(number).key.utf8)
      keys[number] = key
      return key
    }
    var order: [UInt32] = []
    order.reserveCapacity(before.count + arrivals.count)
    var taken = 0
    for (offset, arrival) in arrivals.enumerated() {
      let second = corpus.published[arrival].orderingSecond
      let own = Array(corpus.keys[arrival].utf8)
      func isBefore(_ number: UInt32) throws -> Bool {
        let other = columns.published[Int(number)].orderingSecond
        if other != second { return other < second }
        return try key(number).lexicographicallyPrecedes(own)
      }
      var (low, high) = (taken, before.count)
      while low < high {
        let middle = (low + high) / 2
        if try isBefore(before[middle]) { low = middle + 1 } else { high = middle }
      }
      order += before[taken..<low]
      taken = low
      order.append(UInt32(columns.count - arrivals.count + offset))
    }
    return order + before[taken...]
  }

  /// Whether the article came tonight.
  func isNew(_ number: UInt32) -> Bool { number >= firstNew }

  /// Whether the article at that place came tonight.
  func isNew(place: UInt32) -> Bool { order[Int(place)] >= firstNew }

  func article(_ number: UInt32) -> ArticleID { ArticleID(rawValue: places[Int(number)]) }

  func number(_ article: ArticleID) -> UInt32 { order[article.index] }

  /// The name of an article's outlet, or empty.
  func outlet(_ number: UInt32) -> String { outletNames[Int(columns.publishers[Int(number)])] }

  /// The keys of tonight's articles, sorted, each once.
  func newKeys(of kind: PostingKind) -> [UInt64] {
    var keys: [UInt64] = []
    for posting in new.postings[kind, default: []] where posting.key != keys.last { keys.append(posting.key) }
    return keys
  }

  /// The articles in whose lists of representatives a new article stands: those of `holders` whose `nearest`
  /// predecessors, or the first of all, came tonight.
  func forEachWithNewRepresentative(_ holders: NightLists.Holders, nearest: Int, _ body: (UInt32) -> Void) {
    let list = holders.places
    let isFirstNew = holders.firstNew == list.startIndex
    var lastNew = holders.firstNew
    for position in list.indices[holders.firstNew...] {
      if isNew(place: list[position]) {
        lastNew = position
      } else if position - lastNew <= nearest || (isFirstNew && position - list.startIndex > nearest) {
        body(list[position])
      }
    }
  }
}

extension Array where Element: Equatable {
  /// A sorted array without repetition.
  func uniqued() -> [Element] {
    var unique: [Element] = []
    unique.reserveCapacity(count)
    for element in self where element != unique.last { unique.append(element) }
    return unique
  }
}

/// The keys of the index's articles, each read once, as long as there is room; any thread may ask.
final class SketchCache: Sendable {
  private static let capacity = 400_000
  private let corpus: NightCorpus
  private let sketches = Mutex<[UInt32: IndexedSketch]>([:])

  init(_ corpus: NightCorpus) { self.corpus = corpus }

  func fingerprints(of number: UInt32) throws -> ArraySlice<UInt32> { try sketch(of: number).fingerprints[...] }

  func bands(of number: UInt32) throws -> ArraySlice<UInt32> { try sketch(of: number).bands[...] }

  private func sketch(of number: UInt32) throws -> IndexedSketch {
    if corpus.isNew(number) { return corpus.new.sketches[Int(number - corpus.firstNew)] }
    if let known = sketches.withLock({ $0[number] }) { return known }
    let sketch = try corpus.index.sketch(of: number)
    sketches.withLock { sketches in
      if sketches.count >= Self.capacity { sketches.removeAll(keepingCapacity: true) }
      sketches[number] = sketch
    }
    return sketch
  }
}
