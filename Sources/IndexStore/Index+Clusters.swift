internal import Foundation
internal import GRDB

/// A cluster as the index knows it.
public struct IndexedCluster: Sendable, Equatable {
  /// The number of its founding article.
  public var root: UInt32
  /// Its id, minted when it was born.
  public var id: String
  /// Its members.
  public var size: Int
  /// The run that bore it.
  public var born: Int

  /// A cluster with those fields.
  public init(root: UInt32, id: String, size: Int, born: Int) {
    (self.root, self.id, self.size, self.born) = (root, id, size, born)
  }
}

extension Index {
  /// The cluster that an article founds.
  public func cluster(foundedBy root: UInt32) throws -> IndexedCluster? {
    try access { database in
      let statement = try database.cachedStatement(sql: "SELECT root, id, size, born FROM cluster WHERE root = ?")
      return try Row.fetchOne(statement, arguments: [root]).map(Self.cluster)
    }
  }

  private static func cluster(_ row: Row) -> IndexedCluster {
    IndexedCluster(root: row[0], id: row[1], size: row[2], born: row[3])
  }

  /// The cluster of that id, or the one that took its place.
  public func cluster(named id: String) throws -> IndexedCluster? {
    try access { database in
      var name = id
      // An alias leads to what was an id when it was made; that one may have been merged since.
      for _ in 0..<1000 {
        if let row = try Row.fetchOne(
          database, sql: "SELECT root, id, size, born FROM cluster WHERE id = ?", arguments: [name])
        {
          return Self.cluster(row)
        }
        guard
          let next = try String.fetchOne(
            database, sql: "SELECT cluster FROM cluster_alias WHERE id = ?", arguments: [name])
        else { return nil }
        name = next
      }
      return nil
    }
  }

  /// Whether some cluster has or had that id.
  public func isClusterID(_ id: String) throws -> Bool {
    try access { database in
      let statement = try database.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM cluster WHERE id = ?1) OR EXISTS (SELECT 1 FROM cluster_alias WHERE id = ?1)"
      )
      return try Bool.fetchOne(statement, arguments: [id]) ?? false
    }
  }

  /// All clusters, by founding article.
  public func clusters() throws -> [IndexedCluster] {
    try access { database in
      try Row.fetchAll(database, sql: "SELECT root, id, size, born FROM cluster ORDER BY root").map(Self.cluster)
    }
  }

  /// Puts `clusters` in the place of those founded by `roots`.
  public func replaceClusters(foundedBy roots: [UInt32], with clusters: [IndexedCluster]) throws {
    try access { database in
      let delete = try database.makeStatement(sql: "DELETE FROM cluster WHERE root = ?")
      for root in roots { try delete.execute(arguments: [root]) }
      let insert = try database.makeStatement(sql: "INSERT INTO cluster VALUES (?, ?, ?, ?)")
      for one in clusters { try insert.execute(arguments: [one.root, one.id, one.size, one.born]) }
    }
  }

  /// Notes an id that was given up for another one.
  public func addAlias(_ id: String, of cluster: String, run: Int) throws {
    try access { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO cluster_alias VALUES (?, ?, ?)", arguments: [id, cluster, run])
    }
  }

  /// The ids given up in a run, each with the one in its place, sorted.
  public func aliases(run: Int) throws -> [(id: String, cluster: String)] {
    try access { database in
      try Row.fetchAll(
        database, sql: "SELECT id, cluster FROM cluster_alias WHERE run = ? ORDER BY id", arguments: [run]
      ).map { ($0[0], $0[1]) }
    }
  }

  /// All ids that were given up, each with the one in its place and the run that did it, sorted.
  public func allAliases() throws -> [(id: String, cluster: String, run: Int)] {
    try access { database in
      try Row.fetchAll(database, sql: "SELECT id, cluster, run FROM cluster_alias ORDER BY id").map {
        ($0[0], $0[1], $0[2])
      }
    }
  }

  /// Forgets what runs changed of clusters and verdicts.
  public func forgetChanges() throws {
    try access { database in
      for table in ["cluster_alias", "cluster_change", "verdict_change"] {
        try database.execute(sql: "DELETE FROM \"\(table)\"")
      }
    }
  }

  /// Notes what a run changed of clusters.
  public func addChanges(_ changes: [(id: String, change: String)], run: Int) throws {
    try access { database in
      let insert = try database.makeStatement(sql: "INSERT OR REPLACE INTO cluster_change VALUES (?, ?, ?)")
      for one in changes { try insert.execute(arguments: [run, one.id, one.change]) }
    }
  }

  /// What a run changed of clusters, by id.
  public func changes(run: Int) throws -> [String: String] {
    try access { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT id, change FROM cluster_change WHERE run = ?", arguments: [run])
      return Dictionary(rows.map { ($0[0], $0[1]) }) { first, _ in first }
    }
  }
}
