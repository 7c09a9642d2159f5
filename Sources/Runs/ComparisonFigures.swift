import Corpus
import Foundation
import Matching

/// The numbers of a comparison as JSON has them.
public struct ComparisonFigures: Encodable, Sendable {
  private let a, b: String
  private let kind, order: String?
  private let jaccard, containmentAInB, containmentBInA, coverageA, coverageB: Double
  private let wordsA, wordsB, sharedWords, longestPassageWords: Int
  private let numbersA, numbersB, sharedNumbers: Int
  private let reason: String

  /// The numbers of that comparison; shares are rounded to four decimals.
  public init(_ comparison: Comparison) {
    let overlap = comparison.overlap
    func rounded(_ share: Double) -> Double { (share * 10_000).rounded() / 10_000 }
    (a, b, reason) = (comparison.a.key, comparison.b.key, comparison.reason)
    (kind, order) = (comparison.match?.kind.rawValue, comparison.match?.order.rawValue)
    jaccard = rounded(overlap.jaccard)
    (containmentAInB, containmentBInA) = (rounded(overlap.containmentOfAInB), rounded(overlap.containmentOfBInA))
    (coverageA, coverageB) = (rounded(overlap.coverageOfA), rounded(overlap.coverageOfB))
    (wordsA, wordsB) = (overlap.wordCountA, overlap.wordCountB)
    sharedWords = comparison.passages.reduce(0) { $0 + $1.wordCount }
    longestPassageWords = comparison.passages.map(\.wordCount).max() ?? 0
    (numbersA, numbersB) = (overlap.numbersA.all, overlap.numbersB.all)
    sharedNumbers = min(overlap.numbersA.shared, overlap.numbersB.shared)
  }

  /// One JSON object with sorted keys in snake case, and a line break.
  public func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return Array(try encoder.encode(self)) + [0x0A]
  }
}
