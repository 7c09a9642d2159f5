import Attribution
import Clustering
import Corpus
import Normalization
import Tracing

/// The texts of the clusters that come first, with their words: what two of them have in common is found in the browser.
extension ViewerWriter {
  /// Words after which a chunk of texts ends with its cluster.
  private static let wordsPerChunk = 60_000

  /// The chunks of texts as ranges of the reading order; together they hold the clusters whose texts go along.
  var textRanges: [Range<Int>] {
    var (ranges, start, words, total): ([Range<Int>], Int, Int, Int) = ([], 0, 0, 0)
    for (place, cluster) in model.clusterOrder.prefix(model.options.textClusterLimit).enumerated() {
      let count = model.run.clusters[cluster].members.reduce(0) { $0 + model.run.articles[$1.index].wordCount }
      guard total + count <= model.options.textWordLimit else {
        if place > start { ranges.append(start..<place) }
        return ranges
      }
      (words, total) = (words + count, total + count)
      if words >= Self.wordsPerChunk {
        ranges.append(start..<place + 1)
        (start, words) = (place + 1, 0)
      }
    }
    let end = min(model.clusterOrder.count, model.options.textClusterLimit)
    if end > start { ranges.append(start..<end) }
    return ranges
  }

  /// The texts of clusters `range` of the reading order.
  func textChunk(_ number: Int, _ range: Range<Int>) throws -> DataChunk {
    var chunk = DataChunk("texts", number)
    try chunk.list(model.clusterOrder[range]) { cluster, chunk in
      var numbers = WordNumbers()
      try chunk.list(model.run.clusters[cluster].members) { member, chunk in
        write(try texts.read(member, model), model.claims(of: member).map(\.claim), &numbers, to: &chunk)
      }
    }
    return chunk
  }

  /// A text, its words as gap, length and number, and its credit lines as start and length, in UTF-16 units as a
  /// browser counts them.
  ///
  /// Words that fold alike have one number within their cluster; 0 is a word that was left out of the comparison.
  private func write(
    _ text: PageText, _ claims: [Claim], _ numbers: inout WordNumbers, to chunk: inout DataChunk
  ) {
    let body = text.article.body
    var counter = UTF16Counter(body)
    chunk.list { chunk in
      chunk.text(body)
      chunk.list { chunk in
        var (kept, end) = (text.kept[...], 0)
        for (place, word) in text.words.words.enumerated() {
          while let first = kept.first, first.upperBound <= place { kept.removeFirst() }
          let (start, wordEnd) = (counter.units(to: word.source.lowerBound), counter.units(to: word.source.upperBound))
          guard start >= end, wordEnd > start else { continue }
          chunk.number(start - end)
          chunk.number(wordEnd - start)
          if kept.first?.contains(place) == true {
            chunk.number(numbers.number(of: text.words.folded, word.folded))
          } else {
            chunk.number(0)
          }
          end = wordEnd
        }
      }
      let spans = claims.map(\.span).filter { !$0.isEmpty && $0.upperBound <= body.count }
        .sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
      counter = UTF16Counter(body)
      chunk.list { chunk in
        var end = 0
        for span in spans {
          let (start, spanEnd) = (counter.units(to: span.lowerBound), counter.units(to: span.upperBound))
          guard start >= end, spanEnd > start else { continue }
          chunk.number(start)
          chunk.number(spanEnd - start)
          end = spanEnd
        }
      }
    }
  }
}

/// Turns ascending places in UTF-8 into places in UTF-16, in one walk.
private struct UTF16Counter {
  private let bytes: [UInt8]
  private var (place, count) = (0, 0)

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The units before the byte at `end`; for an earlier place than before, those before that one.
  mutating func units(to end: Int) -> Int {
    while place < min(end, bytes.count) {
      let byte = bytes[place]
      if byte & 0xC0 != 0x80 { count += byte >= 0xF0 ? 2 : 1 }
      place += 1
    }
    return count
  }
}
