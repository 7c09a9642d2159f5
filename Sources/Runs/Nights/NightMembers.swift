import IndexStore

/// The members of clusters by founding article, in the order that was given; 8 bytes an article, made in linear time.
struct NightMembers {
  /// Where the members of each number begin in `members`; one more than numbers.
  private var starts: [UInt32]
  private var members: [UInt32]

  /// The clusters of `columns`, their members as `order`, the numbers of all articles, has them.
  init(_ columns: ArticleColumns, order: [UInt32]) {
    var starts = [UInt32](repeating: 0, count: columns.count + 1)
    for number in order { starts[Int(columns.roots[Int(number)]) + 1] += 1 }
    for number in 0..<columns.count { starts[number + 1] += starts[number] }
    var next = starts
    var members = [UInt32](repeating: 0, count: order.count)
    for number in order {
      let root = Int(columns.roots[Int(number)])
      members[Int(next[root])] = number
      next[root] += 1
    }
    (self.starts, self.members) = (starts, members)
  }

  /// The numbers of the members; itself alone where it founds no cluster.
  func members(of root: UInt32) -> [UInt32] {
    guard Int(root) + 1 < starts.count else { return [root] }
    let found = members[Int(starts[Int(root)])..<Int(starts[Int(root) + 1])]
    return found.isEmpty ? [root] : Array(found)
  }
}
