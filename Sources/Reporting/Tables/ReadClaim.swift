public import Attribution
import Corpus

/// A claim as `menbe claims` lists it: what an article says, not yet judged.
public struct ReadClaim: Sendable, Equatable {
  /// The own id of the article that makes the claim.
  public var articleKey: String
  /// The canonical name of its outlet; empty when nothing names one.
  public var outlet: String
  /// What the article says.
  public var claim: Claim
  /// The claim's own words, cut from the article.
  public var verbatim: String

  /// A claim with those fields.
  public init(articleKey: String, outlet: String, claim: Claim, verbatim: String) {
    (self.articleKey, self.outlet, self.claim, self.verbatim) = (articleKey, outlet, claim, verbatim)
  }

  private static func place(_ byte: Int, of claim: Claim, _ row: inout CSVRow) {
    if claim.span.isEmpty { row.empty() } else { row.integer(byte) }
  }

  /// The columns that say what is claimed; `claims.csv` has them too.
  static var columns: [CSVColumn<ReadClaim>] {
    [
      CSVColumn("article_id") { $1.text($0.articleKey) },
      CSVColumn("outlet") { $1.text($0.outlet) },
      CSVColumn("role") { $1.text($0.claim.role.rawValue) },
      CSVColumn("kind") { $1.text($0.claim.kind?.rawValue ?? "") },
      CSVColumn("source_text") { $1.text($0.claim.source?.text ?? "") },
      CSVColumn("source_outlet") { $1.text($0.claim.source?.outlet ?? "") },
      CSVColumn("reporter_text") { $1.text($0.claim.reporter?.text ?? "") },
      CSVColumn("reporter_outlet") { $1.text($0.claim.reporter?.outlet ?? "") },
      CSVColumn("position") { $1.text($0.claim.position.rawValue) },
      CSVColumn("language") { $1.text($0.claim.language) },
      CSVColumn("pattern") { $1.text($0.claim.pattern) },
      // A claim of the page's metadata stands nowhere in the text.
      CSVColumn("start_byte") { place($0.claim.span.lowerBound, of: $0.claim, &$1) },
      CSVColumn("end_byte") { place($0.claim.span.upperBound, of: $0.claim, &$1) },
      CSVColumn("verbatim") { $1.text($0.verbatim) },
      CSVColumn("confidence") { $1.decimal($0.claim.confidence, places: 4) },
    ]
  }
}
