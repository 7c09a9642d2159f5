import Attribution
import Normalization
import Testing

/// The same numbers for the same seed.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 29
  }
}

@Suite
struct ClaimReaderProperties {
  private static let pieces = [
    "xəbər", "verir", "bildirir", "məlumatına", "görə", "istinadən", "saytından", "alınan", "verilən", "məlumata",
    "Nərgiz-in", "“QAX”", "Toplum.az", "qax.az-a", "açıqlamasında", "deyib", ".", ",", ":", "\n", "\n\n", "(", ")", "/",
    "—", "Mənbə:", "haberine", "сообщает", "со ссылкой на", "told", "reported", "citing", "\u{301}", "\u{200D}", "«",
    "»",
    "Azərbaycanın", "Nazirliyindən", "bu barədə", "ki,", "🙂", "&quot;", "'in", "1", "iyul", "www.", "Kaynak:", "''",
  ]

  private func text(seed: UInt64, count: Int) -> String {
    var dice = Dice(state: seed)
    return (0..<count).map { _ in
      (Self.pieces.randomElement(using: &dice) ?? "") + (Bool.random(using: &dice) ? " " : "")
    }.joined()
  }

  @Test(arguments: UInt64(1)...60)
  func `every span is cut from the body, holds its names, and comes in order`(seed: UInt64) throws {
    let text = text(seed: seed, count: 120)
    let body = Array(text.utf8)
    let claims = try Newsroom.claims(text, publisher: "Toplum.az", host: "toplum.az")
    for claim in claims {
      #expect(body.indices.contains(claim.span.lowerBound) && claim.span.upperBound <= body.count)
      let verbatim = String(decoding: body[claim.span], as: UTF8.self)
      #expect(Array(verbatim.utf8) == Array(body[claim.span]), "a span never cuts a letter")
      for name in [claim.source?.text, claim.reporter?.text].compactMap(\.self) {
        #expect(verbatim.utf8.count >= name.utf8.count && verbatim.contains(name), "\(name) in \(verbatim)")
      }
      #expect((0...1).contains(claim.confidence))
      #expect((claim.source == nil) == (claim.kind == nil))
    }
    #expect(claims.map(\.span.lowerBound) == claims.map(\.span.lowerBound).sorted())
    #expect(claims == (try Newsroom.claims(text, publisher: "Toplum.az", host: "toplum.az")))
  }

  @Test func `broken, empty and endless text is read without harm`() throws {
    let reader = try Newsroom.reader()
    let normalizer = Normalizer()
    let inputs: [[UInt8]] = [
      [], [0xFF, 0xFE, 0x41], Array(repeating: 0x22, count: 5000), Array(repeating: 0x2E, count: 5000),
      Array("Mənbə:".utf8), Array("(".utf8), Array(String(repeating: "Qax'ın ", count: 2000).utf8),
      Array("Mənbə: ".utf8) + [0xC3], Array(String(repeating: "«", count: 3000).utf8),
    ]
    for body in inputs {
      for claim in reader.claims(in: body, text: normalizer.normalize(body), publisher: "", siteHost: "") {
        #expect(claim.span.upperBound <= body.count)
      }
    }
  }

  @Test(arguments: [
    "xəbər verir bu barədə Nərgiz-in məlumatına görə istinadən ",
    "Azərbaycanın “QAX” Toplum.az-a verilən məlumata görə ",
    "told Qax reported citing ", "Qax'ın haberine göre konuşan ",
  ])
  func `a text made of cue words costs in proportion to its length`(unit: String) throws {
    let reader = try Newsroom.reader()
    func steps(_ count: Int) -> Int {
      let body = Array(String(repeating: unit, count: count).utf8)
      return reader.effort(in: body, text: Normalizer().normalize(body))
    }
    let (small, large) = (steps(100), steps(800))
    #expect(small > 0)
    #expect(large <= 9 * small)
  }
}
