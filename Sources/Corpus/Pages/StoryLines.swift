/// Decides which lines of a story's text belong to it: not its headline, nor what stands between that and the first
/// paragraph, nor headings with nothing below them.
struct StoryLines {
  private let text: [UInt8]
  private let lines: [StoryWriter.Line]

  init(_ writer: StoryWriter) { (text, lines) = (writer.text, writer.lines) }

  /// Letters from which on a line is a paragraph.
  private static let paragraphLetterCount = 60
  private static let headings = TagSet([.h1, .h2, .h3, .h4, .h5, .h6])

  /// The places in `lines` of those that stay.
  func kept() -> [Int] {
    var kept = Array(lines.indices)
    let firstParagraph = lines.firstIndex { isParagraph($0) } ?? lines.count
    if firstParagraph < lines.count, let headline = lines[..<firstParagraph].lastIndex(where: { $0.block == .h1 }) {
      kept.removeAll { $0 <= headline }
    }
    while let last = kept.last, Self.headings.contains(lines[last].block) { kept.removeLast() }
    return kept
  }

  private func isParagraph(_ line: StoryWriter.Line) -> Bool {
    line.letterCount >= Self.paragraphLetterCount && !Self.headings.contains(line.block)
  }

}
