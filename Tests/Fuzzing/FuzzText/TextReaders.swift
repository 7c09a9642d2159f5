import Attribution
import Corpus
import FuzzDriver
import Normalization

/// The readers of credit lines and of page furniture, with all that is built in.
struct TextReaders {
  private let claims: ClaimReader
  private let furniture: FurnitureBook

  init() throws(CueFileError) {
    furniture = try FurnitureBook.builtIn()
    claims = ClaimReader(
      outlets: OutletRegistry.builtIn().outlets, cues: try CueBook.builtIn(), furniture: furniture)
  }

  /// Reads a text's credit lines and furniture; what is found lies in the text.
  func check(_ body: [UInt8], _ text: NormalizedText) {
    let outlet = OutletRegistry.builtIn().outlets[0]
    for claim in claims.claims(in: body, text: text, publisher: outlet.name, siteHost: outlet.domains.first ?? "") {
      for span in [claim.span, claim.lineSpan] {
        FuzzDriver.expect(span.lowerBound >= 0 && span.upperBound <= body.count, "\(claim) lies in the text")
        FuzzDriver.expect(
          String(validating: body[span], as: UTF8.self) != nil, "\(claim) begins and ends between letters")
      }
      FuzzDriver.expect(!claim.span.isEmpty, "\(claim) has words")
      FuzzDriver.expect((0...1).contains(claim.confidence), "\(claim) has a confidence")
    }
    var end = 0
    for range in furniture.furnitureLines(in: text, body: body) {
      FuzzDriver.expect(range.lowerBound >= end && !range.isEmpty, "\(range) of furniture is apart from the last")
      end = range.upperBound
    }
    FuzzDriver.expect(end <= text.words.count, "furniture lies in the text")
    _ = furniture.isReadMore(String(decoding: body.prefix(300), as: UTF8.self))
  }
}
