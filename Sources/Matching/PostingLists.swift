public import Corpus
public import Sketching

/// The lists of one `KeyGroup`: for each key that several articles hold, these in canonical order.
public struct PostingGroup: Sendable {
  /// The articles, list by list; the first of each list is marked by the top bit.
  var holders: [UInt32] = []
  /// Of fingerprints: what stands around each.
  var contexts: [UInt16] = []
  /// Postings that were left out because an outlet repeats them.
  var suppressedCount = 0

  static let startMark: UInt32 = 1 << 31

  /// The lists of the bands or fingerprints of `group`.
  ///
  /// `isDropped` is asked about each list, in canonical order, whether it proposes nothing.
  ///
  /// Throws `cannotSpool`.
  public init(
    _ group: KeyGroup, of table: SketchTable, isDropped: ([UInt32]) throws(CorpusError) -> Bool
  ) throws(CorpusError) {
    let postings = try group.postings(of: table)
    let hasContexts = !postings.contexts.isEmpty
    var list: [UInt32] = []
    var order: [UInt64] = []
    try postings.forEachShared { places throws(CorpusError) in
      list.removeAll(keepingCapacity: true)
      var isAscending = true
      for place in places {
        let article = postings.article(place)
        if let last = list.last, last >= article { isAscending = false }
        list.append(article)
      }
      if !isAscending {
        order.removeAll(keepingCapacity: true)
        for place in places { order.append(UInt64(postings.article(place)) << 32 | UInt64(place)) }
        order.sort()
        list = order.map { UInt32($0 >> 32) }
      }
      if try isDropped(list) {
        suppressedCount += list.count
        return
      }
      for (number, article) in list.enumerated() {
        if number > 0, article == list[number - 1] { continue }
        holders.append(number == 0 ? article | Self.startMark : article)
        guard hasContexts else { continue }
        let place = isAscending ? places.lowerBound + number : Int(UInt32(truncatingIfNeeded: order[number]))
        contexts.append(postings.contexts[place])
      }
    }
  }
}

/// An inverted index over the keys that several articles hold, and for each article the places of its postings.
///
/// A key that very many articles hold ties each of them to a few representatives instead of to all, so a story that 500
/// outlets re-ran costs 500 times a few steps, and nothing is dropped. Memory: 4 bytes a shared posting, 4 more where its
/// article is not the first of its list, 2 for its context.
public struct PostingLists: Sendable {
  /// Shorter lists are walked to their start.
  private static let longCount = 16

  private var holders: [UInt32] = []
  private var contexts: [UInt16] = []
  /// The first places of lists of more than `longCount` articles, ascending.
  private var longStarts: [UInt32] = []
  /// Where the postings of each article begin in `places`; one more than articles.
  private var starts: [UInt32]
  private var places: [UInt32] = []
  /// Postings that were left out because an outlet repeats them.
  public private(set) var suppressedCount = 0

  /// No lists yet, over so many articles; at most `postingCount` postings will come.
  public init(articleCount: Int, postingCount: Int) {
    precondition(articleCount < 1 << 31, "a run has less than 2³¹ articles")
    starts = [UInt32](repeating: 0, count: articleCount + 1)
    // Room that is never written to takes no memory, and no list is moved while they grow.
    holders.reserveCapacity(postingCount)
  }

  /// Adds the lists of the next group.
  public mutating func append(_ group: PostingGroup) {
    precondition(holders.count + group.holders.count < Int(UInt32.max), "a run has less than 2³² shared postings")
    var first = holders.count
    for (number, holder) in group.holders.enumerated() {
      if holder >= PostingGroup.startMark {
        endList(from: first, to: holders.count + number)
        first = holders.count + number
      } else {
        starts[Int(holder) + 1] += 1
      }
    }
    endList(from: first, to: holders.count + group.holders.count)
    holders.append(contentsOf: group.holders)
    contexts.append(contentsOf: group.contexts)
    suppressedCount += group.suppressedCount
  }

  private mutating func endList(from start: Int, to end: Int) {
    if end - start > Self.longCount { longStarts.append(UInt32(start)) }
  }

  /// Notes for each article where its postings stand, once all groups are there.
  public mutating func index() {
    var sum: UInt32 = 0
    for article in starts.indices {
      sum += starts[article]
      starts[article] = sum
    }
    places = [UInt32](repeating: 0, count: Int(sum))
    var next = starts
    for (place, holder) in holders.enumerated() where holder < PostingGroup.startMark {
      places[Int(next[Int(holder)])] = UInt32(place)
      next[Int(holder)] += 1
    }
  }

  /// Calls `body` with articles before `article` that hold a key of it too, for each key: up to `nearest` closest ones
  /// and the first one; and whether what stands around the key may be the same in both.
  @inline(__always)
  func forEachRepresentative(
    of article: UInt32, nearest: Int, _ body: (_ earlier: UInt32, _ mayContinue: Bool) -> Void
  ) {
    let hasContexts = !contexts.isEmpty
    for number in Int(starts[Int(article)])..<Int(starts[Int(article) + 1]) {
      let own = Int(places[number])
      @inline(__always) func call(_ place: Int) {
        let mayContinue =
          !hasContexts
          || FingerprintContext(rawValue: contexts[own]).mayContinue(FingerprintContext(rawValue: contexts[place]))
        body(holders[place] & ~PostingGroup.startMark, mayContinue)
      }
      var place = own
      repeat {
        place -= 1
        call(place)
      } while holders[place] < PostingGroup.startMark && own - place < nearest
      guard holders[place] < PostingGroup.startMark else { continue }
      call(start(ofListAt: place))
    }
  }

  /// The first place of the list that goes on at `place`.
  private func start(ofListAt place: Int) -> Int {
    var at = place
    for _ in 0..<Self.longCount {
      at -= 1
      if holders[at] >= PostingGroup.startMark { return at }
    }
    var (low, high) = (0, longStarts.count)
    while low < high {
      let middle = (low + high) / 2
      if longStarts[middle] <= UInt32(place) { low = middle + 1 } else { high = middle }
    }
    return Int(longStarts[low - 1])
  }
}
