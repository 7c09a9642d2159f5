import Matching

/// A text in paragraphs, its shared passages and credit lines marked.
struct MarkedText {
  /// Which text it is, and which stands beside it: the letters that begin the names of jump targets.
  let side: (here: String, there: String)
  let body: [UInt8]
  /// The bytes of each passage in this text; the number of a passage is its position, from 1.
  let passages: [Range<Int>]
  let credits: [Range<Int>]
  let words: Words

  /// One view a paragraph, made of pieces that are plain or marked.
  var paragraphs: [View] {
    let shared = disjoint(passages)
    let credited = disjoint(credits).map(\.range)
    var cuts: Set<Int> = [0, body.count]
    for range in shared.map(\.range) + credited { cuts.formUnion([range.lowerBound, range.upperBound]) }
    for position in body.indices where body[position] == 0x0A { cuts.formUnion([position, position + 1]) }
    let places = cuts.sorted()
    var (paragraphs, pieces): ([View], [View]) = ([], [])
    var (nextShared, nextCredit) = (0, 0)
    for (start, end) in zip(places, places.dropFirst()) {
      while nextShared < shared.count, shared[nextShared].range.upperBound <= start {
        pieces += emptyTarget(shared[nextShared])
        nextShared += 1
      }
      while nextCredit < credited.count, credited[nextCredit].upperBound <= start { nextCredit += 1 }
      if body[start] == 0x0A {
        if !pieces.isEmpty { paragraphs.append(["pieces": pieces]) }
        pieces = []
        continue
      }
      let passage = nextShared < shared.count && shared[nextShared].range.contains(start) ? shared[nextShared] : nil
      let isCredit = nextCredit < credited.count && credited[nextCredit].contains(start)
      pieces.append(piece(start..<end, passage?.number, passage?.range.lowerBound == start, isCredit))
    }
    for passage in shared.dropFirst(nextShared) { pieces += emptyTarget(passage) }
    if !pieces.isEmpty { paragraphs.append(["pieces": pieces]) }
    return paragraphs
  }

  /// A passage that lies within another has no bytes of its own here, yet is the target of its twin.
  private func emptyTarget(_ passage: (range: Range<Int>, number: Int)) -> [View] {
    guard passage.range.isEmpty else { return [] }
    return [piece(passage.range, passage.number, true, false)]
  }

  private func piece(_ range: Range<Int>, _ passage: Int?, _ isFirst: Bool, _ isCredit: Bool) -> View {
    let text = String(decoding: body[range], as: UTF8.self)
    guard passage != nil || isCredit else { return ["piecePlain": text, "pieceMarked": false] }
    let classes = [passage == nil ? nil : "shared", isCredit ? "credit" : nil].compactMap(\.self)
    var view: View = ["markClass": classes.joined(separator: " "), "markText": text, "passage": false, "opens": false]
    if let passage {
      view["passage"] = String(passage)
      if isFirst {
        let number = String(passage)
        view["opens"] =
          [
            "here": side.here + number, "there": side.there + number, "jumpNumber": number,
            "jumpText": words.fill("pair.jump", ["n": number]),
          ] as View
      }
    }
    return ["piecePlain": false, "pieceMarked": view]
  }

  /// The ranges in order, cut so that none overlaps an earlier one or splits a character, with their numbers.
  private func disjoint(_ ranges: [Range<Int>]) -> [(range: Range<Int>, number: Int)] {
    var (end, kept): (Int, [(range: Range<Int>, number: Int)]) = (0, [])
    let sorted = ranges.indices.sorted { (ranges[$0].lowerBound, $0) < (ranges[$1].lowerBound, $1) }
    for position in sorted {
      let clamped = ranges[position].clamped(to: 0..<body.count)
      let range = boundary(clamped.lowerBound)..<boundary(clamped.upperBound)
      let start = max(range.lowerBound, end)
      kept.append((start..<max(start, range.upperBound), position + 1))
      end = max(end, range.upperBound)
    }
    return kept
  }

  /// The start of the character that holds the byte.
  private func boundary(_ position: Int) -> Int {
    var position = position
    while position > 0, position < body.count, body[position] & 0xC0 == 0x80 { position -= 1 }
    return position
  }
}
