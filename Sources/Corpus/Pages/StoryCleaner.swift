/// Decides what inside a story is none of it: boxes of links, forms, lists of tags.
///
/// Source: `_cleanConditionally` of Mozilla's Readability.js.
struct StoryCleaner {
  private let tree: MarkupTree
  private let facts: PageFacts

  init(_ tree: MarkupTree, _ facts: PageFacts) { (self.tree, self.facts) = (tree, facts) }

  private static let containers = TagSet([.div, .section, .ul, .ol, .dl, .table, .form, .p, .aside, .header, .footer])

  /// Whether all of `node`, an element inside of a story, is left out.
  func isLeftOut(_ node: Int) -> Bool {
    let fact = facts[node]
    if fact.isDropped { return true }
    let tag = tree.nodes[node].tag
    guard Self.containers.contains(tag), fact.textCount > 0 else { return false }
    let linkShare = fact.linkShare
    switch tag {
    case .p: return linkShare > 0.8 && fact.textCount < 80 && fact.linkTextCount > 10
    case .ul, .ol:
      if linkShare > 0.5 && fact.textCount < 1000 { return true }
      return false
    case .table: return linkShare > 0.5
    default: break
    }
    if fact.commaCount >= 10 { return linkShare > 0.6 }
    if fact.inputCount > fact.paragraphCount / 3 && fact.inputCount > 0 { return true }
    if linkShare > 0.5 { return true }
    if linkShare > 0.2 && fact.textCount < 100 && fact.paragraphCount == 0 && !fact.meaning.contains(.story) {
      return true
    }
    return false
  }
}
