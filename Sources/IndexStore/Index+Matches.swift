internal import Corpus
internal import Foundation
internal import GRDB
internal import GRDBSQLite
public import Matching
internal import Tracing

/// A verified match of two articles by their numbers; `a` comes first in canonical order.
public struct IndexedMatch: Sendable, Equatable {
  /// The number of the one that comes first.
  public var a: UInt32
  /// The number of the other one.
  public var b: UInt32
  /// What they are to each other and how much they share; its ids are those of `a` and `b` where it was made.
  public var match: Match

  /// A match of those articles.
  public init(a: UInt32, b: UInt32, match: Match) { (self.a, self.b, self.match) = (a, b, match) }
}

/// Two articles whose texts were compared and do not match; `a` comes first in canonical order.
public struct Discard: Sendable, Hashable {
  /// The number of the one that comes first, and of the other one.
  public var a, b: UInt32
  /// Whether they were compared for a shared passage alone.
  public var isPassageOnly: Bool

  /// A discard of those articles.
  public init(a: UInt32, b: UInt32, isPassageOnly: Bool) {
    (self.a, self.b, self.isPassageOnly) = (a, b, isPassageOnly)
  }
}

extension Index {
  /// Calls `body` with what `numbers` (ascending) were compared with in vain, which comes before them, by (b, a).
  public func forEachDiscard(ofLater numbers: [UInt32], _ body: (Discard) -> Void) throws {
    try access { database in
      let statement = try database.cachedStatement(
        sql: "SELECT a, b, is_passage_only FROM discard WHERE b BETWEEN ? AND ? ORDER BY b, a")
      for range in Self.runs(of: numbers) {
        let rows = try Row.fetchCursor(statement, arguments: [range.lowerBound, range.upperBound])
        while let row = try rows.next() { body(Discard(a: row[0], b: row[1], isPassageOnly: row[2])) }
      }
    }
  }

  /// The later articles that were compared with `number`, whether they match or not.
  public func compared(withEarlier number: UInt32) throws -> [UInt32] {
    try access { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT b FROM match INDEXED BY match_a WHERE a = ?1
          UNION ALL SELECT b FROM discard INDEXED BY discard_a WHERE a = ?1
          """)
      return try UInt32.fetchAll(statement, arguments: [number])
    }
  }

  /// Adds discards; sorted by (b, a) they go in fastest.
  public func add(_ discards: some Sequence<Discard>) throws {
    try access { database in
      let statement = try database.makeStatement(
        sql: "INSERT OR REPLACE INTO discard (b, a, is_passage_only) VALUES (?, ?, ?)")
      for one in discards { try statement.execute(arguments: [one.b, one.a, one.isPassageOnly]) }
    }
  }

  private static let columns = """
    b, a, kind, jaccard, a_in_b, b_in_a, shared_words, longest_passage, has_changed_numbers, parent_score,
    better_containment, is_passage_only
    """

  /// Calls `body` with the matches that a statement over `columns` finds.
  private static func forEach(
    _ statement: Statement, _ values: [Int64], _ body: (IndexedMatch) throws -> Void
  ) throws {
    try forEachRow(statement, values) { try body(unsafe match($0)) }
  }

  /// Calls `body` with each row that a statement finds for `values`.
  ///
  /// A night reads more matches than anything else, so they are read by SQLite's own calls: GRDB's cursors and rows cost
  /// more than what they hold.
  static func forEachRow(_ statement: Statement, _ values: [Int64], _ body: (SQLiteStatement) throws -> Void) throws {
    let row = unsafe statement.sqliteStatement
    unsafe sqlite3_reset(row)
    defer { unsafe sqlite3_reset(row) }
    for (place, value) in values.enumerated() { unsafe sqlite3_bind_int64(row, Int32(place + 1), value) }
    while true {
      switch unsafe sqlite3_step(row) {
      case SQLITE_ROW: try body(row)
      case SQLITE_DONE: return
      case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code))
      }
    }
  }

  private static func match(_ row: SQLiteStatement) -> IndexedMatch {
    func number(_ column: Int32) -> Int { Int(unsafe sqlite3_column_int64(row, column)) }
    func share(_ column: Int32) -> Double { unsafe sqlite3_column_double(row, column) }
    let kind = unsafe sqlite3_column_text(row, 2).flatMap { Match.Kind(rawValue: unsafe String(cString: $0)) }
    // Ids and order are the reader's to set: the place in canonical order moves, the measures do not.
    var match = Match(
      a: ArticleID(0), b: ArticleID(1), kind: kind ?? .partial, jaccard: share(3), containmentOfAInB: share(4),
      containmentOfBInA: share(5), sharedWordCount: number(6), longestPassageWordCount: number(7),
      hasChangedNumbers: number(8) != 0, order: .unknown)
    (match.tie.parentScore, match.tie.betterContainment) = (share(9), share(10))
    match.isPassageOnly = number(11) != 0
    return IndexedMatch(
      a: UInt32(truncatingIfNeeded: number(1)), b: UInt32(truncatingIfNeeded: number(0)), match: match)
  }

  /// The matches in which `number` comes last.
  public func matches(ofLater number: UInt32) throws -> [IndexedMatch] {
    var matches: [IndexedMatch] = []
    try forEachMatch(ofLater: [number]) { matches.append($0) }
    return matches
  }

  /// Calls `body` with the matches in which one of `numbers` (ascending) comes last, by (b, a).
  public func forEachMatch(ofLater numbers: [UInt32], _ body: (IndexedMatch) throws -> Void) throws {
    try forEachMatch(ofLater: numbers, where: "TRUE", body)
  }

  private func forEachMatch(
    ofLater numbers: [UInt32], where condition: String, _ body: (IndexedMatch) throws -> Void
  ) throws {
    try access { database in
      let statement = try database.cachedStatement(
        sql: "SELECT \(Self.columns) FROM match WHERE b BETWEEN ? AND ? AND \(condition) ORDER BY b, a")
      for range in Self.runs(of: numbers) {
        try Self.forEach(statement, [Int64(range.lowerBound), Int64(range.upperBound)], body)
      }
    }
  }

  /// The ranges of numbers that follow each other: one statement reads all rows of a range.
  static func runs(of numbers: [UInt32]) -> [ClosedRange<UInt32>] {
    var runs: [ClosedRange<UInt32>] = []
    for number in numbers {
      if let last = runs.last, last.upperBound + 1 == number {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    return runs
  }

  /// Calls `body` with the matches of `pairs`, of those that match.
  public func forEachMatch(of pairs: [(a: UInt32, b: UInt32)], _ body: (IndexedMatch) throws -> Void) throws {
    try access { database in
      let statement = try database.cachedStatement(sql: "SELECT \(Self.columns) FROM match WHERE b = ? AND a = ?")
      for pair in pairs {
        try Self.forEachRow(statement, [Int64(pair.b), Int64(pair.a)]) { try body(unsafe Self.match($0)) }
      }
    }
  }

  /// Calls `body` with each of `numbers` and a later article of whose text it may tell where it comes from.
  public func forEachTelling(earlier numbers: [UInt32], _ body: (_ number: UInt32, _ later: UInt32) throws -> Void)
    throws
  {
    try forEachTelling(numbers, "SELECT b FROM match INDEXED BY match_a WHERE a = ? AND is_telling = 1", body)
  }

  /// Calls `body` with each of `numbers` and an earlier article that may tell where its text comes from
  /// (`Match.isTelling`).
  public func forEachTelling(later numbers: [UInt32], _ body: (_ number: UInt32, _ earlier: UInt32) throws -> Void)
    throws
  {
    try forEachTelling(numbers, "SELECT a FROM match WHERE b = ? AND is_telling = 1", body)
  }

  private func forEachTelling(_ numbers: [UInt32], _ sql: String, _ body: (UInt32, UInt32) throws -> Void) throws {
    try access { database in
      let statement = try database.cachedStatement(sql: sql)
      for number in numbers {
        try Self.forEachRow(statement, [Int64(number)]) { row in
          try body(number, UInt32(truncatingIfNeeded: unsafe sqlite3_column_int64(row, 0)))
        }
      }
    }
  }

  /// The matches of `numbers` (ascending) with earlier states of their pages.
  public func forEachEarlierState(of numbers: [UInt32], _ body: (IndexedMatch) throws -> Void) throws {
    try forEachMatch(ofLater: numbers, where: "kind = 'version'", body)
  }

  /// The matches in which `number` comes first.
  public func matches(ofEarlier number: UInt32) throws -> [IndexedMatch] {
    try access { database in
      let statement = try database.cachedStatement(
        sql: "SELECT \(Self.columns) FROM match INDEXED BY match_a WHERE a = ?")
      var matches: [IndexedMatch] = []
      try Self.forEach(statement, [Int64(number)]) { matches.append($0) }
      return matches
    }
  }

  /// All matches, by (b, a).
  public func forEachMatch(_ body: (IndexedMatch) throws -> Void) throws {
    try access { database in
      let statement = try database.makeStatement(sql: "SELECT \(Self.columns) FROM match ORDER BY b, a")
      try Self.forEach(statement, [], body)
    }
  }

  /// Removes matches and discards of those pairs.
  public func removeComparisons(of pairs: some Sequence<(a: UInt32, b: UInt32)>) throws {
    try access { database in
      let match = try database.makeStatement(sql: "DELETE FROM match WHERE b = ? AND a = ?")
      let discard = try database.makeStatement(sql: "DELETE FROM discard WHERE b = ? AND a = ?")
      for (a, b) in pairs {
        try match.execute(arguments: [b, a])
        try discard.execute(arguments: [b, a])
      }
    }
  }

  /// Adds matches; sorted by (b, a) they go in fastest.
  public func add(_ matches: some Sequence<IndexedMatch>) throws {
    try access { database in
      let statement = try database.makeStatement(
        sql: "INSERT OR REPLACE INTO match (\(Self.columns), is_telling) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      )
      for one in matches {
        let match = one.match
        try statement.execute(arguments: [
          one.b, one.a, match.kind.rawValue, match.jaccard, match.containmentOfAInB, match.containmentOfBInA,
          match.sharedWordCount, match.longestPassageWordCount, match.hasChangedNumbers, match.tie.parentScore,
          match.tie.betterContainment, match.isPassageOnly, match.isTelling,
        ])
      }
    }
  }
}
