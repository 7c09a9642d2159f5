import Foundation
import Testing

/// chains.graphml and chains.gexf, read by networkx.
@Suite(.timeLimit(.minutes(10)), .enabled(if: Python.hasNetworkx, "python3 has no networkx"))
struct GraphTests {
  private static let script = """
    import json, sys, networkx as nx
    graph = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}[sys.argv[1]](sys.argv[2])
    nodes = {name: {key: str(value) for key, value in data.items()} for name, data in graph.nodes(data=True)}
    edges = [[a, b, data.get("kind"), data.get("verdict"), data.get("containment")] for a, b, data in graph.edges(data=True)]
    print(json.dumps({"directed": graph.is_directed(), "nodes": nodes, "edges": sorted(edges, key=str)}))
    """

  private struct Graph: Decodable, Equatable {
    var directed: Bool
    var nodes: [String: [String: String]]
    var edges: [[Value]]

    /// A string, a number or nothing.
    enum Value: Decodable, Hashable {
      case text(String)
      case number(Double)
      case none

      init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
          self = .none
        } else if let number = try? value.decode(Double.self) {
          self = .number(number)
        } else {
          self = .text(try value.decode(String.self))
        }
      }
    }
  }

  private static func read(_ format: String, in folder: String) async throws -> Graph {
    let running = try Menbe.start(
      "/usr/bin/env", arguments: ["python3", "-c", script, format, "\(folder)/chains.\(format)"])
    let outcome = try await running.outcome()
    try #require(outcome.exitCode == 0, "\(outcome.standardError)")
    return try JSONDecoder().decode(Graph.self, from: Data(outcome.standardOutput.utf8))
  }

  @Test(arguments: ["graphml", "gexf"])
  func `every parent and every named source is an edge, every edge's ends are nodes`(format: String) async throws {
    let report = try await Night.report.value
    let graph = try await Self.read(format, in: report.path)
    #expect(graph.directed)
    let articles = try report.table("articles.csv").rows
    let parents = articles.filter { !$0["parent_article_id"].isEmpty }
    let evidenced = graph.edges.filter { $0[2] == .text("evidenced") }
    #expect(evidenced.count == parents.count && evidenced.count > 30)
    for article in parents {
      let (own, parent) = ("article:" + article["article_id"], "article:" + article["parent_article_id"])
      let share = Double(article["parent_containment"]) ?? -1
      #expect(evidenced.contains { $0[0] == .text(own) && $0[1] == .text(parent) && $0[4] == .number(share) }, "\(own)")
      #expect(graph.nodes[own]?["standing"] == article["standing"])
      #expect(graph.nodes[own]?["outlet"] == article["outlet"])
    }
    let named = try report.table("claims.csv").rows.filter {
      ["different-origin", "no-text-overlap", "source-not-in-corpus", "unresolved-name"].contains($0["verdict"])
    }
    #expect(named.count > 10)
    for claim in named {
      let outlet = "outlet:" + (claim["source_outlet"].isEmpty ? claim["source_text"] : claim["source_outlet"])
      let edge: [Graph.Value] = [
        .text("article:" + claim["article_id"]), .text(outlet), .text("claimed"), .text(claim["verdict"]),
      ]
      #expect(graph.edges.contains { Array($0.prefix(4)) == edge }, "\(claim["claim_id"])")
      #expect(graph.nodes[outlet]?["kind"] == "outlet")
    }
    #expect(
      graph.edges.allSatisfy { edge in
        edge.prefix(2).allSatisfy { end in graph.nodes.keys.contains { end == .text($0) } }
      })
  }

  @Test func `scraped markup, quotation marks and control characters are read back as text`() async throws {
    let scratch = try Scratch()
    let text =
      "Sumqayıtda yeni körpü açılıb və sakinlər ondan istifadə etməyə başlayıb deyə xəbər verilir burada bu gün"
    let lines = ["a", "b"].enumerated().map { place, key in
      #"{"id":"\#(key)<&\"'","site":"\#(key).example","title":"<b>\u0001]]>","#
        + #""published_at":"2026-03-14T1\#(place):00:00Z","text":"\#(text)"}"#
    }
    try scratch.write(lines.joined(separator: "\n"), to: "news.jsonl")
    let outcome = try await Menbe.run("run", "news.jsonl", "--output", "out", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    for format in ["graphml", "gexf"] {
      let graph = try await Self.read(format, in: scratch("out"))
      #expect(Set(graph.nodes.keys) == ["article:a<&\"'", "article:b<&\"'"])
      #expect(graph.nodes["article:a<&\"'"]?["title"] == "<b>\u{FFFD}]]>")
      #expect(graph.edges.count == 1)
    }
  }

  @Test func `a night without copies makes an empty graph`() async throws {
    let scratch = try Scratch()
    try scratch.write(#"{"id":"a","text":"Bir xəbər"}"#, to: "news.jsonl")
    _ = try await Menbe.run("run", "news.jsonl", "--output", "out", directory: scratch.path)
    for format in ["graphml", "gexf"] {
      let graph = try await Self.read(format, in: scratch("out"))
      #expect(graph.nodes.isEmpty && graph.edges.isEmpty)
    }
  }
}

/// The Python of this machine, which only reads what Menbe wrote.
enum Python {
  static let hasNetworkx: Bool = {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", "import networkx"]
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()
}
