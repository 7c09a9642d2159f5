import Corpus
import Foundation
import Testing

@Suite struct InputTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Records whose text does not compress to nothing.
  private static let manyRecords: String = {
    var state: UInt64 = 42
    return (0..<4000).map { id in
      let words = (0..<12).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return String(state >> 30, radix: 36)
      }
      return record(id, words.joined(separator: " "))
    }.joined()
  }()

  @Test func `folders are read recursively by name, hidden files and loops skipped, links to files followed`() throws {
    try scratch.write("in/b.jsonl", record(2, "iki"))
    try scratch.write("in/a/z.jsonl", record(1, "bir"))
    try scratch.write("in/.gizli.jsonl", record(9, "gizli"))
    try scratch.write("kənar.jsonl", record(3, "üç"))
    try FileManager.default.createSymbolicLink(atPath: scratch.path + "/in/c", withDestinationPath: "../kənar.jsonl")
    try FileManager.default.createSymbolicLink(atPath: scratch.path + "/in/a/loop", withDestinationPath: "..")
    let reading = try Reading([scratch.path + "/in"])
    #expect(reading.articles.map(\.key) == ["1", "2", "3"])
    #expect(reading.inputs.map(\.name) == ["a/z.jsonl", "b.jsonl", "c"].map { "\(scratch.path)/in/\($0)" })
  }

  @Test func `a member of a folder that cannot be read is rejected, the rest is used`() throws {
    try scratch.write("in/a.jsonl", record(1, "bir"))
    try FileManager.default.createSymbolicLink(atPath: scratch.path + "/in/b.jsonl", withDestinationPath: "yoxdur")
    try #require(mkfifo(scratch.path + "/in/c", 0o600) == 0)
    let reading = try Reading([scratch.path + "/in"])
    #expect(reading.articles.map(\.key) == ["1"])
    #expect(reading.rejections.map(\.reason) == [.unreadable, .unreadable])
    #expect(reading.rejections.map(\.detail) == ["No such file or directory", "neither a file nor a folder"])
  }

  @Test func `an input that opens and cannot be read is rejected`() throws {
    // Linux gives an input/output error for the unmapped first page.
    let reading = try Reading(["/proc/self/mem"])
    #expect(reading.rejections.map(\.reason) == [.unreadable])
  }

  @Test func `a named path that does not exist is an error before anything is read`() throws {
    let path = try scratch.write("a.jsonl", record(1, "bir"))
    #expect(throws: CorpusError.cannotOpen(path: "\(scratch.path)/yox", errno: ENOENT)) {
      try Reading([path, "\(scratch.path)/yox"])
    }
  }

  @Test func `an empty folder and an empty file hold nothing`() throws {
    try FileManager.default.createDirectory(atPath: scratch.path + "/in", withIntermediateDirectories: true)
    let reading = try Reading([scratch.path + "/in", scratch.write("a.jsonl", "")])
    #expect(reading.articles.isEmpty && reading.rejections.isEmpty)
  }

  @Test(
    arguments: [
      ([0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10], "a JPEG picture"), ([0x7F, 0x45, 0x4C, 0x46, 0x02], "an ELF program"),
      ([0x25, 0x50, 0x44, 0x46, 0x2D, 0x31], "a PDF document"), ([0x61, 0x00, 0x62], "binary data"),
    ] as [([UInt8], String)])
  func `what is no corpus format is rejected by content`(_ bytes: [UInt8], _ kind: String) throws {
    let reading = try Reading([scratch.write("a.dat", bytes)])
    #expect(reading.rejections.map(\.reason) == [.unknownFormat])
    #expect(reading.rejections.map(\.detail) == [kind])
  }

  @Test(
    arguments: [[0x1D], [0x7B], [0x5B], [0xEF, 0xBB, 0xBF], [0x1F, 0x8B], [0xFF, 0xFE], [0x22, 0x0A], [0x00]]
      as [[UInt8]])
  func `content of next to nothing does no harm under any name`(_ bytes: [UInt8]) throws {
    for name in ["a", "a.json", "a.jsonl", "a.csv", "a.txt", "a.gz"] { try scratch.write("in/\(name)", bytes) }
    let reading = try Reading([scratch.path + "/in"])
    #expect(reading.inputs.count == 6)
    for place in reading.articles.indices {
      #expect(try reading.store.article(at: reading.locations[place]) == reading.articles[place])
    }
  }

  @Test(arguments: ["gzip", "zstd", "bzip2", "xz"])
  func `compressed input is told by content and gives the same articles`(_ filter: String) throws {
    let plain = try Reading([scratch.write("a.jsonl", Self.manyRecords)])
    let compressed = try scratch.compress(Array(Self.manyRecords.utf8), filter: filter)
    let reading = try Reading([scratch.write("arxiv", compressed)])
    #expect(reading.articles == plain.articles)
    #expect(reading.rejections.isEmpty)
    #expect(reading.inputs.map(\.byteCount) == [compressed.count])
  }

  @Test(arguments: ["gzip", "zstd", "xz"])
  func `of compressed data that ends early the whole records are used, one rejection tells`(_ filter: String) throws {
    let plain = try Reading([scratch.write("a.jsonl", Self.manyRecords)])
    let compressed = try scratch.compress(Array(Self.manyRecords.utf8), filter: filter)
    let reading = try Reading([scratch.write("a.jsonl.x", Array(compressed.dropLast(compressed.count / 3)))])
    #expect(reading.rejections.map(\.reason) == [.badCompression])
    #expect(reading.articles == Array(plain.articles.prefix(reading.articles.count)))
    #expect(reading.articles.count < plain.articles.count)
    #expect(reading.rejections[0].line == reading.articles.count + 1)
    #expect(filter == "xz" || reading.articles.count > 1000)
  }

  @Test func `two compressed parts one after the other are read as one`() throws {
    let parts =
      try scratch.compress(Array(record(1, "bir").utf8), filter: "gzip")
      + scratch.compress(Array(record(2, "iki").utf8), filter: "gzip")
    #expect(try Reading([scratch.write("a.gz", parts)]).articles.map(\.key) == ["1", "2"])
    #expect(try Reading([scratch.write("b.gz", scratch.compress([], filter: "gzip"))]).rejections.isEmpty)
  }

  @Test func `data that expands too far is cut, whole records before the cut are used`() throws {
    let many = String(repeating: record(1, String(repeating: "a", count: 1000)), count: 6000)
    let path = try scratch.write("bomb.gz", scratch.compress(Array(many.utf8), filter: "gzip"))
    let options = ReadingOptions(maximumExpansionRatio: 20, expansionFloorByteCount: 1 << 20)
    let reading = try Reading([path], options: options)
    #expect(reading.rejections.map(\.reason) == [.bomb])
    #expect(1...4000 ~= reading.articles.count)
    #expect(try Reading([path]).articles.count == 6000)
    let bounded = try Reading([path], options: ReadingOptions(maximumExpandedByteCount: 2 << 20))
    #expect(bounded.rejections.map(\.reason) == [.bomb])
    let line = String(repeating: "a", count: 6 << 20)
    let long = try scratch.write("long.gz", scratch.compress(Array(line.utf8), filter: "gzip"))
    let small = ReadingOptions(
      maximumRecordByteCount: 1000, maximumExpansionRatio: 20, expansionFloorByteCount: 1 << 20)
    #expect(try Reading([long], options: small).rejections.last?.reason == .bomb)
  }

  @Test func `a named pipe is read like standard input`() throws {
    let path = scratch.path + "/pipe"
    try #require(mkfifo(path, 0o600) == 0)
    let bytes = Array(Self.manyRecords.utf8)
    let writer = Thread {
      let pipe = open(path, O_WRONLY)
      var done = 0
      while done < bytes.count {
        let put = bytes[done...].withUnsafeBytes { write(pipe, $0.baseAddress, min($0.count, 5000)) }
        if put <= 0 { break }
        done += put
      }
      close(pipe)
    }
    writer.start()
    let reading = try Reading([path])
    #expect(reading.articles.count == 4000)
    #expect(try reading.store.article(at: reading.locations[3999]) == reading.articles[3999])
  }

  @Test func `a dash is standard input, its type told by content`() throws {
    let path = try scratch.write("a", scratch.compress(Array("id,text\n1,bir\n".utf8), filter: "zstd"))
    let (saved, replacement) = (dup(STDIN_FILENO), open(path, O_RDONLY))
    try #require(replacement >= 0 && dup2(replacement, STDIN_FILENO) == 0)
    defer {
      dup2(saved, STDIN_FILENO)
      close(saved)
      close(replacement)
    }
    let reading = try Reading(["-"])
    #expect(reading.articles.map(\.key) == ["1"])
    #expect(reading.inputs.map(\.name) == ["-"])
    #expect(try reading.store.article(at: reading.locations[0]) == reading.articles[0])
  }

  @Test func `inputs are summarised with their size and XXH3 digest`() throws {
    let reading = try Reading([scratch.write("a.txt", ""), scratch.write("b.txt", "mətn"), scratch.write("c.dat", [0])])
    #expect(reading.inputs.map(\.byteCount) == [0, 5, 1])
    // The vector of no bytes is published with xxHash.
    #expect(reading.inputs.first?.digest == "99aa06d3014798d86001c324468d497f")
    #expect(Set(reading.inputs.map(\.digest)).count == 3)
  }
}

@Suite struct RecordStoreTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func `every record is read again as it was, from many threads, from its own file and from the spool`()
    async throws
  {
    let large = (0..<3000).map { "{\"text\":\"\(String(repeating: "söz \($0) ", count: 12))\\ud800\"}\n" }.joined()
    try scratch.write("in/a.jsonl", large)
    try scratch.write("in/b.gz", scratch.compress(Array(large.utf8), filter: "gzip"))
    try scratch.write("in/c.csv", "id,text\n1,\"a \"\"b\"\"\"\n,c\n")
    try scratch.write("in/d.txt", "Başlıq\nmətn")
    let reading = try Reading([scratch.path + "/in"])
    #expect(reading.articles.count == 6003)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for part in 0..<4 {
        let (articles, locations, store) = (reading.articles, reading.locations, reading.store)
        group.addTask {
          try stride(from: part, to: articles.count, by: 4).allSatisfy {
            try store.article(at: locations[$0]) == articles[$0]
          }
        }
      }
      for try await isSame in group { #expect(isSame) }
    }
  }

  @Test func `a file that was changed meanwhile is an error, not another article`() throws {
    let path = try scratch.write("a.jsonl", (0..<9000).map { record($0, "mətn mətn mətn") }.joined())
    let reading = try Reading([path])
    try #require(truncate(path, 1000) == 0)
    #expect(throws: CorpusError.recordChanged(path: path, offset: Int(reading.locations[8000].offset))) {
      try reading.store.article(at: reading.locations[8000])
    }
  }

  @Test func `more large files than may stay open are read again all the same`() throws {
    let filler = String(repeating: "x", count: 1 << 12)
    let content = (0..<70).map { record($0, filler) }.joined()
    for number in 0..<210 { try scratch.write("in/\(number).jsonl", content) }
    let reading = try Reading([scratch.path + "/in"])
    // Only files of this test count: others run beside it and have files of their own open.
    let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
    let openCount = descriptors.count { descriptor in
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + descriptor)
      return target?.hasPrefix(scratch.path) ?? false
    }
    #expect(openCount < 210)
    #expect(reading.articles.count == 210 * 70)
    for place in stride(from: 0, to: reading.articles.count, by: 69) {
      #expect(try reading.store.article(at: reading.locations[place]) == reading.articles[place])
    }
  }
}
