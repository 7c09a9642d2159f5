/// Paths as strings that lose nothing: a file system's names are bytes, and old ones are often no UTF-8.
///
/// A byte that is no UTF-8 is written as a character of Unicode's last private plane, which no file name uses; one that
/// does is written byte by byte the same way, so that every path has one text and every text one path.
public enum RawPath {
  /// The character for byte 0x80; those for the other bytes follow.
  private static let first: UInt32 = 0x10_FF80

  /// The text for the bytes of a path.
  public static func text(of bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self), !text.unicodeScalars.contains(where: isEscape) {
      return text
    }
    var text = String.UnicodeScalarView()
    var at = 0
    while at < bytes.count {
      let length = lengths(bytes[at])
      let letter = bytes[at..<min(at + length, bytes.count)]
      if let scalar = String(validating: letter, as: UTF8.self)?.unicodeScalars.first, !isEscape(scalar) {
        text.append(scalar)
        at += length
      } else {
        // A byte below 0x80 is always a letter of its own.
        if let escape = Unicode.Scalar(first + UInt32(bytes[at]) - 0x80) { text.append(escape) }
        at += 1
      }
    }
    return String(text)
  }

  /// The bytes of a path, a zero at their end.
  public static func bytes(of text: String) -> [CChar] {
    guard text.unicodeScalars.contains(where: isEscape) else { return Array(text.utf8CString) }
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if isEscape(scalar) {
        bytes.append(UInt8(0x80 + (scalar.value - first)))
      } else {
        bytes += Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    return bytes.map(CChar.init(bitPattern:)) + [0]
  }

  /// The text as people read it: what is no UTF-8 is shown as U+FFFD.
  public static func shown(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isEscape) else { return text }
    return String(decoding: bytes(of: text).dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func isEscape(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= first }

  /// The bytes of the letter that begins with `lead`, were it well-formed.
  private static func lengths(_ lead: UInt8) -> Int { lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4 }
}
