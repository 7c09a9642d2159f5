import Foundation
import Testing

/// `menbe explain`: the whole reasoning for an article or a claim.
@Suite(.timeLimit(.minutes(10)))
struct ExplainTests {
  @Test func `an article is explained with texts, times, numbers and rules in order`() async throws {
    let outcome = try await Menbe.run("explain", "az-kitab-5", Night.input)
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardError.isEmpty)
    try expectSnapshot(outcome.standardOutput, "explain.txt")
  }

  @Test(arguments: [
    "confirmed", "confirmed-partial", "confirmed-order-unknown", "source-later", "different-origin", "no-text-overlap",
    "source-not-in-corpus", "circular", "quoted", "self", "unverifiable", "unresolved-name",
  ])
  func `a claim of each verdict has the verdict, reason and evidence of claims.csv, and one rule that decided`(
    verdict: String
  ) async throws {
    let rows = try await Night.report.value.table("claims.csv").rows
    let row = try #require(rows.first { $0["verdict"] == verdict })
    let object = try await Self.explained(row["claim_id"])
    let claims = try #require(object["claims"] as? [[String: Any]])
    let claim = try #require(claims.first)
    #expect(claims.count == 1)
    #expect(claim["id"] as? String == row["claim_id"])
    #expect(claim["verdict"] as? String == verdict)
    #expect(claim["reason"] as? String == row["reason"])
    #expect(claim["flags"] as? [String] == row["flags"].split(separator: ";").map(String.init))
    let rules = try #require(claim["rules"] as? [[String: String]])
    let states = rules.compactMap { $0["state"] }
    let decided = try #require(rules.firstIndex { $0["gives"] == verdict })
    #expect(states[..<decided].allSatisfy { $0 == "failed" } && states[decided] == "decided")
    #expect(states[(decided + 1)...].allSatisfy { $0 == "not-reached" })
    let weighed = ["candidates", "rivals"].flatMap { claim[$0] as? [[String: Any]] ?? [] }
    let evidence = weighed.filter { $0["is_evidence"] as? Bool == true }
      .compactMap { ($0["article"] as? [String: Any])?["id"] as? String }
    #expect(evidence == (row["evidence_article_id"].isEmpty ? [] : [row["evidence_article_id"]]))
    #expect((claim["change"] as? String)?.isEmpty == false)
  }

  @Test(arguments: [
    "original", "credited-copy", "disputed-copy", "unverified-copy", "uncredited-copy", "common-source",
    "same-owner-copy", "version", "alone",
  ])
  func `an article of each standing has the standing, parent and chain of the tables`(standing: String) async throws {
    let report = try await Night.report.value
    let row = try #require(try report.table("articles.csv").rows.first { $0["standing"] == standing })
    let object = try await Self.explained(row["article_id"])
    #expect(object["standing"] as? String == standing)
    let decided = (object["rules"] as? [[String: String]] ?? []).filter { $0["state"] == "decided" }
    #expect(decided.map { $0["gives"] } == [standing])
    let parent = (object["parent"] as? [String: Any])?["article"] as? [String: Any]
    #expect(parent?["id"] as? String ?? "" == row["parent_article_id"])
    let chain = try report.table("chains.csv").rows.first { $0["article_id"] == row["article_id"] }
    #expect(object["evidenced_chain"] as? String == chain?["evidenced_chain"] ?? "")
    #expect(object["claimed_chain"] as? String == chain?["claimed_chain"] ?? "")
  }

  @Test func `an id that nobody has is exit code 66`() async throws {
    for id in ["nobody", "az-nar#9", "az-kitab-5#0", "az-kitab-5#x"] {
      let outcome = try await Menbe.run("explain", id, Night.input)
      #expect(outcome.exitCode == 66)
      #expect(outcome.standardError.contains(id))
      #expect(outcome.standardOutput.isEmpty)
    }
  }

  @Test func `a claim that an article does not have is told with those that it has`() async throws {
    let outcome = try await Menbe.run("explain", "az-park-2#9", Night.input)
    #expect(outcome.exitCode == 66)
    let told = "menbe: there is no az-park-2#9: the article az-park-2 has one claim, az-park-2#1\n"
    #expect(outcome.standardError.hasSuffix(told))
  }

  @Test func `what is scraped steers no terminal`() async throws {
    let scratch = try Scratch()
    let text = "Bu \\u001b[2J mətn \\u202e burada Mənbə: APA"
    try scratch.write(#"{"id":"a","title":"\u001b]0;x","text":"\#(text)"}"#, to: "news.jsonl")
    let outcome = try await Menbe.run("explain", "a", "news.jsonl", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    #expect(!outcome.standardOutput.contains("\u{1B}") && !outcome.standardOutput.contains("\u{202E}"))
  }

  private static func explained(_ id: String) async throws -> [String: Any] {
    let outcome = try await Menbe.run("explain", id, Night.input, "--json", "--quiet")
    try #require(outcome.exitCode == 0, "\(id): \(outcome.standardError)")
    return try #require(try JSONSerialization.jsonObject(with: Data(outcome.standardOutput.utf8)) as? [String: Any])
  }
}
