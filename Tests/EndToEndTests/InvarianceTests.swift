import Foundation
import Testing

/// What must not change a verdict, and what the corpus lacks must make none false.
@Suite(.timeLimit(.minutes(10)))
struct InvarianceTests {
  /// The Azerbaijani articles of the sample, one JSON line each.
  private static func lines() async throws -> [String] {
    let outcome = try await Menbe.run("extract", "\(Night.input)/az.jsonl", "--quiet")
    return outcome.standardOutput.split(separator: "\n").map(String.init)
  }

  /// Verdicts, evidence and reasons by claim, standings, parents and flags by article.
  private static func findings(of lines: [String]) async throws -> (
    claims: [String: [String]], articles: [String: [String]]
  ) {
    let scratch = try Scratch()
    try scratch.write(lines.joined(separator: "\n") + "\n", to: "news.jsonl")
    let outcome = try await Menbe.run("run", "news.jsonl", "--output", "out", "--quiet", directory: scratch.path)
    try #require(outcome.exitCode == 0, "\(outcome.standardError)")
    let claims = try scratch.table("out/claims.csv").rows.map { row in
      (row["claim_id"], ["source_outlet", "verdict", "flags", "evidence_article_id", "reason"].map { row[$0] })
    }
    let articles = try scratch.table("out/articles.csv").rows.map { row in
      (row["article_id"], ["standing", "parent_article_id", "parent_containment", "flags"].map { row[$0] })
    }
    return (Dictionary(claims) { first, _ in first }, Dictionary(articles) { first, _ in first })
  }

  @Test func `unrelated articles, another order and a shift of all times change no finding`() async throws {
    let lines = try await Self.lines()
    let expected = try await Self.findings(of: lines)
    #expect(expected.claims.count > 30 && expected.articles.count > 50)
    let shuffled = try await Self.findings(of: lines.reversed())
    #expect(shuffled.claims == expected.claims && shuffled.articles == expected.articles)
    let moved = try await Self.findings(
      of: lines.map { $0.replacingOccurrences(of: "\"2026-03-", with: "\"2027-05-") })
    #expect(moved.claims == expected.claims && moved.articles == expected.articles)
    let others = try await Menbe.run("extract", "\(Night.input)/tr.csv", "\(Night.input)/en.jsonl.zst", "--quiet")
    let more = try await Self.findings(of: others.standardOutput.split(separator: "\n").map(String.init) + lines)
    #expect(more.articles.count > expected.articles.count)
    #expect(more.claims.filter { expected.claims[$0.key] != nil } == expected.claims)
    #expect(more.articles.filter { expected.articles[$0.key] != nil } == expected.articles)
  }

  @Test(arguments: 0..<3)
  func `no claim is called false when the articles of the outlet that it names are taken away`(part: Int) async throws {
    let lines = try await Self.lines()
    let report = try await Night.report.value
    let articles = try report.table("articles.csv").rows
    let outlets = Set(articles.map { $0["outlet"] })
    let named = Set(try report.table("claims.csv").rows.map { $0["source_outlet"] }).intersection(outlets).sorted()
    let chosen = named.enumerated().filter { $0.offset % 3 == part }.map(\.element).filter { name in
      lines.contains { line in articles.contains { $0["outlet"] == name && line.contains("\"\($0["article_id"])\"") } }
    }
    #expect(chosen.count > 1)
    for name in chosen {
      let gone = articles.filter { $0["outlet"] == name }.map { "\"id\":\"\($0["article_id"])\"" }
      let left = lines.filter { line in !gone.contains { line.contains($0) } }
      #expect(left.count < lines.count, "\(name)")
      for (id, claim) in try await Self.findings(of: left).claims where claim[0] == name {
        #expect(!["different-origin", "no-text-overlap", "source-later", "circular"].contains(claim[1]), "\(id)")
      }
    }
  }
}
