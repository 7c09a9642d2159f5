import Reporting
import Testing
import Tracing

@Suite struct RunTablesTests {
  func table(_ table: RunTables.Table, _ style: CSVStyle = CSVStyle(lineEnding: .lf)) throws -> String {
    try written { sink in try RunTables(run: AwkwardRun.run, style: style).write(table, to: sink) }
  }

  @Test func `articles stand in byte order of their ids, quoted and neutralised where needed`() throws {
    #expect(
      try table(.articles) == """
        article_id,outlet,url,title,published_at,published_basis,words,cluster_id,cluster_role,standing,\
        parent_article_id,parent_containment,flags
        '=1+1,Icma.az,https://Icma.az/1,"Sətir\r\niki",2024-07-01,date,40,'-c1,member,credited-copy,"z,1",1.0000,\
        agency;time-assumed
        "z,1",Demokrat.az,https://Demokrat.az/1,"Bir ""sitat""\",2024-07-01T12:00:00Z,zoned,40,'-c1,founding,original,,,
        ə,,https:///1,'@sum,,none,40,,,alone,,,

        """)
  }

  @Test func `clusters count outlets, standings and hours between the first and the last member`() throws {
    #expect(
      try table(.clusters) == """
        cluster_id,size,outlets,founding_article_id,founding_outlet,founding_title,first_published_at,\
        last_published_at,span_hours,cohesion,credited,uncredited,disputed,change
        '-c1,2,2,"z,1",Demokrat.az,"Bir ""sitat""\",2024-07-01,2024-07-01T12:00:00Z,16.00,0.9000,1,0,0,born

        """)
  }

  @Test func `matches stand by both ids, shares with four decimals`() throws {
    #expect(
      try table(.matches) == """
        article_a,article_b,kind,jaccard,containment_a_in_b,containment_b_in_a,shared_words,longest_passage_words,order
        '=1+1,ə,template,0.2500,0.3333,1.0000,40,31,b-first
        "z,1",'=1+1,excerpt,0.2500,0.3333,1.0000,40,31,a-first
        "z,1",ə,partial,0.2500,0.3333,1.0000,40,31,unknown

        """)
  }

  @Test func `claims are numbered within their article and carry verdict and reason`() throws {
    #expect(
      try table(.claims) == """
        claim_id,article_id,outlet,role,kind,source_text,source_outlet,reporter_text,reporter_outlet,position,language,\
        pattern,start_byte,end_byte,verbatim,confidence,verdict,flags,evidence_article_id,evidence_containment,reason
        '=1+1#1,'=1+1,Icma.az,republish,site,Demokrat.az,Demokrat.az,,,lead,az,az-1,4,30,"Demokrat.az, xəbər verir",\
        0.9500,confirmed,agency;time-assumed,"z,1",0.9877,"“Because, as ""they"" say” is no outlet that Menbe knows."
        '=1+1#2,'=1+1,Icma.az,republish,site,Demokrat.az,Demokrat.az,,,lead,az,az-1,40,48,'+994 APA,\
        0.9500,source-not-in-corpus,agency;time-assumed,,,"“Because, as ""they"" say” is no outlet that Menbe knows."

        """)
  }

  @Test func `chains read from the copy to the origin`() throws {
    #expect(
      try table(.chains) == """
        article_id,claimed_chain,evidenced_chain,hops,verdict,origin_article_id,origin_outlet
        '=1+1,Icma.az > Demokrat.az,Icma.az > Demokrat.az,1,confirmed,"z,1",Demokrat.az

        """)
  }

  @Test func `outlets stand by name, minutes with one decimal, an unknown delay empty`() throws {
    #expect(
      try table(.outlets) == """
        outlet,domains,articles,originals,credited_copies,uncredited_copies,disputed_claims,copied_by_others,\
        median_delay_minutes
        Demokrat.az,,5,1,2,3,4,6,
        Icma.az,icma.az;m.icma.az,5,1,2,3,4,6,12.3

        """)
  }

  @Test func `rejects stand by input, then by place`() throws {
    #expect(
      try table(.rejects) == """
        input,line,offset,reason,detail
        a.jsonl,1,10,duplicate-id,'=x
        a.jsonl,7,900,no-text,
        b.jsonl,2,90,bad-json,"it ends, early"

        """)
  }

  @Test func `the order in which findings arrive changes no table`() throws {
    var shuffled = AwkwardRun.run
    shuffled.matches.reverse()
    shuffled.outlets.reverse()
    shuffled.rejections.reverse()
    for table in RunTables.Table.allCases {
      let text = try written { try RunTables(run: shuffled, style: CSVStyle(lineEnding: .lf)).write(table, to: $0) }
      #expect(try self.table(table) == text)
    }
  }

  @Test func `the default style ends rows with CR LF and has no byte order mark`() throws {
    let text = try table(.rejects, CSVStyle())
    #expect(text.hasPrefix("input,line,offset,reason,detail\r\na.jsonl"))
    #expect(text.utf8.count { $0 == 0x0D } == 4)
  }

  @Test func `a byte order mark comes first when asked for`() throws {
    #expect(try Array(table(.rejects, CSVStyle(hasByteOrderMark: true)).utf8.prefix(4)) == [0xEF, 0xBB, 0xBF, 0x69])
  }

  @Test func `an empty run has tables with a header each`() throws {
    let empty = TracedRun(articles: [], clusters: [], matches: [], claims: [], chains: [], outlets: [], rejections: [])
    for table in RunTables.Table.allCases {
      let text = try written { try RunTables(run: empty, style: CSVStyle(lineEnding: .lf)).write(table, to: $0) }
      #expect(text.split(separator: "\n").count == 1)
    }
  }
}
