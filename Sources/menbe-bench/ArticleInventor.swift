import Corpus
import Reporting

/// Writes articles of invented words, a third of them copies of earlier ones, the way scrapers write them.
///
/// Copies are whole, lightly edited, or excerpts; most carry a credit line. The same seed makes the same bytes.
struct ArticleInventor {
  private static let vocabularySize = 40_000
  /// Originals that are still being copied.
  private static let newsSpan = 400

  private var random: SplitMix
  private let outlets: [Outlet]
  private var vocabulary: [String] = []
  private var recent: [(outlet: Outlet, paragraphs: [[String]])] = []

  init(seed: UInt64, outlets: [Outlet]) {
    random = SplitMix(state: seed)
    self.outlets = outlets.filter { !$0.domains.isEmpty && $0.languages.contains("az") }
    let syllables = [
      "ba", "dər", "ki", "lan", "mə", "nun", "qa", "rış", "sö", "tü", "vey", "yan", "zal", "çə", "ği", "şu",
    ]
    vocabulary = (0..<Self.vocabularySize).map { _ in
      (0..<random.next(below: 3) + 2).map { _ in syllables[random.next(below: syllables.count)] }.joined()
    }
  }

  /// Writes `count` articles as JSON Lines, a minute apart.
  mutating func write(_ count: Int, to path: String) throws {
    let sink = try ByteSink(creating: path)
    for number in 0..<count { try sink.append(article(number)) }
    try sink.finish()
  }

  private mutating func article(_ number: Int) -> String {
    let outlet = outlets[random.next(below: outlets.count)]
    let host = outlet.domains[0]
    let copied = recent.isEmpty || random.next(below: 3) > 0 ? nil : recent[random.next(below: recent.count)]
    var paragraphs =
      copied?.paragraphs
      ?? (0..<random.next(below: 6) + 4).map { _ in
        (0..<random.next(below: 40) + 25).map { _ in word() }
      }
    if copied == nil {
      if recent.count == Self.newsSpan { recent.removeFirst() }
      recent.append((outlet, paragraphs))
    }
    let title = paragraphs[0].prefix(7).joined(separator: " ")
    var lines: [String] = []
    if let copied {
      edit(&paragraphs)
      if random.next(below: 4) > 0 {
        lines.append("\(copied.outlet.name) saytından alınan məlumatlara görə, \(outlet.name) xəbər verir.")
      }
    }
    lines += paragraphs.map(Self.sentences(of:))
    let second = 1_773_446_400 + Int64(number) * 60
    return """
      {"id": "\(number)", "url": "https://\(host)/xeber/\(number)", "site": "\(host)", "title": "\(title)", \
      "published_at": "\(UTCTime.text(second))", "text": "\(lines.joined(separator: "\\n"))"}

      """
  }

  /// A whole copy, one with one word in twenty-five changed, or an excerpt.
  private mutating func edit(_ paragraphs: inout [[String]]) {
    switch random.next(below: 3) {
    case 0: return
    case 1:
      for paragraph in paragraphs.indices {
        for place in paragraphs[paragraph].indices where random.next(below: 25) == 0 {
          paragraphs[paragraph][place] = word()
        }
      }
    default: paragraphs.removeLast(paragraphs.count / 2)
    }
  }

  /// A word; common ones are far more common than rare ones.
  private mutating func word() -> String {
    let share = random.unit()
    return vocabulary[Int(share * share * share * Double(vocabulary.count))]
  }

  private static func sentences(of words: [String]) -> String {
    words.enumerated().map { place, word in
      place > 0 && place.isMultiple(of: 14) ? ". " + word : place == 0 ? word : " " + word
    }
    .joined() + "."
  }
}

/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func next(below bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// A number in 0..<1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
