import Corpus
import Glibc
import Matching
import Reporting
import Runs

/// Shows a comparison in two columns of a terminal, shared passages marked and numbered.
struct TerminalComparison {
  private let comparison: Comparison
  private let usesColour: Bool
  private let columnWidth: Int

  /// Renders for a terminal of `width` columns; without colour, brackets mark the passages.
  init(_ comparison: Comparison, width: Int, usesColour: Bool) {
    (self.comparison, self.usesColour) = (comparison, usesColour)
    columnWidth = max(24, (width - 3) / 2)
  }

  /// Columns of the terminal on standard output; 100 where it is none.
  static var terminalWidth: Int {
    var size = winsize()
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
    return Int(size.ws_col)
  }

  /// Whether standard output is a terminal and nobody asked for plain text (no-color.org).
  static var isColourWanted: Bool { unsafe isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil }

  /// The whole text, line breaks included.
  var text: String {
    let (left, right) = (column(of: comparison.a, \.sourceA), column(of: comparison.b, \.sourceB))
    var lines = [comparison.reason, ""]
    lines += (0..<max(left.count, right.count)).map { row in
      let cell = row < left.count ? left[row] : Cell()
      let padding = String(repeating: " ", count: max(0, columnWidth - cell.width))
      return "\(cell.text)\(padding) │ \(row < right.count ? right[row].text : "")"
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// One line of a column: what is printed and how many columns it takes.
  private struct Cell {
    var text = ""
    var width = 0
  }

  private func column(of article: Article, _ place: KeyPath<Passage, Range<Int>>) -> [Cell] {
    var cells = heading(of: article)
    var line = Cell()
    func flush() {
      cells.append(line)
      line = Cell()
    }
    let numbered = comparison.passages.enumerated().sorted {
      $0.element[keyPath: place].lowerBound < $1.element[keyPath: place].lowerBound
    }
    var next = numbered[...]
    for word in DisplayWord.split(article.body) {
      while let passage = next.first, passage.element[keyPath: place].upperBound <= word.source.lowerBound {
        next = next.dropFirst()
      }
      let passage = next.first.flatMap { $0.element[keyPath: place].overlaps(word.source) ? $0 : nil }
      let isFirst = passage.map { $0.element[keyPath: place].lowerBound >= word.source.lowerBound } ?? false
      let isLast = passage.map { $0.element[keyPath: place].upperBound <= word.source.upperBound } ?? false
      let mark = isFirst ? passage.map { "[\($0.offset + 1) " } ?? "" : ""
      let shown = mark + word.text + (isLast ? "]" : "")
      let width = shown.unicodeScalars.count
      if line.width > 0, line.width + 1 + width > columnWidth { flush() }
      if line.width > 0 { (line.text, line.width) = (line.text + " ", line.width + 1) }
      line.text += passage == nil ? shown : coloured(shown)
      line.width += width
      if word.endsLine { flush() }
    }
    if line.width > 0 { flush() }
    return cells
  }

  private func heading(of article: Article) -> [Cell] {
    let published = article.published.isoText
    return [article.key, article.site, published.isEmpty ? "time unknown" : published, ""].map { text in
      let shown = DisplayWord.safe(text).prefix(columnWidth)
      return Cell(text: String(shown), width: shown.unicodeScalars.count)
    }
  }

  private func coloured(_ text: String) -> String { usesColour ? "\u{1B}[1;36m\(text)\u{1B}[0m" : text }
}

/// A word of a scraped text as a terminal may show it.
struct DisplayWord {
  /// The word without anything that a terminal would obey.
  var text: String
  /// Its bytes in the text, half-open.
  var source: Range<Int>
  /// Whether a line break follows.
  var endsLine: Bool

  /// The words of `body`, broken at blanks and line breaks.
  static func split(_ body: [UInt8]) -> [DisplayWord] {
    var words: [DisplayWord] = []
    var start = 0
    for at in 0...body.count where at == body.count || body[at] == 0x20 || body[at] == 0x0A {
      let endsLine = at < body.count && body[at] == 0x0A
      if at > start {
        let text = safe(String(decoding: body[start..<at], as: UTF8.self))
        words.append(DisplayWord(text: text, source: start..<at, endsLine: endsLine))
      } else if endsLine, let last = words.indices.last {
        words[last].endsLine = true
      }
      start = at + 1
    }
    return words
  }

  /// `text` with every control and bidi character shown as a dot: scraped text steers no terminal.
  static func safe(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: shown.append("·")
      default: shown.append(scalar)
      }
    }
    return String(shown)
  }
}
