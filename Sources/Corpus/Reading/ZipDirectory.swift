/// The directory at the end of a zip archive, as far as it tells what the archive is for.
///
/// Source: PKWARE, "APPNOTE.TXT - .ZIP File Format Specification", sections 4.3.12 to 4.3.16.
enum ZipDirectory {
  /// Bytes of a directory that are looked at.
  private static let mostBytes = 4 << 20

  /// Whether the archive in `file`, of `byteCount` bytes, is a web archive collection (WACZ 1.1): it describes itself and
  /// holds WARC files in a folder.
  static func isWACZ(_ file: OpenFile, byteCount: Int) -> Bool {
    var (isDescribed, holdsPages) = (false, false)
    for name in names(file, byteCount: byteCount) {
      isDescribed = isDescribed || name == "datapackage.json"
      holdsPages = holdsPages || name.hasPrefix("archive/") && (name.hasSuffix(".warc.gz") || name.hasSuffix(".warc"))
      if isDescribed && holdsPages { return true }
    }
    return false
  }

  private static func names(_ file: OpenFile, byteCount: Int) -> [String] {
    do throws(SystemFault) {
      guard let place = try place(file, byteCount: byteCount) else { return [] }
      let bytes = try file.bytes(at: UInt64(place.lowerBound), count: min(place.count, mostBytes))
      var names: [String] = []
      var at = 0
      while at + 46 <= bytes.count, number(bytes, at, 4) == 0x0201_4B50 {
        let start = at + 46
        let end = start + number(bytes, at + 28, 2)
        guard end <= bytes.count else { break }
        names.append(String(decoding: bytes[start..<end], as: UTF8.self))
        at = end + number(bytes, at + 30, 2) + number(bytes, at + 32, 2)
      }
      return names
    } catch {
      return []
    }
  }

  /// Where the directory stands: told by the last record of the archive, or by the one for large archives before it.
  private static func place(_ file: OpenFile, byteCount: Int) throws(SystemFault) -> Range<Int>? {
    let start = max(0, byteCount - 22 - 0xFFFF)
    let tail = try file.bytes(at: UInt64(start), count: byteCount - start)
    var at = tail.count - 22
    while at >= 0, number(tail, at, 4) != 0x0605_4B50 { at -= 1 }
    guard at >= 0 else { return nil }
    var (count, offset) = (number(tail, at + 12, 4), number(tail, at + 16, 4))
    if offset == 0xFFFF_FFFF || count == 0xFFFF_FFFF {
      guard at >= 20, number(tail, at - 20, 4) == 0x0706_4B50 else { return nil }
      let large = number(tail, at - 12, 8)
      guard large >= 0, large <= byteCount - 56 else { return nil }
      let record = try file.bytes(at: UInt64(large), count: 56)
      guard record.count == 56, number(record, 0, 4) == 0x0606_4B50 else { return nil }
      (count, offset) = (number(record, 40, 8), number(record, 48, 8))
    }
    guard offset >= 0, count >= 0, offset <= byteCount, count <= byteCount - offset else { return nil }
    return offset..<(offset + count)
  }

  /// The little-endian number of `count` bytes.
  private static func number(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int {
    (0..<count).reduce(0) { $0 | Int(truncatingIfNeeded: UInt64(bytes[at + $1]) << UInt64(8 * $1)) }
  }
}
