import Foundation

/// A document as the browser writes it out: well-formed tags, text in which `<` is escaped.
struct DOM {
  /// One start tag.
  struct Element: Equatable {
    var name: String
    var attributes: [String: String]
  }

  let html: String
  let elements: [Element]

  init(_ html: String) {
    self.html = html
    var elements: [Element] = []
    var scanner = Substring(html)
    while let start = scanner.firstIndex(of: "<") {
      scanner = scanner[scanner.index(after: start)...]
      guard let first = scanner.first, first.isASCII, first.isLetter else { continue }
      elements.append(Self.element(&scanner))
    }
    self.elements = elements
  }

  var title: String { text(between: "<title>", "</title>") ?? "" }

  func count(of name: String) -> Int { elements.count { $0.name == name } }

  /// Rows of the page's list, the table that can be sorted and filtered.
  var listedRowCount: Int {
    let list = text(between: "id=\"rows\"", "</table>") ?? ""
    let body = DOM(list.components(separatedBy: "<tbody>").last ?? "")
    return body.count(of: "tr")
  }

  /// What could run a script if somebody touched it, or without anybody: event handlers, addresses that are programs,
  /// scripts other than the report's own.
  var dangers: [Element] {
    elements.filter { element in
      let link = (element.attributes["href"] ?? element.attributes["src"] ?? "").lowercased()
      return element.attributes.keys.contains { $0.hasPrefix("on") || $0 == "srcdoc" }
        || link.hasPrefix("javascript:") || (link.hasPrefix("data:") && link != "data:,")
        || (element.name == "script" && !link.hasSuffix("report.js") && link != "viewer.js")
        || ["iframe", "object", "embed", "base", "form"].contains(element.name)
    }
  }

  /// Addresses of the pages, styles and scripts of the report itself that the document leads to.
  var localLinks: [String] {
    elements.compactMap { $0.attributes["href"] ?? $0.attributes["src"] }
      .filter { !$0.contains(":") && !$0.hasPrefix("#") }
  }

  func text(between start: String, _ end: String) -> String? {
    let parts = html.components(separatedBy: start)
    return parts.count < 2 ? nil : parts[1].components(separatedBy: end)[0]
  }

  /// Reads a tag from its name on.
  private static func element(_ scanner: inout Substring) -> Element {
    func take(until isEnd: (Character) -> Bool) -> String {
      let taken = scanner.prefix { !isEnd($0) }
      scanner = scanner[taken.endIndex...]
      return String(taken)
    }
    var element = Element(name: take { $0.isWhitespace || $0 == ">" || $0 == "/" }, attributes: [:])
    while let next = scanner.first, next != ">" {
      if next.isWhitespace || next == "/" || next == "\"" {
        scanner.removeFirst()
        continue
      }
      let name = take { $0.isWhitespace || $0 == "=" || $0 == ">" }
      guard scanner.hasPrefix("=\"") else {
        if scanner.first == "=" { scanner.removeFirst() }
        element.attributes[name] = ""
        continue
      }
      scanner.removeFirst(2)
      element.attributes[name] = take { $0 == "\"" }
    }
    return element
  }
}
