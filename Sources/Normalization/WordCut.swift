/// A place where one word of a text is to become two, because a blank was lost there.
public struct WordCut: Sendable {
  /// The word that is cut.
  public var word: Int
  /// Where its second part begins in `NormalizedText.folded`.
  public var folded: Int
  /// Where its second part begins in the original text.
  public var source: Int

  /// A cut at those places.
  public init(word: Int, folded: Int, source: Int) { (self.word, self.folded, self.source) = (word, folded, source) }
}

extension NormalizedText {
  /// This text with some words cut in two; `cuts` are in reading order, each inside of its word.
  public func cut(at cuts: [WordCut]) -> NormalizedText {
    var parted = self
    parted.words.removeAll(keepingCapacity: true)
    parted.words.reserveCapacity(words.count + cuts.count)
    // How many words the parts before each old word are, at the words that are cut.
    var next = cuts.makeIterator()
    var cut = next.next()
    for (index, word) in words.enumerated() {
      var rest = word
      while let place = cut, place.word == index {
        precondition(rest.source.contains(place.source) && rest.folded.contains(place.folded), "a cut lies in its word")
        parted.words.append(
          Word(
            sourceStart: rest.sourceStart, sourceEnd: UInt32(place.source), foldedStart: rest.foldedStart,
            foldedEnd: UInt32(place.folded)))
        (rest.sourceStart, rest.foldedStart) = (UInt32(place.source), UInt32(place.folded))
        cut = next.next()
      }
      parted.words.append(rest)
    }
    var passed = 0
    for index in lines.indices {
      let old = lines[index].words
      let start = old.lowerBound + passed
      while passed < cuts.count, cuts[passed].word < old.upperBound { passed += 1 }
      parted.lines[index].words = start..<(old.upperBound + passed)
    }
    return parted
  }
}
