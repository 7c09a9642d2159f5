import Attribution
import Clustering
import Corpus
import Tracing

/// Where things lie in the viewer's data: outlets by number, articles in their clusters, claims in one order.
struct ViewerIndex {
  /// The outlets with articles by name; number 0 is an outlet without a name.
  let outletNames: [String]
  /// Positions of claims in `TracedRun.claims`: by the place of their article's cluster in reading order, then by
  /// member and place in the text; those of articles outside of all clusters come last.
  let claimOrder: [Int]
  /// The place of an article's first claim in that order, by `ArticleID`.
  let firstClaim: [Int]
  /// The number of a claim within its article, from 1, as in claims.csv, by position.
  let claimOrdinal: [Int32]
  private let outletNumbers: [String: Int]
  private let outletOfArticle: [Int32]
  private let memberPlaces: [Int32]
  private let run: TracedRun
  private let clusterNumber: [Int]

  init(_ model: ReportModel) {
    run = model.run
    clusterNumber = model.clusterNumber
    outletNames = [""] + run.outlets.map(\.outlet)
    let outletNumbers = Dictionary(zip(run.outlets.map(\.outlet), 1...)) { first, _ in first }
    outletOfArticle = run.articles.indices.map { Int32(outletNumbers[model.run.articles[$0].outlet, default: 0]) }
    self.outletNumbers = outletNumbers
    var (places, firstClaim) = (
      [Int32](repeating: -1, count: run.articles.count), [Int](repeating: 0, count: run.articles.count)
    )
    var (order, ordinals): ([Int], [Int32]) = ([], [Int32](repeating: 0, count: run.claims.count))
    order.reserveCapacity(run.claims.count)
    let claims = run.claims
    func take(_ article: ArticleID) {
      firstClaim[article.index] = order.count
      let range = model.run.articles[article.index].claims
      guard !range.isEmpty else { return }
      let sorted = range.sorted {
        let (a, b) = (claims[$0].claim.span, claims[$1].claim.span)
        return (a.lowerBound, a.upperBound, $0) < (b.lowerBound, b.upperBound, $1)
      }
      for (ordinal, position) in sorted.enumerated() { ordinals[position] = Int32(ordinal + 1) }
      order += sorted
    }
    for cluster in model.clusterOrder {
      for (place, member) in run.clusters[cluster].members.enumerated() {
        places[member.index] = Int32(place)
        take(member)
      }
    }
    for article in run.articles.indices where run.articles[article].cluster == nil { take(ArticleID(article)) }
    (memberPlaces, self.firstClaim, claimOrder, claimOrdinal) = (places, firstClaim, order, ordinals)
  }

  /// The number of an outlet; 0 where it has no name.
  func outlet(_ article: ArticleID) -> Int { Int(outletOfArticle[article.index]) }

  /// The number of an outlet by its name; nil for one without articles.
  func outlet(named name: String) -> Int? { outletNumbers[name] }

  /// The number of an article's cluster in reading order and its place among the members; nil for a lone one.
  func place(_ article: ArticleID) -> (cluster: Int, member: Int)? {
    guard let cluster = run.articles[article.index].cluster else { return nil }
    return (clusterNumber[cluster], Int(memberPlaces[article.index]))
  }

  /// The id of a claim as in claims.csv.
  func claimID(_ position: Int) -> String {
    run.articles[run.claims[position].article.index].key + "#" + String(claimOrdinal[position])
  }
}
