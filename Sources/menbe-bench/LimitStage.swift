import Foundation
import Sketching

/// What no program of this kind can go below: the corpus read once, and every word of it hashed once.
enum LimitStage {
  private static let blockByteCount = 1 << 20

  /// Reads the file at `path` in blocks and hashes each run of letters, digits and bytes beyond ASCII by XXH3-64, alike as
  /// JSON and as text: no parsing, no folding, nothing kept.
  static func measure(_ path: String, articleCount: Int, in table: inout StageTable) throws {
    let file = try FileHandle(forReadingFrom: URL(filePath: path))
    defer { try? file.close() }
    var (byteCount, wordCount, mixed) = (0, 0, 0 as UInt64)
    var isWord = [Bool](repeating: false, count: 256)
    for byte in 0..<256 {
      isWord[byte] = byte >= 0x80 || 0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
    }
    table.begin()
    while let block = try file.read(upToCount: blockByteCount), !block.isEmpty {
      let bytes = [UInt8](block)
      var start = 0
      while start < bytes.count {
        if !isWord[Int(bytes[start])] {
          start += 1
          continue
        }
        var end = start + 1
        while end < bytes.count, isWord[Int(bytes[end])] { end += 1 }
        mixed ^= ShingleHash.hash(bytes[start..<end])
        wordCount += 1
        start = end
      }
      byteCount += bytes.count
    }
    table.end(
      "the limit", byteCount: byteCount, articleCount: articleCount,
      note: "reading and hashing \(wordCount) words, \(String(mixed & 0xFFFF, radix: 16))")
  }
}
