public import Corpus

/// Rows of sketches as they go into a `SketchTable`: one buffer for each chunk of articles.
public struct SketchRows: Sendable {
  /// The rows, one behind the other: counts of bands, fingerprints and lines; fingerprints, contexts, bands, lines.
  private(set) var words: [UInt32] = []
  private(set) var fingerprintCounts: [UInt32] = []
  private(set) var (bandKeyCount, lineCount) = (0, 0)
  /// Where each row begins in `words`.
  private(set) var starts: [Int] = []

  /// No rows.
  public init() {}

  /// Rows in the buffer.
  public var count: Int { starts.count }

  /// Appends the row of the next article: its sketch, and the hash of each of its lines in reading order.
  public mutating func append(_ sketch: Sketch, lines: [UInt64]) {
    starts.append(words.count)
    words.append(UInt32(sketch.bandKeys.count))
    words.append(UInt32(sketch.fingerprints.count))
    words.append(UInt32(lines.count))
    words.append(contentsOf: sketch.fingerprints)
    for place in stride(from: 0, to: sketch.contexts.count, by: 2) {
      let second = place + 1 < sketch.contexts.count ? sketch.contexts[place + 1].rawValue : 0
      words.append(UInt32(sketch.contexts[place].rawValue) | UInt32(second) << 16)
    }
    words.append(contentsOf: sketch.bandKeys)
    (bandKeyCount, lineCount) = (bandKeyCount + sketch.bandKeys.count, lineCount + lines.count)
    fingerprintCounts.append(UInt32(sketch.fingerprints.count))
    for line in lines {
      words.append(UInt32(truncatingIfNeeded: line))
      words.append(UInt32(line >> 32))
    }
  }
}

/// The sketches of a run's articles in canonical order; they lie in a nameless temporary file, not in memory.
///
/// Memory: 20 bytes an article. Any thread may read.
public struct SketchTable: Sendable {
  /// Rows that were written at once and lie side by side.
  struct Block: Sendable {
    var offset: UInt64
    var wordCount: Int
    var firstArticle: Int
    var articleCount: Int
  }

  private let spool = SharedSpool()
  /// The rows by order of reading, as written.
  private(set) var blocks: [Block] = []
  /// Where the row of each article begins in the file, in words of four bytes, by order of reading.
  private var places: [UInt64] = []
  /// Fingerprints of each article, by order of reading.
  private var fingerprintCounts: [UInt32] = []
  /// Keys of all rows.
  public private(set) var (bandKeyCount, fingerprintCount, lineCount) = (0, 0, 0)
  /// The order of reading by position; empty while that is the same.
  private var order: [UInt32] = []
  /// The position by order of reading; `noPosition` for an article that was taken out, empty while that is the same.
  private(set) var positions: [UInt32] = []

  static let noPosition = UInt32.max

  /// A table without articles.
  public init() {}

  /// A table of those articles, in their order.
  ///
  /// Throws `cannotSpool` where the temporary file cannot be written.
  public init(_ sketches: [Sketch], lines: [[UInt64]] = []) throws(CorpusError) {
    var rows = SketchRows()
    for (position, sketch) in sketches.enumerated() {
      rows.append(sketch, lines: position < lines.count ? lines[position] : [])
    }
    let offset = try write(rows)
    append(rows, at: offset)
  }

  /// Band keys and fingerprints of all articles.
  public var postingCount: Int { bandKeyCount + fingerprintCount }

  /// Articles in the table.
  public var articleCount: Int { order.isEmpty ? places.count : order.count }

  /// Writes rows into the file, on any thread; `append` then adds them to the table.
  public func write(_ rows: SketchRows) throws(CorpusError) -> UInt64 { try spool.append(rows.words) }

  /// Adds the next articles, whose rows were written at `offset`.
  public mutating func append(_ rows: SketchRows, at offset: UInt64) {
    precondition(order.isEmpty, "articles come before they are put in order")
    guard rows.count > 0 else { return }
    blocks.append(
      Block(
        offset: offset, wordCount: rows.words.count, firstArticle: places.count, articleCount: rows.count))
    for start in rows.starts { places.append(offset / 4 + UInt64(start)) }
    fingerprintCounts += rows.fingerprintCounts
    fingerprintCount += rows.fingerprintCounts.reduce(0) { $0 + Int($1) }
    (bandKeyCount, lineCount) = (bandKeyCount + rows.bandKeyCount, lineCount + rows.lineCount)
  }

  /// Puts the articles into another order and leaves those out that `order` does not name: `order[i]` is the number, in
  /// order of reading, of article i.
  public mutating func reorder(by order: [UInt32]) {
    self.order = order
    positions = [UInt32](repeating: Self.noPosition, count: places.count)
    for (position, number) in order.enumerated() { positions[Int(number)] = UInt32(position) }
  }

  /// The sketch of the article at `position` and the hashes of its lines.
  public func row(_ position: Int) throws(CorpusError) -> (sketch: Sketch, lines: [UInt64]) {
    var words: [UInt32] = []
    try spool.read(at: place(position), count: 3, into: &words)
    let row = SketchRow(words.span, at: 0)
    let count = row.wordCount - 3
    try spool.read(at: place(position) + 12, count: count, into: &words)
    var sketch = Sketch()
    let (contexts, bands) = (row.fingerprintCount, row.fingerprintCount + (row.fingerprintCount + 1) / 2)
    let lines = bands + row.bandCount
    sketch.fingerprints = Array(words[..<contexts])
    sketch.contexts = (0..<contexts).map { number in
      FingerprintContext(
        rawValue: UInt16(truncatingIfNeeded: words[contexts + number / 2] >> (number.isMultiple(of: 2) ? 0 : 16)))
    }
    sketch.bandKeys = Array(words[bands..<lines])
    return (
      sketch, (0..<row.lineCount).map { UInt64(words[lines + 2 * $0]) | UInt64(words[lines + 2 * $0 + 1]) << 32 }
    )
  }

  /// How many fingerprints the article at `position` has.
  public func fingerprintCount(of position: Int) -> Int { Int(fingerprintCounts[number(position)]) }

  /// The fingerprints of the article at `position`, ascending.
  public func fingerprints(of position: Int) throws(CorpusError) -> [UInt32] {
    var words: [UInt32] = []
    try spool.read(at: place(position) + 12, count: fingerprintCount(of: position), into: &words)
    return words
  }

  private func number(_ position: Int) -> Int { order.isEmpty ? position : Int(order[position]) }

  private func place(_ position: Int) -> UInt64 { places[number(position)] * 4 }

  /// Calls `body` with each row, block by block in order of reading, and the position of its article.
  public func forEachRow(
    _ body: (_ position: UInt32, _ row: SketchRow, _ words: Span<UInt32>) -> Void
  ) throws(CorpusError) {
    var words: [UInt32] = []
    for block in blocks {
      try spool.read(at: block.offset, count: block.wordCount, into: &words)
      var at = 0
      for number in block.firstArticle..<block.firstArticle + block.articleCount {
        let row = SketchRow(words.span, at: at)
        let position = positions.isEmpty ? UInt32(number) : positions[number]
        if position != Self.noPosition { body(position, row, words.span) }
        at += row.wordCount
      }
    }
  }
}

/// Where the parts of one row lie among the words of its block.
public struct SketchRow: Sendable {
  /// The row's first word.
  @usableFromInline let start: Int
  /// How many keys it has.
  public let bandCount, fingerprintCount, lineCount: Int

  init(_ words: Span<UInt32>, at start: Int) {
    self.start = start
    (bandCount, fingerprintCount, lineCount) =
      (Int(words[start]), Int(words[start + 1]), Int(words[start + 2]))
  }

  /// Words of the row.
  var wordCount: Int { 3 + bandCount + fingerprintCount + (fingerprintCount + 1) / 2 + 2 * lineCount }

  /// The places of the fingerprints.
  @inlinable public var fingerprints: Range<Int> { start + 3..<start + 3 + fingerprintCount }
  /// The places of the band keys.
  @inlinable public var bands: Range<Int> {
    let first = fingerprints.upperBound + (fingerprintCount + 1) / 2
    return first..<first + bandCount
  }

  /// The context of the fingerprint with that number in the row.
  @inlinable
  public func context(_ number: Int, _ words: Span<UInt32>) -> UInt16 {
    UInt16(truncatingIfNeeded: words[fingerprints.upperBound + number >> 1] >> (UInt32(number & 1) << 4))
  }

  /// The hash of the line with that number.
  @inlinable
  public func line(_ number: Int, _ words: Span<UInt32>) -> UInt64 {
    let place = bands.upperBound + 2 * number
    return UInt64(words[place]) | UInt64(words[place + 1]) << 32
  }
}
