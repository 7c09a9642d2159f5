/// A list of 32-bit keys for each article, in one allocation: the articles' band keys, say, or their fingerprints.
public struct KeyTable: Sendable {
  private var starts: [Int] = [0]
  private var keys: [UInt32] = []

  /// A table without articles.
  public init() {}

  /// Articles in the table.
  public var articleCount: Int { starts.count - 1 }
  /// Keys of all articles.
  public var keyCount: Int { keys.count }

  /// Appends the keys of the next article.
  public mutating func append(_ articleKeys: [UInt32]) {
    keys.append(contentsOf: articleKeys)
    starts.append(keys.count)
  }

  /// The keys of the article at `position`.
  public subscript(position: Int) -> ArraySlice<UInt32> { keys[starts[position]..<starts[position + 1]] }

  /// The same table with its articles in another order: `order[i]` is the present position of the new article i.
  public func reordered(by order: [Int]) -> KeyTable {
    var table = KeyTable()
    table.keys.reserveCapacity(keys.count)
    table.starts.reserveCapacity(starts.count)
    for position in order {
      table.keys.append(contentsOf: self[position])
      table.starts.append(table.keys.count)
    }
    return table
  }
}
