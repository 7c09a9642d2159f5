internal import Attribution
internal import Corpus

/// Sentences that a person can check in ten seconds: article, share, passage, time.
enum Reason {
  /// The article as a person looks it up: outlet and id.
  static func name(_ article: TracedArticle) -> String {
    article.outlet.isEmpty ? "Article \(article.key) of an unknown outlet" : "\(article.outlet) article \(article.key)"
  }

  /// A share in whole per cent, rounded down, so that only all of a text is 100 %.
  static func percent(_ share: Double) -> String { "\(Int((min(max(share, 0), 1) * 100 + 1e-9).rounded(.down))) %" }

  /// Seconds as the two largest units that matter.
  static func duration(_ seconds: Int64) -> String {
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60)
    if days > 0 { return hours > 0 ? "\(days) d \(hours) h" : "\(days) d" }
    if hours > 0 { return minutes > 0 ? "\(hours) h \(minutes) min" : "\(hours) h" }
    return minutes > 0 ? "\(minutes) min" : "\(seconds) s"
  }

  /// How long `first` lies before `second`, which it surely does; a lower bound where one of them is no exact second.
  static func gap(from first: PublishedInterval, to second: PublishedInterval) -> String {
    let (seconds, overflows) = second.earliest.subtractingReportingOverflow(first.latest)
    let isExact = first.earliest == first.latest && second.earliest == second.latest
    return (isExact ? "" : "at least ") + duration(overflows ? .max : seconds)
  }

  /// What the other article holds: "X article c1 holds 98 % of this text (longest passage 120 words)".
  static func holding(_ tie: Tie, _ other: TracedArticle) -> String {
    let words = tie.passageWordCount == 1 ? "word" : "words"
    return
      "\(name(other)) holds \(percent(tie.share)) of this text (longest shared passage \(tie.passageWordCount) \(words))"
  }

  /// Why two overlapping times do not tell which came first.
  static func overlap(_ own: PublishedInterval, _ other: PublishedInterval) -> String {
    if own.earliest == own.latest, own.earliest == other.earliest, own.latest == other.latest {
      return "both carry the same time"
    }
    if let why = vagueness(other.basis) { return "its time is \(why)" }
    if let why = vagueness(own.basis) { return "this article's time is \(why)" }
    return "their times overlap"
  }

  private static func vagueness(_ basis: PublishedInterval.Basis) -> String? {
    switch basis {
    case .zoned, .zoneAssumed: nil
    case .date: "known to the day only"
    case .crawl: "known from the crawl only"
    case .none: "not known"
    }
  }

  /// The window in words.
  static func window(_ window: ClaimWindow) -> String {
    "from \(duration(window.secondsBefore)) before to \(duration(window.secondsAfter)) after this article"
  }

  /// A number of articles in words.
  static func articles(_ count: Int) -> String { count == 1 ? "1 article" : "\(count) articles" }
}
