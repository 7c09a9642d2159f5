import Attribution
import Corpus
import Matching
import Reporting
import Sketching

extension RunPlan {
  /// The settings that decide a result, for run.json and the report; the number of workers is none of them.
  var summary: [RunSummary.Entry] {
    [
      RunSummary.Entry("scheme", .text(scheme.name)),
      RunSummary.Entry("repeat_limit", .integer(repeatLimit)),
      RunSummary.Entry("comparisons_per_article", .integer(comparisonsPerArticle)),
      RunSummary.Entry("passage_comparisons_per_article", .integer(passageComparisonsPerArticle)),
      RunSummary.Entry("near_duplicate_coverage", .decimal(rules.nearDuplicateCoverage)),
      RunSummary.Entry("near_duplicate_jaccard", .decimal(rules.nearDuplicateJaccard)),
      RunSummary.Entry("part_coverage", .decimal(rules.partCoverage)),
      RunSummary.Entry("partial_coverage", .decimal(rules.partialCoverage)),
      RunSummary.Entry("partial_words", .integer(rules.partialWordCount)),
      RunSummary.Entry("passage_words", .integer(rules.passageWordCount)),
      RunSummary.Entry("template_numbers", .integer(rules.templateNumberCount)),
      RunSummary.Entry("whole_part_coverage", .decimal(rules.wholePartCoverage)),
      RunSummary.Entry("cut_coverage", .decimal(rules.cutCoverage)),
      RunSummary.Entry("changed_number_share", .decimal(rules.changedNumberShare)),
      RunSummary.Entry("template_number_share", .decimal(rules.templateNumberShare)),
      RunSummary.Entry("template_words_per_number", .integer(rules.templateWordsPerNumber)),
      RunSummary.Entry("later_hours", .integer(Int(rules.laterFillingSeconds / 3600))),
      RunSummary.Entry("later_numbers", .integer(rules.laterChangedNumberCount)),
      RunSummary.Entry("later_number_share", .decimal(rules.laterChangedNumberShare)),
      RunSummary.Entry("own_head_words", .integer(rules.ownHeadWordCount)),
      RunSummary.Entry("window_days_before", .integer(windowDaysBefore)),
      RunSummary.Entry("window_days_after", .integer(windowDaysAfter)),
      RunSummary.Entry("default_zone_minutes", .integer(reading.defaultZoneMinutes)),
      RunSummary.Entry("record_bytes", .integer(reading.maximumRecordByteCount)),
      RunSummary.Entry("line_bytes", .integer(reading.maximumLineByteCount)),
      RunSummary.Entry("member_bytes", .integer(reading.maximumMemberByteCount)),
      RunSummary.Entry("members", .integer(reading.maximumMemberCount)),
      RunSummary.Entry("nesting", .integer(reading.maximumNesting)),
      RunSummary.Entry("expansion_ratio", .integer(reading.maximumExpansionRatio)),
      RunSummary.Entry("expanded_bytes", reading.maximumExpandedByteCount.map { .integer($0) } ?? .text("unbounded")),
      RunSummary.Entry("fields", .text(fieldNames)),
      RunSummary.Entry("line_ending", .text(csvStyle.lineEnding.rawValue)),
      RunSummary.Entry("byte_order_mark", .flag(csvStyle.hasByteOrderMark)),
      RunSummary.Entry("own_files", .text(ownFiles.joined(separator: ", "))),
      RunSummary.Entry("outlets", .integer(registry.outlets.count)),
      RunSummary.Entry("cues", .integer(cues.cues.count)),
    ]
  }

  /// The user's own field names, sorted, each with what it holds.
  private var fieldNames: String {
    reading.fieldMapping.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
  }
}
