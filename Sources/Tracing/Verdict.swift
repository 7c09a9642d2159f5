/// The outcome of a claim against the evidence, in the order in which they are tried: the first that applies counts.
public enum Verdict: String, Sendable, CaseIterable {
  /// The source string names no known outlet.
  case unresolvedName = "unresolved-name"
  /// The source is the outlet itself.
  case selfCredit = "self"
  /// The claim is about a statement, not about the text.
  case quoted
  /// Nothing in a corpus of outlets can settle it.
  case unverifiable
  /// The claims in a cluster form a cycle.
  case circular
  /// An article of the named source, surely earlier, holds the text.
  case confirmed
  /// An article of the named source, surely earlier, holds a substantial part of the text.
  case confirmedPartial = "confirmed-partial"
  /// The text matches, the time intervals overlap.
  case confirmedOrderUnknown = "confirmed-order-unknown"
  /// The text matches, but the named source published it surely later.
  case sourceLater = "source-later"
  /// The named source does not have the text, another outlet had it earlier.
  case differentOrigin = "different-origin"
  /// The named source is in the corpus in the window, nothing similar is.
  case noTextOverlap = "no-text-overlap"
  /// The named source has no articles in the window: nothing can be said.
  case sourceNotInCorpus = "source-not-in-corpus"
}

/// Where an article stands in the republication of its text.
public enum Standing: String, Sendable, CaseIterable {
  /// Founds a cluster.
  case original
  /// A copy, and a claim is confirmed in some way.
  case creditedCopy = "credited-copy"
  /// A copy whose claims the evidence contradicts.
  case disputedCopy = "disputed-copy"
  /// A copy whose claims nothing can settle, or of which nothing proves that it came later or from another outlet.
  case unverifiedCopy = "unverified-copy"
  /// A strong, surely earlier match in another outlet and no claim.
  case uncreditedCopy = "uncredited-copy"
  /// Siblings that credit the same agency, which is not in the corpus; the founding article among them.
  case commonSource = "common-source"
  /// A copy inside one owner's group of which no claim is confirmed or contradicted.
  case sameOwnerCopy = "same-owner-copy"
  /// A later edit by the same outlet, at the same URL or, where no other outlet had the text, at another.
  case version
  /// No match with another outlet's text.
  case alone
}

/// What stands beside a verdict or standing and never replaces it.
public enum Flag: String, Sendable, CaseIterable, Comparable {
  case sameOwner = "same-owner"
  case agency
  case severalSources = "several-sources"
  case relaySkipped = "relay-skipped"
  case chainBroken = "chain-broken"
  case inheritedClaim = "inherited-claim"
  case numbersChanged = "numbers-changed"
  case timeAssumed = "time-assumed"
  case reporterMismatch = "reporter-mismatch"
  case lookAlikeName = "look-alike-name"

  /// Alphabetical, as flags are written in a cell.
  public static func < (a: Flag, b: Flag) -> Bool { a.rawValue < b.rawValue }
}
