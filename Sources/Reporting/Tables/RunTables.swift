import Attribution
import Clustering
import Corpus
import Matching
public import Tracing

/// The tables of a run, one file each.
public struct RunTables: Sendable {
  /// A table of the output folder.
  public enum Table: String, CaseIterable, Sendable {
    case articles, clusters, matches, claims, chains, outlets, flows, furniture, rejects

    /// The name of its file.
    public var fileName: String { rawValue + ".csv" }
  }

  let run: TracedRun
  /// Tables are in English whatever the language of the pages.
  let words: Words
  private let style: CSVStyle
  /// Positions of articles in byte order of their ids.
  let order: [Int]
  /// The place of each article in that order.
  private let rank: [Int32]

  /// Prepares the tables of `run`; nothing is written yet.
  ///
  /// - Throws: `ReportingError.badAsset` if the program's own word list is broken.
  public init(run: TracedRun, style: CSVStyle) throws(ReportingError) {
    (self.run, self.style, words) = (run, style, try Words(.english))
    order = ByteOrder.positions(of: run.articles.indices.lazy.map { run.articles[$0].key })
    var rank = [Int32](repeating: 0, count: run.articles.count)
    for (place, article) in order.enumerated() { rank[article] = Int32(place) }
    self.rank = rank
  }

  /// Writes one table, rows in byte order: articles, claims and chains by article id (claims then by place in the
  /// text), clusters by cluster id, matches by both ids, outlets by name, flows by both names, furniture as the run has it,
  /// rejects by input, then place.
  ///
  /// - Throws: `ReportingError.system` if the sink cannot be written.
  public func write(_ table: Table, to sink: ByteSink) throws(ReportingError) {
    try write(table, to: CSVFile(style: style, sink: sink))
  }

  /// Writes one table in the same order into a sheet of a workbook.
  func write(_ table: Table, to sink: some TableSink) throws(ReportingError) {
    switch table {
    case .articles: try rows(order, articleColumns, sink)
    case .clusters: try rows(ByteOrder.positions(of: run.clusters.lazy.map(\.id)), clusterColumns, sink)
    case .matches:
      let matches = run.matches
      var sorted = matches.indices.map { position in
        let match = matches[position]
        return (ranks: UInt64(rank[match.a.index]) << 32 | UInt64(rank[match.b.index]), position: Int32(position))
      }
      sorted.sort { $0.ranks < $1.ranks }
      try rows(sorted.lazy.map { matches[Int($0.position)] }, matchColumns, sink)
    case .claims:
      let (articles, claims) = (run.articles, run.claims)
      let rows = claimRows().lazy.map { position, ordinal in
        let article = articles[claims[position].article.index]
        return ClaimRow(
          position: position, ordinal: ordinal,
          read: ReadClaim(
            articleKey: article.key, outlet: article.outlet, claim: claims[position].claim,
            verbatim: claims[position].verbatim))
      }
      try self.rows(rows, claimColumns, sink)
    case .chains:
      let sorted = run.chains.indices.sorted { rank[run.chains[$0].article.index] < rank[run.chains[$1].article.index] }
      try rows(sorted.lazy.map { run.chains[$0] }, chainColumns, sink)
    case .outlets:
      let sorted = ByteOrder.positions(of: run.outlets.lazy.map(\.outlet))
      try rows(sorted.lazy.map { run.outlets[$0] }, Self.outletColumns, sink)
    case .flows:
      let (outlets, sources) = (
        ByteOrder.ranks(of: run.flows.map(\.outlet)), ByteOrder.ranks(of: run.flows.map(\.source))
      )
      let sorted = run.flows.indices.sorted { (outlets[$0], sources[$0]) < (outlets[$1], sources[$1]) }
      try rows(sorted.lazy.map { run.flows[$0] }, Self.flowColumns, sink)
    case .furniture: try rows(run.furniture, Self.furnitureColumns, sink)
    case .rejects:
      let inputRank = ByteOrder.ranks(of: run.rejections.map(\.input))
      let sorted = run.rejections.indices.sorted { left, right in
        let (a, b) = (run.rejections[left], run.rejections[right])
        return (inputRank[left], a.offset, a.line, a.reason.rawValue, left)
          < (inputRank[right], b.offset, b.line, b.reason.rawValue, right)
      }
      try rows(sorted.lazy.map { run.rejections[$0] }, Self.rejectColumns, sink)
    }
  }

  private func rows<Record>(
    _ records: some Sequence<Record>, _ columns: [CSVColumn<Record>], _ sink: some TableSink
  ) throws(ReportingError) {
    try sink.write(records, columns)
  }

  /// Claims by article id, then by place in the text, numbered from 1 within each article.
  private func claimRows() -> [(position: Int, ordinal: Int)] {
    let claims = run.claims
    let sorted = claims.indices.sorted { left, right in
      let (a, b) = (claims[left], claims[right])
      return (rank[a.article.index], a.claim.span.lowerBound, a.claim.span.upperBound, left)
        < (rank[b.article.index], b.claim.span.lowerBound, b.claim.span.upperBound, right)
    }
    var (rows, ordinal, article): ([(position: Int, ordinal: Int)], Int, ArticleID?) = ([], 0, nil)
    rows.reserveCapacity(sorted.count)
    for position in sorted {
      ordinal = claims[position].article == article ? ordinal + 1 : 1
      article = claims[position].article
      rows.append((position, ordinal))
    }
    return rows
  }
}

/// A claim by its position in the run, and its number within its article.
struct ClaimRow {
  var position: Int
  var ordinal: Int
  /// What it says, without the verdict.
  var read: ReadClaim
}
