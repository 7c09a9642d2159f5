/// What a person decided after a look at two articles, a cluster or a claim.
///
/// Ids are those of the tables. Exactly the fields that the decision needs are not empty.
public struct ReviewDecision: Hashable, Sendable {
  /// What was decided.
  public enum Decision: String, Sendable, CaseIterable {
    /// Two articles (`articleA`, `articleB`), or all members of a cluster (`cluster`), tell the same story.
    case sameStory = "same-story"
    /// Two articles (`articleA`, `articleB`), or a cluster (`cluster`) and its member `articleA`, tell different ones.
    case notSameStory = "not-same-story"
    /// The verdict of a claim (`claim`) should be `verdict`.
    case verdict
  }

  /// What was decided.
  public var decision: Decision
  /// The ids of two articles, or empty.
  public var articleA, articleB: String
  /// The id of a cluster, or empty.
  public var cluster: String
  /// The id of a claim as in claims.csv, or empty.
  public var claim: String
  /// The right verdict of the claim; nil for other decisions.
  public var verdict: Verdict?
  /// Who decided.
  public var reviewer: String
  /// When, as it was written: an ISO date or time.
  public var decidedAt: String
  /// Why, in the reviewer's words.
  public var note: String

  /// A decision with those fields.
  public init(
    decision: Decision, articleA: String = "", articleB: String = "", cluster: String = "", claim: String = "",
    verdict: Verdict? = nil, reviewer: String = "", decidedAt: String = "", note: String = ""
  ) {
    (self.decision, self.articleA, self.articleB, self.cluster) = (decision, articleA, articleB, cluster)
    (self.claim, self.verdict, self.reviewer, self.decidedAt, self.note) = (claim, verdict, reviewer, decidedAt, note)
  }

  /// The columns of a file of decisions, in order.
  public static let columns = [
    "decision", "article_a", "article_b", "cluster_id", "claim_id", "verdict", "reviewer", "decided_at", "note",
  ]
}
