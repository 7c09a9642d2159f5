import Corpus
import Foundation
import GRDB
import IndexStore
import Matching
import Testing
import Tracing

/// An index file in a folder of its own.
private struct Place {
  let folder: String
  var path: String { folder + "/i.menbe" }

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/menbe-index-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }
}

@Suite struct IndexTests {
  @Test func `a missing file, another file and another scheme are told apart`() throws {
    let place = try Place()
    defer { place.remove() }
    #expect(throws: IndexError.missing(path: place.path)) { try Index(place.path, mode: .reading, scheme: "s1") }
    try Data("not a database at all, but long enough to be looked at".utf8).write(to: URL(filePath: place.path))
    let fault = #expect(throws: IndexError.self) { _ = try Index(place.path, mode: .night, scheme: "s1") }
    var isUnreadable = false
    if case .unreadable? = fault { isUnreadable = true }
    #expect(isUnreadable)
    try FileManager.default.removeItem(atPath: place.path)
    try Index(place.path, mode: .night, scheme: "s1").commitAndClose()
    #expect(throws: IndexError.otherScheme(path: place.path, found: "s1", expected: "s2")) {
      try Index(place.path, mode: .night, scheme: "s2")
    }
    try Index(place.path, mode: .reading, scheme: "s1").close()
  }

  @Test func `while one night writes, another one is locked out and readers see the last state`() throws {
    let place = try Place()
    defer { place.remove() }
    let first = try Index(place.path, mode: .night, scheme: "s")
    try first.addOutlets([(1, "APA")])
    try first.commit()
    try first.addOutlets([(2, "Axar.az")])
    #expect(throws: IndexError.locked(path: place.path)) { try Index(place.path, mode: .night, scheme: "s") }
    let reader = try Index(place.path, mode: .reading, scheme: "s")
    #expect(try reader.outletNumbers() == ["": 0, "APA": 1])
    try first.commitAndClose()
    #expect(try reader.outletNumbers() == ["": 0, "APA": 1])
    try reader.close()
    let later = try Index(place.path, mode: .reading, scheme: "s")
    #expect(try later.outletNumbers() == ["": 0, "APA": 1, "Axar.az": 2])
    try later.close()
  }

  /// What stands around a fingerprint; other keys have nothing there.
  private static func context(of article: UInt32, _ kind: PostingKind) -> UInt16 {
    kind == .fingerprints ? UInt16(truncatingIfNeeded: article &* 40_503) : 0
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `postings of many nights are found as in a dictionary`(seed: UInt64) throws {
    let place = try Place()
    defer { place.remove() }
    let index = try Index(place.path, mode: .night, scheme: "s")
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ bound: UInt64) -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state % bound
    }
    var expected: [PostingKind: [UInt64: [UInt32]]] = [:]
    for night in 0..<14 {
      for kind in PostingKind.allCases {
        var postings: Set<UInt64> = []
        for _ in 0..<60 { postings.insert(next(40)) }
        var list: [Posting] = []
        for key in postings {
          // Few keys, far from each other, so that several nights have the same ones.
          let spread = kind == .lines ? key &* 0x0400_0000_0000_0001 : key &* 0x0400_0001 & 0xFFFF_FFFF
          for article in 0..<1 + next(3) {
            // Numbers of three bytes, and of four.
            let number = UInt32(night) * 10 + UInt32(article) + (seed.isMultiple(of: 2) ? 1 << 24 : 0)
            let posting = Posting(key: spread, article: number, context: Self.context(of: number, kind))
            list.append(posting)
            expected[kind, default: [:]][spread, default: []].append(posting.article)
          }
        }
        try index.add(list.sorted(), to: kind)
      }
    }
    for kind in PostingKind.allCases {
      let known = expected[kind, default: [:]]
      let asked = Set(known.keys.map { $0 }).union([1, 7, 0xFFFF_FFFF]).sorted()
      var found: [UInt64: [UInt32]] = [:]
      try index.forEachPosting(of: kind, keys: asked[...]) { key, postings in
        found[key] = postings.map(\.article)
        #expect(postings.allSatisfy { $0.context == Self.context(of: $0.article, kind) })
      }
      #expect(found.keys.sorted() == asked)
      for key in asked { #expect(found[key] == known[key, default: []].sorted(), "\(kind) \(key)") }
    }
    try index.close()
  }

  /// The postings of articles 1 to `nights`, each of which came on a night of its own with its own key and a common one.
  private static func fill(_ index: Index, nights: UInt32) throws {
    for night in 1...nights {
      let postings = [
        Posting(key: 7, article: night), Posting(key: UInt64(night) << 24, article: night),
      ]
      try index.add(postings, to: .bands)
    }
  }

  private static func holders(_ index: Index, nights: UInt32) throws -> [[UInt32]] {
    var found: [[UInt32]] = []
    try index.forEachPosting(of: .bands, keys: ([7] + (1...UInt64(nights)).map { $0 << 24 })[...]) {
      found.append($1.map(\.article))
    }
    return found
  }

  @Test func `threads that read at once find what is committed, and what the night has added since`() async throws {
    let place = try Place()
    defer { place.remove() }
    let index = try Index(place.path, mode: .night, scheme: "s")
    func everyone() async throws -> Set<[[UInt32]]> {
      try await withThrowingTaskGroup(of: [[UInt32]].self) { group in
        for _ in 0..<8 { group.addTask { try Self.holders(index, nights: 4) } }
        return try await group.reduce(into: []) { $0.insert($1) }
      }
    }
    try Self.fill(index, nights: 4)
    let before: [[UInt32]] = [[1, 2, 3, 4], [1], [2], [3], [4]]
    #expect(try await everyone() == [before])
    try index.commit()
    #expect(try await everyone() == [before])
    try index.add([Posting(key: 7, article: 9)], to: .bands)
    let after: [[UInt32]] = [[1, 2, 3, 4, 9], [1], [2], [3], [4]]
    #expect(try await everyone() == [after])
    try index.close()
    let later = try Index(place.path, mode: .reading, scheme: "s")
    #expect(try Self.holders(later, nights: 4) == before)
    try later.close()
  }

  @Test func `an index whose postings are laid out as before opens with all of them`() throws {
    let place = try Place()
    defer { place.remove() }
    let index = try Index(place.path, mode: .night, scheme: "s")
    try Self.fill(index, nights: 20)
    try index.commitAndClose()
    let before = try DatabaseQueue(path: place.path)
    try before.write { database in
      // Rows were by kind, bucket, run.
      try database.execute(
        sql: """
          CREATE TABLE old (id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
          INSERT INTO old SELECT (id >> 48 << 48) | ((id & 4095) << 24) | ((id >> 12 & 16777215) - 1), data FROM posting;
          DROP TABLE posting; ALTER TABLE old RENAME TO posting; DROP TABLE posting_run;
          DELETE FROM grdb_migrations WHERE identifier = '3';
          """)
    }
    try before.close()
    let after = try Index(place.path, mode: .night, scheme: "s")
    #expect(try Self.holders(after, nights: 20) == [Array(1...20)] + (1...20).map { [$0] })
    try after.add([Posting(key: 7, article: 21)], to: .bands)
    #expect(try Self.holders(after, nights: 20).first == Array(1...21))
    #expect(try after.faults().filter { $0.contains("posting_run") } == [])
    try after.close()
  }

  @Test func `a run that is told of otherwise than its rows are is a fault`() throws {
    let place = try Place()
    defer { place.remove() }
    let index = try Index(place.path, mode: .night, scheme: "s")
    try Self.fill(index, nights: 3)
    #expect(try index.faults().filter { $0.contains("posting_run") } == [])
    try index.commitAndClose()
    let queue = try DatabaseQueue(path: place.path)
    try queue.write { try $0.execute(sql: "UPDATE posting_run SET byte_count = byte_count + 1 WHERE stripe = 0") }
    try queue.close()
    let damaged = try Index(place.path, mode: .reading, scheme: "s")
    #expect(try damaged.faults().contains { $0.contains("posting_run 0, 0") })
    try damaged.close()
  }

  @Test func `keys are cut into parts where buckets end`() {
    let keys: [UInt64] = [1, 2, 3, 1 << 20, 1 << 20 | 1, 5 << 20]
    let parts = Index.parts(of: keys, .fingerprints, size: 2)
    #expect(parts.map(Array.init) == [[1, 2, 3], [1 << 20, 1 << 20 | 1], [5 << 20]])
    #expect(Index.parts(of: [], .bands, size: 2).isEmpty)
  }

  @Test func `what was compared is found from both sides, until it is removed`() throws {
    let place = try Place()
    defer { place.remove() }
    let index = try Index(place.path, mode: .night, scheme: "s")
    func match(_ a: UInt32, _ b: UInt32, _ kind: Match.Kind, passage: Int) -> IndexedMatch {
      IndexedMatch(
        a: a, b: b,
        match: Match(
          a: ArticleID(0), b: ArticleID(1), kind: kind, jaccard: 0.5, containmentOfAInB: 0.5, containmentOfBInA: 0.5,
          sharedWordCount: passage, longestPassageWordCount: passage, hasChangedNumbers: false, order: .unknown))
    }
    let matches = [
      match(1, 3, .nearDuplicate, passage: 90), match(1, 4, .template, passage: 20),
      match(2, 4, .template, passage: 200), match(3, 4, .version, passage: 50),
    ]
    try index.add(matches)
    try index.add([Discard(a: 1, b: 5, isPassageOnly: true), Discard(a: 2, b: 3, isPassageOnly: false)])
    #expect(try index.compared(withEarlier: 1).sorted() == [3, 4, 5])
    var (later, earlier): ([[UInt32]], [[UInt32]]) = ([], [])
    try index.forEachTelling(earlier: [1, 2]) { later.append([$0, $1]) }
    try index.forEachTelling(later: [4]) { earlier.append([$0, $1]) }
    #expect(later == [[1, 3], [2, 4]] && earlier == [[4, 2], [4, 3]])
    var (found, states, asked): ([IndexedMatch], [IndexedMatch], [IndexedMatch]) = ([], [], [])
    try index.forEachMatch(of: [(a: 2, b: 4), (a: 4, b: 2)]) { asked.append($0) }
    #expect(asked == [matches[2]])
    try index.forEachMatch(ofLater: [3, 4, 6]) { found.append($0) }
    try index.forEachEarlierState(of: [3, 4]) { states.append($0) }
    #expect(found == matches && states == [matches[3]])
    try index.removeComparisons(of: [(a: 1, b: 3), (a: 1, b: 5)])
    #expect(try index.compared(withEarlier: 1) == [4])
    var discards: [Discard] = []
    try index.forEachDiscard(ofLater: [3, 5]) { discards.append($0) }
    #expect(discards == [Discard(a: 2, b: 3, isPassageOnly: false)])
    try index.close()
  }

  @Test func `columns and order are read as they were stored, and what is rolled back is gone`() throws {
    let place = try Place()
    defer { place.remove() }
    let index = try Index(place.path, mode: .night, scheme: "s")
    var columns = ArticleColumns()
    for number in 0..<5000 {
      columns.append(
        published: PublishedInterval(
          earliest: Int64(number) * 60, latest: Int64(number) * 60 + 86_399, basis: .date, zoneMinutes: 240),
        publisher: UInt32(number % 7), fingerprintCount: number)
    }
    (columns.roots[4500], columns.parents[4500], columns.storyParents[17]) = (12, 40, 3)
    try index.store(columns, before: ArticleColumns())
    let order = (0..<5000).map { UInt32(($0 * 7919) % 5000) }
    try index.store(order: order, before: [])
    try index.commit()
    let stored = try index.columns()
    #expect(stored.published == columns.published && stored.publishers == columns.publishers)
    #expect(stored.roots == columns.roots && stored.parents == columns.parents)
    #expect(stored.storyParents == columns.storyParents && stored.fingerprintCounts == columns.fingerprintCounts)
    #expect(try index.canonicalOrder() == order)
    columns.remove(9)
    try index.store(columns, before: stored)
    try index.store(order: Array(order.dropLast(3)), before: order)
    #expect(try index.canonicalOrder().count == 4997)
    try index.close()
    let again = try Index(place.path, mode: .reading, scheme: "s")
    #expect(try again.canonicalOrder() == order && again.columns().isPresent[9])
    try again.close()
  }

  @Test func `an article comes back with its text and claims`() throws {
    let place = try Place()
    defer { place.remove() }
    let index = try Index(place.path, mode: .night, scheme: "s")
    let article = Article(
      key: "a#1", url: "https://icma.az/1", site: "icma.az", title: "Başlıq", body: Array("Mətn\u{0}ə 😄".utf8),
      published: PublishedInterval(earliest: 5, latest: 9, basis: .crawl),
      pageCredits: [PageCredit(kind: .link, target: "https://apa.az/1", label: "APA", byteRange: 1..<3)])
    try index.add([
      NewIndexArticle(
        number: 0,
        article: IndexedArticle(
          key: "a#1", digest: .max, url: article.url, title: article.title, wordCount: 2, isCutOff: true, address: 77,
          urlHash: 78, run: 3), keyHash: 1 << 63, text: PackedText(article, claims: []),
        sketch: IndexedSketch(bands: [1, .max], fingerprints: [], contexts: [], lines: [.max, 0]),
        pageTargets: [99, 99])
    ])
    #expect(try index.text(of: 0, id: ArticleID(4)).article == article)
    #expect(try index.article(0).digest == .max && index.article(0).isCutOff)
    #expect(try index.articles(withKeyHash: 1 << 63).map(\.key) == ["a#1"])
    #expect(try index.sketch(of: 0, withLines: true).lines == [.max, 0])
    #expect(try index.articles(atAddress: 77) == [0] && index.articles(pointingTo: 99) == [0])
    #expect(try index.urlHash(of: 0) == 78)
    try index.close()
  }
}
