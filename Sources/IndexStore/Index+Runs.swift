public import Corpus
internal import Foundation
internal import GRDB

/// One night as the index remembers it.
public struct IndexedRun: Sendable, Equatable {
  /// Runs are numbered from 1.
  public var id: Int
  /// Unix seconds.
  public var startedAt: Int64
  /// The program's version.
  public var version: String
  /// The number of the first article that it brought, and how many follow.
  public var firstArticle: UInt32
  /// Articles that it brought.
  public var articleCount: Int
  /// Whether its report was put in its place.
  public var isReported: Bool
  /// What the report says of the run, as the caller packed it.
  public var summary: [UInt8]

  /// A run with those fields.
  public init(
    id: Int, startedAt: Int64, version: String, firstArticle: UInt32, articleCount: Int, isReported: Bool,
    summary: [UInt8]
  ) {
    (self.id, self.startedAt, self.version, self.firstArticle) = (id, startedAt, version, firstArticle)
    (self.articleCount, self.isReported, self.summary) = (articleCount, isReported, summary)
  }
}

/// A line that was learned to be furniture.
public struct IndexedLine: Sendable, Equatable {
  /// XXH3 of its folded words.
  public var hash: UInt64
  /// The number of the outlet that has it in most texts.
  public var publisher: UInt32
  /// Articles of that outlet that have it.
  public var articleCount: Int
  /// An article that has it.
  public var example: UInt32
  /// The line as it stands there.
  public var line: String
  /// The hashes of its runs of words (`RecurringLines`).
  public var runs: [UInt64]

  /// A line with those fields.
  public init(
    hash: UInt64, publisher: UInt32, articleCount: Int, example: UInt32, line: String, runs: [UInt64]
  ) {
    (self.hash, self.publisher, self.articleCount, self.example) = (hash, publisher, articleCount, example)
    (self.line, self.runs) = (line, runs)
  }
}

extension Index {
  private static func run(_ row: Row) -> IndexedRun {
    IndexedRun(
      id: row[0], startedAt: row[1], version: row[2], firstArticle: row[3], articleCount: row[4], isReported: row[5],
      summary: Array(row[6] as Data))
  }

  /// All runs, by number.
  public func runs() throws -> [IndexedRun] {
    try access { try Row.fetchAll($0, sql: "SELECT * FROM run ORDER BY id").map(Self.run) }
  }

  /// The last run; nil in a new index.
  public func lastRun() throws -> IndexedRun? {
    try access { try Row.fetchOne($0, sql: "SELECT * FROM run ORDER BY id DESC LIMIT 1").map(Self.run) }
  }

  /// Notes a run, or notes it anew.
  public func store(_ run: IndexedRun) throws {
    try access { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO run VALUES (?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          run.id, run.startedAt, run.version, run.firstArticle, run.articleCount, run.isReported, Data(run.summary),
        ])
    }
  }

  /// Notes the inputs of a run.
  public func store(_ inputs: [InputSummary], run: Int) throws {
    try access { database in
      let insert = try database.makeStatement(sql: "INSERT OR REPLACE INTO input VALUES (?, ?, ?, ?, ?)")
      for (number, input) in inputs.enumerated() {
        try insert.execute(arguments: [run, number, input.name, input.byteCount, input.digest])
      }
    }
  }

  /// The inputs of a run, in order.
  public func inputs(run: Int) throws -> [InputSummary] {
    try access { database in
      try Row.fetchAll(
        database, sql: "SELECT name, byte_count, digest FROM input WHERE run = ? ORDER BY number", arguments: [run]
      ).map { InputSummary(name: $0[0], byteCount: $0[1], digest: $0[2]) }
    }
  }

  /// The last run before `run` that read an input of that content; nil if none did.
  public func run(thatRead digest: String, before run: Int) throws -> Int? {
    try access { database in
      try Int.fetchOne(
        database, sql: "SELECT max(run) FROM input WHERE digest = ? AND run < ?", arguments: [digest, run])
    }
  }

  /// Notes what a run could not use.
  public func store(_ rejections: [Rejection], run: Int) throws {
    try access { database in
      let insert = try database.makeStatement(sql: "INSERT OR REPLACE INTO reject VALUES (?, ?, ?, ?, ?, ?, ?)")
      for (number, one) in rejections.enumerated() {
        try insert.execute(arguments: [
          run, number, one.input, one.line, one.offset, one.reason.rawValue, one.detail,
        ])
      }
    }
  }

  /// What a run could not use, in order.
  public func rejections(run: Int) throws -> [Rejection] {
    try access { database in
      try Row.fetchAll(
        database, sql: "SELECT input, line, offset, reason, detail FROM reject WHERE run = ? ORDER BY number",
        arguments: [run]
      ).compactMap { row in
        Rejection.Reason(rawValue: row[3]).map {
          Rejection(input: row[0], line: row[1], offset: row[2], reason: $0, detail: row[4])
        }
      }
    }
  }

  /// All learned lines, by hash.
  public func learnedLines() throws -> [IndexedLine] {
    try access { database in
      try Row.fetchAll(database, sql: "SELECT * FROM learned_line ORDER BY hash").map { row in
        let runs = (row[5] as Data).withUnsafeBytes { bytes in
          stride(from: 0, to: bytes.count - bytes.count % 8, by: 8).map {
            UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt64.self))
          }
        }
        return IndexedLine(
          hash: UInt64(bitPattern: row[0]), publisher: row[1], articleCount: row[2], example: row[3], line: row[4],
          runs: runs)
      }
    }
  }

  /// Stores learned lines and forgets those of `forgotten` hashes.
  public func store(_ lines: [IndexedLine], forgotten: [UInt64]) throws {
    try access { database in
      let delete = try database.makeStatement(sql: "DELETE FROM learned_line WHERE hash = ?")
      for hash in forgotten { try delete.execute(arguments: [Int64(bitPattern: hash)]) }
      let insert = try database.makeStatement(sql: "INSERT OR REPLACE INTO learned_line VALUES (?, ?, ?, ?, ?, ?)")
      for line in lines {
        let runs = line.runs.map(\.littleEndian).withUnsafeBytes { Data($0) }
        try insert.execute(arguments: [
          Int64(bitPattern: line.hash), line.publisher, line.articleCount, line.example, line.line, runs,
        ])
      }
    }
  }
}
