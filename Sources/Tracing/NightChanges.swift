/// What a night changed beside what earlier nights had found.
public struct NightChanges: Sendable, Equatable {
  /// What became of a cluster.
  public enum ClusterChange: String, Sendable, CaseIterable {
    /// It was not there before.
    case born
    /// It has more members than before.
    case grown
    /// Another one was merged into it.
    case merged
    /// Some of its members went to another cluster, or it came out of another one.
    case split
    /// Its members are those of before.
    case unchanged = ""
  }

  /// A claim whose verdict is another one than before.
  public struct VerdictChange: Sendable, Equatable {
    /// The position of the claim in `TracedRun.claims`.
    public var claim: Int
    /// What its verdict was.
    public var before: Verdict

    /// A change of that claim's verdict.
    public init(claim: Int, before: Verdict) { (self.claim, self.before) = (claim, before) }
  }

  /// A cluster id that is no longer used, and the one that took its place.
  public struct Alias: Sendable, Equatable {
    /// The id that was given up.
    public var id: String
    /// The id under which its members are found now.
    public var cluster: String

    /// An alias of that cluster.
    public init(id: String, cluster: String) { (self.id, self.cluster) = (id, cluster) }
  }

  /// By position in `TracedRun.clusters`.
  public var clusters: [ClusterChange]
  /// By `ArticleID`: whether the article came this night.
  public var isNew: [Bool]
  /// Changed verdicts of articles that were known before, by claim.
  public var verdicts: [VerdictChange]
  /// Ids given up this night, sorted.
  public var aliases: [Alias]

  /// Changes with those fields.
  public init(
    clusters: [ClusterChange], isNew: [Bool], verdicts: [VerdictChange] = [], aliases: [Alias] = []
  ) {
    (self.clusters, self.isNew, self.verdicts, self.aliases) = (clusters, isNew, verdicts, aliases)
  }

  /// Those of a run without an index: all is new.
  public static func allNew(articleCount: Int, clusterCount: Int) -> NightChanges {
    NightChanges(
      clusters: Array(repeating: .born, count: clusterCount), isNew: Array(repeating: true, count: articleCount))
  }
}
