import Attribution
import Corpus
import FuzzDriver
import Matching
import Normalization

private let readers = try? TextReaders()

/// Texts of articles: everything that is done with a text after it is read.
///
/// The first byte tells where the rest is parted into two texts that are compared; each is also read as a time and as an address.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzText(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let input = FuzzDriver.input(bytes, count) else { return 0 }
  guard let readers else { fatalError("the built-in cues cannot be read") }
  // As readers hand a text on: whole UTF-8.
  let content = Array(String(decoding: input.content, as: UTF8.self).utf8)
  var middle = content.count * input.choice / 256
  while middle < content.count, content[middle] & 0xC0 == 0x80 { middle += 1 }
  let texts = [Array(content[..<middle]), Array(content[middle...])].map { body in
    checkSmallText(String(decoding: body.prefix(300), as: UTF8.self))
    let text = Normalizer().normalize(body)
    NormalizationCheck(body: body, text: text).run()
    readers.check(body, text)
    return (body, text)
  }
  compare(texts[0], texts[1])
  return 0
}

/// A text that is read as a time, an address or a name.
private func checkSmallText(_ text: String) {
  for isMonthFirst in [false, true] {
    let time = PublishedInterval.parse(text, crawledAt: text, zoneMinutes: 240, isMonthFirst: isMonthFirst)
    FuzzDriver.expect(time.earliest <= time.latest, "\(time) is an interval")
    guard time.basis != .none else { continue }
    let written = time.isoText
    let again = PublishedInterval.parse(written, zoneMinutes: Int(time.zoneMinutes))
    if time.basis != .crawl {
      FuzzDriver.expect(again.earliest == time.earliest, "\(text): \(written) is \(time), not \(again)")
    }
  }
  let host = OutletRegistry.host(of: text)
  FuzzDriver.expect(!host.contains { " /?#@".contains($0) }, "\(host) is a host and nothing else")
  let key = PageAddress.key(of: text)
  FuzzDriver.expect(!key.contains("#"), "the address \(key) is that of a page")
  let registry = OutletRegistry.builtIn()
  _ = (registry.outlet(forHost: host), registry.outlet(named: text), registry.publisherName(site: text, url: text))
}

/// Compares two texts; the measures are shares, and passages hold the same words.
private func compare(_ one: (body: [UInt8], text: NormalizedText), _ other: (body: [UInt8], text: NormalizedText)) {
  let (a, b) = (
    ComparableText(one.text, kept: [0..<one.text.words.count]),
    ComparableText(other.text, kept: [0..<other.text.words.count])
  )
  let overlap = Overlap(a, b)
  let measures = [
    overlap.jaccard, overlap.containmentOfAInB, overlap.containmentOfBInA, overlap.coverageOfA, overlap.coverageOfB,
  ]
  FuzzDriver.expect(measures.allSatisfy { (0...1).contains($0) }, "\(measures) are shares")
  let mirrored = Overlap(b, a)
  FuzzDriver.expect(
    (mirrored.jaccard, mirrored.coverageOfA, mirrored.coverageOfB)
      == (overlap.jaccard, overlap.coverageOfB, overlap.coverageOfA), "the measures are the same the other way round")
  var end = 0
  for passage in PassageAligner.passages(a, one.text, b, other.text) {
    FuzzDriver.expect(passage.sourceB.lowerBound >= end, "passages are in order and apart")
    end = passage.sourceB.upperBound
    let words = [(one, passage.sourceA), (other, passage.sourceB)].map { side, range in
      side.text.words.indices.filter { range.contains(Int(side.text.words[$0].sourceStart)) }.map(side.text.foldedWord)
    }
    FuzzDriver.expect(words[0] == words[1], "both sides of a passage hold the same words: \(words)")
    FuzzDriver.expect(words[0].count == passage.wordCount, "a passage holds \(passage.wordCount) words: \(words[0])")
  }
}
