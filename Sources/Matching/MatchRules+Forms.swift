/// Telling forms that were filled in anew from copies, updates and edits.
extension MatchRules {
  /// In a form that was filled in anew so many written numbers differ, one of them of several parts, such as 19:30 or 4,8.
  static let otherFieldCount = 2
  /// And this share of the numbers in the frame, each counted as it is written.
  static let otherFieldShare = 0.3
  /// Where all numbers differ, one of several parts is enough if so many other words differ in their places.
  static let otherWordCount = 3
  /// An update of one or two counts shares at least this much of both texts.
  static let updateCoverage = 0.8
  /// A text that differs in so many places all over was edited word by word.
  static let editedGapCount = 8
  /// And is a near-duplicate even at this share of `nearDuplicateCoverage`: every fourth word may be another one.
  static let editedCoverageShare = 0.8
  /// Where less than this share of its changed words are numbers in the place of numbers: a form differs in those.
  static let editedNumberShare = 0.1

  /// Whether the texts are the same frame filled with other numbers: rates, weather, results.
  private func hasOtherNumbers(_ overlap: Overlap) -> Bool {
    let isNear = max(overlap.coverageOfA, overlap.coverageOfB) >= nearNumbersCoverage
    let (a, b) = (overlap.numbersA, overlap.numbersB)
    let fewer = isNear ? min(a.near, b.near) : min(a.all, b.all)
    guard fewer >= templateNumberCount, isDense(fewer, overlap) else { return false }
    let shared = isNear ? min(a.nearShared, b.nearShared) : min(a.shared, b.shared)
    return Double(shared) < templateNumberShare * Double(fewer)
  }

  /// Whether numbers inside the shared frame were replaced by others, on both sides and not just one or two.
  private func holdsNewNumbers(_ overlap: Overlap, _ relation: ArticleRelation) -> Bool {
    let (a, b) = (overlap.numbersA, overlap.numbersB)
    guard isDense(min(a.framed, b.framed), overlap) else { return false }
    let isLater = relation.secondsApart >= laterFillingSeconds
    let (leastCount, leastShare) =
      isLater ? (laterChangedNumberCount, laterChangedNumberShare) : (templateNumberCount, changedNumberShare)
    return [a, b].allSatisfy { $0.changedPlaces >= leastCount && Double($0.changed) >= leastShare * Double($0.framed) }
  }

  /// Whether that is how they differ, and nobody edited the text all over.
  func isFilledAnew(_ overlap: Overlap, _ relation: ArticleRelation, _ fields: () -> FormFields) -> Bool {
    holdsNewNumbers(overlap, relation) && !(mayBeEdited(overlap) && isEditedAllOver(fields()))
  }

  /// Whether the texts are one form with different fillings; `fields` are asked for only where they decide.
  func isForm(_ overlap: Overlap, _ relation: ArticleRelation, _ fields: () -> FormFields) -> Bool {
    if hasOtherNumbers(overlap) { return !(mayBeUpdate(overlap, relation) && isUpdate(fields())) }
    if isFilledAnew(overlap, relation, fields) { return true }
    let isLater = relation.secondsApart >= laterFillingSeconds
    guard mayBeFilledAnew(overlap, changed: isLater ? 1 : Self.otherFieldCount) else { return false }
    let fields = fields()
    return holdsOtherMeasures(fields) || isLater && holdsLaterNumbers(fields)
  }

  /// Whether so many words changed, and not mostly numbers, that an editor may have gone over the text: spares aligning
  /// most forms.
  private func mayBeEdited(_ overlap: Overlap) -> Bool {
    let changedWordCountA = overlap.wordCountA - overlap.coveredWordCountA
    let changedWordCountB = overlap.wordCountB - overlap.coveredWordCountB
    guard min(changedWordCountA, changedWordCountB) >= 2 * Self.editedGapCount else { return false }
    return areEditedLikeWords(overlap.numbersA, overlap.coverageOfA)
      && areEditedLikeWords(overlap.numbersB, overlap.coverageOfB)
  }

  /// Whether the numbers in the frame changed no more than four times as often as words did.
  private func areEditedLikeWords(_ numbers: SharedNumbers, _ coverage: Double) -> Bool {
    let changedWordShare = 1 - coverage
    return Double(numbers.changed) < 4 * changedWordShare * Double(numbers.framed)
  }

  /// Whether an editor went over the text: numbers went like other words, and few came in their place.
  private func isEditedAllOver(_ fields: FormFields) -> Bool {
    fields.gapCount >= Self.editedGapCount
      && Double(fields.exchangedNumberCount) < Self.editedNumberShare * Double(fields.gapWordCount)
  }

  /// Whether the texts run side by side with words changed all over: one was edited from the other, however heavily.
  func isEditedCopy(_ overlap: Overlap, _ fields: () -> FormFields) -> Bool {
    min(overlap.coverageOfA, overlap.coverageOfB) >= Self.editedCoverageShare * nearDuplicateCoverage
      && overlap.jaccard >= nearDuplicateJaccard
      && isEditedAllOver(fields())
  }

  /// Whether a few numbers in the frame were replaced, so that it is worth looking at them as they are written.
  private func mayBeFilledAnew(_ overlap: Overlap, changed leastCount: Int) -> Bool {
    let (a, b) = (overlap.numbersA, overlap.numbersB)
    let changed = max(min(a.changedPlaces, b.changedPlaces), min(a.near - a.nearShared, b.near - b.nearShared))
    return changed >= leastCount && isDense(min(a.near, b.near), overlap)
  }

  /// Whether times, rates or measures in the frame were replaced, and not just counts.
  ///
  /// An update has other counts; a bulletin of another event or day has another time, rate or measure as well.
  private func holdsOtherMeasures(_ fields: FormFields) -> Bool {
    guard fields.hasChangedCompound else { return false }
    // A result with other names: every number is another one.
    if fields.changed == fields.framed, fields.otherWordCount >= Self.otherWordCount { return true }
    return fields.changed >= Self.otherFieldCount
      && Double(fields.changed) >= Self.otherFieldShare * Double(fields.framed)
  }

  /// Whether other numbers stand in the place of numbers, as far as a form that comes back a day later has them.
  private func holdsLaterNumbers(_ fields: FormFields) -> Bool {
    fields.exchangedNumberCount >= laterChangedNumberCount && !isEditedAllOver(fields)
      && Double(fields.exchangedNumberCount) >= laterChangedNumberShare * Double(fields.framed)
  }

  /// Whether all but a few words of both texts are shared, and they came out within half a day.
  private func mayBeUpdate(_ overlap: Overlap, _ relation: ArticleRelation) -> Bool {
    hasChangedNumbers(overlap) && min(overlap.coverageOfA, overlap.coverageOfB) >= Self.updateCoverage
      && relation.secondsApart < laterFillingSeconds / 2
  }

  /// Whether one or two counts are other ones, and no time, rate or measure: the same event, told later.
  private func isUpdate(_ fields: FormFields) -> Bool {
    (1...changedNumberCount).contains(fields.changed) && !fields.hasChangedCompound
  }

  private func isDense(_ numberCount: Int, _ overlap: Overlap) -> Bool {
    numberCount * templateWordsPerNumber >= min(overlap.wordCountA, overlap.wordCountB)
  }
}
