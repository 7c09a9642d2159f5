import Clustering
import Corpus
import Matching
import Normalization
import Sketching

/// A corpus with its verified matches and clusters: what `cluster` writes and `run` goes on from.
struct MatchedCorpus {
  var corpus: SketchedCorpus
  var loader: TextLoader
  /// Sorted by (b, a).
  var matches: [Match]
  var clustering: ClusterBuilder.Result
  var inputs: [InputSummary]
  var rejections: [Rejection]
  var readCount: Int
  var candidateCount: Int
  var suppressedPostingCount: Int
  var recurringLineCount: Int

  /// Reads, sketches, matches and clusters the plan's inputs.
  static func make(plan: RunPlan, readsClaims: Bool, progress: Progress) async throws -> MatchedCorpus {
    progress.beginStage("read")
    let claimReader = plan.makeClaimReader()
    let sketched = try await SketchStage(
      plan: plan, claimReader: claimReader, readsClaims: readsClaims, progress: progress
    ).run()
    guard sketched.readCount > 0 else { throw RunError.noArticles(inputs: plan.inputs) }

    progress.beginStage("propose")
    let corpus = sketched.corpus
    let proposed = try await ProposeStage(plan: plan, sketches: corpus.sketches, publishers: corpus.publishers).run()
    let recurring = try RecurringLines(learned: proposed.learned, scheme: plan.scheme) { position throws(CorpusError) in
      try corpus.forms.form(of: position)
    }
    let finder = proposed.finder
    progress.finishStage()

    progress.beginStage("compare")
    let loader = TextLoader(
      source: CorpusTexts(store: sketched.store, corpus: sketched.corpus), furniture: plan.furniture,
      recurring: recurring)
    let matched = try await MatchStage(plan: plan, loader: loader, progress: progress, wantsPassages: readsClaims)
      .run(articleCount: sketched.corpus.count) { place, tally in
        plan.comparisons(
          of: ArticleID(place), candidates: finder.candidates(of: ArticleID(place), tally: &tally),
          wantsPassages: readsClaims)
      }

    progress.beginStage("cluster")
    var cache = TextCache(loader: loader)
    let verifier = Verifier(rules: plan.rules)
    let keys = sketched.corpus.keys
    let clustering = try ClusterBuilder.build(articleCount: sketched.corpus.count, matches: matched.matches) { a, b in
      verifier.match(try cache.text(of: a), try cache.text(of: b), wantsPassages: false)
    } clusterID: { founding in
      clusterID(founding: keys[founding.index])
    }
    progress.finishStage()
    return MatchedCorpus(
      corpus: sketched.corpus, loader: loader, matches: matched.matches, clustering: clustering,
      inputs: sketched.inputs, rejections: sketched.rejections, readCount: sketched.readCount,
      candidateCount: matched.candidateCount, suppressedPostingCount: finder.suppressedPostingCount,
      recurringLineCount: recurring.count)
  }

  /// The id of a cluster: "c" and 16 hexadecimal digits of XXH3 over the founding article's id.
  static func clusterID(founding key: String) -> String {
    let digits = String(ShingleHash.hash(Array(key.utf8)), radix: 16)
    return "c" + String(repeating: "0", count: 16 - digits.count) + digits
  }
}
