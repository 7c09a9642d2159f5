internal import Attribution
internal import Corpus

/// Which credit lines are an article's own words and which came to it with the text.
///
/// An agency's byline or a "SANA reported" in mid-story that stands in the source's text too says nothing of what the
/// copier did: it credits nobody itself, and it is no step of the text's way from one article to the next.
struct LineOrigins {
  private let reads: [ReadClaim]
  private let ranges: [Range<Int>]
  /// Whether each claim's line stands among the parent's claims too: the flag `inherited-claim`.
  let isRepeated: [Bool]
  /// Whether each claim came with the text: a line of a parent of another outlet, at the same place of its text.
  let isInherited: [Bool]

  /// Compares each article's claims with its parent's; at most `readClaimCount` of the parent's are looked through.
  init(finder: EvidenceFinder, claimRanges: [Range<Int>], parentage: Parentage) {
    (reads, ranges) = (finder.input.claims, claimRanges)
    var (isRepeated, isInherited) = ([Bool](repeating: false, count: reads.count), [Bool]())
    isInherited = isRepeated
    for (index, range) in claimRanges.enumerated() where !range.isEmpty {
      guard let parent = parentage.parents[index] else { continue }
      let isOthers = finder.outlets.areSurelyDifferent(ArticleID(index), parent)
      for claim in range {
        for line in claimRanges[parent.index].prefix(TracingRules.readClaimCount) {
          let isSameLine = Self.areOneLine(reads[claim], reads[line])
          if isSameLine || Self.haveSameWords(reads[claim], reads[line]) { isRepeated[claim] = true }
          if isSameLine && isOthers { isInherited[claim] = true }
        }
      }
    }
    (self.isRepeated, self.isInherited) = (isRepeated, isInherited)
  }

  /// Whether the claim is a line of the text itself, which `article` holds at the same place.
  func isLine(_ claim: Int, ofTextOf article: ArticleID) -> Bool {
    ranges[article.index].prefix(TracingRules.readClaimCount).contains { Self.areOneLine(reads[$0], reads[claim]) }
  }

  private static func haveSameWords(_ one: ReadClaim, _ other: ReadClaim) -> Bool {
    !one.verbatim.isEmpty && one.verbatim.utf8.elementsEqual(other.verbatim.utf8)
  }

  /// Whether two lines are one line of a text: a signature of the same words, or a sentence among the same sentences.
  ///
  /// An editor may have changed a word of it, so that a longer line of the same source need share only half of its words. A set phrase at the start or end of a story is what every outlet writes by itself.
  private static func areOneLine(_ one: ReadClaim, _ other: ReadClaim) -> Bool {
    let isEdited = nameOneSource(one.claim, other.claim) && shareWords(one.verbatim, other.verbatim)
    guard isEdited || haveSameWords(one, other) else { return false }
    return switch one.claim.role {
    case .dateline, .byline, .tailCredit: true
    case .republish, .label, .recipient, .statementTo, .selfCredit: one.surroundings.areShared(with: other.surroundings)
    }
  }

  private static func nameOneSource(_ one: Claim, _ other: Claim) -> Bool {
    guard let source = one.source, let otherSource = other.source else { return false }
    return source.outlet.map { $0 == otherSource.outlet }
      ?? (otherSource.outlet == nil && source.text.utf8.elementsEqual(otherSource.text.utf8))
  }

  /// Whether two lines have three words or more and share at least half of them.
  private static func shareWords(_ one: String, _ other: String) -> Bool {
    func words(_ text: String) -> Set<[UInt8]> {
      Set(text.utf8.split { !($0 >= 0x80 || 0x30...0x39 ~= $0 || 0x61...0x7A ~= $0 | 0x20) }.map(Array.init))
    }
    let (left, right) = (words(one), words(other))
    let shared = left.intersection(right).count
    return min(left.count, right.count) >= 3 && shared * 2 >= max(left.count, right.count)
  }
}
