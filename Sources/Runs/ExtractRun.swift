public import Corpus
public import Reporting

/// `menbe extract`: the articles as they are read, one JSON object a line, in the order of the inputs.
public struct ExtractRun {
  /// How many records were read, and those that could not be used.
  public struct Outcome: Sendable {
    /// Articles used.
    public var articleCount: Int
    /// Records not used.
    public var rejections: [Rejection]
  }

  private let plan: RunPlan
  private let progress: Progress

  /// A run of that plan.
  public init(plan: RunPlan, progress: Progress) { (self.plan, self.progress) = (plan, progress) }

  /// Writes every article of the inputs to `sink`, which the caller finishes.
  ///
  /// - Throws: `CorpusError`, `RunError.noArticles`, `ReportingError`.
  public func run(to sink: ByteSink) async throws -> Outcome {
    progress.beginStage("read")
    let reader = CorpusReader(paths: plan.inputs, options: plan.reading, registry: plan.registry)
    var outcome = Outcome(articleCount: 0, rejections: [])
    var lines = ArticleLines(sink: sink)
    try await orderedPipeline(width: plan.pipelineWidth) {
      try reader.nextChunk()
    } transform: { chunk in
      try chunk.parse()
    } consume: { records in
      for record in records {
        switch record {
        case .rejection(let rejection): outcome.rejections.append(rejection)
        case .article(let article, let location):
          try lines.write(article, input: reader.store.inputName(of: location))
          outcome.articleCount += 1
        }
      }
      progress.update(done: outcome.articleCount, unit: "articles", fraction: reader.shareRead)
    }
    guard outcome.articleCount + outcome.rejections.count > 0 else { throw RunError.noArticles(inputs: plan.inputs) }
    progress.finishStage()
    outcome.rejections.sort()
    return outcome
  }
}
