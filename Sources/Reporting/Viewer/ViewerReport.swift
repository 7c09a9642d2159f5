import Clustering
import Corpus
import Matching
import Tracing

/// What the viewer needs at its start: the words of both languages, the lists that numbers stand for, the figures of
/// the first page.
extension ViewerWriter {
  /// Clusters on the first page's list.
  private static let worklistLength = 12
  /// Outlets in the first page's matrix, either way.
  private static let matrixSize = 12

  /// All words of the report, in both languages.
  func wordChunk() -> DataChunk {
    var chunk = DataChunk("words", 0)
    chunk.object { chunk in
      for words in languages {
        chunk.field(words.language.rawValue)
        chunk.object { chunk in
          for (key, text) in words.sortedEntries {
            chunk.field(key)
            chunk.text(text)
          }
        }
      }
    }
    return chunk
  }

  /// The report as a whole.
  func reportChunk(textStarts: [Int]) -> DataChunk {
    var chunk = DataChunk("report", 0)
    chunk.object { chunk in
      writeIdentity(to: &chunk)
      writeCodes(to: &chunk)
      writeChunking(textStarts, to: &chunk)
      chunk.field("outlets")
      chunk.texts(index.outletNames.lazy.map { HTMLText.shortened($0, to: 80) })
      writeFigures(to: &chunk)
      writeWorklist(to: &chunk)
      writeMatrix(to: &chunk)
      writeChanges(to: &chunk)
      writeDecisions(to: &chunk)
      writeRun(to: &chunk)
    }
    return chunk
  }

  private func writeIdentity(to chunk: inout DataChunk) {
    chunk.field("id")
    chunk.text(model.summary.reportID)
    chunk.field("language")
    chunk.text(model.words.language.rawValue)
    chunk.field("zone")
    chunk.number(model.options.zone.minutesEast)
    chunk.field("zoneName")
    chunk.text(model.options.zone.name)
  }

  private func writeCodes(to chunk: inout DataChunk) {
    chunk.field("verdicts")
    chunk.list(ViewerCode.verdicts) { verdict, chunk in
      chunk.texts([verdict.rawValue, verdict.family.rawValue])
    }
    chunk.field("standings")
    chunk.list(ViewerCode.standings) { standing, chunk in
      chunk.texts([standing.rawValue, standing.chipClass, standing.outline])
    }
    chunk.field("flags")
    chunk.texts(ViewerCode.flags.map(\.rawValue))
    chunk.field("kinds")
    chunk.texts(ViewerCode.kinds.map(\.rawValue))
    chunk.field("bases")
    chunk.texts(ViewerCode.bases.map(\.rawValue))
    chunk.field("changes")
    chunk.texts(ViewerCode.changes.map(\.rawValue))
  }

  private func writeChunking(_ textStarts: [Int], to chunk: inout DataChunk) {
    func field(_ name: String, _ number: Int) {
      chunk.field(name)
      chunk.number(number)
    }
    field("articleCount", model.run.articles.count)
    field("clusterCount", model.run.clusters.count)
    field("claimCount", model.run.claims.count)
    field("rejectCount", model.run.rejections.count)
    field("clustersPerChunk", Self.clustersPerChunk)
    field("memberClustersPerChunk", Self.memberClustersPerChunk)
    field("listedClaimsPerChunk", Self.listedClaimsPerChunk)
    field("claimsPerChunk", Self.claimsPerChunk)
    field("rejectsPerChunk", Self.rejectsPerChunk)
    chunk.field("textStarts")
    chunk.numbers(textStarts)
  }

  private func writeFigures(to chunk: inout DataChunk) {
    let totals = model.totals
    chunk.field("standingCounts")
    chunk.numbers(ViewerCode.standings.map { totals.standings[$0, default: 0] })
    chunk.field("verdictCounts")
    chunk.numbers(ViewerCode.verdicts.map { totals.verdicts[$0, default: 0] })
    chunk.field("period")
    chunk.list { chunk in
      chunk.time(totals.first)
      chunk.time(totals.last)
    }
    let strip = NightStrip(model.run)
    chunk.field("strip")
    chunk.object { chunk in
      chunk.field("start")
      chunk.number(strip.start)
      chunk.field("step")
      chunk.number(strip.step)
      chunk.field("counts")
      chunk.list(strip.counts) { $1.numbers($0) }
      chunk.field("outside")
      chunk.number(strip.outsideCount)
    }
  }

  private func writeWorklist(to chunk: inout DataChunk) {
    chunk.field("first")
    chunk.list(model.worklist.prefix(Self.worklistLength)) { cluster, chunk in
      let founding = model.run.clusters[cluster].founding
      let why = model.reasonsToLook(cluster)
      chunk.list { chunk in
        chunk.number(model.clusterNumber[cluster])
        chunk.text(model.title(founding))
        chunk.number(index.outlet(founding))
        chunk.time(model.run.articles[founding.index].published)
        chunk.number(model.tallies[cluster].size)
        chunk.number(model.tallies[cluster].outlets)
        chunk.list(why) { reason, chunk in
          chunk.list { chunk in
            chunk.text(reason.name)
            chunk.number(reason.count)
          }
        }
      }
    }
  }

  private func writeMatrix(to chunk: inout DataChunk) {
    let matrix = FlowMatrix(model.run.flows, limit: Self.matrixSize)
    chunk.field("matrix")
    chunk.object { chunk in
      chunk.field("rows")
      chunk.numbers(matrix.outlets.map { index.outlet(named: $0) ?? 0 })
      chunk.field("columns")
      chunk.numbers(matrix.sources.map { index.outlet(named: $0) ?? 0 })
      chunk.field("cells")
      chunk.list(matrix.outlets) { outlet, chunk in
        chunk.list(matrix.sources) { source, chunk in
          guard let flow = matrix.flow(of: outlet, from: source) else { return chunk.nothing() }
          chunk.list { chunk in
            for count in [flow.copyCount, flow.creditedCount, flow.uncreditedCount, flow.disputedCount] {
              chunk.number(count)
            }
            if let delay = flow.medianDelayMinutes { chunk.decimal(delay, places: 1) } else { chunk.nothing() }
          }
        }
      }
      chunk.field("flowCount")
      chunk.number(model.run.flows.count)
    }
  }

  /// What the night changed beside earlier ones; nothing where there were none.
  private func writeChanges(to chunk: inout DataChunk) {
    let changes = model.run.changes
    chunk.field("changed")
    guard model.hasHistory else { return chunk.nothing() }
    chunk.object { chunk in
      chunk.field("newArticles")
      chunk.number(changes.isNew.count { $0 })
      chunk.field("clusters")
      chunk.numbers(ViewerCode.changes.map { change in changes.clusters.count { $0 == change } })
      var claimPlace: [Int: Int] = [:]
      let changed = Set(changes.verdicts.map(\.claim))
      for (place, position) in index.claimOrder.enumerated() where changed.contains(position) {
        claimPlace[position] = place
      }
      chunk.field("verdicts")
      chunk.list(changes.verdicts) { change, chunk in
        chunk.list { chunk in
          chunk.number(claimPlace[change.claim] ?? -1)
          chunk.number(ViewerCode.verdict(change.before))
        }
      }
      chunk.field("aliases")
      chunk.list(changes.aliases) { alias, chunk in chunk.texts([alias.id, alias.cluster]) }
    }
  }

  private func writeDecisions(to chunk: inout DataChunk) {
    let places = DecidedClusters(model)
    chunk.field("decisions")
    chunk.list(model.run.decisions) { decision, chunk in
      chunk.list { chunk in
        for cell in [
          decision.decision.rawValue, decision.articleA, decision.articleB, decision.cluster, decision.claim,
          decision.verdict?.rawValue ?? "", decision.reviewer, decision.decidedAt, decision.note,
        ] { chunk.text(cell) }
        chunk.number(places.number(of: decision))
      }
    }
  }

  private func writeRun(to chunk: inout DataChunk) {
    let summary = model.summary
    func entries(_ name: String, _ entries: [RunSummary.Entry]) {
      chunk.field(name)
      chunk.list(entries) { entry, chunk in
        chunk.list { chunk in
          chunk.text(entry.name)
          switch entry.value {
          case .text(let text): chunk.text(text)
          case .integer(let number): chunk.number(number)
          case .decimal(let number): chunk.decimal(number, places: 4)
          case .flag(let isOn): chunk.flag(isOn)
          }
        }
      }
    }
    chunk.field("version")
    chunk.text(summary.version)
    chunk.field("started")
    if let started = summary.startedAt { chunk.number(started) } else { chunk.nothing() }
    chunk.field("memory")
    if let memory = summary.peakMemoryByteCount { chunk.number(memory) } else { chunk.nothing() }
    entries("configuration", summary.configuration)
    entries("counts", summary.counts)
    entries("timings", (summary.timings ?? []).map { RunSummary.Entry($0.stage, .decimal($0.seconds)) })
    chunk.field("inputs")
    chunk.list(summary.inputs.prefix(model.options.listedRowLimit)) { input, chunk in
      chunk.list { chunk in
        chunk.text(input.name)
        chunk.number(input.byteCount)
        chunk.text(input.digest)
      }
    }
    chunk.field("inputCount")
    chunk.number(summary.inputs.count)
    chunk.field("furniture")
    chunk.list(model.run.furniture.prefix(model.options.listedRowLimit)) { line, chunk in
      chunk.list { chunk in
        chunk.text(HTMLText.shortened(line.outlet, to: 80))
        chunk.number(line.articleCount)
        chunk.text(HTMLText.shortened(line.line, to: 300))
      }
    }
    chunk.field("furnitureCount")
    chunk.number(model.run.furniture.count)
  }
}
