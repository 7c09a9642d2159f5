import Testing

/// The tables have the columns of the design, in its order, with values that other programs can rely on.
@Suite(.timeLimit(.minutes(10)))
struct TablesTests {
  private static let headers = [
    "articles": """
    article_id,outlet,url,title,published_at,published_basis,words,cluster_id,cluster_role,standing,\
    parent_article_id,parent_containment,flags
    """,
    "clusters": """
    cluster_id,size,outlets,founding_article_id,founding_outlet,founding_title,first_published_at,\
    last_published_at,span_hours,cohesion,credited,uncredited,disputed,change
    """,
    "matches": """
    article_a,article_b,kind,jaccard,containment_a_in_b,containment_b_in_a,shared_words,longest_passage_words,order
    """,
    "claims": """
    claim_id,article_id,outlet,role,kind,source_text,source_outlet,reporter_text,reporter_outlet,position,language,\
    pattern,start_byte,end_byte,verbatim,confidence,verdict,flags,evidence_article_id,evidence_containment,reason
    """,
    "chains": "article_id,claimed_chain,evidenced_chain,hops,verdict,origin_article_id,origin_outlet",
    "outlets": """
    outlet,domains,articles,originals,credited_copies,uncredited_copies,disputed_claims,copied_by_others,\
    median_delay_minutes
    """,
    "flows": """
    outlet,source_outlet,copies,credited_copies,uncredited_copies,disputed_copies,median_delay_minutes
    """,
    "rejects": "input,line,offset,reason,detail",
  ]

  @Test(arguments: headers.keys.sorted())
  func `a table begins with the header of the design`(table: String) async throws {
    let columns = try await Night.report.value.table("\(table).csv").columns
    #expect(columns.joined(separator: ",") == Self.headers[table])
  }

  @Test func `every id that a table names is an article or cluster of the report`() async throws {
    let report = try await Night.report.value
    let articles = Set(try report.table("articles.csv").column("article_id"))
    let clusters = Set(try report.table("clusters.csv").column("cluster_id"))
    for (table, column) in [
      ("articles", "parent_article_id"), ("clusters", "founding_article_id"), ("matches", "article_a"),
      ("matches", "article_b"), ("claims", "article_id"), ("claims", "evidence_article_id"),
      ("chains", "article_id"), ("chains", "origin_article_id"),
    ] {
      let named = Set(try report.table("\(table).csv").column(column)).subtracting([""])
      #expect(!named.isEmpty)
      #expect(named.subtracting(articles).sorted() == [], "\(table).\(column)")
    }
    #expect(Set(try report.table("articles.csv").column("cluster_id")).subtracting([""]) == clusters)
  }

  @Test func `a cluster counts its articles and its founding article is its original`() async throws {
    let report = try await Night.report.value
    let members = Dictionary(grouping: try report.table("articles.csv").rows) { $0["cluster_id"] }
    for cluster in try report.table("clusters.csv").rows {
      let rows = members[cluster["cluster_id"]] ?? []
      #expect(cluster["size"] == "\(rows.count)" && rows.count >= 2, "\(cluster["cluster_id"])")
      let founding = rows.filter { $0["cluster_role"] == "founding" }
      #expect(founding.map { $0["article_id"] } == [cluster["founding_article_id"]])
      #expect(cluster["outlets"] == "\(Set(rows.map { $0["outlet"] }).count)")
    }
  }

  @Test func `a claim's bytes are its verbatim words in the text that extract writes`() async throws {
    let extracted = try await Menbe.run("extract", Night.input)
    let texts = try jsonLines(extracted.standardOutput).reduce(into: [String: [UInt8]]()) { texts, article in
      texts[article["id"] ?? ""] = [UInt8]((article["text"] ?? "").utf8)
    }
    let claims = try await Night.report.value.table("claims.csv").rows
    #expect(claims.count > 50)
    for claim in claims {
      let text = try #require(texts[claim["article_id"]])
      let (start, end) = (try #require(Int(claim["start_byte"])), try #require(Int(claim["end_byte"])))
      try #require(0 <= start && start < end && end <= text.count)
      #expect(String(decoding: text[start..<end], as: UTF8.self) == claim["verbatim"])
    }
  }

  @Test func `every claim has a verdict with a reason, and shares lie between 0 and 1`() async throws {
    let report = try await Night.report.value
    for claim in try report.table("claims.csv").rows {
      #expect(!claim["verdict"].isEmpty && claim["reason"].hasSuffix("."), "\(claim["claim_id"])")
      #expect(claim["claim_id"].hasPrefix(claim["article_id"] + "#"))
    }
    for match in try report.table("matches.csv").rows {
      for column in ["jaccard", "containment_a_in_b", "containment_b_in_a"] {
        let share = try #require(Double(match[column]))
        #expect((0...1).contains(share) && match[column].count == 6, "\(match[column])")
      }
    }
  }

  @Test func `run.json says what was read, found and configured, and nothing of the moment`() async throws {
    let report = try await Night.report.value
    let summary = try #require(try jsonObject(try readText(report.path + "/run.json")))
    #expect(summary["program"] as? String == "menbe")
    #expect((summary["counts"] as? [String: Int])?["articles"] == 111)
    let inputs = try #require(summary["inputs"] as? [[String: Any]])
    #expect(inputs.count == 10)
    #expect(inputs.allSatisfy { ($0["digest"] as? String)?.hasPrefix("xxh3-128:") == true })
    #expect(summary["configuration"] is [String: Any])
    #expect(summary["seconds"] == nil && summary["started_at"] == nil && summary["peak_memory_bytes"] == nil)
  }

  @Test func `--json prints the summary, with times unless it is to be reproducible`() async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "news.jsonl")
    let outcome = try await Menbe.run("run", "news.jsonl", "--output", "out", "--json", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardOutput == (try scratch.text("out/run.json")))
    let summary = try #require(try jsonObject(outcome.standardOutput))
    #expect(summary["seconds"] is [String: Double] && summary["started_at"] is String)
  }
}
