internal import Corpus
internal import Foundation
internal import GRDB

extension Index {
  /// The columns of all articles.
  public func columns() throws -> ArticleColumns {
    try access { database in
      var columns = ArticleColumns()
      columns.reserveCapacity(try Self.numberCount(database))
      let rows = try Row.fetchCursor(database, sql: "SELECT number, data FROM article_block ORDER BY number")
      while let row = try rows.next() {
        let isWhole = try row.withUnsafeData(atIndex: 1) { data in
          data?.withUnsafeBytes { columns.append(block: $0) } ?? false
        }
        guard isWhole else { throw damaged("article_block \(row[0] as Int)") }
      }
      return columns
    }
  }

  /// The number that the next article gets.
  public func nextNumber() throws -> UInt32 { try access { UInt32(try Self.numberCount($0)) } }

  /// Numbers in use, gaps among them.
  private static func numberCount(_ database: Database) throws -> Int {
    guard
      let last = try Row.fetchOne(
        database, sql: "SELECT number, length(data) FROM article_block ORDER BY number DESC LIMIT 1")
    else { return 0 }
    return last[0] * ArticleColumns.blockSize + last[1] / ArticleColumns.recordSize
  }

  /// Stores the blocks in which something differs from `before`.
  public func store(_ columns: ArticleColumns, before: ArticleColumns) throws {
    try access { database in
      let insert = try database.makeStatement(sql: "INSERT OR REPLACE INTO article_block VALUES (?, ?)")
      let size = ArticleColumns.blockSize
      for number in 0..<(columns.count + size - 1) / size where columns.isChanged(block: number, since: before) {
        try insert.execute(arguments: [number, Data(columns.block(number))])
      }
    }
  }

  private static let orderBlockSize = 1 << 15

  /// The numbers of all articles in canonical order.
  public func canonicalOrder() throws -> [UInt32] {
    try access { database in
      var order: [UInt32] = []
      let rows = try Row.fetchCursor(database, sql: "SELECT data FROM order_block ORDER BY number")
      while let row = try rows.next() {
        try row.withUnsafeData(atIndex: 0) { data in
          data?.withUnsafeBytes {
            order.append(contentsOf: $0.bindMemory(to: UInt32.self).lazy.map(UInt32.init(littleEndian:)))
          }
        }
      }
      return order
    }
  }

  /// Stores the blocks in which the order differs from `before`.
  public func store(order: [UInt32], before: [UInt32]) throws {
    try access { database in
      let insert = try database.makeStatement(sql: "INSERT OR REPLACE INTO order_block VALUES (?, ?)")
      let size = Self.orderBlockSize
      let blocks = (order.count + size - 1) / size
      for number in 0..<blocks {
        let range = number * size..<min(order.count, (number + 1) * size)
        if range.upperBound <= before.count, order[range] == before[range],
          range.count == size || before.count == order.count
        {
          continue
        }
        let bytes = order[range].flatMap { withUnsafeBytes(of: $0.littleEndian, Array.init) }
        try insert.execute(arguments: [number, Data(bytes)])
      }
      try database.execute(sql: "DELETE FROM order_block WHERE number >= ?", arguments: [blocks])
    }
  }

  func damaged(_ what: String) -> IndexError {
    .unreadable(path: path, detail: "\(what) is damaged; restore a copy, or menbe index rebuild")
  }

  /// What is thrown where the table of articles has not what others name.
  public func missing(article: UInt32) -> IndexError { damaged("article \(article)") }

  /// The numbers of outlets by name; an article of number 0 has none.
  public func outletNumbers() throws -> [String: UInt32] {
    try access { database in
      var numbers: [String: UInt32] = ["": 0]
      let rows = try Row.fetchCursor(database, sql: "SELECT id, name FROM outlet")
      while let row = try rows.next() { numbers[row[1]] = row[0] }
      return numbers
    }
  }

  /// Adds outlets' names with their numbers.
  public func addOutlets(_ names: [(number: UInt32, name: String)]) throws {
    try access { database in
      let insert = try database.makeStatement(sql: "INSERT INTO outlet VALUES (?, ?)")
      for (number, name) in names { try insert.execute(arguments: [number, name]) }
    }
  }
}
