/// When two compared texts match, and as what.
///
/// Coverage is the share of a text's words that stand in shingles of the other one; it forgives scattered edits more
/// than the containment of shingles does. The thresholds were set on labelled news pairs (README, "Thresholds").
public struct MatchRules: Sendable, Hashable {
  /// Near-duplicates cover each other at least this far; raising it turns heavy edits into `partial`.
  public var nearDuplicateCoverage = 0.5
  /// Near-duplicates have at least this Jaccard similarity.
  public var nearDuplicateJaccard = 0.12
  /// A part is covered at least this far by the text that holds it.
  public var partCoverage = 0.7
  /// Of two near-duplicates the one that is covered at least this far may be a part of the other one, see `cutCoverage`.
  public var wholePartCoverage = 0.9
  /// A near-duplicate that is covered less than this goes on where the other, covered by `wholePartCoverage`, was cut.
  public var cutCoverage = 0.8
  /// A shared passage of this many words makes at least a `partial` match.
  public var passageWordCount = 30
  /// So does this share of the smaller text in shared shingles, if `partialWordCount` words are shared.
  public var partialCoverage = 0.3
  /// Fewer shared words than this make no `partial` match without a long passage.
  public var partialWordCount = 20
  /// Texts with fewer numbers than this in the one that has fewer are never `template`.
  public var templateNumberCount = 3
  /// So are texts with more words than this for each number: forms are dense with numbers.
  public var templateWordsPerNumber = 40
  /// Texts that share less than this part of the numbers of the one that has fewer are `template`.
  public var templateNumberShare = 0.6
  /// So are texts whose shared frame holds this share of new numbers on both sides.
  public var changedNumberShare = 0.34
  /// Around a text that is covered at least this far, only numbers near the shared words decide about `template`.
  public var nearNumbersCoverage = 0.85
  /// Two articles of one outlet that both begin with this many words of their own and share just their ends are two
  /// stories over one footer, not copies.
  public var ownHeadWordCount = 12
  /// An end is shared when up to this many words follow it.
  public var looseEndWordCount = 3
  /// Words before a shared end are a story of their own when at most this share of them is shared.
  public var sharedHeadShare = 0.3
  /// A filled-in text that comes back this many seconds later needs fewer changes to be `template`: no update takes so long.
  public var laterFillingSeconds: Int64 = 86_400
  /// So many changed numbers on either side are enough then.
  public var laterChangedNumberCount = 2
  /// And this share of the numbers in the frame.
  public var laterChangedNumberShare = 0.2
  /// Up to this many numbers on either side may differ for a match to have changed numbers.
  public var changedNumberCount = 2

  /// The calibrated rules.
  public init() {}

  /// What two texts are to each other; nil when they do not match.
  ///
  /// `fields` and `longestPassage`, in words, are asked for only where they decide.
  func kind(
    of overlap: Overlap, _ relation: ArticleRelation, fields: () -> FormFields, longestPassage: () -> Int
  ) -> Match.Kind? {
    if overlap.isIdentical { return relation.isSamePage ? .version : .identical }
    let (coverageA, coverageB) = (overlap.coverageOfA, overlap.coverageOfB)
    let isNear = min(coverageA, coverageB) >= nearDuplicateCoverage && overlap.jaccard >= nearDuplicateJaccard
    let isPart = max(coverageA, coverageB) >= partCoverage
    if isNear || isPart {
      if relation.isSamePage { return .version }
      if relation.isSameOutlet && sharesOnlyEnd(overlap) { return .template }
      if isForm(overlap, relation, fields) { return .template }
      let isCut =
        max(coverageA, coverageB) >= wholePartCoverage && min(coverageA, coverageB) < cutCoverage
      if isNear && !isCut { return .nearDuplicate }
      return coverageB >= coverageA ? .excerpt : .extended
    }
    if isEditedCopy(overlap, fields) { return relation.isSamePage ? .version : .nearDuplicate }
    let covered = coverageA >= coverageB ? overlap.coveredWordCountA : overlap.coveredWordCountB
    if max(coverageA, coverageB) >= partialCoverage, covered >= partialWordCount {
      return isFilledAnew(overlap, relation, fields) ? .template : .partial
    }
    guard max(overlap.coveredWordCountA, overlap.coveredWordCountB) >= passageWordCount else { return nil }
    return longestPassage() >= passageWordCount ? .partial : nil
  }

  /// Whether both texts begin with a story of their own and end in the same words: a footer too rare to be learned.
  private func sharesOnlyEnd(_ overlap: Overlap) -> Bool {
    [overlap.endA, overlap.endB].allSatisfy { end in
      end.headWordCount >= ownHeadWordCount && end.looseWordCount <= looseEndWordCount
        && Double(end.sharedHeadWordCount) <= sharedHeadShare * Double(end.headWordCount)
    }
  }

  /// Whether nearly all numbers agree and one or two were changed: an update.
  func hasChangedNumbers(_ overlap: Overlap) -> Bool {
    let changedA = overlap.numbersA.near - overlap.numbersA.nearShared
    let changedB = overlap.numbersB.near - overlap.numbersB.nearShared
    return min(changedA, changedB) > 0 && max(changedA, changedB) <= changedNumberCount
  }
}
