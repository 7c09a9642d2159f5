import Corpus
import Normalization
import Yams

/// What the reader knows of languages: credit lines, case endings, head nouns, offices; read from data files.
public struct CueBook: Sendable {
  /// One way of crediting, with its wordings.
  public struct Cue: Sendable, Equatable {
    /// Its name, which claims carry as `pattern`.
    public var id: String
    /// The role of the claims that it makes.
    public var role: Claim.Role
    /// How sure a reading by it is, in 0…1.
    public var weight: Double
    /// Its wordings, in the pattern language of `CuePattern`.
    public var patterns: [String]
    /// Whether its claims span the clause before the match too: who says what stands there.
    public var coversClause = false
    /// Whether who reports what an office says is an outlet though a capital alone says so, where no person is likely.
    public var reporterIsOutlet = false
    /// Lines that it must read.
    public var examples: [Example]
    /// The file that it stands in.
    var file: String
    /// Its line there, from 1.
    var line: Int
    /// The lines of its patterns.
    var patternLines: [Int]

    /// A cue that stands for a place in the text, such as the start of the first line.
    init(place role: Claim.Role) {
      self.init(id: "place-\(role.rawValue)", role: role, weight: 0.85, patterns: [], examples: [], file: "", line: 0)
    }

    init(
      id: String, role: Claim.Role, weight: Double, patterns: [String], examples: [Example], file: String, line: Int,
      patternLines: [Int] = []
    ) {
      (self.id, self.role, self.weight) = (id, role, weight)
      (self.patterns, self.examples, self.file) = (patterns, examples, file)
      (self.line, self.patternLines) = (line, patternLines)
    }
  }

  /// A line, and the name that the cue must find in it.
  public struct Example: Sendable, Equatable {
    /// The line.
    public var text: String
    /// The source or reporter to be found, as the line writes it.
    public var name: String
  }

  /// A noun that says what the name beside it is: "saytı", "gazetesi", "агентство".
  struct Head: Sendable {
    var nouns: [String]
    var kind: Outlet.Kind
  }

  /// What one language's files say.
  struct Language: Sendable {
    var code: String
    var file = ""
    var cases: [(ending: String, grammatical: GrammaticalCase)] = []
    var groups: [String: String] = [:]
    /// The lines of the groups in the file that gave them last.
    var groupLines: [String: Int] = [:]
    var heads: [Head] = []
    var lists: [String: [String]] = [:]
    /// Endings of nominatives, each with the endings of the other cases, in one order for all.
    var declensions: [(ending: String, others: [String])] = []
    /// Latin letters and the Cyrillic ones for them.
    var transliterations: [(latin: String, cyrillic: String)] = []
    var cues: [Cue] = []
  }

  /// Lists that a file may have beside cues, groups, cases and heads.
  static let listNames: Set<String> = [
    "head-modifiers", "heads-before", "offices", "not-names", "common-names", "months", "endings-of-domains",
    "name-words", "official-modifiers", "clause-ends", "demonyms", "articles",
    "state-modifiers", "heads-in-names",
  ]

  var languages: [Language] = []

  /// The built-in cues of Azerbaijani, Turkish, Russian and English.
  ///
  /// Throws only when a file in this program's source is wrong, which its tests exclude.
  public static func builtIn() throws(CueFileError) -> CueBook {
    var book = CueBook()
    for (file, bytes) in [
      ("cues-az.yaml", PackageResources.cues_az_yaml), ("cues-tr.yaml", PackageResources.cues_tr_yaml),
      ("cues-ru.yaml", PackageResources.cues_ru_yaml), ("cues-en.yaml", PackageResources.cues_en_yaml),
    ] {
      try book.add(yaml: String(decoding: bytes, as: UTF8.self), file: file)
    }
    return book
  }

  /// A book without a cue.
  public init() {}

  /// The cues of one file alone; errors name it `file`.
  public init(yaml: String, file: String) throws(CueFileError) { try add(yaml: yaml, file: file) }

  /// Every cue, languages and cues in the order of the files.
  public var cues: [(language: String, cue: Cue)] {
    languages.flatMap { language in language.cues.map { (language.code, $0) } }
  }

  /// Adds what a file says to what is known of its language; a cue of a known id replaces the old one.
  public mutating func add(yaml: String, file: String) throws(CueFileError) {
    let added = try CueFile(file: file).read(yaml)
    var index = languages.firstIndex { $0.code == added.code }
    if index == nil, languages.count < LexiconLimits.languages {
      index = languages.count
      languages.append(Language(code: added.code))
    }
    guard let index else {
      throw CueFileError(
        file: file, line: 1, field: "language", reason: "more than \(LexiconLimits.languages) languages")
    }
    languages[index].merge(added)
    try check(languages[index])
  }

  /// Compiles every pattern once, so that a wrong one is known by its line.
  private func check(_ language: Language) throws(CueFileError) {
    let normalizer = Normalizer()
    var groups: [String: [[CuePattern.WordTest]]] = [:]
    for (name, text) in language.groups.sorted(by: { $0.key < $1.key }) {
      do throws(CuePattern.Failure) {
        groups[name] = try CuePattern.wordings(of: text[...], normalizer: normalizer)
      } catch {
        throw CueFileError(
          file: language.file, line: language.groupLines[name] ?? 0, field: "groups.\(name)", reason: error.reason)
      }
    }
    for cue in language.cues {
      for (place, pattern) in cue.patterns.enumerated() {
        do throws(CuePattern.Failure) {
          _ = try CuePattern(pattern, groups: groups, normalizer: normalizer)
        } catch {
          throw CueFileError(
            file: cue.file, line: cue.patternLines[place], field: "pattern", reason: "\"\(pattern)\" \(error.reason)")
        }
      }
    }
  }
}

extension CueBook.Language {
  fileprivate mutating func merge(_ added: CueBook.Language) {
    file = added.file
    cases += added.cases
    groups.merge(added.groups) { $0 + " | " + $1 }
    groupLines.merge(added.groupLines) { $1 }
    heads += added.heads
    lists.merge(added.lists, uniquingKeysWith: +)
    declensions += added.declensions
    transliterations += added.transliterations
    for cue in added.cues {
      if let known = cues.firstIndex(where: { $0.id == cue.id }) {
        cues[known] = cue
      } else {
        cues.append(cue)
      }
    }
  }
}
