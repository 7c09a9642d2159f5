import Clustering
import Corpus
import Reporting
import Testing
import Tracing

@Suite struct StageTablesTests {
  @Test func `the cluster table has a row for each article, with an empty cluster where it is alone`() throws {
    let clusters = [Cluster(id: "b", members: [ArticleID(0), ArticleID(2)], cohesion: 1)]
    let text = try written { sink in
      try StageTables.writeClusters(keys: ["b", "@x", "a"], clusters: clusters, style: CSVStyle(), to: sink)
    }
    #expect(text == "id,cluster_id\r\n'@x,\r\na,b\r\nb,b\r\n")
  }

  @Test func `ids stand in byte order, whatever they share at the start`() throws {
    let keys = [
      "https://a/10", "https://a/9", "https://a/", "https://a/é", "https://a/\u{0}", "https://a/100000000000",
    ]
    let text = try written {
      try StageTables.writeClusters(keys: keys, clusters: [], style: CSVStyle(lineEnding: .lf), to: $0)
    }
    let rows = text.split(separator: "\n").dropFirst().map { $0.dropLast() }
    let sorted = keys.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    #expect(rows.map { Array($0.utf8) } == sorted.map { Array($0.utf8) })
  }

  @Test func `the claims table has the fifteen columns of the design, by article, then place`() throws {
    let judged = AwkwardRun.run.claims
    let claims = judged.reversed().map {
      ReadClaim(articleKey: "k", outlet: "Icma.az", claim: $0.claim, verbatim: $0.verbatim)
    }
    let text = try written { try StageTables.writeClaims(claims, style: CSVStyle(lineEnding: .lf), to: $0) }
    #expect(
      text == """
        article_id,outlet,role,kind,source_text,source_outlet,reporter_text,reporter_outlet,position,language,pattern,\
        start_byte,end_byte,verbatim,confidence
        k,Icma.az,republish,site,Demokrat.az,Demokrat.az,,,lead,az,az-1,4,30,"Demokrat.az, xəbər verir",0.9500
        k,Icma.az,republish,site,Demokrat.az,Demokrat.az,,,lead,az,az-1,40,48,'+994 APA,0.9500

        """)
  }
}
