import Attribution
public import Clustering
import Corpus

/// The tables of the commands that stop after one stage: `menbe cluster` and `menbe claims`.
public enum StageTables {
  /// Writes `id,cluster_id`: one row for each article by id, with an empty cluster_id where it is alone.
  ///
  /// - Parameter keys: the articles' own ids, by `ArticleID`.
  /// - Throws: `ReportingError.system` if the sink cannot be written.
  public static func writeClusters(
    keys: [String], clusters: [Cluster], style: CSVStyle, to sink: ByteSink
  ) throws(ReportingError) {
    var clusterOf = [Int32](repeating: -1, count: keys.count)
    for (position, cluster) in clusters.enumerated() {
      for member in cluster.members { clusterOf[member.index] = Int32(position) }
    }
    let columns: [CSVColumn<Int>] = [
      CSVColumn("id") { $1.text(keys[$0]) },
      CSVColumn("cluster_id") { article, row in
        let cluster = Int(clusterOf[article])
        if cluster < 0 { row.empty() } else { row.text(clusters[cluster].id) }
      },
    ]
    var writer = try CSVWriter(columns, style: style, sink: sink)
    for article in ByteOrder.positions(of: keys) { try writer.write(article) }
  }

  /// Writes one row for each claim and source, by article id, then by place in the text.
  ///
  /// - Throws: `ReportingError.system` if the sink cannot be written.
  public static func writeClaims(
    _ claims: [ReadClaim], style: CSVStyle, to sink: ByteSink
  ) throws(ReportingError) {
    let rank = ByteOrder.ranks(of: claims.map(\.articleKey))
    let order = claims.indices.sorted { a, b in
      let (left, right) = (claims[a].claim.span, claims[b].claim.span)
      return (rank[a], left.lowerBound, left.upperBound, a) < (rank[b], right.lowerBound, right.upperBound, b)
    }
    var writer = try CSVWriter(ReadClaim.columns, style: style, sink: sink)
    for position in order { try writer.write(claims[position]) }
  }
}
