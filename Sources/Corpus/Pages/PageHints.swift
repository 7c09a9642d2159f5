/// What the class and id of an element say of its content, from Data/page-hints.csv.
struct PageHints: Sendable {
  /// What a name hints at; several may hold.
  struct Meaning: OptionSet, Sendable {
    let rawValue: UInt8
    /// Page furniture: menus, teasers, share bars, boxes of the author.
    static let drop = Meaning(rawValue: 1)
    /// What readers wrote.
    static let comment = Meaning(rawValue: 2)
    /// The story.
    static let story = Meaning(rawValue: 4)
    /// A date of publication.
    static let date = Meaning(rawValue: 8)
    /// A date of the last edit.
    static let edit = Meaning(rawValue: 32)
    /// Where the story comes from.
    static let source = Meaning(rawValue: 16)
  }

  private struct Part: Sendable {
    var bytes: [UInt8]
    var meaning: Meaning
  }

  /// The hints that are built in.
  static let shared = PageHints()

  private var words: [[UInt8]: Meaning] = [:]
  /// Whole names, of which a class attribute holds several.
  private var tokens: [[UInt8]: Meaning] = [:]
  /// Parts of names by their first byte.
  private var parts: [[Part]] = Array(repeating: [], count: 256)

  private init() {
    for row in DataTable.rows(PackageResources.page_hints_csv) where row.count == 3 {
      let meaning: Meaning =
        switch row[0] {
        case "drop": .drop
        case "comment": .comment
        case "story": .story
        case "source": .source
        case "edit": .edit
        default: .date
        }
      let name = Array(row[2].utf8)
      if row[1] == "word" {
        words[name, default: []].formUnion(meaning)
      } else if row[1] == "token" {
        tokens[name, default: []].formUnion(meaning)
      } else if let first = name.first {
        parts[Int(first)].append(Part(bytes: name, meaning: meaning))
      }
    }
  }

  /// Longer names than this are cut: some carry data.
  private static let longestName = 300

  /// What `name`, the value of a class or id attribute, hints at.
  func meaning(of name: Span<UInt8>) -> Meaning {
    var meaning: Meaning = []
    var lower: [UInt8] = []
    var wordStart = 0
    var isBehindSmall = false
    for place in 0..<min(name.count, Self.longestName) {
      let byte = name[place]
      let isCapital = 0x41...0x5A ~= byte
      let isLetter = isCapital || 0x61...0x7A ~= byte
      if !isLetter || isCapital && isBehindSmall {
        if wordStart < lower.count, let known = words[Array(lower[wordStart...])] { meaning.formUnion(known) }
        wordStart = isLetter ? lower.count : lower.count + 1
      }
      lower.append(isCapital ? byte | 0x20 : byte)
      isBehindSmall = isLetter && !isCapital
    }
    if wordStart < lower.count, let known = words[Array(lower[wordStart...])] { meaning.formUnion(known) }
    for token in lower.split(separator: 0x20) {
      if let known = tokens[Array(token)] { meaning.formUnion(known) }
    }
    for start in lower.indices {
      for part in parts[Int(lower[start])] where part.bytes.count <= lower.count - start {
        if !part.meaning.isSubset(of: meaning), lower[start...].starts(with: part.bytes) {
          meaning.formUnion(part.meaning)
        }
      }
    }
    return meaning
  }
}

/// The meanings of names on one page; the same names come again and again.
struct NameMeanings {
  private var known: [[UInt8]: PageHints.Meaning] = [:]

  /// What class and id of an element hint at.
  mutating func meaning(of node: Int, in tree: MarkupTree) -> PageHints.Meaning {
    var meaning: PageHints.Meaning = []
    for key in [MarkupKey.class, .id] {
      guard let range = tree.range(key, of: node), !range.isEmpty else { continue }
      let name = Array(tree.buffer[range])
      if let found = known[name] {
        meaning.formUnion(found)
      } else {
        let found = PageHints.shared.meaning(of: name.span)
        known[name] = found
        meaning.formUnion(found)
      }
    }
    return meaning
  }
}
