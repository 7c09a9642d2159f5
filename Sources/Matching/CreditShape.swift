internal import Normalization

/// Tells a line that says who took a text from whom from page furniture, before any claim is read: it names two sites.
enum CreditShape {
  /// Whether host names of two sites, such as `demokrat.az`, stand among the words of `line`; `body` are the bytes that
  /// `text` was made of.
  ///
  /// It goes by the shape alone, and not by the names that claims are read with: texts compare alike whether or not
  /// anybody reads their claims. A name that ends in the other one, as `www.demokrat.az` does, is of the same site.
  /// A name is a run of words with nothing but full stops between them, each behind the first one beginning with a small
  /// Latin letter: sentences that scraping glued together go on with a capital.
  static func namesTwoSites(_ line: Line, in text: NormalizedText, body: [UInt8]) -> Bool {
    var first: ArraySlice<UInt8>?
    var place = line.words.lowerBound
    while place < line.words.upperBound {
      var last = place
      while last + 1 < line.words.upperBound, isJoined(text.words[last], to: text.words[last + 1], body) { last += 1 }
      if last > place {
        let name = text.folded[text.words[place].folded.lowerBound..<text.words[last].folded.upperBound]
        if let first, !isEnding(first, of: name), !isEnding(name, of: first) { return true }
        first = name
      }
      place = last + 1
    }
    return false
  }

  private static func isEnding(_ end: ArraySlice<UInt8>, of name: ArraySlice<UInt8>) -> Bool {
    name.suffix(end.count) == end
  }

  private static func isJoined(_ word: Word, to next: Word, _ body: [UInt8]) -> Bool {
    next.source.lowerBound == word.source.upperBound + 1 && body[word.source.upperBound] == UInt8(ascii: ".")
      && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(body[next.source.lowerBound])
  }
}
