import Corpus
import Tracing

/// The outlets with what flows between them, and the rejected records.
extension ViewerWriter {
  /// Rejected records a chunk.
  static let rejectsPerChunk = 5000

  func outletChunk() -> DataChunk {
    var chunk = DataChunk("outlets", 0)
    chunk.object { chunk in
      chunk.field("profiles")
      chunk.list(model.run.outlets) { profile, chunk in
        chunk.list { chunk in
          chunk.text(HTMLText.shortened(profile.domains.joined(separator: ", "), to: 300))
          chunk.number(profile.articleCount)
          chunk.number(profile.originalCount)
          chunk.number(profile.copiedByOthersCount)
          chunk.number(profile.creditedCopyCount)
          chunk.number(profile.uncreditedCopyCount)
          chunk.number(profile.disputedClaimCount)
          if let delay = profile.medianDelayMinutes { chunk.decimal(delay, places: 1) } else { chunk.nothing() }
        }
      }
      chunk.field("flows")
      chunk.list(model.run.flows) { flow, chunk in
        guard let outlet = index.outlet(named: flow.outlet), let source = index.outlet(named: flow.source) else {
          return
        }
        chunk.list { chunk in
          let counts = [flow.copyCount, flow.creditedCount, flow.uncreditedCount, flow.disputedCount]
          for number in [outlet, source] + counts { chunk.number(number) }
          if let delay = flow.medianDelayMinutes { chunk.decimal(delay, places: 1) } else { chunk.nothing() }
        }
      }
    }
    return chunk
  }

  func rejectChunk(_ number: Int, _ range: Range<Int>) -> DataChunk {
    var chunk = DataChunk("rejects", number)
    chunk.list(model.run.rejections[range]) { rejection, chunk in
      chunk.list { chunk in
        chunk.text(rejection.input)
        chunk.number(rejection.line)
        chunk.number(rejection.offset)
        chunk.text(rejection.reason.rawValue)
        chunk.text(HTMLText.shortened(rejection.detail, to: 300))
      }
    }
    return chunk
  }
}
