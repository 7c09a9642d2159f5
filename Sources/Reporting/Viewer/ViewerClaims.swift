import Attribution
import Corpus
import Tracing

/// The credit lines: a list to filter by, and each line in its sentence with verdict, evidence and reason.
extension ViewerWriter {
  /// Claims a chunk of the list.
  static let listedClaimsPerChunk = 10_000
  /// Claims a chunk of lines in their sentences.
  static let claimsPerChunk = 200

  /// Claims `range` of the viewer's order as columns.
  func claimListChunk(_ number: Int, _ range: Range<Int>) -> DataChunk {
    var chunk = DataChunk("claimlist", number)
    let (claims, order) = (model.run.claims, index.claimOrder[range])
    chunk.object { chunk in
      chunk.field("verdict")
      chunk.numbers(order.lazy.map { ViewerCode.verdict(claims[$0].verdict) })
      chunk.field("outlet")
      chunk.numbers(order.lazy.map { index.outlet(claims[$0].article) })
      chunk.field("source")
      chunk.texts(
        order.lazy.map { position in
          let source = claims[position].claim.source
          return HTMLText.shortened(source?.outlet ?? source?.text ?? "", to: 80)
        })
      chunk.field("line")
      chunk.texts(order.lazy.map { HTMLText.shortened(claims[$0].verbatim, to: 300) })
    }
    return chunk
  }

  /// Claims `range` of the viewer's order in their sentences.
  func claimChunk(_ number: Int, _ range: Range<Int>) throws -> DataChunk {
    var chunk = DataChunk("claims", number)
    var last: (id: ArticleID, body: [UInt8])?
    try chunk.list(index.claimOrder[range]) { position, chunk in
      let article = model.run.claims[position].article
      let body: [UInt8]
      if let last, last.id == article { body = last.body } else { body = try texts.readArticle(article, model).body }
      last = (article, body)
      write(position, body, to: &chunk)
    }
    return chunk
  }

  private func write(_ position: Int, _ body: [UInt8], to chunk: inout DataChunk) {
    let judged = model.run.claims[position]
    let sentence = Sentence(around: judged.claim.span, verbatim: judged.verbatim, in: body)
    chunk.list { chunk in
      chunk.text(index.claimID(position))
      reference(judged.article, to: &chunk)
      chunk.number(index.outlet(judged.article))
      chunk.text(model.title(judged.article, limit: 160))
      chunk.time(model.run.articles[judged.article.index].published)
      chunk.text(sentence?.before ?? "")
      chunk.text(HTMLText.shortened(judged.verbatim, to: 600))
      chunk.text(sentence?.after ?? "")
      chunk.number(ViewerCode.verdict(judged.verdict))
      chunk.numbers(judged.flags.lazy.map { ViewerCode.flag($0) })
      let source = judged.claim.source
      chunk.text(HTMLText.shortened(source?.outlet ?? source?.text ?? "", to: 80))
      chunk.flag(source?.outlet != nil)
      chunk.list(languages) { words, chunk in
        chunk.text(HTMLText.shortened(words.reason(of: judged, in: model.run.articles), to: 1000))
      }
      if let evidence = judged.evidence {
        chunk.list { chunk in
          reference(evidence, to: &chunk)
          chunk.number(index.outlet(evidence))
          chunk.text(model.title(evidence, limit: 160))
          chunk.decimal(judged.evidenceContainment, places: 4)
        }
      } else {
        chunk.nothing()
      }
      chunk.text(judged.claim.role.rawValue)
    }
  }
}
