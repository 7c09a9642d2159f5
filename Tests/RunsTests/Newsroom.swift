/// Invented news with everything that ties articles: copies with credits, edits, excerpts, digests, bulletins, footers,
/// later states of a page, days without a time.
struct Newsroom {
  private var state: UInt64
  private(set) var lines: [String] = []
  private let hosts = [
    "demokrat.az", "icma.az", "axar.az", "publika.az", "sonxeber.az", "qala-xeber.az", "bulaq.az", "kurgan.az",
  ]
  private let names = ["Demokrat.az", "Icma.az", "Axar.az", "Publika.az", "Sonxeber.az", "Qala-xeber.az", "Bulaq.az"]
  private let words: [String]

  /// A newsroom of so many stories; the same seed gives the same news.
  init(seed: UInt64, stories: Int) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    let syllables = [
      "ba", "ço", "də", "fı", "gü", "xa", "jo", "ke", "lə", "mu", "nö", "pi", "ra", "şe", "tu", "və", "yı", "zo",
    ]
    words = (0..<900).map { number in
      syllables[number % 18] + syllables[number / 18 % 18] + syllables[(number / 7) % 18]
        + (number.isMultiple(of: 3) ? "lar" : "")
    }
    for story in 0..<stories { tell(story) }
    for day in 0..<6 { bulletin(day) }
    for number in 0..<2 { carry(number) }
  }

  private mutating func next(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }

  private mutating func text(_ count: Int) -> [String] { (0..<count).map { _ in words[next(words.count)] } }

  private func sentences(_ words: [String]) -> String {
    stride(from: 0, to: words.count, by: 12).map { start in
      words[start..<min(words.count, start + 12)].joined(separator: " ") + "."
    }.joined(separator: " ")
  }

  private func footer(_ host: Int) -> String {
    "\n" + (0..<14).map { words[(host * 31 + $0 * 7) % words.count] }.joined(separator: " ")
  }

  private mutating func add(
    _ id: String, host: Int, minute: Int, isDayOnly: Bool = false, url: String? = nil, _ body: String
  ) {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let day = "2026-03-\(two(1 + minute / 1440))"
    let time = isDayOnly ? day : "\(day)T\(two(minute / 60 % 24)):\(two(minute % 60)):00+04:00"
    let page = url ?? "https://\(hosts[host])/\(id)"
    let plain = body.replacing("\n", with: "\\n")
    lines.append(
      "{\"id\":\"\(id)\",\"url\":\"\(page)\",\"published_at\":\"\(time)\",\"title\":\"\(id)\",\"text\":\"\(plain)\"}\n")
  }

  private mutating func tell(_ story: Int) {
    let (origin, minute) = (next(6), next(9 * 1440))
    let whole = text(60 + next(90))
    add("s\(story)", host: origin, minute: minute, isDayOnly: next(9) == 0, sentences(whole) + footer(origin))
    for copy in 0..<next(6) {
      let host = next(hosts.count)
      let later = minute + 5 + next(1500)
      var words = whole
      switch next(6) {
      case 0: break
      case 1: for _ in 0..<4 { words[next(words.count)] = self.words[next(self.words.count)] }
      case 2: words = Array(words.prefix(words.count / 2))
      case 3: words += text(20 + next(50))
      case 4: words = words.enumerated().map { $0.offset % 6 == 2 ? "başqa\($0.offset)" : $0.element }
      default: words.insert(contentsOf: text(15), at: words.count / 2)
      }
      let credit =
        next(3) == 0
        ? "" : "\(names[next(4) == 0 ? next(names.count) : origin]) saytından alınan məlumatlara görə xəbər verilir.\n"
      add(
        "s\(story)c\(copy)", host: host, minute: later, isDayOnly: next(8) == 0,
        credit + sentences(words) + footer(host))
      if next(6) == 0 {
        add(
          "s\(story)c\(copy)b", host: host, minute: later + 30, url: "https://\(hosts[host])/s\(story)c\(copy)",
          credit + sentences(words + text(4)) + footer(host))
      }
    }
    if next(3) == 0 {
      let host = next(hosts.count)
      add(
        "s\(story)d", host: host, minute: minute + 600,
        sentences(whole + text(70)) + "\n" + sentences(text(60)) + footer(host))
    }
  }

  /// A copy that took a long footer along, and what its owner publishes under the same footer later.
  private mutating func carry(_ number: Int) {
    let (story, footer) = (text(60), sentences(text(100)))
    add("f\(number)", host: 6, minute: number * 3000 + 10, sentences(story) + "\n" + footer)
    add("f\(number)c", host: 7, minute: number * 3000 + 90, sentences(story) + "\n" + footer)
    add("f\(number)n", host: 6, minute: number * 3000 + 1500, sentences(text(20)) + "\n" + footer)
  }

  private mutating func bulletin(_ day: Int) {
    let frame = words[0..<40]
    let rows = (0..<8).map { row in "\(frame[frame.startIndex + row]) məzənnəsi \(1 + next(9)).\(next(10_000)) manatdır"
    }
    add("k\(day)", host: 2, minute: day * 1440 + 500, (frame.prefix(20) + rows).joined(separator: " ") + footer(2))
  }
}
