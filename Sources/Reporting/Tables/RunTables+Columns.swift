import Attribution
import Clustering
import Corpus
import Matching
import Tracing

/// The columns of each table, in the order of design.md, section 7.
extension RunTables {
  var articleColumns: [CSVColumn<Int>] {
    let (articles, clusters) = (run.articles, run.clusters)
    return [
      CSVColumn("article_id") { $1.text(articles[$0].key) },
      CSVColumn("outlet") { $1.text(articles[$0].outlet) },
      CSVColumn("url") { $1.text(articles[$0].url) },
      CSVColumn("title") { $1.text(articles[$0].title) },
      CSVColumn("published_at") { $1.time(articles[$0].published) },
      CSVColumn("published_basis") { $1.text(articles[$0].published.basis.rawValue) },
      CSVColumn("words") { $1.integer(articles[$0].wordCount) },
      CSVColumn("cluster_id") { article, row in row.text(articles[article].cluster.map { clusters[$0].id } ?? "") },
      CSVColumn("cluster_role") { article, row in
        let founds = articles[article].cluster.map { clusters[$0].founding.index == article }
        row.text(founds.map { $0 ? "founding" : "member" } ?? "")
      },
      CSVColumn("standing") { $1.text(articles[$0].standing.rawValue) },
      CSVColumn("parent_article_id") { article, row in
        row.text(articles[article].parent.map { articles[$0.index].key } ?? "")
      },
      CSVColumn("parent_containment") { article, row in
        if articles[article].parent == nil { return row.empty() }
        row.decimal(articles[article].parentContainment, places: 4)
      },
      CSVColumn("flags") { $1.list(articles[$0].flags.map(\.rawValue)) },
    ]
  }

  var clusterColumns: [CSVColumn<Int>] {
    let (articles, clusters) = (run.articles, run.clusters)
    func count(_ standing: Standing) -> (Int, inout CSVRow) -> Void {
      { cluster, row in row.integer(clusters[cluster].members.count { articles[$0.index].standing == standing }) }
    }
    let spans = clusters.map { ClusterSpan($0, in: articles) }
    let changes = run.changes
    return [
      CSVColumn("cluster_id") { $1.text(clusters[$0].id) },
      CSVColumn("size") { $1.integer(clusters[$0].members.count) },
      CSVColumn("outlets") { $1.integer(clusters[$0].outletCount(in: articles)) },
      CSVColumn("founding_article_id") { $1.text(articles[clusters[$0].founding.index].key) },
      CSVColumn("founding_outlet") { $1.text(articles[clusters[$0].founding.index].outlet) },
      CSVColumn("founding_title") { $1.text(articles[clusters[$0].founding.index].title) },
      CSVColumn("first_published_at") { $1.time(spans[$0].first) },
      CSVColumn("last_published_at") { $1.time(spans[$0].last) },
      CSVColumn("span_hours") { cluster, row in
        if let hours = spans[cluster].hours { row.decimal(hours, places: 2) } else { row.empty() }
      },
      CSVColumn("cohesion") { $1.decimal(clusters[$0].cohesion, places: 4) },
      CSVColumn("credited", count(.creditedCopy)),
      CSVColumn("uncredited", count(.uncreditedCopy)),
      CSVColumn("disputed", count(.disputedCopy)),
      CSVColumn("change") { $1.text(changes.clusters[$0].rawValue) },
    ]
  }

  var matchColumns: [CSVColumn<Match>] {
    let articles = run.articles
    return [
      CSVColumn("article_a") { $1.text(articles[$0.a.index].key) },
      CSVColumn("article_b") { $1.text(articles[$0.b.index].key) },
      CSVColumn("kind") { $1.text($0.kind.rawValue) },
      CSVColumn("jaccard") { $1.decimal($0.jaccard, places: 4) },
      CSVColumn("containment_a_in_b") { $1.decimal($0.containmentOfAInB, places: 4) },
      CSVColumn("containment_b_in_a") { $1.decimal($0.containmentOfBInA, places: 4) },
      CSVColumn("shared_words") { $1.integer($0.sharedWordCount) },
      CSVColumn("longest_passage_words") { $1.integer($0.longestPassageWordCount) },
      CSVColumn("order") { $1.text($0.order.rawValue) },
    ]
  }

  var claimColumns: [CSVColumn<ClaimRow>] {
    let (articles, claims, words) = (run.articles, run.claims, words)
    let read = ReadClaim.columns.map { $0.on(\ClaimRow.read) }
    let judged: [CSVColumn<ClaimRow>] = [
      CSVColumn("verdict") { $1.text(claims[$0.position].verdict.rawValue) },
      CSVColumn("flags") { $1.list(claims[$0.position].flags.map(\.rawValue)) },
      CSVColumn("evidence_article_id") { claim, row in
        row.text(claims[claim.position].evidence.map { articles[$0.index].key } ?? "")
      },
      CSVColumn("evidence_containment") { claim, row in
        if claims[claim.position].evidence == nil { return row.empty() }
        row.decimal(claims[claim.position].evidenceContainment, places: 4)
      },
      CSVColumn("reason") { $1.text(words.reason(of: claims[$0.position], in: articles)) },
    ]
    let id = CSVColumn<ClaimRow>("claim_id") { claim, row in
      row.text(articles[claims[claim.position].article.index].key + "#" + String(claim.ordinal))
    }
    return [id] + read + judged
  }

  var chainColumns: [CSVColumn<Chain>] {
    let articles = run.articles
    return [
      CSVColumn("article_id") { $1.text(articles[$0.article.index].key) },
      CSVColumn("claimed_chain") { $1.text(ChainText.text($0.claimed, in: articles)) },
      CSVColumn("evidenced_chain") { $1.text(ChainText.text($0.evidenced, in: articles)) },
      CSVColumn("hops") { $1.integer($0.hopCount) },
      CSVColumn("verdict") { $1.text($0.verdict?.rawValue ?? "") },
      CSVColumn("origin_article_id") { $1.text(articles[$0.origin.index].key) },
      CSVColumn("origin_outlet") { $1.text(articles[$0.origin.index].outlet) },
    ]
  }

  static var outletColumns: [CSVColumn<OutletProfile>] {
    [
      CSVColumn("outlet") { $1.text($0.outlet) },
      CSVColumn("domains") { $1.list($0.domains) },
      CSVColumn("articles") { $1.integer($0.articleCount) },
      CSVColumn("originals") { $1.integer($0.originalCount) },
      CSVColumn("credited_copies") { $1.integer($0.creditedCopyCount) },
      CSVColumn("uncredited_copies") { $1.integer($0.uncreditedCopyCount) },
      CSVColumn("disputed_claims") { $1.integer($0.disputedClaimCount) },
      CSVColumn("copied_by_others") { $1.integer($0.copiedByOthersCount) },
      CSVColumn("median_delay_minutes") { profile, row in
        if let minutes = profile.medianDelayMinutes { row.decimal(minutes, places: 1) } else { row.empty() }
      },
    ]
  }

  static var flowColumns: [CSVColumn<OutletFlow>] {
    [
      CSVColumn("outlet") { $1.text($0.outlet) },
      CSVColumn("source_outlet") { $1.text($0.source) },
      CSVColumn("copies") { $1.integer($0.copyCount) },
      CSVColumn("credited_copies") { $1.integer($0.creditedCount) },
      CSVColumn("uncredited_copies") { $1.integer($0.uncreditedCount) },
      CSVColumn("disputed_copies") { $1.integer($0.disputedCount) },
      CSVColumn("median_delay_minutes") { flow, row in
        if let minutes = flow.medianDelayMinutes { row.decimal(minutes, places: 1) } else { row.empty() }
      },
    ]
  }

  static var furnitureColumns: [CSVColumn<FurnitureLine>] {
    [
      CSVColumn("outlet") { $1.text($0.outlet) },
      CSVColumn("articles") { $1.integer($0.articleCount) },
      CSVColumn("example_article_id") { $1.text($0.exampleKey) },
      CSVColumn("line") { $1.text($0.line) },
    ]
  }

  static var rejectColumns: [CSVColumn<Rejection>] {
    [
      CSVColumn("input") { $1.text($0.input) },
      CSVColumn("line") { $1.integer($0.line) },
      CSVColumn("offset") { $1.integer($0.offset) },
      CSVColumn("reason") { $1.text($0.reason.rawValue) },
      CSVColumn("detail") { $1.text($0.detail) },
    ]
  }
}
