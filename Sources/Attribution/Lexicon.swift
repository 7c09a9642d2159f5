import Corpus
import Normalization
import Synchronization

/// Bounds of what a lexicon holds.
enum LexiconLimits {
  /// Languages whose cases fit into one mask.
  static let languages = 8
}

/// A lexicon kept in one place, so that handing it on copies a reference and not its tables.
final class SharedLexicon: Sendable {
  let lexicon: Lexicon
  /// Folded names of publishers that were asked for: most articles are of few.
  private let ownNames = Mutex<[String: [[UInt8]]]>([:])
  private static let mostOwnNames = 4096

  init(_ lexicon: Lexicon) { self.lexicon = lexicon }

  /// The folded names kept under `key`, made by `make` when they are asked for first.
  func ownNames(_ key: String, make: () -> [[UInt8]]) -> [[UInt8]] {
    if let known = ownNames.withLock({ $0[key] }) { return known }
    let made = make()
    ownNames.withLock { names in
      if names.count >= Self.mostOwnNames { names = [:] }
      names[key] = made
    }
    return made
  }
}

/// Cues, outlets and word lists, compiled once: every folded word has a number, and what is known of a word is found by
/// that number.
struct Lexicon: Sendable {
  /// What a word can be beside others; one bit each.
  struct WordTraits: OptionSet, Sendable {
    var rawValue: UInt32
    static let headModifier = WordTraits(rawValue: 1)
    static let notName = WordTraits(rawValue: 2)
    static let month = WordTraits(rawValue: 4)
    static let domainEnding = WordTraits(rawValue: 8)
    static let headBefore = WordTraits(rawValue: 16)
    /// Stands in names of outlets: "Times", "Новости".
    static let nameWord = WordTraits(rawValue: 32)
    /// Begins the name of a registered outlet.
    static let startsName = WordTraits(rawValue: 64)
    /// Makes a site that of an office: "официальный сайт".
    static let official = WordTraits(rawValue: 128)
    /// Ends a credit's clause and begins the news: "ki".
    static let clauseEnd = WordTraits(rawValue: 256)
    /// A word of a cue of five letters or more.
    static let cueWord = WordTraits(rawValue: 512)
    /// Says where an outlet is from: "İngiliz", "британский".
    static let demonym = WordTraits(rawValue: 1024)
    /// Says that an outlet is the state's: "state", "dövlət".
    static let stateModifier = WordTraits(rawValue: 4096)
    /// Precedes names as a head noun does, where it stands in Cyrillic letters.
    static let headBeforeCyrillic = WordTraits(rawValue: 8192)
    /// Precedes names as a head noun does, and belongs to them: "РИА".
    static let headInName = WordTraits(rawValue: 16384)
    /// Begins names as an article: "The".
    static let article = WordTraits(rawValue: 2048)
    /// Ends the name of a registered outlet.
    static let endsName = WordTraits(rawValue: 32768)
    /// Stands in the name of a registered outlet before other words of it.
    static let goesOnInName = WordTraits(rawValue: 65536)
  }

  /// One anchor wording of one program, with what a quick look around it can tell.
  struct Anchor: Sendable {
    var program: Int
    var wording: Int
    /// Words of the wording.
    var wordCount: Int
    /// The wording's second word; `WordTable.unknown` without one, or where any ending of it will do.
    var second: Int32
    /// What the program asks of the word before the anchor.
    var before: CueNeighbour
    /// What it asks of the word behind it.
    var after: CueNeighbour
  }

  /// A node of the trie of outlet names.
  struct NameNode: Sendable {
    /// The outlet whose name ends here, or -1.
    var outlet: Int32 = -1
    /// Whether the name that ends here is one in an oblique case.
    var isInflected = false
    /// Whether the name that ends here is also a plain word.
    var isCommon = false
    /// Whether the name that ends here is one word of a few capital letters.
    var isAbbreviation = false
  }

  /// A mask with a case's bit set for every language.
  static let nominativeEverywhere: UInt64 = 0x0101_0101_0101_0101
  /// A mask with the genitive's bit set for every language.
  static let genitiveEverywhere: UInt64 = 0x0202_0202_0202_0202
  /// A mask with the bit of any case but the nominative set for every language.
  static let obliqueEverywhere: UInt64 = 0xFEFE_FEFE_FEFE_FEFE
  /// A mask that meets every demand.
  static let anyCase = UInt64.max

  var words = WordTable()
  var outlets: [Outlet]
  /// The same outlets, to be found by host.
  let registry: OutletRegistry
  /// Which links say "read on".
  let furniture: FurnitureBook
  var cues: [(language: Int, cue: CueBook.Cue)] = []
  var languageCodes: [String] = []
  var programs: [CueProgram] = []
  private(set) var anchors: [Anchor] = []
  private(set) var anchorStarts: [Int32] = []
  private(set) var traits: [WordTraits] = []
  /// Whether cues are searched for at a word: an anchor's first, or one that begins a registered name.
  private(set) var isSearched: [Bool] = []
  /// Beginnings of words that begin registered names: three bytes, or two where a word has no more.
  private(set) var nameStarts = KeyFilter()
  /// The cases that a word means as an ending, eight bits a language.
  private(set) var endingCases: [UInt64] = []
  /// The cases of a word that is a head noun, eight bits a language; 0 for any other.
  private(set) var headCases: [UInt64] = []
  private(set) var headKinds: [Outlet.Kind?] = []
  /// Folded bytes at the end of a word that are the case ending of a head noun; 0 for any other word.
  private(set) var headEndings: [Int] = []
  private(set) var names: [NameNode] = [NameNode()]
  private(set) var nameEdges: [UInt64: Int32] = [:]
  /// Cues that stand for a place in the text instead of words, by role.
  private(set) var placeCues: [Claim.Role: Int] = [:]
  /// Long words of cues, and head nouns.
  private(set) var cueWords = CueWordIndex()
  /// Beginnings of nouns that offices are called by, under their first byte.
  private(set) var officeStems: [[[UInt8]]] = Array(repeating: [], count: 256)
  private(set) var forms = NameForms()
  let normalizer = Normalizer()

  init(outlets: [Outlet], book: CueBook, furniture: FurnitureBook) {
    (self.outlets, self.furniture, registry) = (outlets, furniture, OutletRegistry(outlets))
    var anchorLists: [Int32: [Anchor]] = [:]
    var commonNames: Set<String> = []
    for (index, language) in book.languages.enumerated() {
      languageCodes.append(language.code)
      addWords(of: language, index: index)
      for name in language.lists["common-names"] ?? [] { commonNames.insert(normalizer.fold(name)) }
      addCues(of: language, index: index, anchors: &anchorLists)
    }
    for language in book.languages { forms.add(language) }
    for (index, outlet) in outlets.enumerated() {
      for name in [outlet.name] + outlet.aliases + outlet.domains {
        addName(name, outlet: Int32(index), commonNames: commonNames)
      }
    }
    addForms(commonNames: commonNames)
    for role in [Claim.Role.dateline, .byline, .label, .tailCredit] {
      placeCues[role] = self.cues.count
      self.cues.append((0, CueBook.Cue(place: role)))
    }
    fillTables()
    indexCueWords()
    markNames()
    for number in 0..<Int32(words.count) {
      anchorStarts.append(Int32(anchors.count))
      anchors += anchorLists[number] ?? []
    }
    anchorStarts.append(Int32(anchors.count))
    for number in traits.indices {
      let isNamed = traits[number].contains(.startsName)
      isSearched.append(isNamed || anchorStarts[number] < anchorStarts[number + 1])
      if isNamed {
        let (key, mark) = KeyFilter.start(of: words.bytes(of: Int32(number)).span, 3)
        nameStarts.insert(key, mark)
      }
    }
  }

  /// The node behind `node` by the word `number`, or nil.
  @inline(__always)
  func step(from node: Int32, by number: Int32) -> Int32? {
    number < 0 ? nil : nameEdges[UInt64(UInt32(node)) << 32 | UInt64(UInt32(number))]
  }

  /// The outlet whose name these folded words are, or -1.
  func outlet(ofWords words: [[UInt8]]) -> Int32 {
    var node: Int32? = 0
    for word in words {
      node = node.flatMap { step(from: $0, by: self.words.number(of: word, 0..<word.count)) }
    }
    return node.map { names[Int($0)].outlet } ?? -1
  }

  private mutating func addCues(of language: CueBook.Language, index: Int, anchors: inout [Int32: [Anchor]]) {
    var groups: [String: [[CuePattern.WordTest]]] = [:]
    for (name, text) in language.groups {
      groups[name] = try? CuePattern.wordings(of: text[...], normalizer: normalizer)
    }
    for cue in language.cues {
      cues.append((index, cue))
      for (place, line) in cue.patterns.enumerated() {
        // The book has compiled each pattern before; none fails here.
        guard let pattern = try? CuePattern(line, groups: groups, normalizer: normalizer) else { continue }
        let program = CueProgram(
          pattern, cue: cues.count - 1, index: programs.count, patternIndex: place, language: index, words: &words)
        for (wording, tests) in program.anchor.enumerated() {
          guard case .number(let first)? = tests.first else { continue }
          anchors[first, default: []].append(
            Anchor(
              program: programs.count, wording: wording, wordCount: tests.count,
              second: tests.count > 1 ? tests[1].number ?? WordTable.unknown : WordTable.unknown,
              before: CueNeighbour(program.before, isReversed: true),
              after: CueNeighbour(program.after, isReversed: false)))
        }
        programs.append(program)
      }
    }
  }

  /// Notes of each word which part of registered names it is.
  private mutating func markNames() {
    var hasMore = [Bool](repeating: false, count: names.count)
    for (edge, _) in nameEdges { hasMore[Int(edge >> 32)] = true }
    for (edge, node) in nameEdges {
      let number = Int(edge & 0xFFFF_FFFF)
      if edge >> 32 == 0 { traits[number].insert(.startsName) }
      if names[Int(node)].outlet >= 0 { traits[number].insert(.endsName) }
      if hasMore[Int(node)] { traits[number].insert(.goesOnInName) }
    }
  }

  /// Makes long words of cues and head nouns known with an error, and glued to other words.
  private mutating func indexCueWords() {
    for number in programs.flatMap(\.wordNumbers) { traits[Int(number)].insert(.cueWord) }
    var long: [(bytes: [UInt8], number: Int32)] = []
    var parts: [[UInt8]] = []
    for number in traits.indices {
      let least = traits[number].contains(.cueWord) ? 5 : headCases[number] != 0 ? 6 : Int.max
      let bytes = words.bytes(of: Int32(number))
      if bytes.count >= least { long.append((bytes, Int32(number))) }
      if bytes.count == 4, traits[number].contains(.cueWord) { parts.append(bytes) }
    }
    cueWords = CueWordIndex(long, parts: parts)
  }

  private mutating func addWords(of language: CueBook.Language, index: Int) {
    fillTables()
    let shift = UInt64(8 * index)
    for (ending, grammatical) in language.cases {
      let number = intern(normalizer.fold(ending))
      endingCases[number] |= UInt64(grammatical.bit) << shift
    }
    for head in language.heads {
      for noun in head.nouns {
        let base = normalizer.fold(noun)
        note(head: base, ending: "", kind: head.kind, cases: UInt64(GrammaticalCase.nominative.bit) << shift)
        for (ending, grammatical) in language.cases where !base.contains(" ") {
          let ending = normalizer.fold(ending)
          note(head: base, ending: ending, kind: head.kind, cases: UInt64(grammatical.bit) << shift)
        }
      }
    }
    let marks: [(String, WordTraits)] = [
      ("head-modifiers", .headModifier), ("not-names", .notName), ("months", .month),
      ("endings-of-domains", .domainEnding), ("name-words", .nameWord), ("official-modifiers", .official),
      ("clause-ends", .clauseEnd), ("demonyms", .demonym), ("articles", .article), ("state-modifiers", .stateModifier),
      ("heads-in-names", .headInName),
    ]
    for (list, trait) in marks {
      for word in language.lists[list] ?? [] {
        for folded in normalizer.fold(word).split(separator: " ") { traits[intern(String(folded))].insert(trait) }
      }
    }
    for noun in language.lists["heads-before"] ?? [] {
      let base = normalizer.fold(noun)
      // "канал" and "kanal" fold alike, but stand on different sides of the name.
      let isCyrillic = noun.unicodeScalars.contains { (0x400...0x52F).contains($0.value) }
      let trait: WordTraits = isCyrillic ? .headBeforeCyrillic : .headBefore
      traits[intern(base)].insert(trait)
      for (ending, _) in language.cases { traits[intern(base + normalizer.fold(ending))].insert(trait) }
    }
    for stem in language.lists["offices"] ?? [] {
      let folded = Array(normalizer.fold(stem).utf8)
      if let first = folded.first { officeStems[Int(first)].append(folded) }
    }
  }

  private mutating func note(head: String, ending: String, kind: Outlet.Kind, cases: UInt64) {
    let number = intern(head + ending)
    let known = headCases[number] == 0 ? Int.max : headEndings[number]
    headEndings[number] = min(known, ending.utf8.count)
    headCases[number] |= cases
    headKinds[number] = headKinds[number] ?? kind
  }

  /// Enters the names once more as other cases and the other alphabet write them; no such form takes a name's own place.
  private mutating func addForms(commonNames: Set<String>) {
    for (index, outlet) in outlets.enumerated() where forms.areOfUse(for: outlet) {
      for name in Set([outlet.name] + outlet.aliases).sorted() {
        let isCommon = commonNames.contains(normalizer.fold(name))
        var spellings = [name]
        if let other = forms.transliterated(name) {
          addName(other, outlet: Int32(index), commonNames: [], isCommon: isCommon)
          spellings.append(other)
        }
        for form in spellings.flatMap(forms.declined) {
          addName(form, outlet: Int32(index), commonNames: [], isCommon: isCommon, isInflected: true)
        }
      }
    }
  }

  private mutating func addName(
    _ name: String, outlet: Int32, commonNames: Set<String>, isCommon: Bool = false, isInflected: Bool = false
  ) {
    let folded = normalizer.fold(name)
    let parts = folded.split(separator: " ").map(String.init)
    guard let last = parts.last, folded.utf8.count > 1 else { return }
    var node: Int32 = 0
    for part in parts.dropLast() { node = edge(from: node, by: words.intern(part)) }
    let end = edge(from: node, by: words.intern(last))
    if names[Int(end)].outlet < 0 {
      names[Int(end)].outlet = outlet
      names[Int(end)].isInflected = isInflected
    }
    if isCommon || commonNames.contains(folded) { names[Int(end)].isCommon = true }
    if names[Int(end)].outlet == outlet, parts.count == 1, 2...5 ~= name.count, name == name.uppercased(),
      name != name.lowercased()
    {
      names[Int(end)].isAbbreviation = true
    }
    if parts.count > 1, parts[0] == "the" {
      let bare = parts.dropFirst().joined(separator: " ")
      addName(bare, outlet: outlet, commonNames: parts.count == 2 ? commonNames.union([bare]) : commonNames)
    }
  }

  private mutating func edge(from node: Int32, by number: Int32) -> Int32 {
    let key = UInt64(UInt32(node)) << 32 | UInt64(UInt32(number))
    if let known = nameEdges[key] { return known }
    names.append(NameNode())
    nameEdges[key] = Int32(names.count - 1)
    return Int32(names.count - 1)
  }

  private mutating func intern(_ word: String) -> Int {
    let number = words.intern(word)
    fillTables()
    return Int(number)
  }

  private mutating func fillTables() {
    while traits.count < words.count {
      traits.append([])
      endingCases.append(0)
      headCases.append(0)
      headKinds.append(nil)
      headEndings.append(0)
    }
  }
}
