import CArchive
import Corpus
import Foundation
import Testing

@Suite struct ArchiveTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// An archive of those members, in one of libarchive's formats such as `zip` or `ustar`.
  private func archive(_ format: String, _ members: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
    let file = "\(scratch.path)/archiving"
    let archive = archive_write_new()
    defer { archive_write_free(archive) }
    try #require(archive_write_set_format_by_name(archive, format) == ARCHIVE_OK)
    try #require(archive_write_open_filename(archive, file) == ARCHIVE_OK)
    for member in members {
      let entry = archive_entry_new()
      defer { archive_entry_free(entry) }
      archive_entry_set_pathname(entry, member.name)
      archive_entry_set_filetype(entry, 0o100000)
      archive_entry_set_perm(entry, 0o644)
      archive_entry_set_size(entry, Int64(member.bytes.count))
      try #require(archive_write_header(archive, entry) == ARCHIVE_OK)
      try #require(archive_write_data(archive, member.bytes, member.bytes.count) == member.bytes.count)
    }
    try #require(archive_write_close(archive) == ARCHIVE_OK)
    return Array(try Data(contentsOf: URL(fileURLWithPath: file)))
  }

  private func lines(_ ids: Int...) -> [UInt8] { Array(ids.map { record($0, "mətn \($0)") }.joined().utf8) }

  @Test(arguments: ["zip", "ustar", "pax", "gnutar", "v7tar"])
  func `members are inputs of their own, hidden ones are skipped`(_ format: String) throws {
    let bytes = try archive(format, [("a/b.jsonl", lines(1, 2)), (".gizli.jsonl", lines(9)), ("c.jsonl", lines(3))])
    let path = try scratch.write("x.bin", bytes)
    let reading = try Reading([path])
    #expect(reading.articles.map(\.key) == ["1", "2", "3"])
    #expect(reading.store.inputName(of: try #require(reading.locations.first)) == "\(path)/a/b.jsonl")
    #expect(reading.inputs.map(\.name) == [path])
    #expect(try reading.store.article(at: try #require(reading.locations.last)) == reading.articles.last)
  }

  @Test(arguments: ["gzip", "zstd", "bzip2", "xz"])
  func `archives and compressions lie inside one another`(_ filter: String) throws {
    let inner = try scratch.compress(try archive("ustar", [("b.jsonl", lines(2))]), filter: filter)
    let single = try scratch.compress(lines(1), filter: filter)
    let outer = try archive("zip", [("a.jsonl.x", single), ("b.tar.x", inner), ("c.jsonl", lines(3))])
    let reading = try Reading([scratch.write("x.zip", try scratch.compress(outer, filter: filter))])
    #expect(reading.articles.map(\.key) == ["1", "2", "3"])
    #expect(reading.rejections.isEmpty)
  }

  @Test func `archives inside too many archives are not opened`() throws {
    var bytes = lines(1)
    for _ in 0..<3 { bytes = try archive("zip", [("x", bytes)]) }
    var options = ReadingOptions()
    options.maximumNesting = 3
    #expect(try Reading([scratch.write("x", bytes)], options: options).articles.count == 1)
    options.maximumNesting = 2
    let reading = try Reading([scratch.write("x", bytes)], options: options)
    #expect(reading.articles.isEmpty && reading.rejections.map(\.reason) == [.nestedTooDeep])
  }

  @Test func `members beyond their number are not read`() throws {
    var options = ReadingOptions()
    options.maximumMemberCount = 2
    let bytes = try archive("zip", [("1", lines(1)), ("2", lines(2)), ("3", lines(3)), ("4", lines(4))])
    let reading = try Reading([scratch.write("x.zip", bytes), scratch.write("b.jsonl", lines(5))], options: options)
    #expect(reading.articles.map(\.key) == ["1", "2", "5"])
    #expect(reading.rejections.map(\.reason) == [.tooManyMembers])
  }

  @Test func `a line beyond its bound is too large, whatever a record may be`() throws {
    var options = ReadingOptions()
    options.maximumLineByteCount = 100
    let long = record(1, String(repeating: "a", count: 200))
    let reading = try Reading([scratch.write("a.jsonl", long + record(2, "iki"))], options: options)
    #expect(reading.articles.map(\.key) == ["2"])
    #expect(reading.rejections.map(\.detail) == ["a line of more than 100 bytes"])
  }

  @Test func `so is a line inside of a record, or of plain text`() throws {
    var options = ReadingOptions()
    options.maximumLineByteCount = 100
    let long = String(repeating: "söz ", count: 40)
    let table = "id,text\n1,\"\(long)\nqısa\"\n2,\"\(String(repeating: "qısa sətir\n", count: 40))\"\n"
    let reading = try Reading(
      [
        scratch.write("a.csv", table), scratch.write("b.txt", "Başlıq\n\n" + long),
        scratch.write("c.txt", String(repeating: "qısa sətir\n", count: 40)),
      ], options: options)
    #expect(reading.articles.map(\.key) == ["2", scratch.path + "/c.txt"])
    #expect(reading.places == ["2 8 too-large", "1 0 too-large"])
    #expect(Set(reading.rejections.map(\.detail)) == ["a line of more than 100 bytes"])
  }

  @Test(arguments: ["crawl.wacz", "crawl.zip", "crawl"])
  func `a web archive collection is known by its content, and only its pages are read`(_ name: String) throws {
    let payload = Array("Bir mətn burada durur.".utf8)
    let header =
      "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://a.example/1\r\nContent-Type: text/plain\r\n"
      + "Content-Length: \(payload.count)\r\n\r\n"
    let warc = Array(header.utf8) + payload + Array("\r\n\r\n".utf8)
    let bytes = try archive(
      "zip",
      [
        ("pages/pages.jsonl", lines(7)), ("indexes/index.cdx", Array("example,a)/1 2025 {}\n".utf8)),
        ("archive/data.warc", warc), ("datapackage.json", Array("{\"wacz_version\": \"1.1.1\"}".utf8)),
      ])
    let reading = try Reading([scratch.write(name, bytes)])
    #expect(reading.articles.map(\.key) == ["https://a.example/1"])
    #expect(reading.rejections.isEmpty)
  }

  @Test func `a zip that only looks like one in part is read whole`() throws {
    let bytes = try archive(
      "zip", [("archive/1.jsonl", lines(1)), ("datapackage.json", lines(2)), ("3.jsonl", lines(3))])
    #expect(try Reading([scratch.write("x.zip", bytes)]).articles.map(\.key) == ["1", "2", "3"])
    for count in [0, 10, 21, 40, bytes.count / 2, bytes.count - 1] {
      _ = try Reading([scratch.write("cut.zip", Array("PK\u{3}\u{4}".utf8) + bytes.suffix(count))])
    }
  }

  @Test func `a member beyond its bound is cut off there, the next one is read`() throws {
    var options = ReadingOptions()
    options.maximumMemberByteCount = 2 << 20
    let long = Array((1...100_000).map { record($0, "uzun üzvün mətni") }.joined().utf8)
    let reading = try Reading(
      [scratch.write("x.zip", try archive("zip", [("1", long), ("2", lines(100_001))]))], options: options)
    #expect(reading.rejections.map(\.reason) == [.tooLarge])
    #expect(reading.articles.count > 1000 && reading.articles.last?.key == "100001")
  }

  @Test(arguments: ["zip", "ustar"])
  func `a bomb in an archive ends the archive, and the next input is read`(_ format: String) throws {
    let zeros = [UInt8](repeating: 0x20, count: 4 << 20)
    let bomb = try archive("zip", (0..<6).map { ("\($0)", zeros) })
    let outer = format == "zip" ? bomb : try archive(format, [("x.zip", bomb)])
    let reading = try Reading(
      [scratch.write("x", outer), scratch.write("y.jsonl", lines(1))],
      options: ReadingOptions(maximumExpansionRatio: 50, expansionFloorByteCount: 1 << 20))
    #expect(reading.articles.map(\.key) == ["1"])
    #expect(reading.rejections.map(\.reason) == [.bomb])
  }

  @Test(arguments: ["zip", "ustar"])
  func `of a truncated archive what is whole is read, and one rejection tells of the rest`(_ format: String) throws {
    let noise = (0..<40_000).map { "\($0 &* 2_654_435_761 % 1_000_003)" }.joined(separator: " ")
    let bytes = try archive(
      format, [("a.jsonl", lines(1)), ("b.jsonl", Array(record(2, noise).utf8)), ("c.jsonl", lines(3))])
    let reading = try Reading([scratch.write("x", Array(bytes[..<(bytes.count / 2)]))])
    #expect(reading.articles.map(\.key).first == "1")
    #expect(!reading.articles.map(\.key).contains("3"))
    #expect(reading.rejections.map(\.reason).contains(.badArchive))
  }
}
