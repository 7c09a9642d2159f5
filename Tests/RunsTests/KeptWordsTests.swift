import Runs
import Testing

@Suite struct KeptWordsTests {
  @Test func `without furniture all words are kept`() {
    #expect(KeptWords.ranges(wordCount: 30, leavingOut: []) == [0..<30])
    #expect(KeptWords.ranges(wordCount: 0, leavingOut: []) == [])
  }

  @Test func `what is left out parts the rest, in any order and overlapping`() {
    #expect(KeptWords.ranges(wordCount: 40, leavingOut: [30..<34, 0..<5, 3..<8, 31..<32]) == [8..<30, 34..<40])
    #expect(KeptWords.ranges(wordCount: 40, leavingOut: [35..<40]) == [0..<35])
    #expect(KeptWords.ranges(wordCount: 40, leavingOut: [10..<10]) == [0..<10, 10..<40])
  }

  @Test func `a text that is nothing but furniture is left whole`() {
    #expect(KeptWords.ranges(wordCount: 40, leavingOut: [0..<40]) == [0..<40])
    #expect(KeptWords.ranges(wordCount: 0, leavingOut: [0..<0]) == [])
  }

  @Test func `fewer than eight words, or than a tenth, are no story of their own`() {
    #expect(KeptWords.ranges(wordCount: 40, leavingOut: [7..<40]) == [0..<40])
    #expect(KeptWords.ranges(wordCount: 40, leavingOut: [8..<40]) == [0..<8])
    #expect(KeptWords.ranges(wordCount: 200, leavingOut: [19..<200]) == [0..<200])
    #expect(KeptWords.ranges(wordCount: 200, leavingOut: [20..<200]) == [0..<20])
  }
}

@Suite struct KeptWordsProperties {
  @Test(arguments: 1...60)
  func `kept ranges ascend, are disjoint and hold each word that nothing leaves out`(seed: UInt64) {
    var state = seed
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let count = 60 + random(200)
    let left = (0..<random(8)).map { _ in
      let start = random(count)
      return start..<min(count, start + random(9))
    }
    let kept = KeptWords.ranges(wordCount: count, leavingOut: left)
    for (one, next) in zip(kept, kept.dropFirst()) { #expect(one.upperBound <= next.lowerBound) }
    // At most seven ranges of eight words leave more than eight of sixty and a tenth of any count.
    let expected = (0..<count).filter { word in !left.contains { $0.contains(word) } }
    #expect(
      kept.flatMap(Array.init) == (expected.count >= 8 && expected.count * 10 >= count ? expected : Array(0..<count)))
  }
}
