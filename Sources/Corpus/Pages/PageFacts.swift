/// What the reader of pages knows of every node: measured bottom-up, each in one pass.
struct PageFacts {
  /// What is known of one node, all below it included.
  struct Fact {
    var meaning: PageHints.Meaning = []
    /// Whether it is no part of what a reader sees, or of no story.
    var isDropped = false
    /// Bytes of visible text, white space not counted.
    var textCount: Int32 = 0
    /// Those of them that stand in links.
    var linkTextCount: Int32 = 0
    /// Those of them that stand in paragraphs of some length.
    var paragraphTextCount: Int32 = 0
    /// Commas, and the ends of sentences.
    var commaCount: Int32 = 0
    /// Elements that hold one another's weight in a story or a menu.
    var paragraphCount: Int32 = 0
    var imageCount: Int32 = 0
    var listItemCount: Int32 = 0
    var inputCount: Int32 = 0
    var holdsHeadline = false
    var holdsStoryMark = false

    /// The share of the text that stands in links, in 0…1.
    var linkShare: Double { textCount == 0 ? 0 : Double(linkTextCount) / Double(textCount) }
  }

  private var facts: [Fact]
  /// The innermost block element around each node, itself included; -1 for none.
  private(set) var blocks: [Int32]
  /// Text that stands in a block element and in no block below it.
  private(set) var own: [OwnText]
  /// Whether a node stands in a link.
  private var isInLink: [Bool]
  private var names = NameMeanings()

  /// The text of a block element itself.
  struct OwnText {
    var textCount: Int32 = 0
    var linkTextCount: Int32 = 0
    var commaCount: Int32 = 0

    /// Whether it is as long as a paragraph of a story, and no menu.
    var isParagraph: Bool { textCount >= 60 && linkTextCount * 2 < textCount }
  }

  subscript(_ node: Int) -> Fact { facts[node] }

  /// Elements that hold no story.
  static let neverStory = TagSet([
    .head, .script, .style, .noscript, .template, .svg, .iframe, .object, .embed, .canvas, .audio, .video, .button,
    .select, .option, .textarea, .input, .nav, .menu, .dialog, .map, .progress, .label, .legend, .ins, .figure,
    .picture,
    .fieldset,
  ])
  /// Elements that hold no story if they are not most of the page.
  private static let rarelyStory = TagSet([.aside, .footer, .header])

  /// Measures all of `tree`.
  init(_ tree: MarkupTree) {
    facts = Array(repeating: Fact(), count: tree.nodes.count)
    blocks = Array(repeating: -1, count: tree.nodes.count)
    own = []
    isInLink = Array(repeating: false, count: tree.nodes.count)
    for node in tree.nodes.indices {
      let parent = Int(tree.nodes[node].parent)
      facts[node].isDropped = Self.neverStory.contains(tree.nodes[node].tag) || parent >= 0 && facts[parent].isDropped
      isInLink[node] = tree.nodes[node].tag == .a || parent >= 0 && isInLink[parent]
      blocks[node] = tree.nodes[node].tag.isBlock ? Int32(node) : parent < 0 ? -1 : blocks[parent]
    }
    for node in tree.nodes.indices where tree.nodes[node].tag != .text && tree.nodes[node].attributes.count > 0 {
      facts[node].meaning = names.meaning(of: node, in: tree)
    }
    measure(tree)
    drop(tree)
    measure(tree)
  }

  /// Sums up what is not dropped.
  private mutating func measure(_ tree: MarkupTree) {
    for node in facts.indices {
      let meaning = facts[node].meaning
      let isDropped = facts[node].isDropped
      facts[node] = Fact(meaning: meaning, isDropped: isDropped)
    }
    own = Array(repeating: OwnText(), count: tree.nodes.count)
    for node in tree.nodes.indices.reversed() {
      let place = tree.nodes[node]
      guard !facts[node].isDropped else { continue }
      if place.tag == .text {
        let (count, commas) = Self.count(tree, node)
        facts[node].textCount = count
        facts[node].commaCount = commas
        if blocks[node] >= 0 {
          own[Int(blocks[node])].textCount += count
          own[Int(blocks[node])].commaCount += commas
          if isInLink[node] { own[Int(blocks[node])].linkTextCount += count }
        }
      } else {
        note(node, place.tag, tree)
      }
      guard place.parent >= 0 else { continue }
      let fact = facts[node]
      facts[Int(place.parent)].take(fact)
    }
  }

  private mutating func note(_ node: Int, _ tag: MarkupTag, _ tree: MarkupTree) {
    switch tag {
    case .a:
      facts[node].linkTextCount = facts[node].textCount
    case .p: facts[node].paragraphCount += 1
    case .img: facts[node].imageCount += 1
    case .li: facts[node].listItemCount += 1
    case .input: facts[node].inputCount += 1
    case .h1: if facts[node].textCount > 0 { facts[node].holdsHeadline = true }
    default: break
    }
    if tag.isBlock, own[node].isParagraph { facts[node].paragraphTextCount += own[node].textCount }
    if let mark = tree.range(.itemprop, of: node), tree.buffer[mark].elementsEqual("articleBody".utf8) {
      facts[node].holdsStoryMark = true
    }
  }

  /// Marks what is no story, all below it included.
  private mutating func drop(_ tree: MarkupTree) {
    let all = Int(facts.first?.paragraphTextCount ?? 0)
    var node = 0
    while node < tree.nodes.count {
      if isToDrop(node, tree, all) {
        for below in node..<Int(tree.nodes[node].end) { facts[below].isDropped = true }
        node = Int(tree.nodes[node].end)
      } else {
        node += 1
      }
    }
  }

  private func isToDrop(_ node: Int, _ tree: MarkupTree, _ all: Int) -> Bool {
    let tag = tree.nodes[node].tag
    if tag == .blockquote { return false }
    if tag == .text || tag == .html || tag == .body { return false }
    let fact = facts[node]
    if isHidden(node, tree) { return true }
    if fact.holdsHeadline && !fact.meaning.contains(.comment) || fact.holdsStoryMark { return false }
    let isMost = Int(fact.paragraphTextCount) * 2 > all && all > 0
    if Self.rarelyStory.contains(tag) { return !isMost }
    if fact.meaning.contains(.comment) { return tag != .article && tag != .main && !fact.holdsHeadline }
    if let role = tree.range(.role, of: node) {
      let role = tree.buffer[role]
      for furniture in [
        "navigation", "complementary", "menu", "menubar", "dialog", "alertdialog", "search", "contentinfo",
      ]
      where role.elementsEqual(furniture.utf8) { return !isMost }
    }
    if fact.meaning.contains(.drop) { return tag != .main && !isMost }
    return false
  }

  private func isHidden(_ node: Int, _ tree: MarkupTree) -> Bool {
    if tree.range(.hidden, of: node) != nil { return true }
    guard let style = tree.range(.style, of: node) else { return false }
    let written = tree.buffer[style].filter { $0 > 0x20 }.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
    return written.place(of: Array("display:none".utf8)) != nil
      || written.place(of: Array("visibility:hidden".utf8)) != nil
  }

  /// Bytes that are no white space, and commas and ends of sentences.
  private static func count(_ tree: MarkupTree, _ node: Int) -> (Int32, Int32) {
    var (count, commas): (Int32, Int32) = (0, 0)
    let bytes = tree.buffer.span.extracting(tree.content(of: node))
    for place in 0..<bytes.count {
      let byte = bytes[place]
      // The first byte of each character counts, so that scripts weigh alike.
      if byte > 0x20, byte & 0xC0 != 0x80 { count += 1 }
      if byte == 0x2C || byte == 0x2E || byte == 0x3B { commas += 1 }
    }
    return (count, commas)
  }
}

extension PageFacts.Fact {
  fileprivate mutating func take(_ child: PageFacts.Fact) {
    textCount += child.textCount
    linkTextCount += child.linkTextCount
    paragraphTextCount += child.paragraphTextCount
    commaCount += child.commaCount
    paragraphCount += child.paragraphCount
    imageCount += child.imageCount
    listItemCount += child.listItemCount
    inputCount += child.inputCount
    holdsHeadline = holdsHeadline || child.holdsHeadline
    holdsStoryMark = holdsStoryMark || child.holdsStoryMark
  }
}
