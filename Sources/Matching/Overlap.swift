/// How much two texts share, by exact comparison of their shingle sets.
public struct Overlap: Sendable, Equatable {
  /// Distinct shingles of each text and of both.
  public var (shingleCountA, shingleCountB, sharedShingleCount) = (0, 0, 0)
  /// Words of each text that stand in a shared shingle.
  public var (coveredWordCountA, coveredWordCountB) = (0, 0)
  /// Words of each text.
  public var (wordCountA, wordCountB) = (0, 0)
  /// The numbers of each text, and the other one's knowledge of them.
  public var (numbersA, numbersB) = (SharedNumbers(), SharedNumbers())
  /// The end that each text shares with the other one.
  public var (endA, endB) = (SharedEnd(), SharedEnd())
  /// Whether the texts are the same words in the same order.
  public var isIdentical = false

  /// Compares two texts; linear in their words.
  public init(_ a: ComparableText, _ b: ComparableText) { self.init(TextPair(a, b)) }

  init(_ pair: TextPair) {
    let (a, b) = (pair.a, pair.b)
    (shingleCountA, shingleCountB) = (a.table.distinctCount, b.table.distinctCount)
    (wordCountA, wordCountB) = (a.wordCount, b.wordCount)
    isIdentical = a.words == b.words
    guard !isIdentical else {
      takeAll(of: a)
      return
    }
    let shared = pair.shared
    sharedShingleCount = shared.distinctCount
    // Texts that share nothing are measured no further.
    guard sharedShingleCount > 0 else { return }
    let inA = Coverage(of: a, in: b, at: shared.placesInB.span)
    let inB = Coverage(of: b, in: a, at: shared.placesInA.span)
    (coveredWordCountA, coveredWordCountB) = (inA.wordCount, inB.wordCount)
    (numbersA, numbersB) = (inA.numbers, inB.numbers)
    (endA, endB) = (inA.end, inB.end)
  }

  /// What two texts of the same words share: everything, wherever lines were left out.
  private mutating func takeAll(of text: ComparableText) {
    let shared = text.table.distinctCount
    (shingleCountA, shingleCountB, sharedShingleCount) = (shared, shared, shared)
    guard shared > 0 else { return }
    (coveredWordCountA, coveredWordCountB) = (text.wordCount, text.wordCount)
    let numbers = text.numbers.count
    numbersA = SharedNumbers(
      all: numbers, shared: numbers, near: numbers, nearShared: numbers, framed: numbers, changed: 0, changedPlaces: 0)
    numbersB = numbersA
    (endA, endB) = (SharedEnd(), SharedEnd())
  }

  /// Shared shingles over all shingles, in 0…1.
  public var jaccard: Double {
    ratio(sharedShingleCount, shingleCountA + shingleCountB - sharedShingleCount)
  }
  /// The share of a's shingles that b holds, in 0…1.
  public var containmentOfAInB: Double { ratio(sharedShingleCount, shingleCountA) }
  /// The share of b's shingles that a holds, in 0…1.
  public var containmentOfBInA: Double { ratio(sharedShingleCount, shingleCountB) }
  /// The share of a's words inside shared shingles, in 0…1.
  public var coverageOfA: Double { ratio(coveredWordCountA, wordCountA) }
  /// The share of b's words inside shared shingles, in 0…1.
  public var coverageOfB: Double { ratio(coveredWordCountB, wordCountB) }

  private func ratio(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }
}

/// The distinct numbers of one text as another one sees them.
public struct SharedNumbers: Sendable, Equatable {
  /// All of them.
  public var all = 0
  /// Those that the other text has anywhere.
  public var shared = 0
  /// Those from shortly before the first shared word to shortly behind the last one.
  public var near = 0
  /// Those of `near` that the other text has anywhere.
  public var nearShared = 0
  /// Those in shared runs or in short gaps between them.
  public var framed = 0
  /// Those in a short gap that the other text fills with something else: a form filled in anew.
  public var changed = 0
  /// The places where such numbers stand: one number changed in three places counts three times.
  public var changedPlaces = 0
}

/// The end of a text as far as another text shares it without longer gaps.
public struct SharedEnd: Sendable, Equatable {
  /// Words before it; all of the text where nothing is shared.
  public var headWordCount = 0
  /// Words before it that are shared all the same.
  public var sharedHeadWordCount = 0
  /// Words behind it.
  public var looseWordCount = 0
}

/// Which words of one text stand in shingles of another one.
private struct Coverage {
  /// A gap of at most this many words between shared runs is a place that was filled in anew, not another story.
  private static let shortGap = 8
  /// A gap of more words than this ends a shared ending.
  private static let endGap = 3

  /// Words inside shared shingles.
  var wordCount = 0
  var numbers = SharedNumbers()
  var end = SharedEnd()

  /// `places` says, for each place of `text`, where the shingle that begins there stands in `other`.
  init(of text: ComparableText, in other: ComparableText, at places: Span<UInt32>) {
    var coveredUpTo = 0
    var firstCovered: Int?
    var placeInOther = 0
    var sorter = NumberSorter(text: text, other: other)
    end.headWordCount = text.wordCount
    var next = 0
    while next < places.count {
      guard places[next] != SharedShingles.none else {
        next += 1
        continue
      }
      let place = next
      while next < places.count, places[next] != SharedShingles.none { next += 1 }
      let runEnd = min(next - 1 + ComparableText.shingleWordCount, text.wordCount)
      if firstCovered != nil, place <= coveredUpTo {
        wordCount += runEnd - coveredUpTo
      } else {
        sorter.take(upTo: coveredUpTo, as: .run)
        if firstCovered != nil && place - coveredUpTo <= Self.shortGap {
          let otherGap = Self.gap(from: placeInOther, to: Int(places[place]))
          sorter.take(upTo: place, as: .gap(coveredUpTo..<place, other: otherGap))
        } else {
          sorter.take(upTo: place, as: .loose)
        }
        if firstCovered == nil || place - coveredUpTo > Self.endGap {
          (end.headWordCount, end.sharedHeadWordCount) = (place, wordCount)
        }
        wordCount += runEnd - place
        firstCovered = firstCovered ?? place
      }
      (coveredUpTo, placeInOther) = (runEnd, Int(places[next - 1]) + ComparableText.shingleWordCount)
    }
    sorter.take(upTo: coveredUpTo, as: .run)
    sorter.take(upTo: text.wordCount, as: .loose)
    end.looseWordCount = firstCovered == nil ? 0 : text.wordCount - coveredUpTo
    numbers = sorter.tally(near: (firstCovered ?? 0) - Self.shortGap..<coveredUpTo + Self.shortGap)
  }

  /// The other text's words between the two runs around a gap; nil where they stand there in another way.
  private static func gap(from start: Int, to end: Int) -> Range<Int>? {
    start < end && end - start <= shortGap ? start..<end : nil
  }
}

/// Sorts a text's numbers by where they stand.
private struct NumberSorter {
  enum Stand {
    case run, loose
    /// Between two runs: the gap, and the other text's words between the same runs, if it has them there.
    case gap(Range<Int>, other: Range<Int>?)
  }

  private let text: ComparableText
  private let other: ComparableText
  private var next = 0
  private var framed: [UInt32] = []
  private var changed: [UInt32] = []
  private var changedPlaces = 0

  init(text: ComparableText, other: ComparableText) { (self.text, self.other) = (text, other) }

  /// Says of the numbers before `place`, of which nothing was said yet, where they stand.
  mutating func take(upTo place: Int, as stand: Stand) {
    while next < text.numberPlaces.count, text.numberPlaces[next] < place {
      let place = Int(text.numberPlaces[next])
      switch stand {
      case .run: framed.append(text.words[place])
      case .loose: break
      case .gap(let gap, let otherGap):
        framed.append(text.words[place])
        if isChanged(at: place, in: gap, otherGap) {
          changed.append(text.words[place])
          changedPlaces += 1
        }
      }
      next += 1
    }
  }

  /// Whether the other text has something else where the number at `place` stands, even if it has the number elsewhere.
  private func isChanged(at place: Int, in gap: Range<Int>, _ otherGap: Range<Int>?) -> Bool {
    let number = text.words[place]
    guard let otherGap else { return !other.holds(number: number) }
    if gap.count == otherGap.count {
      return other.words[otherGap.lowerBound + place - gap.lowerBound] != number
    }
    return !other.words[otherGap].contains(number)
  }

  /// What was found; `near` holds the places around the shared words.
  func tally(near: Range<Int>) -> SharedNumbers {
    guard !text.numbers.isEmpty else { return SharedNumbers() }
    let shared = text.numbers.count { other.holds(number: $0) }
    let close = distinct(text.numberPlaces.lazy.filter { near.contains(Int($0)) }.map { text.words[Int($0)] })
    return SharedNumbers(
      all: text.numbers.count, shared: shared, near: close?.count ?? text.numbers.count,
      nearShared: close?.count { other.holds(number: $0) } ?? shared,
      framed: distinct(framed)?.count ?? text.numbers.count, changed: changed.sortedDistinct().count,
      changedPlaces: changedPlaces)
  }

  /// `numbers`, which stand at different places of the text, in ascending order, each once; nil where these are all of
  /// the text's, as they mostly are.
  private func distinct(_ numbers: some Sequence<UInt32>) -> [UInt32]? {
    let all = Array(numbers)
    return all.count == text.numberPlaces.count ? nil : all.sortedDistinct()
  }
}
