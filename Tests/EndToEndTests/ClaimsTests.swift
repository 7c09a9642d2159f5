import Testing

/// `menbe claims`: what articles say of their origin.
@Suite(.timeLimit(.minutes(1)))
struct ClaimsTests {
  @Test func `credits of four languages are read with their words and places`() async throws {
    let scratch = try Scratch()
    let texts = [
      ("az", "https://icma.az/1", "Demokrat.az saytından alınan məlumatlara görə, Icma.az xəbər verir.\n\(News.park)"),
      (
        "tr", "https://www.haber7.com/2", "Köyde değirmenin bahçesine park yapıldı, kırk iki ağaç dikildi.\nKaynak: DHA"
      ),
      (
        "ru", "https://vesti.az/3",
        "Об этом vesti.az сообщает со ссылкой на Day.Az.\nВ селе у старой мельницы разбили парк."
      ),
      (
        "en", "https://news.az/4",
        "A park has opened beside the old mill, Azernews reports.\nVillagers planted the trees."
      ),
      ("none", "https://axar.az/5", "Narın qabığı nazik, dənəsi iri olub, çünki yay yağışsız keçib."),
    ]
    try scratch.write(texts.map { News.line($0, text: $2, url: $1) }.joined(), to: "news.jsonl")
    let outcome = try await Menbe.run("claims", "news.jsonl", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    try expectSnapshot(outcome.standardOutput, "claims.csv")
    let table = try CSVTable([UInt8](outcome.standardOutput.utf8))
    #expect(
      table.columns.joined(separator: ",") == """
        article_id,outlet,role,kind,source_text,source_outlet,reporter_text,reporter_outlet,position,language,pattern,\
        start_byte,end_byte,verbatim,confidence
        """)
    let sources = table.rows.filter { $0["role"] != "self" }.map { [$0["article_id"], $0["source_outlet"]] }
    #expect(sources == [["az", "Demokrat.az"], ["en", "Azernews"], ["ru", "Day.az"], ["tr", "DHA"]])
  }

  @Test func `cluster writes a row for each article, with an empty cluster for one that is alone`() async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "news.jsonl")
    let outcome = try await Menbe.run("cluster", "news.jsonl", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    let table = try CSVTable([UInt8](outcome.standardOutput.utf8))
    #expect(table.column("id") == ["nar", "park", "park-2"])
    let clusters = table.column("cluster_id")
    #expect(clusters[0].isEmpty && !clusters[1].isEmpty && clusters[1] == clusters[2])
  }
}
