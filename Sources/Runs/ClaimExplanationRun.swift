public import Attribution
public import Corpus
import Normalization

/// `menbe claims --explain`: which cue and which rule decided each claim, and why other lines are none.
public struct ClaimExplanationRun {
  /// How many records were read, and those that could not be used.
  public struct Outcome: Sendable {
    /// Articles used.
    public var articleCount: Int
    /// Claims in them.
    public var claimCount: Int
    /// Records not used.
    public var rejections: [Rejection]
  }

  /// An article with its explanation.
  public struct Explained: Sendable {
    /// The article.
    public var article: Article
    /// The canonical name of its outlet; empty when nothing names one.
    public var outlet: String
    /// Why its claims are what they are.
    public var explanation: ClaimExplanation
  }

  private let plan: RunPlan
  private let progress: Progress

  /// A run of that plan.
  public init(plan: RunPlan, progress: Progress) { (self.plan, self.progress) = (plan, progress) }

  /// Hands every article on, in the order of the inputs.
  ///
  /// - Throws: `CorpusError`, `RunError.noArticles`, and what `tell` throws.
  public func run(_ tell: (Explained) throws -> Void) async throws -> Outcome {
    progress.beginStage("read")
    let reader = CorpusReader(paths: plan.inputs, options: plan.reading, registry: plan.registry)
    let (claimReader, normalizer, registry) = (plan.makeClaimReader(), Normalizer(), plan.registry)
    var outcome = Outcome(articleCount: 0, claimCount: 0, rejections: [])
    try await orderedPipeline(width: plan.pipelineWidth) {
      try reader.nextChunk()
    } transform: { chunk in
      try chunk.parse().map { record -> (explained: Explained?, rejection: Rejection?) in
        switch record {
        case .rejection(let rejection): return (nil, rejection)
        case .article(let article, _):
          let outlet = registry.publisherName(site: article.site, url: article.url)
          let explanation = claimReader.explanation(
            of: article, text: normalizer.normalize(article.body), publisher: outlet)
          return (Explained(article: article, outlet: outlet, explanation: explanation), nil)
        }
      }
    } consume: { records in
      for (explained, rejection) in records {
        if let rejection { outcome.rejections.append(rejection) }
        guard let explained else { continue }
        outcome.articleCount += 1
        outcome.claimCount += explained.explanation.readings.count
        try tell(explained)
      }
      progress.update(done: outcome.articleCount, unit: "articles", fraction: reader.shareRead)
    }
    guard outcome.articleCount + outcome.rejections.count > 0 else { throw RunError.noArticles(inputs: plan.inputs) }
    progress.finishStage()
    outcome.rejections.sort()
    return outcome
  }
}
