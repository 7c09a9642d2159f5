import Corpus
import IndexStore
import Sketching

/// Which of a night's articles the index does not have yet.
struct NightArrivals {
  /// The places in the night's corpus of the new articles, in canonical order.
  private(set) var places: [Int] = []
  /// Their ids in the index: a further text of a known page is `ID#2`, and so on.
  private(set) var keys: [String] = []
  /// XXH3 of the id by which each is looked up: that of the page's first text.
  private(set) var keyHashes: [UInt64] = []
  /// Articles that the index has already, with the same text.
  private(set) var knownCount = 0
  /// Articles whose id the index has for another page.
  private(set) var rejections: [Rejection] = []

  /// Nothing.
  init() {}

  /// Articles that are all new, under the ids that they have.
  init(all corpus: SketchedCorpus, keyHashes: [UInt64]) {
    (places, keys, self.keyHashes) = (Array(0..<corpus.count), corpus.keys, keyHashes)
  }

  /// Looks up each article of `corpus`; `store` names the records of those that are refused.
  init(_ corpus: SketchedCorpus, store: RecordStore, index: Index) throws {
    for place in 0..<corpus.count {
      // A page's further text of this very night is named after the first one; so it is looked up by that name.
      let own = corpus.keys[place]
      let base = Self.base(of: own, in: corpus, place: place)
      let hash = ShingleHash.hash(Array(base.utf8))
      let known = try index.articles(withKeyHash: hash).filter { $0.key == base || $0.key.hasPrefix(base + "#") }
      let tonight = keysOfTonight[hash, default: []]
      if known.contains(where: { $0.digest == corpus.digests[place] }) {
        knownCount += 1
        continue
      }
      if let first = known.first(where: { $0.key == base }), base == own || tonight.isEmpty {
        let firstURL = try index.urlHash(of: first.number)
        guard firstURL != 0, firstURL == corpus.urlHashes[place] else {
          let location = corpus.locations[place]
          rejections.append(
            Rejection(
              input: store.inputName(of: location), line: Int(location.line), offset: Int(location.offset),
              reason: .duplicateID, detail: "the index has another article with the id \(base)"))
          continue
        }
      }
      let number = known.count + tonight.count + 1
      let key = number == 1 ? base : "\(base)#\(number)"
      keysOfTonight[hash, default: []].append(key)
      places.append(place)
      keys.append(key)
      keyHashes.append(hash)
    }
  }

  private var keysOfTonight: [UInt64: [String]] = [:]

  /// The id of the page's first text, of which `key` may be a further one.
  private static func base(of key: String, in corpus: SketchedCorpus, place: Int) -> String {
    guard corpus.isFurtherState[place], let mark = key.lastIndex(of: "#") else { return key }
    return String(key[..<mark])
  }
}
