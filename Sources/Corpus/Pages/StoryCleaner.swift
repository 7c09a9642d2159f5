/// Decides what inside a story is none of it: boxes of links, forms, lists of tags.
///
/// Source: `_cleanConditionally` of Mozilla's Readability.js.
struct StoryCleaner {
  private let tree: MarkupTree
  private let facts: PageFacts
  /// The page's own host; empty where it is not known.
  private let host: String

  init(_ tree: MarkupTree, _ facts: PageFacts, host: String) {
    (self.tree, self.facts, self.host) = (tree, facts, host)
  }

  /// Letters beyond which a line is more than a credit.
  private static let longestCredit: Int32 = 120

  /// Whether a short element is named as the story's source, or has words of its own and one link, to another site:
  /// "Source: X", where boxes of links have many, and most of them to their own site.
  private func isCredit(_ node: Int) -> Bool {
    if facts[node].meaning.contains(.source) { return true }
    guard facts[node].textCount > facts[node].linkTextCount + 3, !host.isEmpty else { return false }
    let links = tree.descendants(of: node, .a)
    guard links.count == 1, let link = links.first else { return false }
    let target = tree.value(.href, of: link)
    return target.isWebAddress && !RawRecord.areOfOneSite(host, OutletRegistry.host(of: target))
  }

  private static let containers = TagSet([.div, .section, .ul, .ol, .dl, .table, .form, .p, .aside, .header, .footer])

  /// Whether all of `node`, an element inside of a story, is left out.
  func isLeftOut(_ node: Int) -> Bool {
    let fact = facts[node]
    if fact.isDropped { return true }
    return looksLikeBox(node) && !(fact.textCount <= Self.longestCredit && isCredit(node))
  }

  /// Whether an element has the shares of links, lists and fields that boxes beside a story have.
  private func looksLikeBox(_ node: Int) -> Bool {
    let fact = facts[node]
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
