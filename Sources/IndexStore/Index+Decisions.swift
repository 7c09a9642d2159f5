internal import Foundation
internal import GRDB
public import Tracing

/// A rule that a decision made: two articles belong together, or must not.
public struct LinkRule: Hashable, Sendable {
  /// The numbers of the two, the smaller one first.
  public var a, b: UInt32
  /// Whether they are of one story.
  public var isSame: Bool
  /// The decision that made it.
  public var decision: Int

  /// A rule about two articles in any order.
  public init(_ one: UInt32, _ other: UInt32, isSame: Bool, decision: Int) {
    (a, b, self.isSame, self.decision) = (min(one, other), max(one, other), isSame, decision)
  }
}

extension Index {
  private static func decision(_ row: Row) -> (id: Int, decision: ReviewDecision)? {
    guard let kind = ReviewDecision.Decision(rawValue: row[1]) else { return nil }
    return (
      row[0],
      ReviewDecision(
        decision: kind, articleA: row[2], articleB: row[3], cluster: row[4], claim: row[5],
        verdict: Verdict(rawValue: row[6]), reviewer: row[7], decidedAt: row[8], note: row[9])
    )
  }

  /// All decisions in the order in which they came.
  public func decisions() throws -> [(id: Int, decision: ReviewDecision)] {
    try access { try Row.fetchAll($0, sql: "SELECT * FROM decision ORDER BY id").compactMap(Self.decision) }
  }

  /// Adds a decision and gives its number.
  public func add(_ decision: ReviewDecision) throws -> Int {
    try access { database in
      try database.execute(
        sql: "INSERT INTO decision VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          decision.decision.rawValue, decision.articleA, decision.articleB, decision.cluster, decision.claim,
          decision.verdict?.rawValue ?? "", decision.reviewer, decision.decidedAt, decision.note,
        ])
      return Int(database.lastInsertedRowID)
    }
  }

  /// All rules about pairs.
  public func linkRules() throws -> [LinkRule] {
    try access { database in
      try Row.fetchAll(database, sql: "SELECT a, b, is_same, decision FROM link_rule ORDER BY a, b").map {
        LinkRule($0[0], $0[1], isSame: $0[2], decision: $0[3])
      }
    }
  }

  /// Stores a rule in the place of an older one about the same pair.
  public func store(_ rule: LinkRule) throws {
    try access { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO link_rule VALUES (?, ?, ?, ?)",
        arguments: [rule.a, rule.b, rule.isSame, rule.decision])
    }
  }

  /// Stores what the verdict of an article's claim, counted from 0, is to be.
  public func storeVerdictRule(article: UInt32, number: Int, verdict: Verdict, decision: Int) throws {
    try access { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO verdict_rule VALUES (?, ?, ?, ?)",
        arguments: [article, number, verdict.rawValue, decision])
    }
  }

  /// What the verdicts of claims are to be, by article and place.
  public func verdictRules() throws -> [(article: UInt32, number: Int, verdict: Verdict, decision: Int)] {
    try access { database in
      try Row.fetchAll(database, sql: "SELECT * FROM verdict_rule ORDER BY article, number").compactMap { row in
        Verdict(rawValue: row[2]).map { (row[0], row[1], $0, row[3]) }
      }
    }
  }

  /// The number of the article of that id; nil if there is none.
  public func number(ofArticle key: String, keyHash: UInt64) throws -> UInt32? {
    try access { database in
      let statement = try database.cachedStatement(sql: "SELECT id, key FROM article WHERE key_hash = ?")
      return try Row.fetchAll(statement, arguments: [Int64(bitPattern: keyHash)]).first { $0[1] == key }?[0]
    }
  }
}
