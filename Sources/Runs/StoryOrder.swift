import Corpus

/// The order in which texts are compared: those of one story one after the other, so that each of its texts is read once
/// for all of its comparisons.
enum StoryOrder {
  /// The positions in `all` (ascending articles, each with some that come before it), by the first article to which each
  /// one's comparisons lead, then by article.
  static func positions(of all: [Comparisons]) -> [Int] {
    guard let first = all.first?.article.index, let last = all.last?.article.index else { return [] }
    // By article; an article that is not among `all` leads nowhere but to itself.
    var roots = (first...last).map { UInt32(truncatingIfNeeded: $0) }
    let ordered = all.enumerated().map { position, one -> UInt64 in
      var root = UInt32(truncatingIfNeeded: one.article.index)
      for earlier in one.earlier {
        root = min(root, earlier.index < first ? UInt32(earlier.index) : roots[earlier.index - first])
      }
      roots[one.article.index - first] = root
      return UInt64(root) << 32 | UInt64(position)
    }
    return ordered.sorted().map { Int(UInt32(truncatingIfNeeded: $0)) }
  }
}
