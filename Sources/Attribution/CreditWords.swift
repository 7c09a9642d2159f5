public import Normalization

extension Claim {
  /// The words of the credit lines that `claims` stand on, sorted and apart: they are no part of the story, so matching
  /// leaves them out.
  ///
  /// A sentence of which only a few words are left goes with its claim (`lineSpan`). Claims about statements and about who wrote are left in, as they are part of what a copy copies.
  public static func creditWords(of claims: [Claim], in text: NormalizedText) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for claim in claims.sorted(by: { $0.lineSpan.lowerBound < $1.lineSpan.lowerBound }) where claim.role.isCreditLine {
      let words =
        firstWord(endingAfter: claim.lineSpan.lowerBound, text)..<firstWord(startingAt: claim.lineSpan.upperBound, text)
      guard !words.isEmpty else { continue }
      if let last = ranges.last, last.upperBound >= words.lowerBound {
        ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, words.upperBound)
      } else {
        ranges.append(words)
      }
    }
    return ranges
  }

  private static func firstWord(endingAfter offset: Int, _ text: NormalizedText) -> Int {
    partition(text) { Int($0.sourceEnd) > offset }
  }

  private static func firstWord(startingAt offset: Int, _ text: NormalizedText) -> Int {
    partition(text) { Int($0.sourceStart) >= offset }
  }

  /// The first word that belongs, where those that do follow those that do not.
  private static func partition(_ text: NormalizedText, _ belongs: (Word) -> Bool) -> Int {
    var (low, high) = (0, text.words.count)
    while low < high {
      let middle = (low + high) / 2
      if belongs(text.words[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension Claim.Role {
  /// Whether a claim of this role stands on a line that says where the text is from.
  public var isCreditLine: Bool {
    switch self {
    case .republish, .selfCredit, .label, .dateline, .tailCredit, .byline: true
    case .recipient, .statementTo: false
    }
  }
}
