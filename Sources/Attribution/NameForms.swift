import Corpus

/// Other ways in which a registered name is written: in oblique cases, and in the other alphabet.
///
/// The rules are data of the languages: `declensions` and `transliterations` in their cue files.
struct NameForms: Sendable {
  /// Endings of nominatives, the longest first, each with the endings of the other cases in one order.
  private var declensions: [(ending: [Unicode.Scalar], others: [[Unicode.Scalar]])] = []
  /// The same in the order of the files.
  private var written: [(ending: [Unicode.Scalar], others: [[Unicode.Scalar]])] = []
  /// Latin letters and the Cyrillic ones for them, the longest first.
  private var letters: [(latin: [Unicode.Scalar], cyrillic: [Unicode.Scalar])] = []

  /// Shorter words are not declined: they are abbreviations or no nouns.
  private static let leastDeclined = 4
  /// Shorter names are not transliterated: by chance they are some other name.
  private static let leastTransliterated = 5

  /// The languages that have rules.
  private var languages: Set<String> = []

  /// Whether texts in a language that has rules are likely to name the outlet: it publishes in one, or who knows.
  func areOfUse(for outlet: Outlet) -> Bool {
    !languages.isEmpty && (outlet.languages.isEmpty || outlet.languages.contains(where: languages.contains))
  }

  /// Adds the rules of one language.
  mutating func add(_ language: CueBook.Language) {
    if !language.declensions.isEmpty || !language.transliterations.isEmpty { languages.insert(language.code) }
    written += language.declensions.map { rule in
      (Array(rule.ending.unicodeScalars), rule.others.map { Array($0.unicodeScalars) })
    }
    declensions = written
    declensions = declensions.enumerated().sorted { a, b in
      (b.element.ending.count, a.offset) < (a.element.ending.count, b.offset)
    }.map(\.element)
    letters += language.transliterations.map { (Array($0.latin.unicodeScalars), Array($0.cyrillic.unicodeScalars)) }
    // Of one length, the rule that a file names first goes first.
    letters = letters.enumerated().sorted { a, b in
      (b.element.latin.count, a.offset) < (a.element.latin.count, b.offset)
    }.map(\.element)
  }

  /// The name in its oblique cases, where a rule of the language declines a word of it; words in one case go together.
  func declined(_ name: String) -> [String] {
    guard name.unicodeScalars.contains(where: Self.isCyrillic) else { return [] }
    let words = Self.words(of: name)
    var forms: [String] = []
    for number in 0..<(declensions.first?.others.count ?? 0) {
      let declined = words.map { decline($0, number, isAlone: words.count == 1) }
      if declined != words { forms.append(Self.joined(declined)) }
    }
    return forms
  }

  /// The nominative of a name that stands in the case of that number, as far as the endings tell.
  ///
  /// Words before the last are taken for adjectives, whose rules come first; the last one for a noun.
  func nominative(of name: String, caseNumber: Int) -> String {
    var words = name.split(separator: " ", omittingEmptySubsequences: false).map { Array($0.unicodeScalars) }
    for (place, word) in words.enumerated() {
      guard word.count >= Self.leastDeclined, word.allSatisfy(Self.isCyrillic),
        word.last?.properties.isLowercase == true
      else { continue }
      let isLast = place == words.count - 1
      var best: (length: Int, ending: [Unicode.Scalar])?
      for rule in written where rule.others.indices.contains(caseNumber) {
        let ending = rule.others[caseNumber]
        guard word.count - ending.count > 2, word.suffix(ending.count).elementsEqual(ending), ending != rule.ending
        else {
          continue
        }
        if best.map({ ending.count > $0.length || (isLast && ending.count == $0.length) }) ?? true {
          best = (ending.count, rule.ending)
        }
      }
      if let best { words[place] = word.dropLast(best.length) + best.ending }
    }
    return words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
  }

  /// The name in Cyrillic letters where it has Latin ones, in Latin where it has Cyrillic ones; nil where it mixes them.
  func transliterated(_ name: String) -> String? {
    guard !letters.isEmpty else { return nil }
    let words = Self.words(of: name)
    let all = words.joined()
    guard all.count >= Self.leastTransliterated else { return nil }
    let isCyrillic = all.contains(where: Self.isCyrillic)
    guard isCyrillic ? all.allSatisfy(Self.isCyrillic) : all.allSatisfy({ $0.isASCII }) else { return nil }
    let written = words.map { word in
      var (at, letters) = (0, [Unicode.Scalar]())
      while at < word.count {
        let rule = self.letters.first { rule in
          word[at...].starts(with: isCyrillic ? rule.cyrillic : rule.latin)
        }
        letters += (isCyrillic ? rule?.latin : rule?.cyrillic) ?? [word[at]]
        at += (isCyrillic ? rule?.cyrillic : rule?.latin)?.count ?? 1
      }
      return letters
    }
    return written == words ? nil : Self.joined(written)
  }

  private func decline(_ word: [Unicode.Scalar], _ number: Int, isAlone: Bool) -> [Unicode.Scalar] {
    guard word.count >= Self.leastDeclined, word.allSatisfy(Self.isCyrillic) else { return word }
    let rule = declensions.first { word.suffix($0.ending.count).elementsEqual($0.ending) }
    guard let rule, rule.others.indices.contains(number) else { return word }
    // A lone word that keeps its whole stem is found by its case ending already.
    if isAlone, rule.ending.isEmpty { return word }
    return word.dropLast(rule.ending.count) + rule.others[number]
  }

  private static func isCyrillic(_ letter: Unicode.Scalar) -> Bool { (0x400...0x52F).contains(letter.value) }

  /// The lower-cased runs of letters and digits.
  private static func words(of name: String) -> [[Unicode.Scalar]] {
    name.lowercased().unicodeScalars.split { !$0.properties.isAlphabetic && !("0"..."9").contains($0) }.map(Array.init)
  }

  private static func joined(_ words: [[Unicode.Scalar]]) -> String {
    var name = String.UnicodeScalarView()
    for (index, word) in words.enumerated() {
      if index > 0 { name.append(" ") }
      name.append(contentsOf: word)
    }
    return String(name)
  }
}
