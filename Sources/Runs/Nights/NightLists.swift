import IndexStore

/// The articles that hold each of some keys, the index's and tonight's, by place.
struct NightLists: Sendable {
  /// One key's holders.
  struct Holders {
    let key: UInt64
    /// The places of the articles, ascending.
    let places: ArraySlice<UInt32>
    /// Of fingerprints, what stands around the key in each.
    let contexts: ArraySlice<UInt16>
    /// The first position in `places` of an article that came tonight; their end without one.
    ///
    /// Most holders of a common key came before, and need not be looked at.
    let firstNew: Int
  }

  private var keys: [UInt64] = []
  private var ends: [Int] = []
  private var firstNews: [Int] = []
  private var places: [UInt32] = []
  private var contexts: [UInt16] = []

  /// The lists of `keys` (sorted, each once, whole buckets) with at least `least` holders.
  fileprivate init(_ night: NightCorpus, _ kind: PostingKind, keys: ArraySlice<UInt64>, least: Int) throws {
    let new = night.new.postings[kind, default: []]
    var next = Self.firstPlace(of: keys.first ?? 0, in: new)
    var entries: [UInt64] = []
    try night.index.forEachPosting(of: kind, keys: keys) { key, postings in
      entries.removeAll(keepingCapacity: true)
      for posting in postings {
        entries.append(UInt64(night.places[Int(posting.article)]) << 16 | UInt64(posting.context))
      }
      let knownCount = entries.count
      while next < new.count, new[next].key < key { next += 1 }
      while next < new.count, new[next].key == key {
        entries.append(UInt64(night.places[Int(new[next].article)]) << 16 | UInt64(new[next].context))
        next += 1
      }
      guard entries.count >= least else { return }
      // Articles mostly come in the order of their times.
      if entries.indices.dropFirst().contains(where: { entries[$0 - 1] > entries[$0] }) { entries.sort() }
      self.keys.append(key)
      for entry in entries {
        places.append(UInt32(entry >> 16))
        if kind.hasContexts { contexts.append(UInt16(truncatingIfNeeded: entry)) }
      }
      ends.append(places.count)
      // Tonight's mostly stand at the end.
      var (firstNew, newCount) = (places.count, entries.count - knownCount)
      while newCount > 0 {
        firstNew -= 1
        if night.isNew(place: places[firstNew]) { newCount -= 1 }
      }
      firstNews.append(firstNew)
    }
  }

  private static func firstPlace(of key: UInt64, in postings: [Posting]) -> Int {
    var (low, high) = (0, postings.count)
    while low < high {
      let middle = (low + high) / 2
      if postings[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low
  }

  fileprivate func forEach(_ body: (Holders) throws -> Void) rethrows {
    var start = 0
    for (list, end) in ends.enumerated() {
      try body(
        Holders(
          key: keys[list], places: places[start..<end], contexts: contexts.isEmpty ? [] : contexts[start..<end],
          firstNew: firstNews[list]))
      start = end
    }
  }
}

extension NightCorpus {
  /// Keys that are looked up in one task.
  private static let keysPerTask = 1 << 14

  /// Calls `body` with each of `keys` (sorted, each once) that at least `least` articles hold; the lists are read on all
  /// workers.
  func forEachList(
    of kind: PostingKind, keys: [UInt64], least: Int, workers: Int, _ body: (NightLists.Holders) throws -> Void
  ) async throws {
    try await forEachPart(of: kind, keys: keys, least: least, workers: workers) {
      $0
    } consume: {
      try $0.forEach(body)
    }
  }

  /// The same where `body` runs on all workers too: it adds to what is gathered of some keys, which begins as `empty` and
  /// goes to `consume`, in order of keys.
  func gatherLists<Gathered: Sendable>(
    of kind: PostingKind, keys: [UInt64], workers: Int, empty: Gathered,
    _ body: @escaping @Sendable (NightLists.Holders, inout Gathered) throws -> Void, consume: (Gathered) -> Void
  ) async throws {
    try await forEachPart(of: kind, keys: keys, least: 2, workers: workers) { lists in
      var gathered = empty
      try lists.forEach { try body($0, &gathered) }
      return gathered
    } consume: {
      consume($0)
    }
  }

  private func forEachPart<Output: Sendable>(
    of kind: PostingKind, keys: [UInt64], least: Int, workers: Int,
    transform: @escaping @Sendable (NightLists) throws -> Output, consume: (Output) throws -> Void
  ) async throws {
    var parts = Index.parts(of: keys, kind, size: Self.keysPerTask)[...]
    let night = self
    try await orderedPipeline(width: workers == 1 ? 1 : workers * 2) {
      parts.popFirst()
    } transform: { keys in
      try transform(try NightLists(night, kind, keys: keys, least: least))
    } consume: {
      try consume($0)
    }
  }
}
