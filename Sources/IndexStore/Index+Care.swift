internal import Foundation
internal import GRDB

extension Index {
  /// Rows of each table, by name, and bytes of the file.
  public func counts() throws -> (rows: [(table: String, count: Int)], byteCount: Int) {
    try access { database in
      let tables = ["article", "match", "cluster", "claim", "outlet", "learned_line", "decision", "run"]
      let rows = try tables.map { table in
        (table, try Int.fetchOne(database, sql: "SELECT count(*) FROM \"\(table)\"") ?? 0)
      }
      let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      let size = try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0
      return (rows, pages * size)
    }
  }

  /// Checks that the file is whole and that its tables agree with each other; gives what is wrong, at most 100 faults.
  public func faults() throws -> [String] {
    var faults: [String] = []
    try access { database in
      faults += try String.fetchAll(database, sql: "PRAGMA integrity_check(50)").filter { $0 != "ok" }
    }
    guard faults.isEmpty else { return faults }
    do {
      faults += try disagreements()
    } catch let error as IndexError {
      guard case .unreadable(_, let detail) = error else { throw error }
      faults.append(detail)
    }
    return Array(faults.prefix(100))
  }

  private func disagreements() throws -> [String] {
    var faults: [String] = []
    let columns = try columns()
    let order = try canonicalOrder()
    let present = columns.isPresent.count { $0 }
    func expect(_ isRight: Bool, _ fault: @autoclosure () -> String) {
      if !isRight { faults.append(fault()) }
    }
    expect(Set(order).count == order.count, "the canonical order names an article twice")
    expect(
      order.count == present && order.allSatisfy { Int($0) < columns.count && columns.isPresent[Int($0)] },
      "the canonical order has \(order.count) articles, there are \(present)")
    try access { database in
      for table in ["article", "text", "sketch"] {
        let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM \"\(table)\"") ?? 0
        expect(count == present, "the table \(table) has \(count) rows, there are \(present) articles")
      }
      let rows = try Row.fetchCursor(database, sql: "SELECT a, b FROM match")
      while let row = try rows.next() {
        let (a, b): (UInt32, UInt32) = (row[0], row[1])
        let arePresent = [a, b].allSatisfy { Int($0) < columns.count && columns.isPresent[Int($0)] }
        expect(arePresent, "a match names the articles \(a) and \(b), and not both are there")
      }
    }
    var sizes: [UInt32: Int] = [:]
    for (number, root) in columns.roots.enumerated() where columns.isPresent[number] { sizes[root, default: 0] += 1 }
    let clusters = try clusters()
    for cluster in clusters {
      expect(
        sizes[cluster.root] == cluster.size,
        "the cluster \(cluster.id) has \(cluster.size) members, \(sizes[cluster.root] ?? 0) articles name it")
    }
    expect(
      sizes.count { $0.value > 1 } == clusters.count,
      "\(sizes.count { $0.value > 1 }) clusters have members, \(clusters.count) are listed")
    let postings = try checkPostings { Int($0) < columns.count && columns.isPresent[Int($0)] }
    let fingerprints = columns.fingerprintCounts.reduce(0) { $0 + Int($1) }
    expect(
      postings[.fingerprints, default: 0] == fingerprints,
      "\(postings[.fingerprints, default: 0]) fingerprints are indexed, the articles have \(fingerprints)")
    return faults
  }

  /// Removes the articles that `isKept` refuses with all that is known of them.
  public func removeArticles(except isKept: (UInt32) -> Bool) throws {
    var columns = try columns()
    let before = columns
    let order = try canonicalOrder()
    var removed: [UInt32] = []
    for number in 0..<UInt32(columns.count) where columns.isPresent[Int(number)] && !isKept(number) {
      removed.append(number)
      columns.remove(number)
    }
    guard !removed.isEmpty else { return }
    let isRemoved = Set(removed)
    for number in 0..<columns.count where isRemoved.contains(columns.storyParents[number]) {
      columns.storyParents[number] = ArticleColumns.none
    }
    try access { database in
      for (table, column) in [
        ("article", "id"), ("text", "id"), ("sketch", "id"), ("page_target", "article"), ("claim", "article"),
        ("cluster", "root"), ("verdict_rule", "article"), ("verdict_change", "article"), ("match", "b"),
        ("match", "a"), ("discard", "b"), ("discard", "a"), ("link_rule", "a"), ("link_rule", "b"),
      ] {
        let delete = try database.makeStatement(sql: "DELETE FROM \"\(table)\" WHERE \"\(column)\" = ?")
        for number in removed { try delete.execute(arguments: [number]) }
      }
      let forget = try database.makeStatement(
        sql: "UPDATE article SET parent = NULL, parent_containment = 0 WHERE parent = ?")
      let unprove = try database.makeStatement(sql: "UPDATE claim SET evidence = NULL WHERE evidence = ?")
      for number in removed {
        try forget.execute(arguments: [number])
        try unprove.execute(arguments: [number])
      }
    }
    try prunePostings { !isRemoved.contains($0) }
    try store(columns, before: before)
    try store(order: order.filter { !isRemoved.contains($0) }, before: order)
  }

  /// Gives the room of what was removed back to the disk; needs as much room again while it works.
  public func vacuum() throws {
    try access { database in
      try database.execute(sql: "COMMIT")
      try database.execute(sql: "VACUUM")
      try database.execute(sql: "BEGIN IMMEDIATE")
    }
  }
}
