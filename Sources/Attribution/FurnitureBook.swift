public import Normalization

/// Lines that pages carry beside the story: read-more links, share bars, counters, copyright lines, calls to subscribe.
///
/// A pattern matches a whole line; at a line's end it matches behind a full stop when it is glued to it or has four
/// words or more, as scrapers glue such lines to the last sentence. Linear in the text: lines are read from their end
/// along a trie of bounded depth.
public struct FurnitureBook: Sendable {
  /// A node of the trie of patterns, read from their last word to their first.
  private struct Node: Sendable {
    var isEnd = false
    /// Whether a pattern of the kind `readmore` ends here.
    var isReadMore = false
    var number: Int32?
    var date: Int32?
    var name: Int32?
    var wordEdges: [Int32: Int32] = [:]
  }

  /// Words that a `<name>` or a `<date>` may have.
  private static let longestSlot = 5
  /// Words that a pattern needs to count behind a full stop and a blank.
  private static let wordsBehindStop = 4

  /// What a line can be; `month` teaches a name of a month, `readmore` marks links to the whole story.
  static let kinds = [
    "ad", "byline", "comments", "copyright", "counter", "date", "misc", "month", "nav", "promo", "readmore", "related",
    "share",
  ]

  private var words = WordTable()
  private var months: Set<Int32> = []
  private var nodes = [Node()]

  /// The built-in lines of Azerbaijani, Turkish, Russian and English pages.
  public static func builtIn() throws(CueFileError) -> FurnitureBook {
    var book = FurnitureBook()
    try book.add(tsv: String(decoding: PackageResources.furniture_tsv, as: UTF8.self), file: "furniture.tsv")
    return book
  }

  /// A book without a line.
  public init() {}

  /// Adds the lines of a file: language, kind and pattern, parted by tabs; `#` begins a remark.
  ///
  /// A pattern consists of words and of `<N>` for a number, `<date>` for one to five numbers and names of months, and
  /// `<name>` for one to five words. A line of the kind `month` only teaches such a name.
  public mutating func add(tsv: String, file: String) throws(CueFileError) {
    let normalizer = Normalizer()
    for (index, line) in tsv.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 3 else {
        throw CueFileError(file: file, line: index + 1, field: "", reason: "has \(fields.count) fields, not 3")
      }
      guard Self.kinds.contains(String(fields[1])) else {
        let reason = "there is no \(fields[1]); there are: \(Self.kinds.joined(separator: ", "))"
        throw CueFileError(file: file, line: index + 1, field: "kind", reason: reason)
      }
      if fields[1] == "month" {
        for word in normalizer.fold(String(fields[2])).split(separator: " ") {
          months.insert(words.intern(String(word)))
        }
        continue
      }
      guard enter(fields[2], normalizer, isReadMore: fields[1] == "readmore") else {
        throw CueFileError(file: file, line: index + 1, field: "pattern", reason: "has no word that is no slot")
      }
    }
  }

  /// The ranges of `text.words` that are page furniture, sorted and apart.
  public func furnitureLines(in text: NormalizedText, body: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for line in text.lines where !line.words.isEmpty {
      var end = line.words.upperBound
      var pieces: [Range<Int>] = []
      var accepted = 0
      while end > line.words.lowerBound, let start = match(endingAt: end, from: line.words.lowerBound, text) {
        pieces.append(start..<end)
        if start == line.words.lowerBound || isGlued(start, end - start, text, body) { accepted = pieces.count }
        end = start
      }
      if accepted > 0 { ranges.append(pieces[accepted - 1].lowerBound..<line.words.upperBound) }
    }
    return ranges
  }

  private func isGlued(_ start: Int, _ count: Int, _ text: NormalizedText, _ body: [UInt8]) -> Bool {
    let separator = Separator(body, Int(text.words[start - 1].sourceEnd)..<Int(text.words[start].sourceStart))
    guard separator.contains(.stop) else { return false }
    return count >= Self.wordsBehindStop || (separator.isDisjoint(with: [.blank]) && count > 1)
  }

  /// Whether a link with those words says "read on": they are nothing but a line of the kind `readmore`.
  public func isReadMore(_ label: String) -> Bool {
    let text = Normalizer().normalize(Array(label.utf8.prefix(256)))
    var node: Int32 = 0
    for word in text.words.reversed() {
      guard let next = nodes[Int(node)].wordEdges[words.number(of: text.folded, word.folded)] else { return false }
      node = next
    }
    return nodes[Int(node)].isReadMore
  }

  /// Where the longest pattern that ends before word `end` starts, not before `floor`.
  private func match(endingAt end: Int, from floor: Int, _ text: NormalizedText) -> Int? {
    var best: Int?
    var pending: [(node: Int32, at: Int)] = [(0, end)]
    var steps = 0
    while let (node, at) = pending.popLast(), steps < 256 {
      steps += 1
      let here = nodes[Int(node)]
      if here.isEnd { best = min(best ?? at, at) }
      guard at > floor else { continue }
      let word = text.words[at - 1].folded
      let number = words.number(of: text.folded, word)
      if let next = here.wordEdges[number] { pending.append((next, at - 1)) }
      if let next = here.number, Self.isNumber(word, text) { pending.append((next, at - 1)) }
      if let next = here.name {
        for count in 1...Self.longestSlot where at - count >= floor { pending.append((next, at - count)) }
      }
      if let next = here.date {
        var count = 0
        while count < Self.longestSlot, at - count > floor, isOfDate(text.words[at - count - 1].folded, text) {
          count += 1
          pending.append((next, at - count))
        }
      }
    }
    return best
  }

  private func isOfDate(_ word: Range<Int>, _ text: NormalizedText) -> Bool {
    Self.isNumber(word, text) || months.contains(words.number(of: text.folded, word))
  }

  private static func isNumber(_ word: Range<Int>, _ text: NormalizedText) -> Bool {
    text.folded[word].allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Enters a pattern; false when it has slots only.
  private mutating func enter(_ pattern: Substring, _ normalizer: Normalizer, isReadMore: Bool) -> Bool {
    var node: Int32 = 0
    var hasWord = false
    for part in pattern.split(separator: " ").reversed() {
      switch part {
      case "<N>": node = edge(from: node, \.number)
      case "<date>": node = edge(from: node, \.date)
      case "<name>": node = edge(from: node, \.name)
      default:
        for word in normalizer.fold(String(part)).split(separator: " ").reversed() {
          let number = words.intern(String(word))
          hasWord = true
          if let known = nodes[Int(node)].wordEdges[number] {
            node = known
          } else {
            nodes.append(Node())
            nodes[Int(node)].wordEdges[number] = Int32(nodes.count - 1)
            node = Int32(nodes.count - 1)
          }
        }
      }
    }
    if hasWord { nodes[Int(node)].isEnd = true }
    if hasWord, isReadMore { nodes[Int(node)].isReadMore = true }
    return hasWord
  }

  private mutating func edge(from node: Int32, _ slot: WritableKeyPath<Node, Int32?>) -> Int32 {
    if let known = nodes[Int(node)][keyPath: slot] { return known }
    nodes.append(Node())
    nodes[Int(node)][keyPath: slot] = Int32(nodes.count - 1)
    return Int32(nodes.count - 1)
  }
}
