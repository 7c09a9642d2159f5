/// A parsed HTML page or XML document: all nodes in document order, in a few flat arrays.
///
/// The descendants of a node are the nodes behind it up to its `end`, so that every question about subtrees is one pass
/// over an array. Texts and attribute values are UTF-8 in one buffer.
struct MarkupTree: Sendable {
  /// An element or a text.
  struct Node: Sendable {
    /// What it is; `.text` for a text.
    var tag: MarkupTag
    /// Its depth, 0 for the root.
    var depth: UInt16
    /// The position of the element it stands in; -1 for the root.
    var parent: Int32
    /// The position behind its last descendant.
    var end: Int32
    /// A text's bytes, or an element's name as written, in `buffer`.
    var content: Range<UInt32>
    /// Its attributes in `attributes`.
    var attributes: Range<UInt32>
  }

  /// An attribute that somebody asks for.
  struct Attribute: Sendable {
    var key: MarkupKey
    var value: Range<UInt32>
  }

  /// The nodes in document order.
  var nodes: [Node] = []
  var attributes: [Attribute] = []
  var buffer: [UInt8] = []
  /// Line (from 1) and first byte of the elements of an XML document that may be articles, by position.
  var places: [Int32: (line: Int, offset: Int)] = [:]
  /// Whether the document goes on behind what was kept, or was nested too deeply to be kept as it is.
  var isCutOff = false

  /// The value of an attribute in `buffer`; nil when the element lacks it.
  func range(_ key: MarkupKey, of node: Int) -> Range<Int>? {
    let own = nodes[node].attributes
    for place in Int(own.lowerBound)..<Int(own.upperBound) where attributes[place].key == key {
      return Int(attributes[place].value.lowerBound)..<Int(attributes[place].value.upperBound)
    }
    return nil
  }

  /// The value of an attribute as a string without blanks around it; empty when the element lacks it.
  func value(_ key: MarkupKey, of node: Int) -> String {
    guard let range = range(key, of: node) else { return "" }
    let span = buffer.span
    return span.string(span.trimmed(range))
  }

  /// The range of a node's text or name in `buffer`.
  func content(of node: Int) -> Range<Int> {
    Int(nodes[node].content.lowerBound)..<Int(nodes[node].content.upperBound)
  }

  /// The positions of the element children of `node`.
  func children(of node: Int) -> [Int] {
    var found: [Int] = []
    var at = node + 1
    while at < Int(nodes[node].end) {
      if nodes[at].tag != .text { found.append(at) }
      at = Int(nodes[at].end)
    }
    return found
  }

  /// The positions of the descendants of `node` with that tag, in document order.
  func descendants(of node: Int, _ tag: MarkupTag) -> [Int] {
    ((node + 1)..<max(node + 1, Int(nodes[node].end))).filter { nodes[$0].tag == tag }
  }

  /// All text below `node` with every run of white space as one blank, and none at the ends.
  func plainText(of node: Int) -> String {
    var bytes: [UInt8] = []
    for place in node..<Int(nodes[node].end) {
      if nodes[place].tag != .text {
        if nodes[place].tag.isBlock || nodes[place].tag == .br { bytes.append(0x20) }
        continue
      }
      bytes.append(contentsOf: buffer[content(of: place)])
    }
    return String(decoding: bytes.collapsedBlanks, as: UTF8.self)
  }
}

extension [UInt8] {
  /// The bytes with every run of ASCII white space and no-break blanks as one blank, none at the ends, and
  /// without soft hyphens.
  var collapsedBlanks: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count)
    var (isBlank, at) = (true, 0)
    while at < count {
      let byte = self[at]
      if byte == 0x20 || 0x09...0x0D ~= byte {
        if !isBlank { result.append(0x20) }
        isBlank = true
      } else if byte == 0xC2, at + 1 < count, self[at + 1] == 0xA0 {
        if !isBlank { result.append(0x20) }
        isBlank = true
        at += 1
      } else if byte == 0xC2, at + 1 < count, self[at + 1] == 0xAD {
        at += 1
      } else {
        result.append(byte)
        isBlank = false
      }
      at += 1
    }
    if result.last == 0x20 { result.removeLast() }
    return result
  }
}
