import Foundation
import Testing

/// The inputs in every form in which crawlers leave them: Samples/formats.
@Suite(.timeLimit(.minutes(10)))
struct FormatsTests {
  private static let input = "Samples/formats/input"

  @Test func `every format becomes the articles that it holds`() async throws {
    let scratch = try Scratch()
    let outcome = try await Menbe.run("extract", Self.input, "--rejects", scratch("rejects.csv"))
    #expect(outcome.exitCode == 0)
    try expectSnapshot(outcome.standardOutput, "formats.jsonl")
    try expectSnapshot(try scratch.text("rejects.csv"), "formats-rejects.csv")
  }

  @Test func `the schema tells formats, wrappings and fields`() async throws {
    let outcome = try await Menbe.run("extract", "--schema", Self.input)
    #expect(outcome.exitCode == 0)
    try expectSnapshot(outcome.standardOutput, "formats-schema.txt")
  }

  @Test func `one worker and many read the same`() async throws {
    let one = try await Menbe.run("extract", Self.input, "--threads", "1")
    let many = try await Menbe.run("extract", Self.input, "--threads", "4")
    #expect(one.standardOutput == many.standardOutput)
  }

  @Test func `articles of pages read again as the same articles, credits too`() async throws {
    let scratch = try Scratch()
    let once = try await Menbe.run("extract", Self.input, "--output", scratch("once.jsonl"))
    #expect(once.exitCode == 0)
    let twice = try await Menbe.run("extract", "once.jsonl", directory: scratch.path)
    func withoutInput(_ text: String) -> [Substring] {
      text.split(separator: "\n").map { line in line.range(of: ",\"input\":").map { line[..<$0.lowerBound] } ?? line }
    }
    let first = try scratch.text("once.jsonl")
    #expect(first.contains("\"credits\":[{\"kind\":\"based-on\""))
    #expect(withoutInput(twice.standardOutput) == withoutInput(first))
  }

  @Test func `with --strict a record that was not used is an exit code`() async throws {
    #expect(try await Menbe.run("extract", Self.input, "--strict").exitCode == 3)
    #expect(try await Menbe.run("extract", Self.input + "/atom.xml", "--strict").exitCode == 0)
  }

  @Test func `a response without a page is listed, and is no loss that --strict would tell`() async throws {
    let scratch = try Scratch()
    let message = "HTTP/1.1 301 Moved Permanently\r\nLocation: /2\r\n\r\n"
    let page =
      "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nBir mətn\r\n\r\n"
    let record =
      "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\n"
      + "Content-Type: application/http\r\nContent-Length: \(message.utf8.count)\r\n\r\n\(message)\r\n\r\n"
    try scratch.write(page + record, to: "a.warc")
    let outcome = try await Menbe.run(
      "extract", "a.warc", "--strict", "--rejects", "rejects.csv", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    #expect(try scratch.table("rejects.csv").column("reason") == ["no-page"])
  }

  @Test(arguments: [
    "page-az.html", "rss.xml", "atom.xml", "feed.json", "web.warc.gz", "crawl.wacz", "nested.zip", "trafilatura.tsv",
    "trafilatura.xml", "trafilatura-tei.xml", "fundus.json", "mediacloud.csv", "scrapy.xml",
  ])
  func `what a run read is what it used and what it rejected`(_ name: String) async throws {
    let scratch = try Scratch()
    let outcome = try await Menbe.run("run", "\(Self.input)/\(name)", "--output", scratch("report"))
    #expect(outcome.exitCode == 0)
    let articles = try scratch.table("report/articles.csv").rows.count
    let rejects = try scratch.table("report/rejects.csv").rows.count
    let summary = try scratch.text("report/run.json")
    #expect(articles > 0)
    #expect(summary.contains("\"records_read\": \(articles + rejects),"))
  }
}
