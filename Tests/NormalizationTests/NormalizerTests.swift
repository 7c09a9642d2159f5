import Normalization
import Testing

private func words(_ string: String) -> [String] {
  let text = Normalizer().normalize(Array(string.utf8))
  return text.words.indices.map(text.foldedWord)
}

@Suite struct NormalizerTests {
  @Test(arguments: [
    ("IĞDIR İğdır ığdır iğdir", ["igdir", "igdir", "igdir", "igdir"]),
    ("Müəllif ŞƏKİ çöl", ["muellif", "seki", "col"]),
    ("əlaqə \u{04D9}laq\u{04D9} ƏLAQƏ", ["elaqe", "elaqe", "elaqe"]),
    ("o\u{308}lk\u{259} i\u{307}ndi", ["olke", "indi"]),
    ("qurulur.Dövlət", ["qurulur", "dovlet"]),
    ("Ankara'da Ankarada Reuters’a", ["ankarada", "ankarada", "reutersa"]),
    ("“Report”un məlumatı", ["report", "un", "melumati"]),
    ("xə\u{AD}bər z\u{200B}ero \u{202E}bidi\u{202C}", ["xeber", "zero", "bidi"]),
    ("T&uuml;rkiye&#39;de &nbsp;son &bilinmeyen; söz", ["turkiyede", "son", "bilinmeyen", "soz"]),
    ("1,7000 manat 2025-ci", ["1", "7000", "manat", "2025", "ci"]),
    ("Ａｐａ ﬁnal ²", ["apa", "final", "2"]),
    ("'tırnak' başı", ["tirnak", "basi"]),
  ])
  func `the same word typed carelessly is the same word`(_ source: String, _ expected: [String]) {
    #expect(words(source) == expected)
  }

  @Test func `Azerbaijani Cyrillic folds to the Latin alphabet`() {
    #expect(words("Азәрбајҹан Республикасы ҝүнү өлкә") == words("Azərbaycan Respublikası günü ölkə"))
  }

  @Test func `Cyrillic look-alikes inside a Latin word become Latin, a Cyrillic word stays what it is`() {
    #expect(words("\u{0430}p\u{0430}.az") == ["apa", "az"])
    #expect(words("хор") == ["xor"])
  }

  @Test func `letters beyond the basic plane stay as they are, and differ`() {
    let text = Normalizer().normalize(Array("x\u{20000} \u{20001} &#x20001;\u{11451}".utf8))
    #expect(text.words.indices.map(text.foldedWord) == ["x\u{20000}", "\u{20001}", "\u{20001}\u{11451}"])
    #expect(Normalizer().fold("\u{1D400}") == "a")
  }

  @Test func `every word leads back to its original bytes`() {
    let source = "Bakı, “Şərq” qəzeti: o\u{308}lkə &amp; 3,5% — son.\n\nİkinci sətir"
    let bytes = Array(source.utf8)
    let text = Normalizer().normalize(bytes)
    for word in text.words {
      let cut = Normalizer().normalize(Array(bytes[word.source]))
      #expect(cut.words.count == 1)
      #expect(cut.folded == Array(text.folded[word.folded]))
    }
    #expect(text.lines.map { String(decoding: bytes[$0.source], as: UTF8.self) }.joined(separator: "\n") == source)
    #expect(text.lines.map(\.words.count).reduce(0, +) == text.words.count)
  }

  @Test func `a run of combining marks costs linear time and leaves its letter`() {
    let source = "a" + String(repeating: "\u{0301}\u{0323}", count: 200_000) + " son"
    #expect(words(source) == ["a", "son"])
  }

  @Test func `broken bytes end words and do no harm`() {
    let text = Normalizer().normalize([0x61, 0xFF, 0x62, 0xC3, 0x20, 0xED, 0xA0, 0x80, 0x63, 0xF4, 0x90])
    #expect(text.words.indices.map(text.foldedWord) == ["a", "b", "c"])
  }

  @Test func `no text is no words and one empty line`() {
    let text = Normalizer().normalize([])
    #expect(text.words.isEmpty)
    #expect(text.lines.count == 1)
  }
}

@Suite struct NormalizerProperties {
  /// Text of hostile and plain scalars from a seeded generator.
  static func hostileText(seed: UInt64) -> [UInt8] {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func next(_ bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % bound
    }
    let scalars = Array(
      "abzABZəƏıIİiğĞşöüçабвәҹҝ'’\u{301}\u{AD}\u{200B} .,\n-&;#39“”09ß中ﬁا🙂".unicodeScalars)
    var bytes: [UInt8] = []
    for _ in 0..<200 {
      if next(40) == 0 { bytes.append(UInt8(next(256))) }
      bytes += Array(String(scalars[Int(next(UInt64(scalars.count)))]).utf8)
    }
    return bytes
  }

  @Test(arguments: 1...60)
  func `words cut from the original normalise to themselves`(seed: UInt64) {
    let bytes = Self.hostileText(seed: seed)
    let text = Normalizer().normalize(bytes)
    var previousEnd = 0
    for word in text.words {
      #expect(word.source.lowerBound >= previousEnd && word.source.upperBound <= bytes.count)
      previousEnd = word.source.upperBound
      let cut = Normalizer().normalize(Array(bytes[word.source]))
      #expect(cut.folded == Array(text.folded[word.folded]))
    }
  }
}
