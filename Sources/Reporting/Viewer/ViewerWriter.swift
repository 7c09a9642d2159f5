import Corpus
import Tracing

/// Writes the data of the viewer inside the report, chunk by chunk.
///
/// Rows go by the reading order of clusters, so that what one page needs lies together; a chunk names articles by their
/// cluster's number and their place in it.
struct ViewerWriter: Sendable {
  let model: ReportModel
  let texts: PageTexts
  let index: ViewerIndex
  /// The words of every language that the viewer speaks.
  let languages: [Words]

  init(model: ReportModel, texts: PageTexts) throws(ReportingError) {
    (self.model, self.texts, index) = (model, texts, ViewerIndex(model))
    languages = [try Words(.english), try Words(.azerbaijani)]
  }

  /// What is to be written into `folder`, a file a task.
  func tasks(_ folder: OutputFolder) -> [WritingTask] {
    var tasks: [WritingTask] = []
    func add(_ make: @escaping @Sendable () throws -> DataChunk) {
      tasks.append {
        let chunk = try make()
        let file = try folder.file(chunk.file)
        try file.append(chunk.finish())
        try file.finish()
      }
    }
    let textRanges = textRanges
    add { wordChunk() }
    add { reportChunk(textStarts: textRanges.map(\.lowerBound)) }
    add { outletChunk() }
    for (number, range) in textRanges.enumerated() {
      add { try textChunk(number, range) }
    }
    for (number, range) in Self.cut(model.run.claims.count, by: Self.claimsPerChunk) {
      add { try claimChunk(number, range) }
    }
    for (number, range) in Self.cut(model.run.clusters.count, by: Self.clustersPerChunk) {
      add { clusterChunk(number, range) }
    }
    for (number, range) in Self.cut(model.run.clusters.count, by: Self.memberClustersPerChunk) {
      add { memberChunk(number, range) }
    }
    for (number, range) in Self.cut(model.run.claims.count, by: Self.listedClaimsPerChunk) {
      add { claimListChunk(number, range) }
    }
    for (number, range) in Self.cut(model.run.rejections.count, by: Self.rejectsPerChunk) {
      add { rejectChunk(number, range) }
    }
    return tasks
  }

  private static func cut(_ count: Int, by size: Int) -> [(Int, Range<Int>)] {
    stride(from: 0, to: count, by: size).map { ($0 / size, $0..<min($0 + size, count)) }
  }
}
