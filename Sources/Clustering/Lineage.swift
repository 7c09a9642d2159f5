/// What became of clusters from one night to the next.
///
/// An id is minted when a cluster is born and is never computed again. Where clusters merge, the oldest id stays and the
/// others become its aliases; where one splits, the largest part keeps the id.
public struct Lineage: Sendable, Equatable {
  /// A cluster of the night before.
  public struct Old: Sendable, Equatable {
    /// Its id.
    public var id: String
    /// The run that bore it.
    public var born: Int
    /// Its members by number.
    public var members: [UInt32]

    /// A cluster with those fields.
    public init(id: String, born: Int, members: [UInt32]) { (self.id, self.born, self.members) = (id, born, members) }
  }

  /// What became of a new cluster.
  public enum Change: String, Sendable, CaseIterable {
    /// No part of it was a cluster before.
    case born
    /// One cluster, with more members than before.
    case grown
    /// Parts of it were clusters of their own, or it took in another one.
    case merged
    /// Members that were in its cluster are elsewhere, or it came out of another one.
    case split
    /// The members of before.
    case unchanged = ""
  }

  /// The name of a new cluster and what became of it.
  public struct Heir: Sendable, Equatable {
    /// The id of the cluster that it goes on from; nil where it is to be given a new one.
    public var id: String?
    /// The run that bore it; nil where it is born now.
    public var born: Int?
    /// What became of it.
    public var change: Change
    /// The ids that it takes the place of, sorted.
    public var aliases: [String]

    /// An heir with those fields.
    public init(id: String?, born: Int?, change: Change, aliases: [String]) {
      (self.id, self.born, self.change, self.aliases) = (id, born, change, aliases)
    }
  }

  /// One heir for each new cluster, in their order.
  public let heirs: [Heir]

  /// Follows `old` clusters into the `new` ones, each given by its members' numbers; linear but for sorting.
  public init(old: [Old], new: [[UInt32]]) {
    var clusterOfMember: [UInt32: Int] = [:]
    for (cluster, members) in new.enumerated() {
      for member in members { clusterOfMember[member] = cluster }
    }
    var heirs = new.map { _ in Heir(id: nil, born: nil, change: .born, aliases: []) }
    var claimants = [[Int]](repeating: [], count: new.count)
    var isPart = [Bool](repeating: false, count: new.count)
    for (number, cluster) in old.enumerated() {
      var counts: [Int: Int] = [:]
      for member in cluster.members {
        if let target = clusterOfMember[member] { counts[target, default: 0] += 1 }
      }
      guard let largest = counts.min(by: { ($1.value, $0.key) < ($0.value, $1.key) })?.key else { continue }
      claimants[largest].append(number)
      let isWhole = counts[largest] == cluster.members.count
      if !isWhole { for target in counts.keys { isPart[target] = true } }
    }
    for target in new.indices {
      let ordered = claimants[target].sorted { (old[$0].born, old[$0].id) < (old[$1].born, old[$1].id) }
      guard let first = ordered.first else {
        if isPart[target] { heirs[target].change = .split }
        continue
      }
      (heirs[target].id, heirs[target].born) = (old[first].id, old[first].born)
      heirs[target].aliases = ordered.dropFirst().map { old[$0].id }.sorted()
      if ordered.count > 1 {
        heirs[target].change = .merged
      } else if isPart[target] {
        heirs[target].change = .split
      } else {
        heirs[target].change = new[target].count > old[first].members.count ? .grown : .unchanged
      }
    }
    self.heirs = heirs
  }
}
