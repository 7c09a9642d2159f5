import Reporting
import Testing
import Tracing

@Suite struct ViewerDataTests {
  private static func data(_ report: ScratchFolder, _ name: String) throws -> [String: Any] {
    try #require(try DataScript(report.bytes("r/data/\(name).js"), "\(name).js").value as? [String: Any])
  }

  private static func list(_ report: ScratchFolder, _ name: String) throws -> [[Any]] {
    try #require(try DataScript(report.bytes("r/data/\(name).js"), "\(name).js").value as? [[Any]])
  }

  @Test func `clusters stand in reading order, as columns of one length`() async throws {
    let report = try await NewsroomRun().report()
    let columns = try Self.data(report, "clusters-0")
    let ids = try #require(columns["id"] as? [String])
    #expect(ids == ["c-0", "c-6", "c-10", "c-13"])
    for name in ["title", "minutes", "size", "credited", "uncredited", "disputed", "change", "outletEnds"] {
      #expect((columns[name] as? [Any])?.count == 4, "\(name)")
    }
    #expect((columns["times"] as? [Any])?.count == 8)
    #expect((columns["outletEnds"] as? [Int])?.last == (columns["outlets"] as? [Int])?.count)
  }

  @Test func `a credit line stands in its sentence with its reason in both languages`() async throws {
    let report = try await NewsroomRun().report()
    let claims = try Self.list(report, "claims-0")
    #expect(claims.count == NewsroomRun().run.claims.count)
    let claim = try #require(claims.first { $0[7] as? String == "Paytaxt Media xəbər verir ki," })
    #expect(claim[0] as? String == "kh-3#1")
    let reasons = try #require(claim[13] as? [String])
    #expect(reasons.count == 2)
    #expect(reasons[0].contains("but was published 14 min later"))
    #expect(reasons[1].contains("14 dəq sonra dərc olunub"))
  }

  @Test func `texts go along with their words, and equal words have equal numbers`() async throws {
    let newsroom = NewsroomRun()
    let report = try await newsroom.report()
    let clusters = try Self.list(report, "texts-0")
    #expect(clusters.count == newsroom.run.clusters.count)
    for cluster in clusters {
      var numbers: [String: Int] = [:]
      for case let member as [Any] in cluster {
        let text = Array(try #require(member[0] as? String).utf16)
        let words = try #require(member[1] as? [Int])
        #expect(words.count.isMultiple(of: 3))
        var place = 0
        for word in stride(from: 0, to: words.count, by: 3) {
          place += words[word]
          let written = String(decoding: text[place..<place + words[word + 1]], as: UTF16.self).lowercased()
          place += words[word + 1]
          #expect(words[word + 2] == numbers[written, default: words[word + 2]], "\(written)")
          numbers[written] = words[word + 2]
        }
        let credits = try #require(member[2] as? [Int])
        #expect(credits.count.isMultiple(of: 2))
        if credits.count == 2 { #expect(credits[0] + credits[1] == text.count) }
      }
    }
  }

  @Test func `texts beyond the bound stay out, and the viewer knows which are there`() async throws {
    let report = try await NewsroomRun().report(options: ReportOptions(textClusterLimit: 1))
    #expect(try Self.list(report, "texts-0").count == 1)
    #expect(try Self.data(report, "report-0")["textStarts"] as? [Int] == [0])
    let without = try await NewsroomRun().report(options: ReportOptions(textWordLimit: 10))
    #expect(try Self.data(without, "report-0")["textStarts"] as? [Int] == [])
    #expect(try !without.entries("r/data").contains { $0.hasPrefix("texts") })
  }

  @Test func `changes are told where earlier nights are known, and only there`() async throws {
    var newsroom = NewsroomRun()
    #expect(try Self.data(await newsroom.report(), "report-0")["changed"] is String == false)
    var run = newsroom.run
    run.changes = NightChanges(
      clusters: [.grown, .merged, .unchanged, .born], isNew: run.articles.indices.map { $0 > 4 },
      verdicts: [.init(claim: 0, before: .sourceLater)], aliases: [.init(id: "c-99", cluster: "c-6")])
    run.decisions = [ReviewDecision(decision: .sameStory, cluster: "c-0", reviewer: "A", decidedAt: "2026-03-15")]
    newsroom = NewsroomRun(run: run, bodies: newsroom.bodies, summary: newsroom.summary)
    let report = try Self.data(await newsroom.report(), "report-0")
    let changed = try #require(report["changed"] as? [String: Any])
    #expect(changed["clusters"] as? [Int] == [1, 1, 1, 0, 1])
    #expect((changed["verdicts"] as? [[Int]])?.count == 1)
    #expect(changed["aliases"] as? [[String]] == [["c-99", "c-6"]])
    let decision = try #require((report["decisions"] as? [[Any]])?.first)
    #expect(
      decision.prefix(9).compactMap { $0 as? String } == ["same-story", "", "", "c-0", "", "", "A", "2026-03-15", ""])
    #expect(decision[9] as? Int == 1, "the cluster that it is about")
  }
}
