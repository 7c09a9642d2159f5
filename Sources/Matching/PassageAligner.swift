public import Normalization

/// Finds the passages that two texts share, by seed and extend: a shared shingle is a seed, the seed grows word by word.
///
/// Walks the second text once; where the first text holds a seed several times, the place that continues the passage
/// before it is tried first, then the one that grows longest. Moved paragraphs are found, since a passage may stand
/// anywhere in the first text. The same idea as BLAST's word hits (Altschul et al. 1990), on words.
public enum PassageAligner {
  /// How many places of one seed are tried; more of them is a refrain, not a passage.
  private static let triedPlaces = 16

  /// A shared run of words: where it begins in each text's kept words, and its length.
  struct Run: Equatable {
    var (startA, startB, wordCount): (Int, Int, Int)
  }

  /// The shared runs of two texts in order of the second one; each word of the second text is in at most one.
  static func runs(_ a: ComparableText, _ b: ComparableText, _ shared: SharedShingles) -> [Run] {
    var runs: [Run] = []
    var place = 0
    var expectedA = -1
    while place < b.wordCount {
      let first = shared.placesInA[place]
      guard first != SharedShingles.none else {
        place += 1
        continue
      }
      var best = Run(startA: 0, startB: place, wordCount: 0)
      if expectedA >= 0, expectedA < a.wordCount, a.shingles[expectedA] == b.shingles[place] {
        best = Run(startA: expectedA, startB: place, wordCount: extend(a, expectedA, b, place))
      }
      var (next, tried): (Int?, Int) = (Int(first), 0)
      while let start = next, tried < triedPlaces {
        let length = extend(a, start, b, place)
        if length > best.wordCount { best = Run(startA: start, startB: place, wordCount: length) }
        (next, tried) = (ShingleTable.next(after: a.table.nextPlace[start]), tried + 1)
      }
      guard best.wordCount > 0 else {
        place += 1
        continue
      }
      runs.append(best)
      place += best.wordCount
      expectedA = best.startA + best.wordCount
    }
    return runs
  }

  private static func extend(_ a: ComparableText, _ startA: Int, _ b: ComparableText, _ startB: Int) -> Int {
    var length = 0
    let most = min(a.wordCount - startA, b.wordCount - startB)
    while length < most, a.words[startA + length] == b.words[startB + length] {
      // What was left out of either text ends the passage, so that its bytes hold these words and no others.
      if length > 0, !(a.follows(startA + length) && b.follows(startB + length)) { break }
      length += 1
    }
    return length
  }

  /// The shared passages of two texts with their bytes in both bodies, in order of the second text.
  public static func passages(
    _ a: ComparableText, _ textA: NormalizedText, _ b: ComparableText, _ textB: NormalizedText
  ) -> [Passage] {
    TextPair(a, b).runs.map { run in
      Passage(
        sourceA: source(of: run.startA..<(run.startA + run.wordCount), a, textA),
        sourceB: source(of: run.startB..<(run.startB + run.wordCount), b, textB), wordCount: run.wordCount)
    }
  }

  private static func source(of words: Range<Int>, _ comparable: ComparableText, _ text: NormalizedText) -> Range<Int> {
    let (first, last) = (comparable.place(of: words.lowerBound), comparable.place(of: words.upperBound - 1))
    return text.source(of: first..<(last + 1))
  }
}
