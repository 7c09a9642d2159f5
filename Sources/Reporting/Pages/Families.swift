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

  /// The shape of its chip as an SVG path around the origin.
  var outline: String {
    switch self {
    case .original: "M-5 -5H5V5H-5Z"
    case .disputedCopy: "M0 -6.5L6 5H-6Z"
    case .uncreditedCopy: "M0 -7L7 0L0 7L-7 0Z"
    default: "M-5.5 0A5.5 5.5 0 1 1 5.5 0A5.5 5.5 0 1 1 -5.5 0Z"
    }
  }

  /// The standings in the order in which an editor wants to see them.
  static let readingOrder: [Standing] = [
    .original, .creditedCopy, .disputedCopy, .uncreditedCopy, .unverifiedCopy, .commonSource, .sameOwnerCopy, .version,
    .alone,
  ]
}
