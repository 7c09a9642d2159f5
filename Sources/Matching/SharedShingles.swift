/// The shingles that two texts share, and where each of them stands in the other text.
///
/// Each shared shingle is looked up once, whatever is measured afterwards: coverage of both texts, and passages.
struct SharedShingles {
  /// Stands for "no shared shingle begins here".
  static let none = UInt32.max

  /// Shingles that both texts hold, each once.
  private(set) var distinctCount = 0
  /// For each place of the first text, the first place of the same shingle in the second one, or `none`.
  private(set) var placesInB: [UInt32]
  /// For each place of the second text, the first place of the same shingle in the first one, or `none`.
  private(set) var placesInA: [UInt32]

  /// Compares two texts; linear in their words.
  init(_ a: ComparableText, _ b: ComparableText) {
    placesInB = [UInt32](repeating: Self.none, count: a.wordCount)
    placesInA = [UInt32](repeating: Self.none, count: b.wordCount)
    // Looking up costs more than all else, so it is the shorter text whose shingles are looked up.
    if a.wordCount <= b.wordCount {
      distinctCount = Self.fill(&placesInB, &placesInA, a.table, in: b.table)
    } else {
      distinctCount = Self.fill(&placesInA, &placesInB, b.table, in: a.table)
    }
  }

  /// Fills in both texts' places and counts what both tables hold.
  private static func fill(
    _ ownPlaces: inout [UInt32], _ otherPlaces: inout [UInt32], _ own: ShingleTable, in other: ShingleTable
  ) -> Int {
    let (shingles, others) = (own.hashes.span, other.hashes.span)
    let (links, otherLinks) = (own.nextPlace.span, other.nextPlace.span)
    var owns = ownPlaces.mutableSpan
    var theirs = otherPlaces.mutableSpan
    var (count, expected) = (0, 0)
    for place in 0..<shingles.count {
      let shingle = shingles[place]
      guard shingle != ShingleTable.none, ShingleTable.isFirst(links[place]) else {
        // In a copy the shingle behind a repeated one is found behind it too.
        if owns[place] != none { expected = Int(owns[place]) + 1 }
        continue
      }
      var found = expected
      // In a copy the next shingle follows the one that was found before, and nothing has to be looked up.
      if expected >= others.count || others[expected] != shingle || !ShingleTable.isFirst(otherLinks[expected]) {
        guard let place = other.firstPlace(of: shingle) else { continue }
        found = place
      }
      expected = found + 1
      count += 1
      owns[place] = UInt32(truncatingIfNeeded: found)
      theirs[found] = UInt32(truncatingIfNeeded: place)
      var next = ShingleTable.next(after: links[place])
      while let later = next {
        owns[later] = UInt32(truncatingIfNeeded: found)
        next = ShingleTable.next(after: links[later])
      }
      next = ShingleTable.next(after: otherLinks[found])
      while let later = next {
        theirs[later] = UInt32(truncatingIfNeeded: place)
        next = ShingleTable.next(after: otherLinks[later])
      }
    }
    return count
  }
}
