/// Reads pages as strictly as the report writes them, so that anything unexpected in them shows.
struct HTMLScanner {
  struct Tag: Equatable {
    var name: String
    var attributes: [(name: String, value: String)]

    func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
    static func == (a: Tag, b: Tag) -> Bool { a.name == b.name }
  }

  enum Problem: Error, Equatable { case unquoted(String), unclosed(String), unmatched(String) }

  /// Start tags in order.
  private(set) var tags: [Tag] = []
  /// What is not markup, entities resolved, by element that holds it.
  private(set) var text = ""

  private static let voids: Set<String> = ["meta", "link", "br", "rect", "circle", "path", "line", "input", "!doctype"]

  init(_ page: String) throws {
    let bytes = Array(page.utf8)
    var (position, open): (Int, [String]) = (0, [])
    func upTo(_ byte: UInt8) throws -> String {
      guard let end = bytes[position...].firstIndex(of: byte) else {
        throw Problem.unclosed(String(decoding: bytes[position...].prefix(40), as: UTF8.self))
      }
      defer { position = end + 1 }
      return String(decoding: bytes[position..<end], as: UTF8.self)
    }
    while position < bytes.count {
      if bytes[position] != 0x3C {
        let end = bytes[position...].firstIndex(of: 0x3C) ?? bytes.count
        if open.last != "style" { text += Self.resolved(String(decoding: bytes[position..<end], as: UTF8.self)) }
        position = end
        continue
      }
      position += 1
      if bytes[position] == 0x2F {
        position += 1
        let name = try upTo(0x3E)
        guard open.popLast() == name else { throw Problem.unmatched(name) }
        continue
      }
      var name: [UInt8] = []
      while !(bytes[position] <= 0x20 || bytes[position] == 0x3E || bytes[position] == 0x2F) {
        name.append(bytes[position])
        position += 1
      }
      var tag = Tag(name: String(decoding: name, as: UTF8.self), attributes: [])
      while bytes[position] != 0x3E {
        if bytes[position] <= 0x20 || bytes[position] == 0x2F {
          position += 1
          continue
        }
        var attribute: [UInt8] = []
        while !(bytes[position] <= 0x20 || bytes[position] == 0x3E || bytes[position] == 0x3D) {
          attribute.append(bytes[position])
          position += 1
        }
        let key = String(decoding: attribute, as: UTF8.self)
        guard bytes[position] == 0x3D else {
          tag.attributes.append((key, ""))
          continue
        }
        guard bytes[position + 1] == 0x22 else { throw Problem.unquoted(key) }
        position += 2
        tag.attributes.append((key, Self.resolved(try upTo(0x22))))
      }
      position += 1
      tags.append(tag)
      if !Self.voids.contains(tag.name) { open.append(tag.name) }
    }
    guard open.isEmpty else { throw Problem.unclosed(open.joined(separator: ">")) }
  }

  static func resolved(_ text: String) -> String {
    var text = text
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
      text = text.replacing(entity, with: character)
    }
    return text
  }
}
