/// Writes subtrees of a page as text: a line for each paragraph, heading, list item and table row.
struct StoryWriter {
  /// A link inside the text.
  struct Link {
    var href: Range<Int>
    /// Its words in the text.
    var words: Range<Int>
  }

  /// A line of the text.
  struct Line {
    /// Its bytes, without the line break.
    var range: Range<Int>
    /// The block element that it begins in.
    var block: MarkupTag
    /// Characters that are no white space.
    var letterCount: Int
  }

  private(set) var text: [UInt8] = []
  private(set) var lines: [Line] = []
  private(set) var links: [Link] = []
  private let tree: MarkupTree
  /// Whether a blank belongs before the next word, and whether the next word begins a line.
  private var (needsBlank, needsLine) = (false, false)

  init(_ tree: MarkupTree) { self.tree = tree }

  /// Appends all of `node` but what `isLeftOut` names.
  mutating func write(_ root: Int, isLeftOut: (Int) -> Bool) {
    var open: [(node: Int, end: Int, wordsStart: Int)] = []
    var node = root
    let end = Int(tree.nodes[root].end)
    while node < end || !open.isEmpty {
      while let last = open.last, node >= last.end {
        open.removeLast()
        close(last.node, last.wordsStart)
      }
      guard node < end else { continue }
      let tag = tree.nodes[node].tag
      if tag == .text {
        append(tree.content(of: node), in: open.last { tree.nodes[$0.node].tag.isBlock }?.node ?? root)
        node += 1
      } else if node != root, isLeftOut(node) {
        if tag.isBlock { needsLine = true } else { needsBlank = true }
        node = Int(tree.nodes[node].end)
      } else {
        if tag == .br || tag == .lb || tag.isBlock { breakLine(before: tag) }
        open.append((node, Int(tree.nodes[node].end), text.count))
        node += 1
      }
    }
    needsLine = true
  }

  private mutating func breakLine(before tag: MarkupTag) {
    // The cells of a table row stand in one line.
    if tag == .td || tag == .th { needsBlank = true } else { needsLine = true }
  }

  private mutating func close(_ node: Int, _ wordsStart: Int) {
    let tag = tree.nodes[node].tag
    if tag == .a, let href = tree.range(.href, of: node), wordsStart < text.count {
      var start = wordsStart
      while start < text.count, text[start] == 0x20 || text[start] == 0x0A { start += 1 }
      links.append(Link(href: href, words: start..<text.count))
    }
    if tag.isBlock { breakLine(before: tag) }
  }

  private mutating func append(_ range: Range<Int>, in block: Int) {
    let source = tree
    let bytes = source.buffer.span.extracting(range)
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte <= 0x20 || byte == 0x7F {
        needsBlank = true
        at += 1
        continue
      }
      if byte == 0xC2, at + 1 < bytes.count, bytes[at + 1] == 0xA0 {
        needsBlank = true
        at += 2
        continue
      }
      if needsLine || lines.isEmpty {
        if !text.isEmpty { text.append(0x0A) }
        lines.append(Line(range: text.count..<text.count, block: tree.nodes[block].tag, letterCount: 0))
      } else if needsBlank, !text.isEmpty {
        text.append(0x20)
      }
      (needsLine, needsBlank) = (false, false)
      var letterCount = 0
      while at < bytes.count, bytes[at] > 0x20, bytes[at] != 0x7F {
        if bytes[at] == 0xC2, at + 1 < bytes.count {
          if bytes[at + 1] == 0xA0 { break }
          if bytes[at + 1] == 0xAD {
            at += 2
            continue
          }
        }
        text.append(bytes[at])
        if bytes[at] & 0xC0 != 0x80 { letterCount += 1 }
        at += 1
      }
      let last = lines.count - 1
      lines[last].range = lines[last].range.lowerBound..<text.count
      lines[last].letterCount += letterCount
    }
  }
}
