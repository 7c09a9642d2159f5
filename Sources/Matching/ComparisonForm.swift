public import Corpus
public import Normalization
public import Sketching

/// What comparing needs of a text, small enough to be kept for every article of a run: its words as codes, its lines, and
/// what is known not to be the story.
public struct ComparisonForm: Sendable, Equatable {
  /// A line that has words.
  public struct Line: Sendable, Equatable {
    /// Its words, half-open.
    public var words: Range<Int>
    /// `RecurringLines.hash` of it.
    public var hash: UInt64

    /// A line with those words.
    public init(words: Range<Int>, hash: UInt64) { (self.words, self.hash) = (words, hash) }
  }

  /// The codes of all words in reading order (`ShingleHash.codeWords`).
  public var codes: [UInt32]
  /// The lines that have words, in reading order.
  public var lines: [Line]
  /// Ranges of words that known patterns say are page furniture.
  public var furniture: [Range<Int>]
  /// Ranges of words of credit lines; none where nobody read them.
  public var credits: [Range<Int>]
  /// The shingles that every text with these words keeps as fingerprints (`Sketcher.samples`).
  public var samples: [SampledShingle] = []

  /// The form of `text`, which was made of the bytes of `body`, without samples.
  public init(_ text: NormalizedText, body: [UInt8], furniture: [Range<Int>] = [], credits: [Range<Int>] = []) {
    codes = []
    ShingleHash.codeWords(of: text, into: &codes)
    lines = Self.lines(of: text, body: body)
    (self.furniture, self.credits) = (furniture, credits)
  }

  /// The lines of `text`, which was made of the bytes of `body`, that have words, in reading order.
  public static func lines(of text: NormalizedText, body: [UInt8]) -> [Line] {
    var lines: [Line] = []
    for line in text.lines where !line.words.isEmpty {
      lines.append(Line(words: line.words, hash: RecurringLines.hash(of: line, in: text, body: body)))
    }
    return lines
  }

  /// Appends the form as words of four bytes.
  ///
  /// In order: codes; words and hash of each line; ranges; samples; and counts of codes, lines, ranges and samples. Codes
  /// come first, so that what was read needs but to be cut to become them.
  public func append(to words: inout [UInt32]) {
    words.append(contentsOf: codes)
    for line in lines {
      words.append(UInt32(line.words.lowerBound))
      words.append(UInt32(line.words.upperBound))
      words.append(UInt32(truncatingIfNeeded: line.hash))
      words.append(UInt32(line.hash >> 32))
    }
    for range in furniture + credits {
      words.append(UInt32(range.lowerBound))
      words.append(UInt32(range.upperBound))
    }
    for sample in samples {
      words.append(sample.place)
      words.append(sample.key)
    }
    for count in [codes.count, lines.count, furniture.count, credits.count, samples.count] {
      words.append(UInt32(count))
    }
  }

  /// The form that `append` wrote.
  public init(_ words: consuming [UInt32]) {
    let counts = words.count - 5
    let (codeCount, lineCount) = (Int(words[counts]), Int(words[counts + 1]))
    let (furnitureCount, creditCount) = (Int(words[counts + 2]), Int(words[counts + 3]))
    let sampleCount = Int(words[counts + 4])
    var at = codeCount
    lines = []
    lines.reserveCapacity(lineCount)
    for _ in 0..<lineCount {
      lines.append(
        Line(
          words: Int(words[at])..<Int(words[at + 1]),
          hash: UInt64(words[at + 2]) | UInt64(words[at + 3]) << 32))
      at += 4
    }
    (furniture, credits) = ([], [])
    for number in 0..<furnitureCount + creditCount {
      let range = Int(words[at])..<Int(words[at + 1])
      if number < furnitureCount { furniture.append(range) } else { credits.append(range) }
      at += 2
    }
    samples = []
    samples.reserveCapacity(sampleCount)
    for _ in 0..<sampleCount {
      samples.append(SampledShingle(place: words[at], key: words[at + 1]))
      at += 2
    }
    words.removeLast(words.count - codeCount)
    codes = words
  }
}

/// The comparison forms of a run's articles in canonical order; they lie in a nameless temporary file, so that no text
/// is parsed and normalised a second time, or kept in memory.
///
/// Memory: 8 bytes an article; about two thirds of the text's own bytes in the file. Any thread may read.
public struct FormTable: Sendable {
  /// A form's place: words of four bytes in the lower 28 bits, where it begins, in such words, in the upper 36.
  private var places: [UInt64] = []
  private let spool = SharedSpool()
  private static let lengthBits: UInt64 = 28

  /// A table without articles.
  public init() {}

  /// Writes the forms of some articles into the file, on any thread; `append` then adds them to the table.
  public func write(_ words: [UInt32]) throws(CorpusError) -> UInt64 { try spool.append(words) }

  /// Adds the next article, whose form has `wordCount` words, the first of them `start` words behind `offset`.
  public mutating func append(offset: UInt64, start: Int, wordCount: Int) {
    precondition(wordCount < 1 << Int(Self.lengthBits), "a form has less than 1 GiB")
    places.append((offset / 4 + UInt64(start)) << Self.lengthBits | UInt64(wordCount))
  }

  /// The same table in another order: `order[i]` is the present position of the new article i.
  public mutating func reorder(by order: [UInt32]) { places = order.map { places[Int($0)] } }

  /// The form of the article at `position`.
  public func form(of position: Int) throws(CorpusError) -> ComparisonForm {
    let place = places[position]
    var words: [UInt32] = []
    try spool.read(
      at: place >> Self.lengthBits * 4, count: Int(place & (1 << Self.lengthBits - 1)), into: &words)
    return ComparisonForm(words)
  }
}
