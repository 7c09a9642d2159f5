import Foundation
import Testing

/// `menbe compare`: two texts side by side.
@Suite(.timeLimit(.minutes(10)))
struct CompareTests {
  @Test func `two files stand side by side, shared passages numbered on both sides`() async throws {
    let scratch = try Scratch()
    try scratch.write("Bu gün səhər parkda üç yeni ağac əkildi və uşaqlar güldü.\n", to: "a.txt")
    try scratch.write("Dünən səhər parkda üç yeni ağac əkildi və uşaqlar ağladı.\n", to: "b.txt")
    let outcome = try await Menbe.run("compare", "a.txt", "b.txt", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardError.isEmpty)
    try expectSnapshot(outcome.standardOutput, "compare.txt")
    #expect(!outcome.standardOutput.contains("\u{1B}"))
  }

  @Test func `two ids are looked up in the inputs, and the earlier article stands left`() async throws {
    for ids in [["az-kanal-1", "az-kanal-2"], ["az-kanal-2", "az-kanal-1"]] {
      let outcome = try await Menbe.run(["compare"] + ids + ["--in", Night.input])
      #expect(outcome.exitCode == 0)
      let lines = outcome.standardOutput.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines[0].hasPrefix("Nearly the same text: "))
      #expect(lines[2].hasPrefix("az-kanal-1 ") && lines[2].hasSuffix("│ az-kanal-2"))
      #expect(outcome.standardOutput.contains("[1 Ağcabədidə"))
    }
  }

  @Test func `the numbers as JSON are those of matches.csv`() async throws {
    let outcome = try await Menbe.run("compare", "az-kanal-1", "az-kanal-2", "--in", Night.input, "--json")
    #expect(outcome.exitCode == 0)
    let figures = try #require(try jsonObject(outcome.standardOutput))
    let rows = try await Night.report.value.table("matches.csv").rows
    let match = try #require(rows.first { $0["article_a"] == "az-kanal-1" && $0["article_b"] == "az-kanal-2" })
    for column in ["kind", "order"] { #expect(figures[column] as? String == match[column]) }
    for column in ["jaccard", "containment_a_in_b", "containment_b_in_a"] {
      #expect(figures[column] as? Double == Double(match[column]))
    }
    for column in ["shared_words", "longest_passage_words"] { #expect(figures[column] as? Int == Int(match[column])) }
  }

  @Test func `ids without --in are told how to be looked up`() async throws {
    let outcome = try await Menbe.run("compare", "az-kanal-1", "az-kanal-2")
    #expect(outcome.exitCode == 66)
    #expect(
      outcome.standardError
        == "menbe: there is no file az-kanal-1; to compare articles by their ids, name their files with --in\n")
  }

  @Test func `an article beside itself is no later edit`() async throws {
    let outcome = try await Menbe.run("compare", "az-kanal-1", "az-kanal-1", "--in", Night.input)
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardOutput.hasPrefix("The same page in the same words.\n"))
  }

  @Test func `texts that do not match say why not`() async throws {
    let outcome = try await Menbe.run("compare", "az-kanal-1", "az-park-1", "--in", Night.input)
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardOutput.hasPrefix("No match: 0 % of the first text's three-word runs stand in the second"))
    #expect(!outcome.standardOutput.contains("[1 "))
    let figures = try await Menbe.run("compare", "az-kanal-1", "az-park-1", "--in", Night.input, "--json")
    let object = try #require(try jsonObject(figures.standardOutput))
    #expect(object["kind"] == nil && object["jaccard"] as? Double == 0)
  }

  @Test(arguments: ["en", "az"])
  func `the page is one file without script that asks for nothing`(language: String) async throws {
    let scratch = try Scratch()
    let outcome = try await Menbe.run(
      "compare", "az-kanal-1", "az-kanal-2", "--in", Night.input, "--html", scratch("page.html"), "--language",
      language)
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardOutput.isEmpty)
    let page = try MarkupScan(try scratch.bytes("page.html"))
    #expect(page.attribute("lang", of: "html") == [language])
    #expect(page.tags.contains { $0.name == "mark" })
    #expect(page.text.contains("Ağcabədidə"))
    #expect(!page.tags.contains { ["script", "img", "iframe", "object", "embed", "form"].contains($0.name) })
    #expect(page.attribute("src", of: nil) == [])
    #expect(page.attribute("href", of: "link").allSatisfy { $0.hasPrefix("data:") })
    #expect(!page.styles.contains("url(") && !page.styles.contains("@import"))
    let policy = page.attribute("content", of: "meta").filter { $0.contains("default-src 'none'") }
    #expect(policy.count == 1)
  }

  @Test func `a page goes to standard output where that is asked for`() async throws {
    let scratch = try Scratch()
    for name in ["a.txt", "b.txt"] { try scratch.write(News.park, to: name) }
    let outcome = try await Menbe.run("compare", "a.txt", "b.txt", "--html", "-", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardError.isEmpty)
    #expect(outcome.standardOutput.hasPrefix("<!doctype html>") && outcome.standardOutput.hasSuffix("</html>\n"))
  }

  @Test func `what a terminal would obey is shown as dots`() async throws {
    let scratch = try Scratch()
    let text = "Bir \u{1B}[31mqırmızı\u{1B}[0m söz\u{7} və \u{9B}2J silən \u{202E}tərs söz \u{1B}]0;ad\u{7} burada"
    try scratch.write(News.line("\u{1B}[2J", text: text, title: text), to: "a.jsonl")
    try scratch.write("Bir qırmızı söz və silən tərs söz burada\n", to: "b.txt")
    let outcome = try await Menbe.run("compare", "a.jsonl", "b.txt", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardOutput.contains("·[31mqırmızı·[0m"))
    for scalar in outcome.standardOutput.unicodeScalars where scalar != "\n" {
      let isInert: Bool =
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
      #expect(isInert, "U+\(String(scalar.value, radix: 16))")
    }
  }

  @Test func `what cannot be compared is said with its exit code`() async throws {
    let scratch = try Scratch()
    try scratch.write(News.park, to: "a.txt")
    try scratch.write(News.small, to: "three.jsonl")
    try scratch.write(News.line("x", text: nil), to: "none.jsonl")
    for (arguments, code, message) in [
      (
        ["a.txt", "gone.txt"], Int32(66),
        "there is no file gone.txt; to compare articles by their ids, name their files with --in"
      ),
      (
        ["a.txt", "three.jsonl"], 65, "three.jsonl holds 3 articles; name two of their ids and give the file with --in"
      ),
      (["a.txt", "none.jsonl"], 65, "none.jsonl holds no article"),
      (["park", "gone", "--in", "three.jsonl"], 66, "no article has the id gone"),
    ] {
      let outcome = try await Menbe.run(["compare"] + arguments, directory: scratch.path)
      #expect(outcome.exitCode == code)
      #expect(outcome.standardError == "menbe: \(message)\n")
      #expect(outcome.standardOutput.isEmpty)
    }
  }
}
