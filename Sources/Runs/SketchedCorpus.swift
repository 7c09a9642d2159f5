import Attribution
import Corpus
import Matching
import Sketching

/// What is kept in memory of one article once its text has been read: everything but the text and its sketch.
struct SketchedArticle: Sendable {
  var key: String
  /// XXH3 of the key.
  var keyHash: UInt64
  var url: String
  var title: String
  var outlet: String
  var published: PublishedInterval
  var wordCount: Int
  var brokenByteCount: Int
  var location: RecordLocation
  /// XXH3 of the body, to order records that are equal in all else.
  var digest: UInt64
  /// XXH3 of the URL, 0 without one.
  var urlHash: UInt64
  /// Where its comparison form begins among those of its chunk, and its length, in words of four bytes.
  var formStart: Int
  var formWordCount: Int
  var claims: [SpokenClaim]
  /// XXH3 of the comparison form of its URL, 0 without one, and of the URLs that its page points to.
  var address: UInt64
  var pageTargets: [UInt64]
  var isCutOff: Bool
}

/// All articles of a run in canonical order, without their texts: time of publication, then id, then digest.
struct SketchedCorpus: Sendable {
  private(set) var keys: [String] = []
  private(set) var urls: [String] = []
  private(set) var titles: [String] = []
  private(set) var published: [PublishedInterval] = []
  private(set) var wordCounts: [UInt32] = []
  private(set) var locations: [RecordLocation] = []
  private(set) var publishers: [UInt32] = []
  private(set) var urlHashes: [UInt64] = []
  private(set) var claims: [[SpokenClaim]] = []
  private(set) var isCutOff: [Bool] = []
  private(set) var addresses: [UInt64] = []
  private(set) var pageTargets: [[UInt64]] = []
  private(set) var sketches = SketchTable()
  private(set) var forms = FormTable()
  private(set) var outletNames = [""]
  private(set) var brokenByteCount = 0

  /// XXH3 of each body.
  private(set) var digests: [UInt64] = []
  /// Whether each is a later state of a page, named after the first one.
  private(set) var isFurtherState: [Bool] = []
  private var outletNumbers: [String: UInt32] = ["": 0]
  private var keyHashes: [UInt64] = []
  private let keepsMetadata: Bool

  /// An empty corpus; without `keepsMetadata` titles and URLs are not kept, for runs that print none.
  init(keepsMetadata: Bool) { self.keepsMetadata = keepsMetadata }

  var count: Int { keys.count }

  func outlet(of article: ArticleID) -> String { outletNames[Int(publishers[article.index])] }

  func facts(of article: ArticleID) -> ArticleFacts {
    ArticleFacts(
      publisher: publishers[article.index], urlHash: urlHashes[article.index], published: published[article.index])
  }

  /// Appends the articles of a chunk that `SketchWorker` has stored.
  mutating func append(_ chunk: SketchedChunk) {
    sketches.append(chunk.rows, at: chunk.rowOffset)
    for article in chunk.articles {
      append(article)
      forms.append(offset: chunk.formOffset, start: article.formStart, wordCount: article.formWordCount)
    }
  }

  private mutating func append(_ article: SketchedArticle) {
    keys.append(article.key)
    keyHashes.append(article.keyHash)
    if keepsMetadata {
      urls.append(article.url)
      titles.append(article.title)
      claims.append(article.claims)
      isCutOff.append(article.isCutOff)
      addresses.append(article.address)
      pageTargets.append(article.pageTargets)
      wordCounts.append(UInt32(article.wordCount))
    }
    published.append(article.published)
    locations.append(article.location)
    publishers.append(number(ofOutlet: article.outlet))
    urlHashes.append(article.urlHash)
    digests.append(article.digest)
    brokenByteCount += article.brokenByteCount
  }

  private mutating func number(ofOutlet name: String) -> UInt32 {
    if let known = outletNumbers[name] { return known }
    let number = UInt32(outletNames.count)
    outletNumbers[name] = number
    outletNames.append(name)
    return number
  }

  /// Puts the articles into canonical order and takes out those whose id another one has.
  ///
  /// Of several articles with one id the first in canonical order stays, so the result does not depend on the order of
  /// reading. Where the URL is the same too, each other text is a later state of the page and stays: the second one is
  /// `ID#2`. Returns the locations of those taken out, each with the id.
  mutating func settle() -> [(key: String, location: RecordLocation)] {
    let sorted = canonicalOrder()
    guard hasRepeatedKeys else {
      isFurtherState = Array(repeating: false, count: keys.count)
      reorder(by: sorted)
      return []
    }
    return dropRepeated(sorted)
  }

  /// The articles by time, then id, digest and place; of one time there are few.
  private func canonicalOrder() -> [Int] {
    var timed = published.enumerated().map { (second: $1.orderingSecond, position: UInt32($0)) }
    let isAscending = timed.indices.dropFirst().allSatisfy { timed[$0 - 1].second <= timed[$0].second }
    if !isAscending { timed.sort { ($0.second, $0.position) < ($1.second, $1.position) } }
    var order = timed.map { Int($0.position) }
    var start = 0
    while start < timed.count {
      var end = start + 1
      while end < timed.count, timed[end].second == timed[start].second { end += 1 }
      if end - start > 1 { order[start..<end].sort(by: isBefore) }
      start = end
    }
    return order
  }

  /// Whether an article comes before another one of the same time.
  private func isBefore(_ a: Int, _ b: Int) -> Bool {
    if keys[a] != keys[b] { return keys[a].utf8.lexicographicallyPrecedes(keys[b].utf8) }
    if digests[a] != digests[b] { return digests[a] < digests[b] }
    return (locations[a].input, locations[a].offset) < (locations[b].input, locations[b].offset)
  }

  /// Whether two ids may be one: exact but for equal hashes of different ones, which the slow way then tells apart.
  private var hasRepeatedKeys: Bool {
    let hashes = keyHashes.sorted()
    return hashes.indices.dropFirst().contains { hashes[$0] == hashes[$0 - 1] }
  }

  private mutating func dropRepeated(_ sorted: [Int]) -> [(key: String, location: RecordLocation)] {
    var seen: Set<String> = []
    seen.reserveCapacity(sorted.count)
    var (order, repeated): ([Int], [(String, RecordLocation)]) = ([], [])
    order.reserveCapacity(sorted.count)
    var states: [String: PageStates] = [:]
    isFurtherState = Array(repeating: false, count: keys.count)
    for position in sorted {
      if seen.insert(keys[position]).inserted {
        order.append(position)
        if urlHashes[position] != 0 {
          states[keys[position]] = PageStates(urlHash: urlHashes[position], digests: [digests[position]])
        }
      } else if let name = states[keys[position]]?.add(digests[position], at: urlHashes[position]).map({ number in
        "\(keys[position])#\(number)"
      }), seen.insert(name).inserted {
        keys[position] = name
        isFurtherState[position] = true
        order.append(position)
      } else {
        repeated.append((keys[position], locations[position]))
      }
    }
    reorder(by: order)
    return repeated
  }

  /// The texts that one page has had.
  private struct PageStates {
    let urlHash: UInt64
    var digests: [UInt64]

    /// The number of a further state; nil where the text is known, or the page is another one.
    mutating func add(_ digest: UInt64, at url: UInt64) -> Int? {
      guard url == urlHash, !digests.contains(digest) else { return nil }
      digests.append(digest)
      return digests.count
    }
  }

  private mutating func reorder(by order: [Int]) {
    keyHashes = []
    guard order.count < keys.count || order.indices.contains(where: { order[$0] != $0 }) else { return }
    keys = order.map { keys[$0] }
    if keepsMetadata {
      urls = order.map { urls[$0] }
      titles = order.map { titles[$0] }
      claims = order.map { claims[$0] }
      isCutOff = order.map { isCutOff[$0] }
      addresses = order.map { addresses[$0] }
      pageTargets = order.map { pageTargets[$0] }
      wordCounts = order.map { wordCounts[$0] }
    }
    published = order.map { published[$0] }
    locations = order.map { locations[$0] }
    publishers = order.map { publishers[$0] }
    urlHashes = order.map { urlHashes[$0] }
    digests = order.map { digests[$0] }
    isFurtherState = order.map { isFurtherState[$0] }
    let order = order.map { UInt32($0) }
    sketches.reorder(by: order)
    forms.reorder(by: order)
  }

  /// The articles of the corpus to which each article's page points, itself not among them.
  var links: [[ArticleID]] {
    guard pageTargets.contains(where: { !$0.isEmpty }) else { return [] }
    var articles: [UInt64: [ArticleID]] = [:]
    for (position, address) in addresses.enumerated() where address != 0 {
      articles[address, default: []].append(ArticleID(position))
    }
    return pageTargets.enumerated().map { position, targets in
      targets.flatMap { articles[$0] ?? [] }.filter { $0.index != position }.sorted()
    }
  }
}
