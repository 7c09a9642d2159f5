internal import Corpus
internal import Foundation
internal import GRDB
public import Matching

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

extension Index {
  private static let columns = """
    b, a, kind, jaccard, a_in_b, b_in_a, shared_words, longest_passage, has_changed_numbers, parent_score,
    better_containment, is_passage_only
    """

  private static func match(_ row: Row) -> IndexedMatch {
    let (b, a): (UInt32, UInt32) = (row[0], row[1])
    // Ids and order are the reader's to set: the place in canonical order moves, the measures do not.
    var match = Match(
      a: ArticleID(0), b: ArticleID(1), kind: Match.Kind(rawValue: row[2]) ?? .partial, jaccard: row[3],
      containmentOfAInB: row[4], containmentOfBInA: row[5], sharedWordCount: row[6], longestPassageWordCount: row[7],
      hasChangedNumbers: row[8], order: .unknown)
    (match.tie.parentScore, match.tie.betterContainment, match.isPassageOnly) = (row[9], row[10], row[11])
    return IndexedMatch(a: a, b: b, match: match)
  }

  /// The matches in which `number` comes last.
  public func matches(ofLater number: UInt32) throws -> [IndexedMatch] {
    try access { database in
      let statement = try database.cachedStatement(sql: "SELECT \(Self.columns) FROM match WHERE b = ?")
      return try Row.fetchAll(statement, arguments: [number]).map(Self.match)
    }
  }

  /// The matches in which `number` comes first.
  public func matches(ofEarlier number: UInt32) throws -> [IndexedMatch] {
    try access { database in
      let statement = try database.cachedStatement(
        sql: "SELECT \(Self.columns) FROM match INDEXED BY match_a WHERE a = ?")
      return try Row.fetchAll(statement, arguments: [number]).map(Self.match)
    }
  }

  /// All matches, by (b, a).
  public func forEachMatch(_ body: (IndexedMatch) throws -> Void) throws {
    try access { database in
      let rows = try Row.fetchCursor(database, sql: "SELECT \(Self.columns) FROM match ORDER BY b, a")
      while let row = try rows.next() { try body(Self.match(row)) }
    }
  }

  /// Removes all matches in which one of `later` comes last.
  public func removeMatches(ofLater later: some Sequence<UInt32>) throws {
    try access { database in
      let statement = try database.makeStatement(sql: "DELETE FROM match WHERE b = ?")
      for number in later { try statement.execute(arguments: [number]) }
    }
  }

  /// Adds matches; sorted by (b, a) they go in fastest.
  public func add(_ matches: some Sequence<IndexedMatch>) throws {
    try access { database in
      let statement = try database.makeStatement(
        sql: "INSERT OR REPLACE INTO match (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      for one in matches {
        let match = one.match
        try statement.execute(arguments: [
          one.b, one.a, match.kind.rawValue, match.jaccard, match.containmentOfAInB, match.containmentOfBInA,
          match.sharedWordCount, match.longestPassageWordCount, match.hasChangedNumbers, match.tie.parentScore,
          match.tie.betterContainment, match.isPassageOnly,
        ])
      }
    }
  }
}
