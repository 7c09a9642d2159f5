/// Finds the part of a page that holds the story.
///
/// Every paragraph speaks for the elements around it, the nearer the louder, by its length and its commas; text in links
/// speaks against them. The element with the most votes is the story, with those of its siblings that are like it.
///
/// Source: the scoring of Arc90's Readability (2010) as Mozilla's Readability.js carries it on, over whole arrays.
struct StoryFinder {
  private let tree: MarkupTree
  private let facts: PageFacts
  private var scores: [Double]

  /// Weighs all of `tree`.
  init(_ tree: MarkupTree, _ facts: PageFacts) {
    (self.tree, self.facts) = (tree, facts)
    scores = Array(repeating: 0, count: tree.nodes.count)
    vote()
  }

  /// Headings and cells of lists vote for nothing.
  private static let voters = TagSet([
    .p, .td, .pre, .blockquote, .div, .section, .article, .main, .center, .address, .dd, .body, .li,
  ])
  private static let paragraphs = TagSet([.p, .pre, .blockquote, .li, .dd])

  private mutating func vote() {
    for node in tree.nodes.indices where Self.voters.contains(tree.nodes[node].tag) && facts.own[node].textCount >= 25 {
      let count = Double(facts.own[node].textCount)
      let linkShare = Double(facts.own[node].linkTextCount) / count
      var vote = (1 + Double(facts.own[node].commaCount) + min(count / 100, 3)) * (1 - linkShare)
      if tree.nodes[node].tag == .li { vote *= 0.3 }
      // A paragraph speaks for what holds it, text of its own for the element itself.
      var (level, target) = (0, Self.paragraphs.contains(tree.nodes[node].tag) ? Int(tree.nodes[node].parent) : node)
      while target >= 0, level < 5 {
        scores[target] += level == 0 ? vote : level == 1 ? vote / 2 : vote / Double(level * 3)
        target = Int(tree.nodes[target].parent)
        level += 1
      }
    }
    for node in tree.nodes.indices where scores[node] > 0 {
      scores[node] = (scores[node] + bonus(node)) * (1 - facts[node].linkShare)
    }
  }

  private func bonus(_ node: Int) -> Double {
    var bonus: Double =
      switch tree.nodes[node].tag {
      case .article: 10
      case .div, .section, .main: 5
      case .pre, .td, .blockquote: 3
      case .ol, .ul, .dl, .dd, .dt, .li, .form, .address: -3
      case .th, .h1, .h2, .h3, .h4, .h5, .h6: -5
      default: 0
      }
    let meaning = facts[node].meaning
    if meaning.contains(.story) { bonus += 25 }
    if !meaning.isDisjoint(with: [.drop, .comment]) { bonus -= 25 }
    if let mark = tree.range(.itemprop, of: node), tree.buffer[mark].elementsEqual("articleBody".utf8) { bonus += 50 }
    return bonus
  }

  /// The subtrees that make the story, in document order; none when the page has no text.
  func story() -> [Int] {
    guard var top = best() else { return [] }
    top = grown(raised(top))
    let parts = withSiblings(top)
    return lead(before: parts) + parts + sources(behind: parts)
  }

  /// The lines behind the story, in the elements around it, that are named as its source.
  private func sources(behind parts: [Int]) -> [Int] {
    guard let last = parts.last else { return [] }
    var (container, level) = (last, 0)
    while level < 3 {
      let parent = Int(tree.nodes[container].parent)
      // Of the page's body, only what stands beside the story itself.
      guard parent >= 0, level == 0 || tree.nodes[parent].tag != .body else { break }
      container = parent
      level += 1
    }
    var found: [Int] = []
    var node = Int(tree.nodes[last].end)
    while node < Int(tree.nodes[container].end) {
      let fact = facts[node]
      if fact.isDropped || parts.contains(node) {
        node = Int(tree.nodes[node].end)
      } else if fact.meaning.contains(.source), 1...Self.longestSource ~= fact.textCount {
        found.append(node)
        node = Int(tree.nodes[node].end)
      } else {
        node += 1
      }
    }
    return found
  }

  /// Letters beyond which an element named as a source is more than a credit line.
  private static let longestSource: Int32 = 120

  private func best() -> Int? {
    var best: Int?
    for node in tree.nodes.indices where scores[node] > 0 && !facts[node].isDropped {
      if let known = best, scores[known] >= scores[node] { continue }
      best = node
    }
    return best ?? tree.nodes.indices.first { tree.nodes[$0].tag == .body }
  }

  /// The ancestor that holds more good text than `node` alone.
  private func raised(_ node: Int) -> Int {
    var top = node
    // Several elements nearly as good inside one ancestor are parts of one story.
    let rivals = tree.nodes.indices.filter { scores[$0] >= scores[node] * 0.75 && $0 != node && !facts[$0].isDropped }
    if rivals.count >= 3 {
      var ancestor = Int(tree.nodes[node].parent)
      while ancestor >= 0, tree.nodes[ancestor].tag != .body, tree.nodes[ancestor].tag != .html {
        let inside = rivals.count { $0 > ancestor && $0 < Int(tree.nodes[ancestor].end) }
        if inside >= 3 {
          top = ancestor
          break
        }
        ancestor = Int(tree.nodes[ancestor].parent)
      }
    }
    var (parent, last) = (Int(tree.nodes[top].parent), scores[top])
    let threshold = last / 3
    while parent >= 0, tree.nodes[parent].tag != .body, tree.nodes[parent].tag != .html {
      if scores[parent] < threshold { break }
      if scores[parent] > last {
        top = parent
        break
      }
      last = scores[parent]
      parent = Int(tree.nodes[parent].parent)
    }
    // An only child stands for its parent.
    while true {
      let parent = Int(tree.nodes[top].parent)
      guard parent >= 0, tree.nodes[parent].tag != .body, tree.nodes[parent].tag != .html,
        facts[parent].textCount == facts[top].textCount
      else { return top }
      top = parent
    }
  }

  /// The ancestor over which the story is spread: it holds much more of it, and still few links.
  private func grown(_ node: Int) -> Int {
    var top = node
    var ancestor = Int(tree.nodes[node].parent)
    while ancestor >= 0, tree.nodes[ancestor].tag != .html {
      let fact = facts[ancestor]
      if fact.linkShare < 0.25, Double(fact.paragraphTextCount) > Double(facts[top].paragraphTextCount) * 2 {
        top = ancestor
      }
      ancestor = Int(tree.nodes[ancestor].parent)
    }
    return top
  }

  /// Paragraphs between the headline and the story: what stands above it in larger letters.
  private func lead(before parts: [Int]) -> [Int] {
    guard let first = parts.first,
      let headline = tree.nodes.indices.last(where: {
        $0 < first && tree.nodes[$0].tag == .h1 && facts[$0].textCount > 0 && !facts[$0].isDropped
      })
    else { return [] }
    var found: [Int] = []
    var node = Int(tree.nodes[headline].end)
    while node < first {
      if facts[node].isDropped { node = Int(tree.nodes[node].end); continue }
      if tree.nodes[node].tag.isBlock, facts.own[node].isParagraph, facts.own[node].textCount == facts[node].textCount,
        facts.own[node].linkTextCount * 4 < facts.own[node].textCount
      {
        found.append(node)
        node = Int(tree.nodes[node].end)
      } else {
        node += 1
      }
    }
    return found.count > 4 ? [] : found
  }

  private func withSiblings(_ top: Int) -> [Int] {
    let parent = Int(tree.nodes[top].parent)
    guard parent >= 0, tree.nodes[top].tag != .body else { return [top] }
    let threshold = max(10, scores[top] * 0.2)
    let ownClass = tree.value(.class, of: top)
    return tree.children(of: parent).filter { sibling in
      if sibling == top { return true }
      let fact = facts[sibling]
      guard !fact.isDropped, fact.textCount > 0 else { return false }
      let sameClass = !ownClass.isEmpty && tree.value(.class, of: sibling) == ownClass
      if scores[sibling] + (sameClass ? scores[top] * 0.2 : 0) >= threshold { return true }
      guard tree.nodes[sibling].tag == .p else { return false }
      return fact.textCount > 80 ? fact.linkShare < 0.25 : fact.linkTextCount == 0 && fact.commaCount > 0
    }
  }
}
