/// Which words of a text are the story, once furniture is known.
public enum KeptWords {
  /// A text that would lose more than all but this share of its words is left whole: it is nothing but furniture.
  private static let leastShare = 0.1
  /// So is one that would keep fewer words than this.
  private static let leastCount = 8

  /// The ascending, disjoint ranges of `0..<wordCount` outside of `left`, ranges in any order that may overlap.
  ///
  /// A text that would lose nearly all of its words is left whole: a tenth of them, and eight, must stay.
  public static func ranges(wordCount: Int, leavingOut left: [Range<Int>]) -> [Range<Int>] {
    guard !left.isEmpty else { return wordCount == 0 ? [] : [0..<wordCount] }
    var kept: [Range<Int>] = []
    var next = 0
    for range in left.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
      if range.lowerBound > next { kept.append(next..<range.lowerBound) }
      next = max(next, range.upperBound)
    }
    if next < wordCount { kept.append(next..<wordCount) }
    let count = kept.reduce(0) { $0 + $1.count }
    if count < leastCount || Double(count) < leastShare * Double(wordCount) {
      return wordCount == 0 ? [] : [0..<wordCount]
    }
    return kept
  }
}
