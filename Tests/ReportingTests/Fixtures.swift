import Attribution
import Clustering
import Corpus
import Foundation
import Glibc
import Matching
import Reporting
import Tracing

/// A folder of its own for one test, removed with the last reference to it.
final class ScratchFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "menbe-reporting-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path + "/" + name))) }

  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  func entries(_ name: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path + "/" + name).sorted()
  }

  func write(_ text: String, to name: String) throws { try Data(text.utf8).write(to: URL(filePath: path + "/" + name)) }
}

/// What `write` leaves in a file.
func written(_ write: (ByteSink) throws -> Void) throws -> String {
  let folder = try ScratchFolder()
  let sink = try ByteSink(creating: folder.path + "/out")
  try write(sink)
  try sink.finish()
  return try folder.text("out")
}

/// A run of three articles with awkward ids and titles, one cluster of two, one claim of each awkward kind.
enum AwkwardRun {
  static let noon = PublishedInterval(earliest: 1_719_835_200, latest: 1_719_835_200, basis: .zoned)
  static let day = PublishedInterval(earliest: 1_719_777_600, latest: 1_719_863_999, basis: .date)

  static func article(_ key: String, _ outlet: String, _ title: String, _ published: PublishedInterval)
    -> TracedArticle
  {
    TracedArticle(
      key: key, outlet: outlet, url: "https://\(outlet)/1", title: title, published: published, wordCount: 40,
      location: RecordLocation(input: 0, byteCount: 1, offset: 0))
  }

  static func claim(_ article: Int, _ verbatim: String, _ span: Range<Int>, evidence: Int? = nil) -> JudgedClaim {
    JudgedClaim(
      article: ArticleID(article),
      claim: Claim(
        source: .init(text: "Demokrat.az", outlet: "Demokrat.az"), reporter: nil, role: .republish, kind: .site,
        pattern: "az-1", language: "az", position: .lead, span: span, confidence: 0.95),
      verbatim: verbatim, verdict: evidence == nil ? .sourceNotInCorpus : .confirmed, flags: [.agency, .timeAssumed],
      evidence: evidence.map { ArticleID($0) }, evidenceContainment: 0.98765,
      reason: .unknownName("Because, as \"they\" say"))
  }

  static let run: TracedRun = {
    var articles = [
      article("z,1", "Demokrat.az", "Bir \"sitat\"", noon),
      article("=1+1", "Icma.az", "Sətir\r\niki", day),
      article("ə", "", "@sum", .unknown),
    ]
    articles[0].cluster = 0
    articles[0].standing = .original
    articles[1].cluster = 0
    articles[1].standing = .creditedCopy
    articles[1].flags = [.agency, .timeAssumed]
    articles[1].parent = ArticleID(0)
    articles[1].parentContainment = 1
    articles[1].claims = 0..<2
    articles[1].chain = 0
    let hops = [
      Chain.Hop(outlet: "Icma.az", article: ArticleID(1)), Chain.Hop(outlet: "Demokrat.az", article: ArticleID(0)),
    ]
    return TracedRun(
      articles: articles,
      clusters: [Cluster(id: "-c1", members: [ArticleID(0), ArticleID(1)], cohesion: 0.9)],
      matches: [
        match(0, 2, .partial, order: .unknown), match(0, 1, .excerpt, order: .aFirst),
        match(1, 2, .template, order: .bFirst),
      ],
      claims: [
        claim(1, "Demokrat.az, xəbər verir", 4..<30, evidence: 0), claim(1, "+994 APA", 40..<48),
      ],
      chains: [
        Chain(article: ArticleID(1), claimed: hops, evidenced: hops, verdict: .confirmed, origin: ArticleID(0))
      ],
      outlets: [
        profile("Icma.az", domains: ["icma.az", "m.icma.az"], delay: 12.25),
        profile("Demokrat.az", domains: [], delay: nil),
      ],
      rejections: [
        Rejection(input: "b.jsonl", line: 2, offset: 90, reason: .badJSON, detail: "it ends, early"),
        Rejection(input: "a.jsonl", line: 7, offset: 900, reason: .noText),
        Rejection(input: "a.jsonl", line: 1, offset: 10, reason: .duplicateID, detail: "=x"),
      ])
  }()

  static func match(_ a: Int, _ b: Int, _ kind: Match.Kind, order: Match.Order) -> Match {
    Match(
      a: ArticleID(a), b: ArticleID(b), kind: kind, jaccard: 0.25, containmentOfAInB: 1.0 / 3, containmentOfBInA: 1,
      sharedWordCount: 40, longestPassageWordCount: 31, hasChangedNumbers: false, order: order)
  }

  static func profile(_ name: String, domains: [String], delay: Double?) -> OutletProfile {
    OutletProfile(
      outlet: name, domains: domains, articleCount: 5, originalCount: 1, creditedCopyCount: 2, uncreditedCopyCount: 3,
      disputedClaimCount: 4, copiedByOthersCount: 6, medianDelayMinutes: delay)
  }
}
