import Corpus
import Testing

@Suite struct RawPathTests {
  @Test(
    arguments: [
      [], Array("news/xəbər 🗞.jsonl".utf8), [0xE9], [0x6E, 0xE9, 0x77], [0xC4], [0xE2, 0x80], [0xF0, 0x9F, 0x97],
      [0xFF, 0xFE, 0x2F, 0x41], [0xED, 0xA0, 0x80], [0xC0, 0xAF], Array("a\u{10FF80}b".utf8), Array("\u{10FFFF}".utf8),
    ] as [[UInt8]])
  func `every path has a text, and the text gives the same bytes`(bytes: [UInt8]) {
    #expect(RawPath.bytes(of: RawPath.text(of: bytes)) == bytes.map(CChar.init(bitPattern:)) + [0])
  }

  @Test(arguments: 1...200)
  func `any bytes come back`(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    let bytes = (0..<64).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56) | 1
    }
    #expect(RawPath.bytes(of: RawPath.text(of: bytes)) == bytes.map(CChar.init(bitPattern:)) + [0])
  }

  @Test func `a path of UTF-8 is its own text, and others are shown with the replacement character`() {
    #expect(RawPath.text(of: Array("çap/ə.csv".utf8)) == "çap/ə.csv")
    #expect(RawPath.shown(RawPath.text(of: [0x6E, 0xE9, 0x77])) == "n\u{FFFD}w")
    #expect(RawPath.shown("çap") == "çap")
  }
}
