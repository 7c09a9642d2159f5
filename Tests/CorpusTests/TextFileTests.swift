import Corpus
import Testing

@Suite struct TextFileTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func `a text file is one article with its first line as title, its path as key and its folder as site`() throws
  {
    try scratch.write("2025.11/demokrat.az/xeber/a.txt", "\n Başlıq \n\nMətn.\n")
    try scratch.write("2025.11/b.txt", "Yalnız bir sətir")
    let reading = try Reading([scratch.path + "/2025.11/"])
    #expect(
      reading.articles.map(\.key) == [
        "\(scratch.path)/2025.11/b.txt", "\(scratch.path)/2025.11/demokrat.az/xeber/a.txt",
      ])
    #expect(reading.articles.map(\.title) == ["", "Başlıq"])
    #expect(reading.articles.map(\.site) == ["", "demokrat.az"])
    #expect(reading.texts == ["Yalnız bir sətir", "\n Başlıq \n\nMətn.\n"])
  }

  @Test func `a text file of blanks has no text`() throws {
    let reading = try Reading([scratch.write("a.txt", " \n\u{A0}\n"), scratch.write("b.txt", "")])
    #expect(reading.rejections.map(\.reason) == [.noText, .noText])
    #expect(reading.rejections.map(\.line) == [1, 1])
  }

  @Test func `a text file over the bound is too large`() throws {
    let path = try scratch.write("a.txt", String(repeating: "söz ", count: 1000))
    let reading = try Reading([path], options: ReadingOptions(maximumRecordByteCount: 100))
    #expect(reading.places == ["1 0 too-large"])
    #expect(reading.inputs.map(\.byteCount) == [5000])
  }

  /// Text in each charset that is told without a declaration.
  static let charsets: [([UInt8], String)] = [
    ([0xEF, 0xBB, 0xBF] + Array("Bakı şəhəri".utf8), "Bakı şəhəri"),
    ([0xFF, 0xFE, 0x59, 0x02, 0x3D, 0xD8, 0x00, 0xDE, 0x00, 0xD8, 0x41, 0x00], "ə😀\u{FFFD}A"),
    ([0xFE, 0xFF, 0x02, 0x59, 0x00, 0x41, 0x00], "əA\u{FFFD}"),
    (
      [0xCF, 0xF0, 0xE5, 0xE7, 0xE8, 0xE4, 0xE5, 0xED, 0xF2, 0x20, 0xF1, 0xEA, 0xE0, 0xE7, 0xE0, 0xEB, 0xB8],
      "Президент сказалё"
    ),
    (
      Array("Cumhurba".utf8) + [0xFE] + Array("kan".utf8) + [0xFD] + Array(" bug".utf8) + [0xFC, 0x6E],
      "Cumhurbaşkanı bugün"
    ),
    (Array("şəhər və ölkə ".utf8) + [0xFF] + Array(" üçün".utf8), "şəhər və ölkə \u{FFFD} üçün"),
  ]

  @Test(arguments: charsets.indices)
  func `the charset is told by the bytes`(_ index: Int) throws {
    let (bytes, text) = Self.charsets[index]
    let reading = try Reading([scratch.write("a.txt", bytes)])
    #expect(reading.texts == [text])
    #expect(try reading.store.article(at: reading.locations[0]) == reading.articles[0])
  }
}
