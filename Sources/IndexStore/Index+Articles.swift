public import Corpus
internal import Foundation
internal import GRDB
public import Tracing

/// An article on its way into the index.
public struct NewIndexArticle: Sendable {
  /// Its number: those of one night follow each other.
  public var number: UInt32
  /// What is kept of it.
  public var article: IndexedArticle
  /// XXH3 of its id.
  public var keyHash: UInt64
  /// Its text and claims.
  public var text: PackedText
  /// Its keys.
  public var sketch: IndexedSketch
  /// XXH3 of the comparison forms of the URLs that its page points to.
  public var pageTargets: [UInt64]

  /// An article with those fields.
  public init(
    number: UInt32, article: IndexedArticle, keyHash: UInt64, text: PackedText, sketch: IndexedSketch,
    pageTargets: [UInt64]
  ) {
    (self.number, self.article, self.keyHash) = (number, article, keyHash)
    (self.text, self.sketch, self.pageTargets) = (text, sketch, pageTargets)
  }
}

extension Index {
  /// Adds articles, in the order of their numbers.
  public func add(_ articles: some Sequence<NewIndexArticle>) throws {
    try changeKeys { database in
      let article = try database.makeStatement(
        sql: "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, 0)")
      let text = try database.makeStatement(sql: "INSERT INTO text VALUES (?, ?, ?)")
      let sketch = try database.makeStatement(sql: "INSERT INTO sketch VALUES (?, ?, ?, ?)")
      let target = try database.makeStatement(sql: "INSERT OR IGNORE INTO page_target VALUES (?, ?)")
      for new in articles {
        let one = new.article
        try article.execute(arguments: [
          new.number, one.key, Int64(bitPattern: new.keyHash), Int64(bitPattern: one.digest), one.url, one.title,
          one.wordCount, one.isCutOff, Int64(bitPattern: one.address), Int64(bitPattern: one.urlHash), one.run,
          one.standing.rawValue, Self.text(of: one.flags),
        ])
        try text.execute(arguments: [new.number, Data(new.text.body), Data(new.text.claims)])
        try sketch.execute(arguments: [
          new.number, Self.data(new.sketch.bands), Self.data(new.sketch.fingerprints), Self.data(new.sketch.lines),
        ])
        for one in new.pageTargets { try target.execute(arguments: [Int64(bitPattern: one), new.number]) }
      }
    }
  }

  static func text(of flags: [Flag]) -> String { flags.map(\.rawValue).joined(separator: " ") }

  static func flags(_ text: String) -> [Flag] { text.split(separator: " ").compactMap { Flag(rawValue: String($0)) } }

  private static func data<T: FixedWidthInteger>(_ numbers: [T]) -> Data {
    numbers.map(\.littleEndian).withUnsafeBytes { Data($0) }
  }

  private static func numbers<T: FixedWidthInteger>(_ data: Data) -> [T] {
    data.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count - bytes.count % MemoryLayout<T>.size, by: MemoryLayout<T>.size).map {
        T(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: T.self))
      }
    }
  }

  /// The numbers and text digests of the articles with each of those ids and of later states of the same page (`ID#2`),
  /// by XXH3 of the id.
  public func articles(withKeyHash hash: UInt64) throws -> [(number: UInt32, key: String, digest: UInt64)] {
    try access { database in
      let statement = try database.cachedStatement(sql: "SELECT id, key, digest FROM article WHERE key_hash = ?")
      return try Row.fetchAll(statement, arguments: [Int64(bitPattern: hash)]).map { row in
        (row[0], row[1], UInt64(bitPattern: row[2]))
      }
    }
  }

  /// What is kept of an article.
  public func article(_ number: UInt32) throws -> IndexedArticle {
    guard let article = try articles([number])[number] else { throw damaged("article \(number)") }
    return article
  }

  /// What is kept of articles, by number; `numbers` ascend.
  public func articles(_ numbers: [UInt32]) throws -> [UInt32: IndexedArticle] {
    try access { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT id, key, digest, url, title, word_count, is_cut_off, address, url_hash, run, standing, flags, parent,
            parent_containment FROM article WHERE id BETWEEN ? AND ?
          """)
      var articles: [UInt32: IndexedArticle] = [:]
      articles.reserveCapacity(numbers.count)
      for range in Self.runs(of: numbers) {
        let rows = try Row.fetchCursor(statement, arguments: [range.lowerBound, range.upperBound])
        while let row = try rows.next() {
          var article = IndexedArticle(
            key: row[1], digest: UInt64(bitPattern: row[2]), url: row[3], title: row[4], wordCount: row[5],
            isCutOff: row[6], address: UInt64(bitPattern: row[7]), urlHash: UInt64(bitPattern: row[8]), run: row[9])
          article.standing = Standing(rawValue: row[10]) ?? .alone
          article.flags = Self.flags(row[11])
          (article.parent, article.parentContainment) = (row[12], row[13])
          articles[row[0]] = article
        }
      }
      return articles
    }
  }

  /// XXH3 of the URL of an article.
  public func urlHash(of number: UInt32) throws -> UInt64 {
    try access { database in
      let statement = try database.cachedStatement(sql: "SELECT url_hash FROM article WHERE id = ?")
      return UInt64(bitPattern: try Int64.fetchOne(statement, arguments: [number]) ?? 0)
    }
  }

  /// An article's text and claims; the claims are of `id`.
  public func text(of number: UInt32, id: ArticleID) throws -> (article: Article, claims: [ReadClaim]) {
    let packed = try access { database in
      let statement = try database.cachedStatement(sql: "SELECT body, claims FROM text WHERE id = ?")
      guard let row = try Row.fetchOne(statement, arguments: [number]) else { throw damaged("text \(number)") }
      return PackedText(body: Array(row[0] as Data), claims: Array(row[1] as Data))
    }
    guard let text = packed.unpacked(id: id) else { throw damaged("text \(number)") }
    return text
  }

  /// The claims of articles, by number, each as of article 0; none where nothing is claimed.
  ///
  /// `numbers` ascend.
  public func claims(of numbers: [UInt32]) throws -> [UInt32: [ReadClaim]] {
    let packed: [(number: UInt32, claims: [UInt8])] = try access { database in
      let statement = try database.cachedStatement(
        sql: "SELECT id, claims FROM text WHERE id BETWEEN ? AND ? AND length(claims) > 0")
      var packed: [(number: UInt32, claims: [UInt8])] = []
      for range in Self.runs(of: numbers) {
        let rows = try Row.fetchCursor(statement, arguments: [range.lowerBound, range.upperBound])
        while let row = try rows.next() { packed.append((row[0], Array(row[1] as Data))) }
      }
      return packed
    }
    var claims: [UInt32: [ReadClaim]] = [:]
    claims.reserveCapacity(packed.count)
    for (number, bytes) in packed {
      guard let coded = TextCodec.decompress(bytes), let found = ClaimCoding.decode(coded, article: ArticleID(0)) else {
        throw damaged("text \(number)")
      }
      claims[number] = found
    }
    return claims
  }

  /// The articles that an article's verdicts and its standing name as they were last told: evidence and parent.
  public func sources(of number: UInt32) throws -> [UInt32] {
    try access { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT evidence FROM claim WHERE article = ?1 AND evidence IS NOT NULL
          UNION ALL SELECT parent FROM article WHERE id = ?1 AND parent IS NOT NULL
          """)
      return try UInt32.fetchAll(statement, arguments: [number])
    }
  }

  /// An article's band keys and fingerprints, or also its lines.
  public func sketch(of number: UInt32, withLines: Bool = false) throws -> IndexedSketch {
    try readKeys { database in
      let statement = try database.cachedStatement(
        sql: withLines
          ? "SELECT bands, fingerprints, lines FROM sketch WHERE id = ?"
          : "SELECT bands, fingerprints FROM sketch WHERE id = ?")
      guard let row = try Row.fetchOne(statement, arguments: [number]) else { throw damaged("sketch \(number)") }
      return IndexedSketch(
        bands: Self.numbers(row[0]), fingerprints: Self.numbers(row[1]), contexts: [],
        lines: withLines ? Self.numbers(row[2]) : [])
    }
  }

  /// Stores where an article stands.
  public func setStanding(
    of number: UInt32, _ standing: Standing, flags: [Flag], parent: UInt32?, parentContainment: Double
  ) throws {
    try access { database in
      let statement = try database.cachedStatement(
        sql: "UPDATE article SET standing = ?, flags = ?, parent = ?, parent_containment = ? WHERE id = ?")
      try statement.execute(arguments: [
        standing.rawValue, Self.text(of: flags), parent, parentContainment, number,
      ])
    }
  }

  /// Renames the articles whose page has several states.
  public func rename(_ number: UInt32, to key: String) throws {
    try access { database in
      try database.execute(sql: "UPDATE article SET key = ? WHERE id = ?", arguments: [key, number])
    }
  }

  /// The articles at an address, by XXH3 of its comparison form.
  public func articles(atAddress address: UInt64) throws -> [UInt32] {
    try access { database in
      let statement = try database.cachedStatement(
        sql: "SELECT id FROM article WHERE address = ? AND address <> 0 ORDER BY id")
      return try UInt32.fetchAll(statement, arguments: [Int64(bitPattern: address)])
    }
  }

  /// The articles whose pages point to an address.
  public func articles(pointingTo address: UInt64) throws -> [UInt32] {
    try access { database in
      let statement = try database.cachedStatement(
        sql: "SELECT article FROM page_target WHERE target = ? ORDER BY article")
      return try UInt32.fetchAll(statement, arguments: [Int64(bitPattern: address)])
    }
  }

  /// Whether any page points anywhere; without one nobody need ask.
  public func hasPageTargets() throws -> Bool {
    try access { try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM page_target)") ?? false }
  }

  /// The addresses that an article's page points to, each by the articles there.
  public func linkedArticles(from number: UInt32) throws -> [UInt32] {
    try access { database in
      // Few pages point anywhere, and then to few addresses.
      let statement = try database.cachedStatement(
        sql: """
          SELECT article.id FROM page_target CROSS JOIN article ON article.address = page_target.target
          WHERE page_target.article = ? AND article.address <> 0 ORDER BY article.id
          """)
      return try UInt32.fetchAll(statement, arguments: [number])
    }
  }

  /// The articles whose text most probably comes from this one.
  public func children(of number: UInt32) throws -> [UInt32] {
    try access { database in
      let statement = try database.cachedStatement(sql: "SELECT id FROM article WHERE parent = ? ORDER BY id")
      return try UInt32.fetchAll(statement, arguments: [number])
    }
  }
}
