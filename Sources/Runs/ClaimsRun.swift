public import Corpus
public import Reporting

/// `menbe claims`: what the articles say of their origin, and nothing else.
public struct ClaimsRun {
  /// How many records were read, and those that could not be used.
  public struct Outcome: Sendable {
    /// Articles used.
    public var articleCount: Int
    /// Claims in them.
    public var claimCount: Int
    /// Records not used.
    public var rejections: [Rejection]
    /// How long each stage took, in order.
    public var timings: [RunSummary.Timing]
  }

  private let plan: RunPlan
  private let progress: Progress

  /// A run of that plan.
  public init(plan: RunPlan, progress: Progress) { (self.plan, self.progress) = (plan, progress) }

  /// Reads the claims of the inputs and writes them to `sink`, which the caller finishes.
  ///
  /// - Throws: `CorpusError`, `RunError.noArticles`, `ReportingError`.
  public func run(to sink: ByteSink) async throws -> Outcome {
    progress.beginStage("read")
    let sketched = try await SketchStage(
      plan: plan, claimReader: plan.makeClaimReader(), readsClaims: true, progress: progress
    ).run()
    guard sketched.readCount > 0 else { throw RunError.noArticles(inputs: plan.inputs) }
    progress.beginStage("write")
    let corpus = sketched.corpus
    let claims = corpus.claims.enumerated().flatMap { position, spoken in
      spoken.map { one in
        ReadClaim(
          articleKey: corpus.keys[position], outlet: corpus.outlet(of: ArticleID(position)), claim: one.claim,
          verbatim: one.verbatim)
      }
    }
    try StageTables.writeClaims(claims, style: plan.csvStyle, to: sink)
    progress.finishStage()
    return Outcome(
      articleCount: corpus.count, claimCount: claims.count, rejections: sketched.rejections,
      timings: progress.summaryTimings)
  }
}
