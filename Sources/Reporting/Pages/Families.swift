import Tracing

/// What a verdict comes down to, for colour, shape and order.
enum VerdictFamily: String {
  case disputed, confirmed, undecided, neutral
}

extension Verdict {
  /// The family that pages show it in.
  var family: VerdictFamily {
    switch self {
    case .sourceLater, .differentOrigin, .noTextOverlap, .circular: .disputed
    case .confirmed, .confirmedPartial, .confirmedOrderUnknown: .confirmed
    case .sourceNotInCorpus, .unverifiable, .unresolvedName: .undecided
    case .quoted, .selfCredit: .neutral
    }
  }

  /// The verdicts in the order in which an editor wants to see them.
  static let readingOrder: [Verdict] = [
    .sourceLater, .differentOrigin, .noTextOverlap, .circular, .confirmed, .confirmedPartial, .confirmedOrderUnknown,
    .sourceNotInCorpus, .unverifiable, .unresolvedName, .quoted, .selfCredit,
  ]

  /// The page that lists the credit lines with this verdict.
  var file: String { "claims-\(rawValue).html" }
}

extension Standing {
  /// The class of its chip.
  var chipClass: String {
    switch self {
    case .original: "original"
    case .creditedCopy: "confirmed"
    case .disputedCopy: "disputed"
    case .uncreditedCopy: "uncredited"
    case .unverifiedCopy, .commonSource: "undecided"
    case .sameOwnerCopy, .version: "neutral"
    case .alone: "alone"
    }
  }

  /// The standings in the order in which an editor wants to see them.
  static let readingOrder: [Standing] = [
    .original, .creditedCopy, .disputedCopy, .uncreditedCopy, .unverifiedCopy, .commonSource, .sameOwnerCopy, .version,
    .alone,
  ]
}
