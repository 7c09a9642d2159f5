import Foundation
import Testing

/// `Reports/sample` is what the program writes today from `Samples/night`.
@Suite(.timeLimit(.minutes(10)))
struct SampleReportTests {
  private static let committed = Menbe.packageRoot + "/Reports/sample"
  private static let renewal: Comment = "`make reports` writes Reports/sample anew; review its changes before a commit"

  @Test func `the committed report has the files of a fresh run`() async throws {
    let fresh = Set(try allFiles(below: try await Night.report.value.path))
    let committed = Set(try allFiles(below: Self.committed))
    #expect(fresh.subtracting(committed).sorted() == [], "missing in Reports/sample; \(Self.renewal)")
    #expect(committed.subtracting(fresh).sorted() == [], "no longer written; \(Self.renewal)")
  }

  @Test func `every file of the committed report is byte for byte that of a fresh run`() async throws {
    let fresh = try await Night.report.value.path
    for file in try allFiles(below: fresh) {
      guard let kept = FileManager.default.contents(atPath: "\(Self.committed)/\(file)") else { continue }
      let written = try #require(FileManager.default.contents(atPath: "\(fresh)/\(file)"))
      guard kept != written else { continue }
      Issue.record("\(file): \(firstDifference([UInt8](kept), [UInt8](written))); \(Self.renewal)")
    }
  }
}

/// Where two texts part: the line, and what stands there in both.
func firstDifference(_ old: [UInt8], _ new: [UInt8]) -> String {
  let common = zip(old, new).prefix { $0 == $1 }.count
  let line = old[..<common].count { $0 == 0x0A } + 1
  func rest(_ bytes: [UInt8]) -> String {
    let start = bytes[..<common].lastIndex(of: 0x0A).map { max($0 + 1, common - 60) } ?? max(0, common - 60)
    let end = bytes[common...].firstIndex(of: 0x0A) ?? bytes.count
    return String(decoding: bytes[start..<min(end, common + 120)], as: UTF8.self)
  }
  return "line \(line) has “\(rest(old))”, now “\(rest(new))”"
}
