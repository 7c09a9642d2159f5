import ArgumentParser
import Corpus
import Logging
import Reporting
import Runs

/// What happens to records that could not be used.
struct RejectOptions: ParsableArguments {
  @Flag(
    name: .long, help: "End with exit code 3 if any record was not used, other than web responses that hold no page.")
  var strict = false

  /// Tells how many records were not used and why.
  func tell(_ rejections: [Rejection], listedIn place: String?, logger: Logger) {
    guard !rejections.isEmpty else { return }
    let byReason = Dictionary(grouping: rejections, by: \.reason.rawValue).mapValues(\.count)
    let reasons = byReason.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
    let rest = place.map { "; \($0) lists them" } ?? ""
    let count = rejections.count == 1 ? "1 record was" : "\(rejections.count) records were"
    logger.notice("\(count) not used (\(reasons.joined(separator: ", ")))\(rest)")
  }

  /// The exit code of a run that came to its end.
  func finish(articleCount: Int, rejections: [Rejection]) throws {
    if articleCount == 0 { throw ExitCode(ExitStatus.badData.rawValue) }
    if strict && rejections.contains(where: \.isLoss) { throw ExitCode(ExitStatus.someRejected.rawValue) }
  }
}

/// `RejectOptions` for commands that write one file: the list of rejects is asked for.
struct RejectFileOptions: ParsableArguments {
  @OptionGroup var handling: RejectOptions

  @Option(name: .long, help: "Write the records that were not used, with place and reason, to this CSV file.")
  var rejects: String?

  /// Writes the list if one was asked for, tells, and sets the exit code.
  func finish(articleCount: Int, rejections: [Rejection], plan: RunPlan, logger: Logger) throws {
    if let rejects {
      let file = try OutputFile(path: rejects)
      try RejectTable.write(rejections, style: plan.csvStyle, to: file.sink)
      try file.finish()
    }
    handling.tell(rejections, listedIn: rejects ?? "--rejects FILE", logger: logger)
    try handling.finish(articleCount: articleCount, rejections: rejections)
  }
}
