/// The numbers that two texts have at the same places of a shared frame, each as it is written: 19:30, 4,8 and 10 000 are
/// one number each, though they are two words.
struct FormFields: Equatable {
  /// A gap of at most this many words between shared passages is a place that was filled in anew, not another story.
  private static let shortGap = 8

  /// Numbers of the second text from the first shared passage to the last one, without those in longer gaps.
  private(set) var framed = 0
  /// Those that the first text has otherwise at that place.
  private(set) var changed = 0
  /// Whether one of the changed ones is written in several parts, as times, rates and measures are.
  private(set) var hasChangedCompound = false
  /// Short gaps between shared passages.
  private(set) var gapCount = 0
  /// Words that differ in them, on the side that has more.
  private(set) var gapWordCount = 0
  /// Number words in them that stand where the other text has another number.
  private(set) var exchangedNumberCount = 0
  /// Words that differ in gaps, numbers aside.
  var otherWordCount: Int { gapWordCount - exchangedNumberCount }

  /// Compares the numbers of two texts; costs an alignment.
  init(_ pair: TextPair) {
    let (a, b) = (pair.a, pair.b)
    var fields = FieldReader(b)
    var last: PassageAligner.Run?
    for run in pair.runs {
      defer { last = run }
      // What stands before the first passage in as many words is a place of the frame too.
      guard let before = last ?? (run.startA == run.startB ? .init(startA: 0, startB: 0, wordCount: 0) : nil) else {
        fields.skip(to: run.startB)
        continue
      }
      let gapA = before.startA + before.wordCount..<max(run.startA, before.startA + before.wordCount)
      let gapB = before.startB + before.wordCount..<run.startB
      let isInOrder = run.startA >= gapA.lowerBound && max(gapA.count, gapB.count) <= Self.shortGap
      if isInOrder, !gapA.isEmpty || !gapB.isEmpty { count(gapA, of: a, gapB, of: b) }
      if isInOrder && gapA.count == gapB.count {
        take(fields.next(to: run.startB)) {
          gapB.contains($0) && a.words[gapA.lowerBound + $0 - gapB.lowerBound] != b.words[$0]
        }
      } else if gapB.isEmpty {
        take(fields.next(to: run.startB)) { _ in false }
      } else {
        take(fields.next(to: gapB.lowerBound)) { _ in false }
        fields.skip(to: run.startB)
      }
    }
    guard let last else { return }
    take(fields.next(to: last.startB + last.wordCount)) { _ in false }
    // And so is what stands behind the last one.
    let (restA, restB) = (last.startA + last.wordCount..<a.wordCount, last.startB + last.wordCount..<b.wordCount)
    guard restA.count == restB.count, (1...Self.shortGap).contains(restB.count) else { return }
    count(restA, of: a, restB, of: b)
    take(fields.next(to: b.wordCount)) {
      restB.contains($0) && a.words[restA.lowerBound + $0 - restB.lowerBound] != b.words[$0]
    }
  }

  private mutating func take(_ fields: ArraySlice<Range<Int>>, isChanged: (Int) -> Bool) {
    framed += fields.count
    for field in fields where field.contains(where: isChanged) {
      changed += 1
      if field.count > 1 { hasChangedCompound = true }
    }
  }

  private mutating func count(_ gapA: Range<Int>, of a: ComparableText, _ gapB: Range<Int>, of b: ComparableText) {
    gapCount += 1
    guard gapA.count != gapB.count else {
      for (placeA, placeB) in zip(gapA, gapB) where a.words[placeA] != b.words[placeB] {
        gapWordCount += 1
        if a.holds(number: a.words[placeA]) && b.holds(number: b.words[placeB]) { exchangedNumberCount += 1 }
      }
      return
    }
    gapWordCount += max(gapA.count, gapB.count)
    let (wordsA, wordsB) = (a.words[gapA], b.words[gapB])
    exchangedNumberCount += min(
      wordsA.count { a.holds(number: $0) && !wordsB.contains($0) },
      wordsB.count { b.holds(number: $0) && !wordsA.contains($0) })
  }
}

/// Reads the numbers of a text one by one, each a run of adjacent number words.
private struct FieldReader {
  private let fields: [Range<Int>]
  private var read = 0

  init(_ text: ComparableText) {
    var fields: [Range<Int>] = []
    for place in text.numberPlaces.lazy.map(Int.init) {
      if let last = fields.last, last.upperBound == place, text.follows(place) {
        fields[fields.count - 1] = last.lowerBound..<place + 1
      } else {
        fields.append(place..<place + 1)
      }
    }
    self.fields = fields
  }

  /// The numbers that begin before `place` and were not read yet.
  mutating func next(to place: Int) -> ArraySlice<Range<Int>> {
    let start = read
    while read < fields.count, fields[read].lowerBound < place { read += 1 }
    return fields[start..<read]
  }

  mutating func skip(to place: Int) { _ = next(to: place) }
}
