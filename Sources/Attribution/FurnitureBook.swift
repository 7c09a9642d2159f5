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
    /// The nodes behind slots; `none` where there is no such slot.
    var number = Node.none
    var date = Node.none
    var name = Node.none

    static let none: Int32 = -1
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
  /// Whether each word is the name of a month, by its number.
  private var months: [Bool] = []
  private var nodes = [Node()]
  /// The nodes behind words: those of a node and a word's number, which are the halves of a key.
  private var edges: [UInt64: Int32] = [:]
  /// Says of most nodes and words that no node is behind them.
  private var edgeFilter = KeyFilter()

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
          let number = Int(words.intern(String(word)))
          while months.count <= number { months.append(false) }
          months[number] = true
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
    var pending: [Step] = []
    for line in text.lines where !line.words.isEmpty {
      var end = line.words.upperBound
      var pieces: [Range<Int>] = []
      var accepted = 0
      while end > line.words.lowerBound, let start = match(endingAt: end, from: line.words.lowerBound, text, &pending) {
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
      guard let next = step(from: node, by: words.number(of: text.folded, word.folded)) else { return false }
      node = next
    }
    return nodes[Int(node)].isReadMore
  }

  /// The node behind `node` by the word of that number.
  @inline(__always)
  private func step(from node: Int32, by number: Int32) -> Int32? {
    guard number >= 0, edgeFilter.mayHold(UInt32(node), UInt32(number)) else { return nil }
    return edges[Self.key(node, number)]
  }

  private static func key(_ node: Int32, _ number: Int32) -> UInt64 { UInt64(node) << 32 | UInt64(number) }

  /// A quick look at whether a pattern can end before word `end`: the last word of most lines ends none.
  private func mayMatch(endingAt end: Int, from floor: Int, _ text: NormalizedText) -> Bool {
    let (root, last) = (nodes[0], text.words[end - 1].folded)
    let number = words.number(of: text.folded, last)
    if step(from: 0, by: number) != nil { return true }
    if root.number >= 0 || root.date >= 0, Self.isNumber(last, text) { return true }
    if root.date >= 0, isMonth(number) { return true }
    guard root.name >= 0 else { return false }
    let name = nodes[Int(root.name)]
    if name.isEnd || name.number >= 0 || name.date >= 0 || name.name >= 0 { return true }
    // Behind a `<name>` stands its pattern's next word, or none.
    for at in max(floor, end - 1 - Self.longestSlot)..<(end - 1)
    where step(from: root.name, by: words.number(of: text.folded, text.words[at].folded)) != nil {
      return true
    }
    return false
  }

  /// A node that was reached with the words before `at` still to be read.
  private typealias Step = (node: Int32, at: Int)

  /// Where the longest pattern that ends before word `end` starts, not before `floor`; `pending` is room that is used again.
  private func match(
    endingAt end: Int, from floor: Int, _ text: NormalizedText, _ pending: inout [Step]
  ) -> Int? {
    guard mayMatch(endingAt: end, from: floor, text) else { return nil }
    var best: Int?
    pending.removeAll(keepingCapacity: true)
    pending.append((0, end))
    var steps = 0
    while let (node, at) = pending.popLast(), steps < 256 {
      steps += 1
      let here = nodes[Int(node)]
      if here.isEnd { best = min(best ?? at, at) }
      guard at > floor else { continue }
      let word = text.words[at - 1].folded
      let number = words.number(of: text.folded, word)
      if let next = step(from: node, by: number) { pending.append((next, at - 1)) }
      if here.number >= 0, Self.isNumber(word, text) { pending.append((here.number, at - 1)) }
      if here.name >= 0 {
        for count in 1...Self.longestSlot where at - count >= floor { pending.append((here.name, at - count)) }
      }
      if here.date >= 0 {
        var count = 0
        while count < Self.longestSlot, at - count > floor, isOfDate(text.words[at - count - 1].folded, text) {
          count += 1
          pending.append((here.date, at - count))
        }
      }
    }
    return best
  }

  private func isOfDate(_ word: Range<Int>, _ text: NormalizedText) -> Bool {
    Self.isNumber(word, text) || isMonth(words.number(of: text.folded, word))
  }

  private func isMonth(_ number: Int32) -> Bool { number >= 0 && number < months.count && months[Int(number)] }

  private static func isNumber(_ word: Range<Int>, _ text: NormalizedText) -> Bool {
    for at in word where !(0x30...0x39).contains(text.folded[at]) { return false }
    return true
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
          if let known = edges[Self.key(node, number)] {
            node = known
          } else {
            nodes.append(Node())
            edges[Self.key(node, number)] = Int32(nodes.count - 1)
            edgeFilter.insert(UInt32(node), UInt32(number))
            node = Int32(nodes.count - 1)
          }
        }
      }
    }
    if hasWord { nodes[Int(node)].isEnd = true }
    if hasWord, isReadMore { nodes[Int(node)].isReadMore = true }
    return hasWord
  }

  private mutating func edge(from node: Int32, _ slot: WritableKeyPath<Node, Int32>) -> Int32 {
    if nodes[Int(node)][keyPath: slot] >= 0 { return nodes[Int(node)][keyPath: slot] }
    nodes.append(Node())
    nodes[Int(node)][keyPath: slot] = Int32(nodes.count - 1)
    return Int32(nodes.count - 1)
  }
}
