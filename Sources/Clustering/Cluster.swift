public import Corpus

/// Two or more articles tied by matches to one story text.
public struct Cluster: Sendable, Equatable {
  /// A stable name, minted from the founding article when the cluster is born.
  public var id: String
  /// The members in canonical order; the first is the founding article.
  public var members: [ArticleID]
  /// The mean of the better containment against the founding article over the members compared with it, in 0…1.
  public var cohesion: Double

  /// A cluster with those fields.
  public init(id: String, members: [ArticleID], cohesion: Double) {
    precondition(members.count > 1, "a cluster has at least two members")
    (self.id, self.members, self.cohesion) = (id, members, cohesion)
  }

  /// The article that founded the cluster.
  public var founding: ArticleID { members[0] }
}
