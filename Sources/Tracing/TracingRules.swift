/// The numbers that decide, each with its reason.
enum TracingRules {
  /// The share of the claiming article's words that a source must hold to hold "the text".
  ///
  /// Measured on chains-dev (word-3 shingles, furniture left in): true copies and excerpts lie at .82 and above,
  /// articles that took a third of a text at .41 and below. The middle leaves room for long furniture.
  static let wholeShare = 0.6

  /// The share that is still "a substantial part".
  ///
  /// Thirds taken from another outlet lie at .31 and above; two articles with nothing in common but a footer of legal
  /// notices reach .25.
  static let partShare = 0.28

  /// A shared passage of so many words is a substantial part of an article of any length.
  ///
  /// Legal notices at the foot of unrelated articles run to 61 words, so a shorter passage counts by its share alone.
  static let partPassageWordCount = 80

  /// A shared passage of so many words is text even where the rest is a frame that was filled in anew.
  ///
  /// In tables, bulletins and results a number, date or name comes at least every 70 words.
  static let unbrokenPassageWordCount = 120

  /// A text that was cut off stands in the whole one this far, and the whole one no further than this in it.
  static let cutShare = 0.8

  /// Shares closer than this are equally good, and the credit line decides between the two parents.
  ///
  /// One changed word in sixty costs about .05 of the word-3 shingles: less than an editor's hand, more than a slip.
  static let equallyGoodMargin = 0.05

  /// A tie this good makes a search for a better one pointless.
  static let excellentShare = 0.9

  /// Articles of the named source compared exactly for one claim, inside the cluster: the nearest before and after.
  static let comparedBefore = 6
  static let comparedAfter = 2

  /// Neighbours whose own neighbours are looked through, and articles compared that way, for one claim.
  static let sharedNeighbourCount = 32
  static let comparedBySharedNeighbour = 4

  /// Claims of another article that are looked through; more are read into an article only by malice.
  static let readClaimCount = 64

  /// Hops of an evidenced path that are written out, and of one that is looked through; the origin is exact beyond it.
  static let longestPath = 16

  /// Hops of a claimed path that are followed.
  static let longestClaimedPath = 16
}
