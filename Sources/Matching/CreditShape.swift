internal import Normalization

/// Tells a line that says who took a text from whom from page furniture, before any claim is read: it names two sites.
enum CreditShape {
  /// Whether two different host names, such as `demokrat.az`, stand among the words of `line`; `body` are the bytes that
  /// `text` was made of.
  ///
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
        if let first, first != name { return true }
        first = name
      }
      place = last + 1
    }
    return false
  }

  private static func isJoined(_ word: Word, to next: Word, _ body: [UInt8]) -> Bool {
    next.source.lowerBound == word.source.upperBound + 1 && body[word.source.upperBound] == UInt8(ascii: ".")
      && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(body[next.source.lowerBound])
  }
}
