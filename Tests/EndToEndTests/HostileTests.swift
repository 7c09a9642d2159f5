import Foundation
import Testing

/// `Samples/hostile`: whatever its records hold reaches a report as text and nothing else.
@Suite(.timeLimit(.minutes(10)))
struct HostileTests {
  private static let input = "Samples/hostile/input"
  /// The report, made once.
  private static let report: Task<(scratch: Scratch, outcome: Menbe.Outcome), any Error> = Task {
    let scratch = try Scratch()
    let outcome = try await Menbe.run("run", input, "--output", scratch("out"), "--reproducible")
    return (scratch, outcome)
  }

  @Test func `all ten records are used`() async throws {
    let (scratch, outcome) = try await Self.report.value
    #expect(outcome.exitCode == 0)
    #expect(try scratch.table("out/articles.csv").rows.count == 10)
    #expect(try scratch.table("out/rejects.csv").rows.isEmpty)
    let verdicts = try scratch.table("out/claims.csv").rows.map { [$0["source_text"], $0["verdict"]] }
    #expect(verdicts.contains(["Demokrat.az", "confirmed"]))
    #expect(try scratch.table("out/clusters.csv").column("size") == ["2"])
  }

  @Test func `nothing of theirs is markup, script, style or an address in any page`() async throws {
    let scratch = try await Self.report.value.scratch
    let pages = try scratch.files("out").filter { $0.hasSuffix(".html") }
    #expect(pages.count > 5)
    var shown = 0
    for page in pages {
      let scan = try MarkupScan(try scratch.bytes("out/\(page)"))
      shown += scan.text.components(separatedBy: "PWNED").count - 1
      #expect(!scan.scripts.contains("PWNED") && !scan.styles.contains("PWNED"), "\(page)")
      #expect(scan.scripts.isEmpty, "\(page) holds a script of its own")
      for tag in scan.tags {
        #expect(!["img", "svg/onload", "b", "iframe"].contains(tag.name), "\(page)")
        for (name, value) in tag.attributes {
          #expect(!name.hasPrefix("on") && !name.contains("pwned"), "\(page): \(name)")
          guard value.contains("PWNED") else { continue }
          #expect(name == "href" && value.hasPrefix("https://icma.az/"), "\(page): \(name)=\(value)")
        }
      }
      for address in scan.attribute("href", of: nil) + scan.attribute("src", of: nil) {
        let scheme = address.prefix { $0 != ":" && $0 != "/" }.lowercased()
        #expect(!["javascript", "vbscript"].contains(scheme), "\(page): \(address)")
        #expect(scheme != "data" || address == "data:,", "\(page): \(address)")
      }
    }
    #expect(shown > 10)
  }

  @Test func `no byte of a page steers a terminal or ends its text`() async throws {
    let scratch = try await Self.report.value.scratch
    for file in try scratch.files("out") where file.hasSuffix(".html") {
      let bytes = try scratch.bytes("out/\(file)")
      #expect(!bytes.contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 && $0 != 0x0D }, "\(file)")
      #expect(String(validating: bytes, as: UTF8.self) != nil, "\(file)")
      #expect(String(decoding: bytes.suffix(8), as: UTF8.self) == "</html>\n", "\(file)")
    }
  }

  @Test func `no cell of any table begins as a formula`() async throws {
    let scratch = try await Self.report.value.scratch
    let outputs = try await ["cluster", "claims"].asyncMap { try await Menbe.run($0, Self.input).standardOutput }
    var tables = try scratch.files("out").filter { $0.hasSuffix(".csv") }.map { try scratch.bytes("out/\($0)") }
    tables += outputs.map { [UInt8]($0.utf8) }
    #expect(tables.count == 11)
    var guarded = 0
    for table in tables {
      for row in try CSVTable(table).rows {
        for cell in row.cells {
          #expect(!isFormula(cell), "\(cell)")
          if cell.hasPrefix("'"), isFormula(String(cell.dropFirst())) { guarded += 1 }
        }
      }
    }
    #expect(guarded > 5)
  }

  @Test func `every page has its own place and no name comes from a record`() async throws {
    let scratch = try await Self.report.value.scratch
    for file in try scratch.files("out") {
      let isPlain = file.utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || [0x2D, 0x2E, 0x2F].contains(byte)
      }
      #expect(isPlain, "\(file)")
    }
  }

  /// Whether a spreadsheet would run a cell, which it may do behind blanks and characters that do not show.
  private func isFormula(_ cell: String) -> Bool {
    let first = cell.unicodeScalars.first { scalar in
      switch scalar.properties.generalCategory {
      case .format, .spaceSeparator: false
      case .control: "\t\r\n\0".unicodeScalars.contains(scalar)
      default: true
      }
    }
    return first.map { "=+-@\t\r\n\0＝＋－＠".unicodeScalars.contains($0) } ?? false
  }
}

extension Sequence {
  /// `map` for a closure that waits.
  fileprivate func asyncMap<T>(_ transform: (Element) async throws -> T) async rethrows -> [T] {
    var results: [T] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
