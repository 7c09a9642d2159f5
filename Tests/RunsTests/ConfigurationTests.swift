import Corpus
import Matching
import Reporting
import Runs
import Testing

@Suite struct ConfigurationTests {
  @Test func `settings change the plan, and what is not named stays`() throws {
    let plan = try plan(
      """
      fields: {Mətn: text}
      zone: 180
      repeat_limit: 9
      comparisons_per_article: 4
      passage_comparisons_per_article: 0
      window: {days_before: 30, days_after: 1}
      limits:
        {record_bytes: 1000, expansion_ratio: 50, expanded_bytes: 100000, line_bytes: 900, member_bytes: 5000, members: 7, nesting: 0}
      csv: {line_ending: lf, byte_order_mark: true}
      matching:
        near_duplicate_coverage: 0.6
        near_duplicate_jaccard: 0.2
        part_coverage: 0.8
        partial_coverage: 0.4
        partial_words: 25
        passage_words: 40
        template_numbers: 4
        template_number_share: 0.7
        template_words_per_number: 20
        later_hours: 48
        later_numbers: 3
        later_number_share: 0.4
        own_head_words: 30
      """)
    #expect(plan.reading.fieldMapping == ["Mətn": "text"])
    #expect(plan.reading.defaultZoneMinutes == 180)
    #expect((plan.repeatLimit, plan.comparisonsPerArticle, plan.passageComparisonsPerArticle) == (9, 4, 0))
    #expect((plan.windowDaysBefore, plan.windowDaysAfter) == (30, 1))
    #expect((plan.reading.maximumRecordByteCount, plan.reading.maximumExpansionRatio) == (1000, 50))
    #expect(plan.reading.maximumExpandedByteCount == 100_000)
    #expect((plan.reading.maximumLineByteCount, plan.reading.maximumMemberByteCount) == (900, 5000))
    #expect((plan.reading.maximumMemberCount, plan.reading.maximumNesting) == (7, 0))
    #expect((plan.csvStyle.lineEnding, plan.csvStyle.hasByteOrderMark) == (.lf, true))
    #expect((plan.rules.nearDuplicateCoverage, plan.rules.nearDuplicateJaccard) == (0.6, 0.2))
    #expect((plan.rules.partCoverage, plan.rules.partialCoverage) == (0.8, 0.4))
    #expect((plan.rules.partialWordCount, plan.rules.passageWordCount) == (25, 40))
    #expect((plan.rules.templateNumberCount, plan.rules.templateNumberShare) == (4, 0.7))
    #expect((plan.rules.templateWordsPerNumber, plan.rules.ownHeadWordCount) == (20, 30))
    #expect((plan.rules.laterFillingSeconds, plan.rules.laterChangedNumberCount) == (172_800, 3))
    #expect(plan.rules.laterChangedNumberShare == 0.4)
    let untouched = try RunPlan(inputs: [], workers: 1)
    #expect(plan.scheme == untouched.scheme)
    #expect(plan.registry.outlets.count == untouched.registry.outlets.count)
  }

  @Test(arguments: ["", "# nothing but a remark\n"])
  func `an empty file changes nothing`(yaml: String) throws {
    let (plan, untouched) = (try plan(yaml), try RunPlan(inputs: [], workers: 1))
    #expect((plan.reading, plan.rules) == (untouched.reading, untouched.rules))
    #expect((plan.csvStyle, plan.repeatLimit) == (untouched.csvStyle, untouched.repeatLimit))
  }

  @Test(arguments: [
    ("\n\nspeed: 9\n", 3, "unknown setting speed"),
    ("zone: 1000\n", 1, "zone must be minutes east of UTC, from -840 to 840"),
    ("zone: Baku\n", 1, "zone must be minutes east of UTC"), ("repeat_limit: 0\n", 1, "must be a whole number from 1"),
    ("limits:\n  record_bytes: -1\n", 2, "must be a whole number"), ("window: 3\n", 1, "must be a mapping"),
    ("matching:\n\n  part_coverage: 2\n", 3, "must be a number from 0 to 1"),
    ("csv:\n  byte_order_mark: perhaps\n", 2, "byte_order_mark must be true or false"),
    ("matching: {shingle: 3}\n", 1, "unknown setting shingle"), ("fields: [text]\n", 1, "must be a mapping"),
    ("outlets:\n  - [x]\n", 2, "must be a file name"), ("outlets: {a: b}\n", 1, "must be a file or a list of files"),
    ("just words\n", 1, "must be a mapping of settings"), ("a: b: c\n", 1, "is not YAML: "),
  ])
  func `an error names the file, the line and what is wrong`(yaml: String, line: Int, message: String) throws {
    let scratch = try Scratch()
    let path = try scratch.write(yaml, to: "menbe.yaml")
    let error = #expect(throws: ConfigurationError.self) {
      var plan = try RunPlan(inputs: [], workers: 1)
      try Configuration(path: path).apply(to: &plan)
    }
    #expect(error?.path == path)
    #expect(error?.line == line)
    #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "none")")
  }

  @Test func `files are looked for beside the configuration`() throws {
    let scratch = try Scratch()
    try scratch.write("name,domains\nNərgiz,nergiz.invalid\n", to: "own/outlets.csv")
    let path = try scratch.write("outlets: [outlets.csv]\n", to: "own/menbe.yaml")
    var plan = try RunPlan(inputs: [], workers: 1)
    try Configuration(path: path).apply(to: &plan)
    #expect(plan.registry.publisherName(site: "", url: "https://nergiz.invalid/1") == "Nərgiz")

    let missing = try scratch.write("cues: gone.yaml\n", to: "own/other.yaml")
    let error = #expect(throws: ConfigurationError.self) { try Configuration(path: missing).apply(to: &plan) }
    #expect(error == ConfigurationError(path: scratch.path + "/own/gone.yaml", line: 0, message: "does not exist"))
  }

  @Test func `a file that is missing or no text is said so`() throws {
    let scratch = try Scratch()
    let gone = scratch.path + "/gone.yaml"
    #expect(throws: ConfigurationError(path: gone, line: 0, message: "does not exist")) {
      try Configuration(path: gone)
    }
    let binary = try scratch.write([0x7A, 0x3A, 0x20, 0xFF, 0xFE], to: "binary.yaml")
    #expect(throws: ConfigurationError(path: binary, line: 0, message: "is not UTF-8 text")) {
      try Configuration(path: binary)
    }
  }

  private func plan(_ yaml: String) throws -> RunPlan {
    let scratch = try Scratch()
    var plan = try RunPlan(inputs: [], workers: 1)
    try Configuration(path: try scratch.write(yaml, to: "menbe.yaml")).apply(to: &plan)
    return plan
  }
}
