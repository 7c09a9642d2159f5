/// How much two texts share, by exact comparison of their shingle sets.
public struct Overlap: Sendable, Equatable {
  /// Distinct shingles of each text and of both.
  public var (shingleCountA, shingleCountB, sharedShingleCount) = (0, 0, 0)
  /// Words of each text that stand in a shared shingle.
  public var (coveredWordCountA, coveredWordCountB) = (0, 0)
  /// Words of each text.
  public var (wordCountA, wordCountB) = (0, 0)
  /// Distinct numbers of each text and of both.
  public var (numberCountA, numberCountB, sharedNumberCount) = (0, 0, 0)
  /// Distinct numbers of each text that stand in shared runs or in short gaps between them.
  public var (framedNumberCountA, framedNumberCountB) = (0, 0)
  /// Those of them that stand in a gap and that the other text does not have: a form filled in anew.
  public var (changedNumberCountA, changedNumberCountB) = (0, 0)
  /// Whether the texts are the same words in the same order.
  public var isIdentical = false

  /// Compares two texts; linear in their words.
  public init(_ a: ComparableText, _ b: ComparableText) {
    (shingleCountA, shingleCountB) = (a.table.distinctCount, b.table.distinctCount)
    (wordCountA, wordCountB) = (a.wordCount, b.wordCount)
    (numberCountA, numberCountB) = (a.numbers.count, b.numbers.count)
    isIdentical = a.words == b.words
    let (inA, inB) = (Coverage(of: a, in: b), Coverage(of: b, in: a))
    (coveredWordCountA, coveredWordCountB) = (inA.wordCount, inB.wordCount)
    (framedNumberCountA, framedNumberCountB) = (inA.framedNumbers.count, inB.framedNumbers.count)
    (changedNumberCountA, changedNumberCountB) = (inA.changedNumbers.count, inB.changedNumbers.count)
    sharedShingleCount = inB.distinctCount
    sharedNumberCount = Self.sharedCount(a.numbers, b.numbers)
    if isIdentical { (shingleCountA, shingleCountB) = (sharedShingleCount, sharedShingleCount) }
  }

  private static func sharedCount(_ a: [UInt64], _ b: [UInt64]) -> Int {
    var (i, j, shared) = (0, 0, 0)
    while i < a.count, j < b.count {
      if a[i] == b[j] { shared += 1 }
      (i, j) = (a[i] <= b[j] ? i + 1 : i, b[j] <= a[i] ? j + 1 : j)
    }
    return shared
  }

  /// Shared shingles over all shingles, in 0…1.
  public var jaccard: Double {
    ratio(sharedShingleCount, shingleCountA + shingleCountB - sharedShingleCount)
  }
  /// The share of a's shingles that b holds, in 0…1.
  public var containmentOfAInB: Double { ratio(sharedShingleCount, shingleCountA) }
  /// The share of b's shingles that a holds, in 0…1.
  public var containmentOfBInA: Double { ratio(sharedShingleCount, shingleCountB) }
  /// The share of a's words inside shared shingles, in 0…1.
  public var coverageOfA: Double { ratio(coveredWordCountA, wordCountA) }
  /// The share of b's words inside shared shingles, in 0…1.
  public var coverageOfB: Double { ratio(coveredWordCountB, wordCountB) }

  private func ratio(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }
}

/// Which words of one text stand in shingles of another one.
private struct Coverage {
  /// A gap of at most this many words between shared runs is a place that was filled in anew, not another story.
  private static let shortGap = 8

  /// Words inside shared shingles.
  var wordCount = 0
  /// Distinct shared shingles.
  var distinctCount = 0
  /// Numbers inside shared runs and short gaps.
  var framedNumbers: Set<UInt64> = []
  /// Numbers inside short gaps that the other text lacks.
  var changedNumbers: Set<UInt64> = []

  init(of text: ComparableText, in other: ComparableText) {
    var coveredUpTo = 0
    var hasRun = false
    var nextNumber = 0
    for place in text.shingles.indices where other.table.firstPlace(of: text.shingles[place]) != nil {
      if text.table.firstPlace(of: text.shingles[place]) == place { distinctCount += 1 }
      let start = max(place, coveredUpTo)
      let end = min(place + ComparableText.shingleWordCount, text.wordCount)
      let isGapShort = hasRun && start - coveredUpTo <= Self.shortGap
      while nextNumber < text.numberPlaces.count, Int(text.numberPlaces[nextNumber]) < end {
        let number = text.words[Int(text.numberPlaces[nextNumber])]
        if Int(text.numberPlaces[nextNumber]) >= start {
          framedNumbers.insert(number)
        } else if isGapShort {
          framedNumbers.insert(number)
          if !other.holds(number: number) { changedNumbers.insert(number) }
        }
        nextNumber += 1
      }
      wordCount += end - start
      (coveredUpTo, hasRun) = (end, true)
    }
  }
}
