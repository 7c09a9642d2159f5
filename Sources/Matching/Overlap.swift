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
  /// Whether the texts are the same words in the same order.
  public var isIdentical = false

  /// Compares two texts; linear in their words.
  public init(_ a: ComparableText, _ b: ComparableText) {
    (shingleCountA, shingleCountB) = (a.table.distinctCount, b.table.distinctCount)
    (wordCountA, wordCountB) = (a.wordCount, b.wordCount)
    (numberCountA, numberCountB) = (a.numbers.count, b.numbers.count)
    isIdentical = a.words == b.words
    coveredWordCountA = Self.coveredWords(of: a, in: b).covered
    (coveredWordCountB, sharedShingleCount) = Self.coveredWords(of: b, in: a)
    sharedNumberCount = Self.sharedCount(a.numbers, b.numbers)
  }

  /// The words of `text` inside shingles that `other` holds, and how many distinct shingles those are.
  private static func coveredWords(of text: ComparableText, in other: ComparableText) -> (covered: Int, distinct: Int) {
    var (covered, distinct, coveredUpTo) = (0, 0, 0)
    for place in text.shingles.indices where other.table.firstPlace(of: text.shingles[place]) != nil {
      if text.table.firstPlace(of: text.shingles[place]) == place { distinct += 1 }
      let end = min(place + ComparableText.shingleWordCount, text.wordCount)
      covered += end - max(place, coveredUpTo)
      coveredUpTo = end
    }
    return (covered, distinct)
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
