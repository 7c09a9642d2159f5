/// The markup of a page as a browser takes it apart: tags with their attributes, text, styles and scripts.
struct MarkupScan {
  struct Tag {
    var name: String
    var attributes: [(name: String, value: String)]
  }
  struct Broken: Error { var after: String }

  private(set) var tags: [Tag] = []
  /// Text outside of styles and scripts, entities as written.
  private(set) var text = ""
  private(set) var styles = ""
  private(set) var scripts = ""

  init(_ bytes: [UInt8]) throws {
    var at = 0
    func next(_ byte: UInt8) throws -> Int {
      guard let place = bytes[at...].firstIndex(of: byte) else {
        throw Broken(after: String(decoding: bytes[at...].prefix(60), as: UTF8.self))
      }
      return place
    }
    while at < bytes.count {
      guard bytes[at] == 0x3C else {
        let end = bytes[at...].firstIndex(of: 0x3C) ?? bytes.count
        text += String(decoding: bytes[at..<end], as: UTF8.self)
        at = end
        continue
      }
      let tag = try Self.tag(bytes, &at)
      tags.append(tag)
      // What these two hold is no markup until their own end.
      if tag.name == "style" || tag.name == "script" {
        let close = [UInt8]("</\(tag.name)>".utf8)
        let start = at
        at = try next(0x3C)
        while !bytes[at...].starts(with: close) {
          at += 1
          at = try next(0x3C)
        }
        let content = String(decoding: bytes[start..<at], as: UTF8.self)
        if tag.name == "style" { styles += content } else { scripts += content }
      }
    }
  }

  /// Reads a tag, whose attributes may be quoted or not, and moves behind it.
  private static func tag(_ bytes: [UInt8], _ at: inout Int) throws -> Tag {
    let start = at
    func isEnd(_ stops: [UInt8]) -> Bool { at >= bytes.count || stops.contains(bytes[at]) || bytes[at] <= 0x20 }
    func word(_ stops: [UInt8]) -> String {
      let start = at
      while !isEnd(stops) { at += 1 }
      return String(decoding: bytes[start..<at], as: UTF8.self)
    }
    at += 1
    let slash = at < bytes.count && bytes[at] == 0x2F
    if slash { at += 1 }
    var tag = Tag(name: (slash ? "/" : "") + word([0x3E, 0x2F]).lowercased(), attributes: [])
    while at < bytes.count, bytes[at] != 0x3E {
      guard bytes[at] > 0x20, bytes[at] != 0x2F else {
        at += 1
        continue
      }
      let name = word([0x3E, 0x3D, 0x2F]).lowercased()
      guard at < bytes.count, bytes[at] == 0x3D else {
        tag.attributes.append((name, ""))
        continue
      }
      at += 1
      if at < bytes.count, bytes[at] == 0x22 || bytes[at] == 0x27 {
        let quote = bytes[at]
        guard let end = bytes[(at + 1)...].firstIndex(of: quote) else { break }
        tag.attributes.append((name, String(decoding: bytes[(at + 1)..<end], as: UTF8.self)))
        at = end + 1
      } else {
        tag.attributes.append((name, word([0x3E])))
      }
    }
    guard at < bytes.count else { throw Broken(after: String(decoding: bytes[start...].prefix(60), as: UTF8.self)) }
    at += 1
    return tag
  }

  /// The values of an attribute, of all elements of a name or of all.
  func attribute(_ name: String, of element: String?) -> [String] {
    tags.filter { element == nil || $0.name == element }
      .flatMap { $0.attributes.filter { $0.name == name }.map(\.value) }
  }
}
