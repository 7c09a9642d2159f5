import Normalization

/// The way one cue may be worded, read from a line such as `{S:gen} <info> ^görə|əsasən ({R} <report>)?`.
///
/// | written | means |
/// | --- | --- |
/// | `word` `one\|two` `stem*` | one of those words; `*` stands for any ending |
/// | `<name>` `[xəbər verir\|yazır]` | one of the wordings of a group, or of those given here |
/// | `{S}` `{S:gen}` `{S:gen,dat+}` | a slot, in one of those cases, taking names as openly as its mark says |
/// | `..3` | up to three words, none of them behind the end of a sentence or line |
/// | `:` | a colon stands here in the original, or a dash or bar in its place |
/// | `,` | a comma, semicolon or slash stands here, as between the names of a list |
/// | `~` | a line begins here |
/// | `_` | nothing but blanks and quotation marks stands here |
/// | `item?` `( … )?` | may be missing |
/// | `^item` | the anchor, which the search starts from; else the first plain word or group |
struct CuePattern: Sendable {
  /// What one element asks of the text.
  indirect enum Element: Sendable {
    case words([[WordTest]])
    case slot(Slot)
    case gap(Int)
    case colon
    case listMark
    case lineStart
    case tight
    case optional([Element])
  }

  /// A folded word, or the beginning of one.
  struct WordTest: Sendable {
    var folded: String
    var isPrefix: Bool
  }

  /// A place for a name.
  struct Slot: Sendable, Hashable {
    /// Whose place it is.
    enum Part: Character, Sendable {
      case source = "S"
      /// An outlet, an office or a generic name.
      case anySource = "A"
      case reporter = "R"
      /// The one name of a line that names only one.
      case subject = "X"
      case office = "O"
    }

    var part: Part
    /// Bits of `GrammaticalCase`; 0xFF for any.
    var cases: UInt8
    /// The loosest kind of name that is taken.
    var openness: MentionEvidence
    /// Whether abbreviations are taken too, which are looser than `openness`; written `&`.
    var takesAbbreviations = false

    /// Whether a name with that evidence may stand here.
    func takes(_ evidence: MentionEvidence) -> Bool {
      evidence <= openness || (takesAbbreviations && evidence == .abbreviated)
    }
  }

  /// What precedes the anchor, in reading order.
  var before: [Element]
  /// The anchor's wordings.
  var anchor: [[WordTest]]
  /// What follows the anchor.
  var after: [Element]

  /// Why a pattern cannot be read.
  struct Failure: Error {
    var reason: String
  }

  /// Reads `line`; `groups` are the wordings by group name.
  init(_ line: String, groups: [String: [[WordTest]]], normalizer: Normalizer) throws(Failure) {
    var parser = Parser(tokens: try Self.tokens(of: line), groups: groups, normalizer: normalizer)
    let elements = try parser.sequence(isNested: false)
    var anchorIndex = parser.anchorIndex
    if anchorIndex == nil {
      anchorIndex = elements.firstIndex { element in if case .words = element { true } else { false } }
    }
    guard let anchorIndex, case .words(let anchor) = elements[anchorIndex] else {
      throw Failure(reason: "has no word to search for")
    }
    guard anchor.allSatisfy({ $0.first?.isPrefix == false }) else {
      throw Failure(reason: "the first word of an anchor cannot end in *")
    }
    self.anchor = anchor
    before = Array(elements[..<anchorIndex])
    after = Array(elements[(anchorIndex + 1)...])
  }

  /// The wordings of a group: alternatives parted by `|`, each one or more words.
  static func wordings(of text: Substring, normalizer: Normalizer) throws(Failure) -> [[WordTest]] {
    var all: [[WordTest]] = []
    for alternative in text.split(separator: "|") {
      var tests: [WordTest] = []
      for word in alternative.split(separator: " ") {
        let isPrefix = word.hasSuffix("*")
        for folded in normalizer.fold(String(word)).split(separator: " ") {
          tests.append(WordTest(folded: String(folded), isPrefix: false))
        }
        if isPrefix, !tests.isEmpty { tests[tests.count - 1].isPrefix = true }
      }
      if !tests.isEmpty { all.append(tests) }
    }
    guard !all.isEmpty else { throw Failure(reason: "has no word in \"\(text)\"") }
    return all
  }

  /// Splits at blanks; brackets of every kind hold a token together, parentheses are tokens of their own.
  private static func tokens(of line: String) throws(Failure) -> [Substring] {
    var tokens: [Substring] = []
    var start: Substring.Index?
    var closing: Character?
    for index in line.indices {
      let character = line[index]
      if let awaited = closing {
        if character == awaited { closing = nil }
        continue
      }
      if character == " " || character == "(" || character == ")" {
        if let begun = start { tokens.append(line[begun..<index]) }
        start = nil
        if character == "(" { tokens.append(line[index...index]) }
        if character == ")" {
          let next = line.index(after: index)
          guard next < line.endIndex, line[next] == "?" else { throw Failure(reason: ") must be followed by ?") }
          tokens.append(")")
        }
        continue
      }
      if start == nil {
        if character == "?", tokens.last == ")" { continue }
        start = index
      }
      if let bracket = ["{": "}", "<": ">", "[": "]"].first(where: { $0.key.first == character }) {
        closing = bracket.value.first
      }
    }
    if let closing { throw Failure(reason: "\(closing) is missing") }
    if let start { tokens.append(line[start...]) }
    return tokens
  }

  /// Reads tokens into elements.
  private struct Parser {
    let tokens: [Substring]
    let groups: [String: [[WordTest]]]
    let normalizer: Normalizer
    var next = 0
    var anchorIndex: Int?

    mutating func sequence(isNested: Bool) throws(Failure) -> [Element] {
      var elements: [Element] = []
      while next < tokens.count {
        let token = tokens[next]
        next += 1
        if token == "(" {
          elements.append(.optional(try sequence(isNested: true)))
          continue
        }
        if token == ")" {
          guard isNested else { throw Failure(reason: ") without (") }
          return elements
        }
        let isAnchor = token.hasPrefix("^")
        let element = try element(isAnchor ? token.dropFirst() : token)
        if isAnchor {
          guard !isNested, anchorIndex == nil, case .words = element else {
            throw Failure(reason: "^ marks one word or group that must be there")
          }
          anchorIndex = elements.count
        }
        elements.append(element)
      }
      guard !isNested else { throw Failure(reason: ") is missing") }
      return elements
    }

    private func element(_ token: Substring) throws(Failure) -> Element {
      if token.hasSuffix("?") { return .optional([try element(token.dropLast())]) }
      if token == ":" { return .colon }
      if token == "," { return .listMark }
      if token == "~" { return .lineStart }
      if token == "_" { return .tight }
      if token.hasPrefix("..") {
        guard let count = Int(token.dropFirst(2)), (1...24).contains(count) else {
          throw Failure(reason: "a gap is written ..1 to ..24")
        }
        return .gap(count)
      }
      if token.hasPrefix("{") { return .slot(try slot(token.dropFirst().dropLast())) }
      if token.hasPrefix("<") {
        let name = String(token.dropFirst().dropLast())
        guard let wordings = groups[name] else { throw Failure(reason: "there is no group <\(name)>") }
        return .words(wordings)
      }
      let inner = token.hasPrefix("[") ? token.dropFirst().dropLast() : token
      return .words(try CuePattern.wordings(of: inner, normalizer: normalizer))
    }

    private func slot(_ token: Substring) throws(Failure) -> Slot {
      var rest = token
      var openness = MentionEvidence.known
      for evidence in [MentionEvidence.quoted, .common, .capitalised, .abbreviated, .any]
      where rest.hasSuffix(evidence.mark) {
        openness = evidence
        rest = rest.dropLast()
        break
      }
      let takesAbbreviations = rest.hasSuffix("&")
      if takesAbbreviations {
        openness = .common
        rest = rest.dropLast()
      }
      let halves = rest.split(separator: ":", maxSplits: 1)
      guard let name = halves.first, name.count == 1, let part = name.first.flatMap(Slot.Part.init) else {
        throw Failure(reason: "a slot is one of {S}, {A}, {R}, {X}, {O}")
      }
      guard halves.count == 2 else {
        return Slot(part: part, cases: 0xFF, openness: openness, takesAbbreviations: takesAbbreviations)
      }
      var cases: UInt8 = 0
      for name in halves[1].split(separator: ",") {
        guard let grammatical = GrammaticalCase(name: String(name)) else {
          throw Failure(reason: "there is no case \"\(name)\"")
        }
        cases |= grammatical.bit
      }
      return Slot(part: part, cases: cases, openness: openness, takesAbbreviations: takesAbbreviations)
    }
  }
}

/// How much speaks for a run of words being an outlet's name, the strongest first.
enum MentionEvidence: Int, Sendable, Comparable {
  /// In the registry, a domain, or beside a head noun such as "saytı".
  case known
  /// In quotation marks.
  case quoted
  /// In the registry, but a plain word too, and with nothing else that speaks for it than its capital letter.
  case common
  /// Begins with a capital letter.
  case capitalised
  /// A few capital letters, as offices and parties are abbreviated too.
  case abbreviated
  /// In the registry, but written like a plain word.
  case any

  /// How a slot asks for it.
  var mark: String {
    switch self {
    case .known: ""
    case .quoted: "+"
    case .common: "="
    case .capitalised: "!"
    case .abbreviated: "#"
    case .any: "*"
    }
  }

  static func < (a: MentionEvidence, b: MentionEvidence) -> Bool { a.rawValue < b.rawValue }
}

/// The cases that slots ask for, as far as the four languages tell them apart.
enum GrammaticalCase: UInt8, Sendable, CaseIterable {
  case nominative, genitive, dative, ablative, locative, accusative, oblique

  /// Its bit in a set of cases.
  var bit: UInt8 { 1 << rawValue }

  /// The case that files call `nom`, `gen`, `dat`, `abl`, `loc`, `acc`, or `obl` for any other than the nominative.
  init?(name: String) {
    let names = ["nom", "gen", "dat", "abl", "loc", "acc", "obl"]
    guard let index = names.firstIndex(of: name) else { return nil }
    self.init(rawValue: UInt8(index))
  }
}
