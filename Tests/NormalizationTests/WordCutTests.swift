import Normalization
import Testing

@Suite
struct WordCutTests {
  @Test func `a cut word becomes two, with its bytes and its line`() throws {
    let body = Array("bir ikiüç\n\ndördbeş altı".utf8)
    let text = Normalizer().normalize(body)
    let (second, third) = (text.words[1], text.words[2])
    let cuts = [
      WordCut(word: 1, folded: Int(second.foldedStart) + 3, source: Int(second.sourceStart) + 3),
      WordCut(word: 2, folded: Int(third.foldedStart) + 4, source: Int(third.sourceStart) + 5),
    ]
    let parted = text.cut(at: cuts)
    #expect(parted.words.indices.map(parted.foldedWord) == ["bir", "iki", "uc", "dord", "bes", "alti"])
    let sources = parted.words.map { String(decoding: body[$0.source], as: UTF8.self) }
    #expect(sources == ["bir", "iki", "üç", "dörd", "beş", "altı"])
    #expect(parted.lines.map(\.words) == [0..<3, 3..<3, 3..<6])
    #expect(text.cut(at: []).words == text.words)
  }
}
