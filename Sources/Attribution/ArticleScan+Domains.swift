import Corpus
import Normalization

/// Names that are written as domains, and whose they are.
extension ArticleScan {
  func appendDomain(at start: Int, to all: inout [OutletMention]) {
    var at = start
    while at + 1 < min(start + 6, wordCount) {
      let gap = separator(before: at + 1)
      guard gap.contains(.dotOnly) || (gap == .hyphen && isLabelOfDomain(at + 1)) else { return }
      at += 1
      guard gap.contains(.dotOnly) else { continue }
      if at == start + 1, isCapitalised(at), !isCapitalised(start), !isEndingOfDomain(at).isEnding { return }
      let ending = isEndingOfDomain(at)
      guard ending.isEnding else { continue }
      let name = start..<(at + 1)
      all.append(
        OutletMention(
          words: name, name: name, endingLength: ending.length, outlet: outlet(ofDomain: name, ending.length),
          kind: nil,
          cases: ending.cases, evidence: .known))
    }
  }

  /// Whether the word goes on with a dot or hyphen and then with letters, as labels of a domain do.
  func isLabelOfDomain(_ index: Int) -> Bool {
    guard index + 1 < wordCount else { return false }
    let gap = separator(before: index + 1)
    return gap.contains(.dotOnly) || gap == .hyphen
  }

  /// Whether the word is a part of a domain behind a hyphen: "news" in "volna-news.ru".
  func continuesDomain(_ index: Int) -> Bool {
    guard index > 0, index + 1 < wordCount, separator(before: index) == .hyphen, !isCapitalised(index) else {
      return false
    }
    return separator(before: index + 1).contains(.dotOnly) && isEndingOfDomain(index + 1).isEnding
  }

  /// Whether the word ends a domain, alone or with a case ending glued to it.
  func isEndingOfDomain(_ index: Int) -> (isEnding: Bool, length: Int, cases: UInt64) {
    if has(.domainEnding, index) { return (true, 0, Lexicon.nominativeEverywhere) }
    let word = text.words[index].folded
    guard (3...8).contains(word.count) else { return (false, 0, 0) }
    for length in 1...min(4, word.count - 2) {
      let cut = word.upperBound - length
      let stem = lexicon.words.number(of: text.folded, word.lowerBound..<cut)
      guard stem >= 0, lexicon.traits[Int(stem)].contains(.domainEnding) else { continue }
      let ending = lexicon.words.number(of: text.folded, cut..<word.upperBound)
      guard ending >= 0, lexicon.endingCases[Int(ending)] != 0 else { continue }
      return (true, length, lexicon.endingCases[Int(ending)])
    }
    return (false, 0, 0)
  }

  /// The outlet of a domain, or of the domain behind labels that outlets use for their own sections, or of the one that
  /// the domain imitates with Cyrillic letters; -1 for any other.
  func outlet(ofDomain name: Range<Int>, _ endingLength: Int) -> Int32 {
    if text.foldedWord(name.lowerBound) == "xn" { return outlet(ofPunycode: name) }
    for start in name.dropLast() {
      let known = outlet(ofLabels: start..<name.upperBound, endingLength)
      if known >= 0 { return known }
      guard OutletRegistry.isOwnLabel(text.foldedWord(start)) else { break }
    }
    guard let first = body[text.words[name.lowerBound].source].first, (0xD0...0xD4).contains(first) else { return -1 }
    var words: [[UInt8]] = []
    for at in name {
      guard let word = lexicon.normalizer.foldedAsLatin(Array(body[text.words[at].source])) else { return -1 }
      words.append(word)
    }
    words[words.count - 1].removeLast(min(endingLength, words[words.count - 1].count))
    return lexicon.outlet(ofWords: words)
  }

  private func outlet(ofLabels name: Range<Int>, _ endingLength: Int) -> Int32 {
    var node: Int32? = 0
    for at in name {
      var word = text.words[at].folded
      if at == name.upperBound - 1 { word = word.lowerBound..<(word.upperBound - endingLength) }
      node = node.flatMap { lexicon.step(from: $0, by: lexicon.words.number(of: text.folded, word)) }
    }
    return node.map { lexicon.names[Int($0)].outlet } ?? -1
  }

  /// The letters that an "xn--" domain stands for; nil for any other name.
  func decodedDomain(_ name: Range<Int>) -> String? {
    guard text.foldedWord(name.lowerBound) == "xn" else { return nil }
    return OutletRegistry.host(of: String(decoding: body[text.source(of: name)], as: UTF8.self))
  }

  private func outlet(ofPunycode name: Range<Int>) -> Int32 {
    guard let host = decodedDomain(name) else { return -1 }
    let decoded = lexicon.normalizer.normalize(Array(host.utf8))
    return lexicon.outlet(ofWords: decoded.words.map { Array(decoded.folded[$0.folded]) })
  }
}
