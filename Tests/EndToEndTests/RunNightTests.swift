import Testing

/// `menbe run Samples/night/input` against the answers in Samples/night, whose README says what the columns mean.
@Suite(.timeLimit(.minutes(10)))
struct RunNightTests {
  @Test func `a night ends well and says what it found`() async throws {
    let outcome = try await Night.report.value.outcome
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardOutput.isEmpty)
    #expect(outcome.standardError.contains("5 records were not used"))
    #expect(outcome.standardError.contains("111 articles"))
  }

  @Test func `every article has a row in the answers and every answer an article`() async throws {
    let articles = try await Night.report.value.table("articles.csv").column("article_id").map(Night.short)
    #expect(articles.count == 111)
    #expect(Set(articles) == Set(try Night.answers("expected.csv").column("article_id")))
    #expect(Set(articles).count == articles.count)
  }

  @Test(arguments: ["outlet", "standing", "parent_article_id"])
  func `of every article is said what the answers say`(column: String) async throws {
    let articles = try await articleRows()
    for expected in try Night.answers("expected.csv").rows where expected[column] != "?" {
      let got = articles[expected["article_id"]].map { Night.short($0[column]) }
      #expect(got == expected[column], "\(expected["article_id"]): \(expected["note"])")
    }
  }

  @Test func `articles are in one cluster exactly where the answers say so`() async throws {
    let articles = try await articleRows()
    var (idOfLabel, labelOfID): ([String: String], [String: String]) = ([:], [:])
    for expected in try Night.answers("expected.csv").rows where expected["cluster"] != "?" {
      let (id, label) = (articles[expected["article_id"]]?["cluster_id"] ?? "no article", expected["cluster"])
      #expect(id.isEmpty == label.isEmpty, "\(expected["article_id"]) in \(label), got \(id)")
      guard !id.isEmpty, !label.isEmpty else { continue }
      #expect(idOfLabel[label, default: id] == id, "\(expected["article_id"]) is not with the others of \(label)")
      #expect(labelOfID[id, default: label] == label, "\(expected["article_id"]) of \(label) is with another story")
      (idOfLabel[label], labelOfID[id]) = (id, label)
    }
    #expect(idOfLabel.count > 20)
  }

  @Test func `every expected flag stands at the article or one of its claims`() async throws {
    let (articles, claims) = (try await articleRows(), try await claimRows())
    for expected in try Night.answers("expected.csv").rows where expected["flags"] != "?" {
      let id = expected["article_id"]
      let cells = [articles[id]?["flags"] ?? ""] + (claims[id] ?? []).map { $0["flags"] }
      let flags = Set(cells.flatMap { $0.split(separator: ";") }.map(String.init))
      #expect(flags.isSuperset(of: expected["flags"].split(separator: ";").map(String.init)), "\(id)")
    }
  }

  @Test func `every article makes the expected claims with the expected verdicts and no others`() async throws {
    let claims = try await claimRows()
    for expected in try Night.answers("expected.csv").rows where expected["claims"] != "?" {
      var wanted = expected["claims"].split(separator: ";").map(String.init).sorted()
      var got = (claims[expected["article_id"]] ?? []).map { "\(source(of: $0))=\($0["verdict"])" }.sorted()
      // An outlet's own name is listed only where the article is there to show it.
      let ownWanted = wanted.filter { $0.hasSuffix("=self") }
      for own in ownWanted { #expect(got.contains(own), "\(expected["article_id"])") }
      wanted.removeAll { $0.hasSuffix("=self") }
      got.removeAll { $0.hasSuffix("=self") }
      #expect(got == wanted, "\(expected["article_id"]): \(expected["note"])")
    }
  }

  @Test func `every pinned pair has the expected kind, the earlier article first`() async throws {
    let rows = try await Night.report.value.table("matches.csv").rows
    let kinds = Dictionary(rows.map { ([Night.short($0["article_a"]), Night.short($0["article_b"])], $0["kind"]) }) {
      $1
    }
    for expected in try Night.answers("expected-matches.csv").rows {
      let pair = [expected["article_a"], expected["article_b"]]
      #expect(kinds[pair] ?? kinds[pair.reversed()] ?? "none" == expected["kind"], "\(pair)")
      #expect(expected["kind"] == "none" || kinds[pair] != nil, "\(pair) stands the other way round")
    }
  }

  @Test func `everything that cannot be used is in rejects with its line and reason, and nothing else`() async throws {
    func places(_ table: CSVTable) -> [[String]] {
      table.rows.map { [Night.short($0["input"]), $0["line"], $0["reason"]] }
    }
    let got = places(try await Night.report.value.table("rejects.csv"))
    #expect(got == places(try Night.answers("expected-rejects.csv")))
  }

  @Test func `a digest of two stories leaves them two clusters`() async throws {
    let articles = try await articleRows()
    let stories = ["az-xalca-1", "az-qar-1"].compactMap { articles[$0]?["cluster_id"] }
    #expect(stories.count == 2 && Set(stories).count == 2 && !stories.contains(""))
  }

  @Test func `the chain of three is claimed and evidenced the same`() async throws {
    let chains = try await Night.report.value.table("chains.csv").rows
    let chain = try #require(chains.first { $0["article_id"] == "az-kanal-3" })
    #expect(chain["claimed_chain"] == "Sonxeber.az > Oxu.az > Qafqazinfo")
    #expect(chain["evidenced_chain"] == "Sonxeber.az > Oxu.az > Qafqazinfo")
    #expect(chain["hops"] == "2")
    #expect(chain["verdict"] == "confirmed")
    #expect(chain["origin_article_id"] == "az-kanal-1")
  }

  private func articleRows() async throws -> [String: CSVTable.Row] {
    let rows = try await Night.report.value.table("articles.csv").rows
    return Dictionary(rows.map { (Night.short($0["article_id"]), $0) }) { first, _ in first }
  }

  private func claimRows() async throws -> [String: [CSVTable.Row]] {
    Dictionary(grouping: try await Night.report.value.table("claims.csv").rows) { Night.short($0["article_id"]) }
  }

  /// The source as the answers name it; of a line that names only a reporter, that one.
  private func source(of claim: CSVTable.Row) -> String {
    let names = ["source_outlet", "source_text", "reporter_outlet", "reporter_text"].map { claim[$0] }
    return names.first { !$0.isEmpty } ?? ""
  }
}
