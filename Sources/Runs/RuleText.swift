import Reporting
import Tracing

/// The rules of verdict and standing in English, and what would change an outcome.
enum RuleText {
  private static let whole = percent(Explanation.wholeShare)
  private static let part = percent(Explanation.partShare)

  private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

  static func level(_ level: TextLevel) -> String {
    switch level {
    case .whole: "whole"
    case .part: "part"
    case .none: "none"
    }
  }

  static func order(_ order: Explanation.Order, _ words: Words) -> String {
    switch order {
    case .earlier(let gap): "\(words.phrase(gap)) earlier"
    case .later(let gap): "\(words.phrase(gap)) later"
    case .unknown(let doubt): words.phrase(doubt)
    }
  }

  /// What a verdict asks.
  static func asks(_ verdict: Verdict) -> String {
    switch verdict {
    case .unresolvedName: "the name is no known outlet's"
    case .selfCredit: "the source is the article's own outlet"
    case .quoted: "the line is about a statement made to the outlet, not about the text"
    case .unverifiable: "the name is an office's, a social medium's or nobody's in particular"
    case .circular: "the credits lead from the source's article back to this one"
    case .confirmed: "an article of the source, surely earlier, holds \(whole) of this text or more"
    case .confirmedPartial:
      "an article of the source, surely earlier, holds \(part) of it, a passage of "
        + "\(Explanation.partPassageWordCount) words, or stands in this one whole"
    case .confirmedOrderUnknown: "an article of the source holds as much, and the times do not tell which was first"
    case .sourceLater: "an article of the source holds as much, but is surely later"
    case .differentOrigin: "no article of the source does, and another outlet had the text earlier"
    case .noTextOverlap: "the source surely published in the window, and nothing of it is similar"
    case .sourceNotInCorpus: "the source has no article that was surely published in the window"
    }
  }

  /// What a step of standing asks.
  static func asks(_ step: StandingStep) -> String {
    switch step {
    case .editAtSameAddress: "an earlier edit of the same outlet and address is in the corpus"
    case .confirmedClaim: "a claim is confirmed (of an article that others copy, not in part only)"
    case .foundingSibling: "it founds a cluster, and others in it credit the same agency, which is not in the corpus"
    case .founding: "it founds a cluster"
    case .withoutMatch: "no other article has its text"
    case .contradictedClaim: "the evidence contradicts a claim of its own"
    case .sibling: "it and others in its cluster credit the same agency, which is not in the corpus"
    case .ownEarlierText: "only earlier texts of its own outlet match"
    case .sameOwner: "its parent's outlet belongs to the same owner"
    case .unsettledClaim: "a claim of its own names somebody, and nothing can settle it"
    case .earlierElsewhere: "another outlet surely had the text earlier, and no claim of its own names anybody else"
    case .nothingProven: "nothing proves which came first, or that the outlets differ"
    }
  }

  /// What would change a verdict.
  static func change(_ verdict: Verdict) -> String {
    switch verdict {
    case .unresolvedName: "The name in the outlets' registry, or an article whose site has that name."
    case .selfCredit: "Another outlet as the article's own, or another name in the line."
    case .quoted: "A line that names the outlet as the source of the text."
    case .unverifiable: "A line that names a news outlet."
    case .circular: "An article of the source that is older than the circle and credits nobody in it."
    case .confirmed:
      "An earlier time for this article, or a later one for the source's: then source-later. Less than \(whole) of the "
        + "text at the source: confirmed-partial, and below \(part) none at all."
    case .confirmedPartial: "\(whole) of the text at the source: confirmed. Less than \(part) there: no evidence."
    case .confirmedOrderUnknown: "Exact times of both: then confirmed or source-later."
    case .sourceLater: "An earlier article of the source with this text, or an earlier version of that page."
    case .differentOrigin: "An article of the source that holds the text, or a rival that is no longer earlier."
    case .noTextOverlap: "An article of the source that holds \(part) of the text, or none of it in the window."
    case .sourceNotInCorpus: "Articles of the source from the window around this one."
    }
  }
}
