internal import Foundation
internal import GRDB
public import Tracing

/// What became of a claim when it was last judged.
public struct IndexedVerdict: Sendable, Equatable {
  /// The number of the article that makes the claim, and the claim's place in it, from 0.
  public var article: UInt32
  /// The claim's place in the article, from 0.
  public var number: Int
  /// Its source as it is compared with outlets' names.
  public var sourceName: String
  /// The outlet that it resolves to, or empty.
  public var sourceOutlet: String
  /// The outcome.
  public var verdict: Verdict
  /// What stands beside it.
  public var flags: [Flag]
  /// The number of the article that decided, if one did.
  public var evidence: UInt32?

  /// A verdict with those fields.
  public init(
    article: UInt32, number: Int, sourceName: String, sourceOutlet: String, verdict: Verdict, flags: [Flag],
    evidence: UInt32?
  ) {
    (self.article, self.number, self.sourceName, self.sourceOutlet) = (article, number, sourceName, sourceOutlet)
    (self.verdict, self.flags, self.evidence) = (verdict, flags, evidence)
  }
}

extension Index {
  /// The verdicts of an article's claims, by place.
  public func verdicts(of article: UInt32) throws -> [IndexedVerdict] { try verdicts(of: [article])[article] ?? [] }

  /// The verdicts of the claims of articles, by number, then place; `numbers` ascend.
  public func verdicts(of numbers: [UInt32]) throws -> [UInt32: [IndexedVerdict]] {
    try access { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT article, number, source_name, source_outlet, verdict, flags, evidence FROM claim
          WHERE article BETWEEN ? AND ? ORDER BY article, number
          """)
      var verdicts: [UInt32: [IndexedVerdict]] = [:]
      for range in Self.runs(of: numbers) {
        let rows = try Row.fetchCursor(statement, arguments: [range.lowerBound, range.upperBound])
        while let row = try rows.next() {
          let article: UInt32 = row[0]
          verdicts[article, default: []].append(
            IndexedVerdict(
              article: article, number: row[1], sourceName: row[2], sourceOutlet: row[3],
              verdict: Verdict(rawValue: row[4]) ?? .unverifiable, flags: Self.flags(row[5]), evidence: row[6]))
        }
      }
      return verdicts
    }
  }

  /// The outlets that an article's claims name as their sources, or empty names.
  public func creditedOutlets(of article: UInt32) throws -> [String] {
    try access { database in
      let statement = try database.cachedStatement(sql: "SELECT source_outlet FROM claim WHERE article = ?")
      return try String.fetchAll(statement, arguments: [article])
    }
  }

  /// Stores verdicts in the place of older ones.
  public func store(_ verdicts: some Sequence<IndexedVerdict>) throws {
    try access { database in
      let insert = try database.makeStatement(sql: "INSERT OR REPLACE INTO claim VALUES (?, ?, ?, ?, ?, ?, ?)")
      for one in verdicts {
        try insert.execute(arguments: [
          one.article, one.number, one.sourceName, one.sourceOutlet, one.verdict.rawValue, Self.text(of: one.flags),
          one.evidence,
        ])
      }
    }
  }

  /// The articles that claim a source written like that.
  public func articles(claiming name: String) throws -> [UInt32] {
    try access { database in
      try UInt32.fetchAll(
        database, sql: "SELECT DISTINCT article FROM claim WHERE source_name = ? AND source_name <> ''",
        arguments: [name])
    }
  }

  /// The articles that claim an outlet which was not in the corpus then.
  public func articles(waitingFor outlet: String) throws -> [UInt32] {
    try access { database in
      try UInt32.fetchAll(
        database,
        sql: "SELECT DISTINCT article FROM claim WHERE source_outlet = ? AND verdict = 'source-not-in-corpus'",
        arguments: [outlet])
    }
  }

  /// The articles with a claim that this article decided.
  public func articles(decidedBy evidence: UInt32) throws -> [UInt32] {
    try access { database in
      let statement = try database.cachedStatement(sql: "SELECT DISTINCT article FROM claim WHERE evidence = ?")
      return try UInt32.fetchAll(statement, arguments: [evidence])
    }
  }

  /// Notes the verdicts that a run changed.
  public func addVerdictChanges(_ changes: [(article: UInt32, number: Int, before: Verdict)], run: Int) throws {
    try access { database in
      let insert = try database.makeStatement(sql: "INSERT OR REPLACE INTO verdict_change VALUES (?, ?, ?, ?)")
      for one in changes { try insert.execute(arguments: [run, one.article, one.number, one.before.rawValue]) }
    }
  }

  /// The verdicts that a run changed, by article and place.
  public func verdictChanges(run: Int) throws -> [(article: UInt32, number: Int, before: Verdict)] {
    try access { database in
      try Row.fetchAll(
        database, sql: "SELECT article, number, before FROM verdict_change WHERE run = ? ORDER BY article, number",
        arguments: [run]
      ).compactMap { row in Verdict(rawValue: row[2]).map { (row[0], row[1], $0) } }
    }
  }
}
