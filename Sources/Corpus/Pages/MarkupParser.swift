import CLibXML2

/// Parses HTML and XML by libxml2 into a `MarkupTree`.
///
/// libxml2 only tokenises and mends: its own tree is never built. Nothing is loaded, no entity is declared or expanded
/// but the characters that HTML names, and what is nested beyond `deepest` ends the parse, so that the time is linear; so
/// do `mostNodes` in a page, so that the memory is bounded.
struct MarkupParser {
  /// What the bytes are.
  enum Language {
    case html
    /// XML; broken documents are read as far as they go.
    case xml
  }

  /// Elements inside one another beyond which a document is cut off.
  static let deepest = 512
  /// Elements and texts of a page beyond which it is cut off: pages have some thousands, and each takes a hundred bytes.
  static let mostNodes = 1_000_000

  /// The library's tables, made once whoever parses first.
  private static let isReady: Void = xmlInitParser()

  /// Parses `bytes`, which are UTF-8 whatever they declare.
  static func parse(_ bytes: Span<UInt8>, as language: Language) -> MarkupTree {
    let builder = MarkupBuilder(isXML: language == .xml, byteCount: bytes.count)
    _ = isReady
    let made = language == .html ? htmlNewParserCtxt() : xmlNewParserCtxt()
    guard let context = made else { return builder.finished() }
    defer { language == .html ? htmlFreeParserCtxt(context) : xmlFreeParserCtxt(context) }
    let own = Unmanaged.passUnretained(builder).toOpaque()
    builder.context = context
    context.pointee.userData = own
    if let handler = context.pointee.sax { handler.pointee = Self.makeHandler() }
    bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { characters in
        let count = Int32(clamping: characters.count)
        if language == .html {
          let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
            | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
          htmlCtxtReadMemory(context, characters.baseAddress, count, nil, "UTF-8", Int32(options))
        } else {
          let options =
            XML_PARSE_RECOVER.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
            | XML_PARSE_NONET.rawValue | XML_PARSE_SAX1.rawValue
          xmlCtxtReadMemory(context, characters.baseAddress, count, nil, "UTF-8", Int32(bitPattern: options))
          if context.pointee.wellFormed == 0 { builder.isBroken = true }
        }
      }
    }
    return builder.finished()
  }

  private static func makeHandler() -> xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = 1
    handler.startElement = { own, name, attributes in MarkupBuilder.of(own)?.open(name, attributes) }
    handler.endElement = { own, _ in MarkupBuilder.of(own)?.close() }
    handler.characters = { own, bytes, count in MarkupBuilder.of(own)?.add(bytes, count) }
    handler.ignorableWhitespace = { own, bytes, count in MarkupBuilder.of(own)?.add(bytes, count) }
    handler.cdataBlock = { own, bytes, count in MarkupBuilder.of(own)?.add(bytes, count) }
    return handler
  }
}

/// Collects what the parser reports.
private final class MarkupBuilder {
  var context: UnsafeMutablePointer<xmlParserCtxt>?
  var isBroken = false
  private var tree = MarkupTree()
  private let isXML: Bool
  /// The open elements; -1 for one that is not kept.
  private var open: [Int32] = []
  /// Open elements whose content nobody reads.
  private var unreadDepth = 0

  init(isXML: Bool, byteCount: Int) {
    self.isXML = isXML
    tree.nodes.reserveCapacity(byteCount / 24)
    tree.attributes.reserveCapacity(byteCount / 40)
    tree.buffer.reserveCapacity(byteCount / 2)
  }

  @inline(__always)
  static func of(_ own: UnsafeMutableRawPointer?) -> MarkupBuilder? {
    own.map { Unmanaged<MarkupBuilder>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Elements whose text is no text of the page; a script is kept where it may hold structured data.
  private static let unread = TagSet([.style, .svg, .template, .iframe, .object, .canvas, .textarea, .select])

  func open(_ name: UnsafePointer<xmlChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
    guard let name else { return }
    guard open.count < MarkupParser.deepest, isXML || tree.nodes.count < MarkupParser.mostNodes else {
      tree.isCutOff = true
      xmlStopParser(context)
      return
    }
    let length = Int(xmlStrlen(name))
    let span = UnsafeBufferPointer(start: name, count: length).span
    let tag = MarkupTag.byName[PackedName(span)] ?? .other
    if unreadDepth > 0 || !isXML && Self.unread.contains(tag) {
      unreadDepth += 1
      open.append(-1)
      return
    }
    let firstAttribute = UInt32(tree.attributes.count)
    if var pair = attributes {
      while let key = pair[0] {
        if let value = pair[1] { add(key, value) }
        pair += 2
      }
    }
    let position = Int32(tree.nodes.count)
    var content: Range<UInt32> = 0..<0
    if isXML {
      let start = UInt32(tree.buffer.count)
      tree.buffer.append(contentsOf: UnsafeBufferPointer(start: name, count: length))
      content = start..<UInt32(tree.buffer.count)
      if open.count < 4, let context {
        let line = context.pointee.input.map { Int($0.pointee.line) } ?? 0
        tree.places[position] = (line, max(0, Int(xmlByteConsumed(context)) - length - 2))
      }
    }
    tree.nodes.append(
      MarkupTree.Node(
        tag: tag, depth: UInt16(clamping: open.count), parent: open.last ?? -1, end: position + 1, content: content,
        attributes: firstAttribute..<UInt32(tree.attributes.count)))
    open.append(position)
  }

  private func add(_ key: UnsafePointer<xmlChar>, _ value: UnsafePointer<xmlChar>) {
    let keySpan = UnsafeBufferPointer(start: key, count: Int(xmlStrlen(key))).span
    guard let known = MarkupKey.byName[PackedName(keySpan)] else { return }
    let start = UInt32(tree.buffer.count)
    tree.buffer.append(contentsOf: UnsafeBufferPointer(start: value, count: Int(xmlStrlen(value))))
    tree.attributes.append(MarkupTree.Attribute(key: known, value: start..<UInt32(tree.buffer.count)))
  }

  func close() {
    guard let position = open.popLast() else { return }
    if position < 0 { unreadDepth -= 1 } else { tree.nodes[Int(position)].end = Int32(tree.nodes.count) }
  }

  func add(_ bytes: UnsafePointer<xmlChar>?, _ count: Int32) {
    guard let bytes, count > 0, unreadDepth == 0, let parent = open.last else { return }
    let start = UInt32(tree.buffer.count)
    tree.buffer.append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
    let end = UInt32(tree.buffer.count)
    // What the parser hands out in pieces is one text.
    if let last = tree.nodes.last, last.tag == .text, last.parent == parent, last.content.upperBound == start {
      tree.nodes[tree.nodes.count - 1].content = last.content.lowerBound..<end
      return
    }
    let position = Int32(tree.nodes.count)
    tree.nodes.append(
      MarkupTree.Node(
        tag: .text, depth: UInt16(clamping: open.count), parent: parent, end: position + 1, content: start..<end,
        attributes: 0..<0))
  }

  /// The tree, with elements closed that the document left open.
  func finished() -> MarkupTree {
    while !open.isEmpty { close() }
    if isBroken { tree.isCutOff = true }
    return tree
  }
}
