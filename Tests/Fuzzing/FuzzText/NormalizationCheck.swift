import FuzzDriver
import Normalization

/// What holds of every normalised text: places inside of the source, in order, and words that survive being cut out.
struct NormalizationCheck {
  var body: [UInt8]
  var text: NormalizedText

  func run() {
    checkWords()
    checkLines()
    for line in text.lines { checkCut(line.words) }
    if let middle = text.words.indices.dropFirst(text.words.count / 2).first {
      checkCut(middle..<min(middle + 7, text.words.count))
    }
  }

  private func checkWords() {
    var (source, folded) = (0, 0)
    for word in text.words {
      FuzzDriver.expect(word.source.lowerBound >= source, "\(word) begins behind the word before it")
      FuzzDriver.expect(!word.source.isEmpty && !word.folded.isEmpty, "\(word) has bytes")
      FuzzDriver.expect(word.folded.lowerBound == folded, "folded words stand back to back: \(word)")
      FuzzDriver.expect(
        String(validating: body[word.source], as: UTF8.self) != nil, "\(word) begins and ends between letters")
      (source, folded) = (word.source.upperBound, word.folded.upperBound)
    }
    FuzzDriver.expect(source <= body.count && folded == text.folded.count, "words lie inside of the text")
    FuzzDriver.expect(String(validating: text.folded, as: UTF8.self) != nil, "folded words are UTF-8")
  }

  private func checkLines() {
    var (words, source) = (0, 0)
    for line in text.lines {
      FuzzDriver.expect(line.words.lowerBound == words, "lines hold every word once")
      FuzzDriver.expect(line.source.lowerBound >= source, "lines are in order")
      if !line.words.isEmpty {
        let inner = text.source(of: line.words)
        FuzzDriver.expect(
          line.source.lowerBound <= inner.lowerBound && inner.upperBound <= line.source.upperBound,
          "the words of \(line) lie in it")
      }
      (words, source) = (line.words.upperBound, line.source.upperBound)
    }
    FuzzDriver.expect(words == text.words.count && source <= body.count, "lines hold every word")
  }

  /// The source of a run of words, normalised by itself, is the same words.
  private func checkCut(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let piece = Normalizer().normalize(Array(body[text.source(of: range)]))
    let (old, new) = (range.map(text.foldedWord), piece.words.indices.map(piece.foldedWord))
    FuzzDriver.expect(old == new, "words cut out are the same words: \(old) \(new)")
  }
}
