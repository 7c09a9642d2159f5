import Foundation
import Testing

/// `menbe claims`: what articles say of their origin.
@Suite(.timeLimit(.minutes(10)))
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

  @Test func `--explain tells cue, wording, names and role of each claim, and why other lines are none`() async throws {
    let scratch = try Scratch()
    try scratch.write(
      News.line(
        "one",
        text: """
          Kənddə park salınıb, Xeberhatti.az saytından alınan məlumata görə, Icma.az xəbər verir.
          Nazirlik bildirib ki, park sabah açılacaq.
          """, url: "https://icma.az/1"), to: "news.jsonl")
    let outcome = try await Menbe.run("claims", "news.jsonl", "--explain", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    let lines = outcome.standardOutput.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(lines.first == "one  (Icma.az)")
    #expect(
      lines.contains {
        $0.hasPrefix("claim   Xeberhatti.az saytından alınan məlumata görə, Icma.az xəbər verir, bytes")
      })
    #expect(lines.contains { $0.hasPrefix("cue       az-taken-from, cues-az.yaml:") })
    #expect(lines.contains { $0.hasPrefix("wording   {S:abl+} ^<taken>") })
    #expect(lines.contains("source    “Xeberhatti.az saytından” read as “Xeberhatti.az” (a domain)"))
    #expect(lines.contains { $0.hasPrefix("role      republish: by the cue; confidence ") })
    #expect(
      lines.contains {
        $0.hasPrefix("none    bildirib") && $0.hasSuffix("no outlet's name stands where the cue asks for one")
      })
  }

  @Test func `unknown-outlets lists unknown sources by count, and its list makes them known`() async throws {
    let scratch = try Scratch()
    let texts = [
      ("a", "Park salınıb.\nMənbə: xeberhatti.az"), ("b", "Yol açılıb. “Çiçək” agentliyinin məlumatına görə, uzundur."),
      ("c", "Bağ salınıb. Xeberhatti.az saytından alınan məlumata görə, \"böyükdür\"."),
      ("d", "Park salınıb.\nMənbə: APA"),
    ]
    try scratch.write(
      texts.map { News.line($0, text: $1, url: "https://icma.az/\($0)") }.joined(), to: "news.jsonl")
    let outcome = try await Menbe.run("unknown-outlets", "news.jsonl", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    #expect(
      outcome.standardOutput == """
        canonical,domains,aliases,kind,country,languages,zone,owner
        # 2 articles of 1 outlet, such as a: Mənbə: xeberhatti.az
        Xeberhatti.az,xeberhatti.az,,site,,az,,
        # 1 article of 1 outlet, such as b: “Çiçək” agentliyinin məlumatına görə
        Çiçək,,,agency,,az,,

        """)
    try scratch.write(outcome.standardOutput, to: "mine.csv")
    try scratch.write("outlets: mine.csv\n", to: "menbe.yaml")
    let known = try await Menbe.run("claims", "news.jsonl", "--config", "menbe.yaml", directory: scratch.path)
    let table = try CSVTable([UInt8](known.standardOutput.utf8))
    #expect(table.rows.map { $0["source_outlet"] } == ["Xeberhatti.az", "Çiçək", "Xeberhatti.az", "APA"])
    let one = try await Menbe.run("unknown-outlets", "news.jsonl", "--limit", "1", directory: scratch.path)
    #expect(one.standardOutput.split(separator: "\n").count == 3)
  }
}
