import Normalization

extension ClaimWriter {
  /// Words of a sentence that may be left beside a claim when the whole sentence says nothing else.
  private static let restWords = 3

  /// The span widened to the sentence around it, or to the clause up to a word such as "ki", where at most a few words
  /// are left and none is a number: "Bu barədə X xəbər verir ki,".
  ///
  /// A comma keeps what stands before it in the story: "Yol açılıb, X xəbər verir."
  func lineSpan(of words: Range<Int>, _ span: Range<Int>, _ role: Claim.Role) -> Range<Int> {
    guard role == .republish || role == .selfCredit else { return span }
    var (start, end) = (words.lowerBound, words.upperBound)
    while !endsSentence(before: start) {
      guard joinsRest(before: start), !scan.isNumber(start - 1) else { return span }
      start -= 1
      guard words.lowerBound - start <= Self.restWords else { return span }
    }
    while !endsSentence(before: end), !(end > words.upperBound && scan.has(.clauseEnd, end - 1)) {
      guard joinsRest(before: end), !scan.isNumber(end) else { return span }
      end += 1
      guard words.lowerBound - start + end - words.upperBound <= Self.restWords else { return span }
    }
    guard start < words.lowerBound || end > words.upperBound else { return span }
    let whole = scan.text.source(of: start..<end)
    return min(span.lowerBound, whole.lowerBound)..<max(span.upperBound, whole.upperBound)
  }

  private func endsSentence(before index: Int) -> Bool {
    let gap = scan.separator(before: index)
    if gap.contains(.dotOnly), index < scan.wordCount, scan.has(.domainEnding, index) { return false }
    return gap.partsSentences || gap.partsLines
  }

  private func joinsRest(before index: Int) -> Bool {
    let gap = scan.separator(before: index)
    return gap.isSubset(of: [.blank, .quote]) || gap == .hyphen
  }
}
