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
  /// Lists whose judgement is remembered.
  private static let judgedLists = 4096

  /// The lists of the bands or fingerprints of `group`.
  ///
  /// `isSuspected` is asked about each list, in canonical order, whether an outlet may repeat it, and of such a list
  /// `isFurniture` whether it proposes nothing; a list that comes again is not judged again.
  ///
  /// Throws `cannotSpool`.
  public init(
    _ group: KeyGroup, of table: SketchTable, isSuspected: ([UInt32]) -> Bool,
    isFurniture: ([UInt32]) throws(CorpusError) -> Bool
  ) throws(CorpusError) {
    let postings = try group.postings(of: table)
    let hasContexts = !postings.contexts.isEmpty
    var list: [UInt32] = []
    var order: [UInt64] = []
    // The keys of a footer or of a much copied story have the same articles one after the other.
    var judged: [[UInt32]: Bool] = [:]
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
      var isLeftOut = false
      if isSuspected(list) {
        if let known = judged[list] {
          isLeftOut = known
        } else {
          isLeftOut = try isFurniture(list)
          if judged.count >= Self.judgedLists { judged.removeAll(keepingCapacity: true) }
          judged[list] = isLeftOut
        }
      }
      if isLeftOut {
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

  /// The articles, list by list, as in `PostingGroup`, and what stands around each fingerprint.
  private let holders, contexts: ScratchMemory
  private var holderCount = 0
  private let hasContexts: Bool
  /// The first places of lists of more than `longCount` articles, ascending.
  private var longStarts: [UInt32] = []
  /// Where the postings of each article begin in `places`; one more than articles.
  private var starts: [UInt32]
  private var places: ScratchMemory
  private let isOnDisk: Bool
  /// Postings that were left out because an outlet repeats them.
  public private(set) var suppressedCount = 0

  /// No lists yet, over so many articles; at most `postingCount` postings will come.
  ///
  /// `isOnDisk` keeps the lists and places in nameless files, for a run that may not take the memory; contexts stay in it.
  /// Throws `cannotSpool`.
  public init(
    articleCount: Int, postingCount: Int, hasContexts: Bool, isOnDisk: Bool = false
  ) throws(CorpusError) {
    precondition(articleCount < 1 << 31, "a run has less than 2³¹ articles")
    precondition(postingCount < Int(UInt32.max), "a run has less than 2³² postings")
    starts = [UInt32](repeating: 0, count: articleCount + 1)
    (self.hasContexts, self.isOnDisk) = (hasContexts, isOnDisk)
    holders = try ScratchMemory(byteCount: postingCount * 4, isOnDisk: isOnDisk)
    contexts = try ScratchMemory(byteCount: hasContexts ? postingCount * 2 : 0, isOnDisk: false)
    places = try ScratchMemory(byteCount: 0, isOnDisk: false)
  }

  /// Adds the lists of the next group.
  public mutating func append(_ group: PostingGroup) {
    var first = holderCount
    for (number, holder) in group.holders.enumerated() {
      holders.store(holder, at: holderCount + number)
      if holder >= PostingGroup.startMark {
        endList(from: first, to: holderCount + number)
        first = holderCount + number
      } else {
        starts[Int(holder) + 1] += 1
      }
    }
    endList(from: first, to: holderCount + group.holders.count)
    if hasContexts {
      for (number, context) in group.contexts.enumerated() { contexts.store(context, at: holderCount + number) }
    }
    holderCount += group.holders.count
    suppressedCount += group.suppressedCount
  }

  private mutating func endList(from start: Int, to end: Int) {
    if end - start > Self.longCount { longStarts.append(UInt32(start)) }
  }

  /// Notes for each article where its postings stand, once all groups are there; throws `cannotSpool`.
  public mutating func index() throws(CorpusError) {
    var sum: UInt32 = 0
    for article in starts.indices {
      sum += starts[article]
      starts[article] = sum
    }
    places = try ScratchMemory(byteCount: Int(sum) * 4, isOnDisk: isOnDisk)
    var next = starts
    for place in 0..<holderCount {
      let holder = holder(place)
      guard holder < PostingGroup.startMark else { continue }
      places.store(UInt32(place), at: Int(next[Int(holder)]))
      next[Int(holder)] += 1
    }
  }

  @inline(__always)
  private func holder(_ place: Int) -> UInt32 { holders.load(place, as: UInt32.self) }

  @inline(__always)
  private func context(_ place: Int) -> FingerprintContext {
    FingerprintContext(rawValue: contexts.load(place, as: UInt16.self))
  }

  /// Calls `body` with articles before `article` that hold a key of it too, for each key: up to `nearest` closest ones
  /// and the first one; and whether what stands around the key may be the same in both.
  @inline(__always)
  func forEachRepresentative(
    of article: UInt32, nearest: Int, _ body: (_ earlier: UInt32, _ mayContinue: Bool) -> Void
  ) {
    for number in Int(starts[Int(article)])..<Int(starts[Int(article) + 1]) {
      let own = Int(places.load(number, as: UInt32.self))
      let around = hasContexts ? context(own) : .any
      var place = own
      var found: UInt32
      repeat {
        place -= 1
        found = holder(place)
        body(found & ~PostingGroup.startMark, !hasContexts || around.mayContinue(context(place)))
      } while found < PostingGroup.startMark && own - place < nearest
      guard found < PostingGroup.startMark else { continue }
      place = start(ofListAt: place)
      body(holder(place) & ~PostingGroup.startMark, !hasContexts || around.mayContinue(context(place)))
    }
  }

  /// The first place of the list that goes on at `place`.
  private func start(ofListAt place: Int) -> Int {
    var at = place
    for _ in 0..<Self.longCount {
      at -= 1
      if holder(at) >= PostingGroup.startMark { return at }
    }
    var (low, high) = (0, longStarts.count)
    while low < high {
      let middle = (low + high) / 2
      if longStarts[middle] <= UInt32(place) { low = middle + 1 } else { high = middle }
    }
    return Int(longStarts[low - 1])
  }
}
