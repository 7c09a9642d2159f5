import Attribution
import Corpus
import Dispatch
import Matching
import Synchronization

/// Proposes candidates, compares their texts and keeps what matches.
struct MatchStage {
  let plan: RunPlan
  let loader: TextLoader
  let progress: Progress
  /// Whether shared words and longest passages are wanted, or only what clusters need.
  let wantsPassages: Bool

  /// Articles whose candidates are compared in one task, at least and at most: the more, the fewer texts are read for
  /// several tasks, but all cores are to be busy to the end.
  private static let chunkSizes = 2048...16_384
  /// Tasks that each worker is to have.
  private static let tasksPerWorker = 16
  /// An article of more words is compared with several others at once: few such articles keep all cores busy.
  private static let longTextWordCount = 1 << 17

  /// What the stage hands on.
  struct Output {
    /// Verified matches, sorted by (b, a).
    var matches: [Match] = []
    var candidateCount = 0
    var discardedCount = 0
    /// What was compared and does not match, sorted likewise, where it is wanted.
    var discards: [(a: ArticleID, b: ArticleID, isPassageOnly: Bool)] = []
  }

  private struct ChunkOutput: Sendable {
    var matches: [Match] = []
    var candidateCount = 0
    var discards: [(a: ArticleID, b: ArticleID, isPassageOnly: Bool)] = []
  }

  /// Compares `articleCount` articles, each with the earlier ones that `comparisons` names, by ascending places.
  ///
  /// `known` gives what an article's comparisons found before, by the earlier one, nil for no match: texts that did not
  /// change since are not compared again.
  func run(
    articleCount count: Int, comparisons: @escaping @Sendable (Int, inout CandidateTally) -> Comparisons,
    known: (@Sendable (ArticleID) throws -> [ArticleID: Match?])? = nil
  ) async throws -> Output {
    var output = Output()
    var next = 0
    let (plan, loader, wantsPassages) = (plan, loader, wantsPassages)
    let share = count / (plan.workers * Self.tasksPerWorker)
    let chunkSize = min(max(share, Self.chunkSizes.lowerBound), Self.chunkSizes.upperBound)
    try await orderedPipeline(width: plan.pipelineWidth) { () -> Range<Int>? in
      guard next < count else { return nil }
      defer { next = min(count, next + chunkSize) }
      return next..<min(count, next + chunkSize)
    } transform: { places in
      try Self.compare(
        places, plan: plan, loader: loader, comparisons: comparisons, known: known, wantsPassages: wantsPassages)
    } consume: { chunk in
      output.discards += chunk.discards
      output.matches += chunk.matches
      output.candidateCount += chunk.candidateCount
      progress.update(done: next, unit: "articles compared", fraction: Double(next) / Double(max(1, count)))
    }
    output.discardedCount = output.candidateCount - output.matches.count
    progress.finishStage()
    return output
  }

  private static func compare(
    _ places: Range<Int>, plan: RunPlan, loader: TextLoader,
    comparisons: (Int, inout CandidateTally) -> Comparisons, known: ((ArticleID) throws -> [ArticleID: Match?])?,
    wantsPassages: Bool
  ) throws -> ChunkOutput {
    var cache = TextCache(loader: loader)
    var tally = CandidateTally()
    let all = places.map { comparisons($0, &tally) }
    var found = [ChunkOutput](repeating: ChunkOutput(), count: all.count)
    for number in orderByStory(all) {
      let one = all[number]
      let before = try known?(one.article) ?? [:]
      let unknown = before.isEmpty ? one.earlier : one.earlier.filter { before[$0] == nil }
      var verified = try verify(unknown, with: one.article, &cache, plan, wantsPassages: wantsPassages).makeIterator()
      for (rank, earlier) in one.earlier.enumerated() {
        let isPassageOnly = rank >= one.copyCount
        found[number].candidateCount += 1
        let match = if let known = before[earlier] { known } else { verified.next() ?? nil }
        if var match {
          match.isPassageOnly = isPassageOnly
          found[number].matches.append(match)
        } else if known != nil {
          found[number].discards.append((earlier, one.article, isPassageOnly))
        }
      }
    }
    var output = ChunkOutput()
    for one in found {
      output.matches += one.matches.sorted { $0.a < $1.a }
      output.discards += one.discards
      output.candidateCount += one.candidateCount
    }
    return output
  }

  /// The numbers of those of `all` that are compared with any, by the first article that each is compared with: so those
  /// that tell one story follow each other, and its texts are read once.
  private static func orderByStory(_ all: [Comparisons]) -> [Int] {
    var order: [(first: ArticleID, number: Int)] = []
    for (number, one) in all.enumerated() {
      if let first = one.earlier.min() { order.append((first, number)) }
    }
    return order.sorted { ($0.first, $0.number) < ($1.first, $1.number) }.map(\.number)
  }

  /// The match of an article with each of `others`; nil where their texts do not match.
  private static func verify(
    _ others: [ArticleID], with article: ArticleID, _ cache: inout TextCache, _ plan: RunPlan, wantsPassages: Bool
  ) throws -> [Match?] {
    guard !others.isEmpty else { return [] }
    let verifier = Verifier(rules: plan.rules)
    let own = try cache.text(of: article)
    let workers = min(plan.workers, others.count)
    guard workers > 1, own.text.wordCount > longTextWordCount else {
      return try others.map { verifier.match(try cache.text(of: $0), own, wantsPassages: wantsPassages) }
    }
    let texts = try others.map { try cache.text(of: $0) }
    let matches = Mutex([Match?](repeating: nil, count: texts.count))
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      for number in stride(from: worker, to: texts.count, by: workers) {
        let match = verifier.match(texts[number], own, wantsPassages: wantsPassages)
        matches.withLock { $0[number] = match }
      }
    }
    return matches.withLock { $0 }
  }
}

/// Texts that one task compared lately, so that a much copied story is read once: one for each value of the lower bits of
/// its number, the last one of several.
struct TextCache {
  private static let capacity = 4096
  /// Words of all of them together, about 1 GB: longer texts take the place of what was there.
  private static let wordCapacity = 32 << 20
  private let loader: TextLoader
  private var wordCount = 0
  private var texts = [VerifiableArticle?](repeating: nil, count: capacity)

  init(loader: TextLoader) { self.loader = loader }

  mutating func text(of article: ArticleID) throws -> VerifiableArticle {
    if let known = known(article) { return known }
    let loaded = try loader.verifiable(article)
    keep(loaded)
    return loaded
  }

  /// The text, if it is there.
  func known(_ article: ArticleID) -> VerifiableArticle? {
    guard let text = texts[article.index & (Self.capacity - 1)], text.id == article else { return nil }
    return text
  }

  /// Puts a text in its place.
  mutating func keep(_ text: VerifiableArticle) {
    let place = text.id.index & (Self.capacity - 1)
    wordCount += text.text.wordCount - (texts[place]?.text.wordCount ?? 0)
    if wordCount > Self.wordCapacity {
      texts = [VerifiableArticle?](repeating: nil, count: Self.capacity)
      wordCount = text.text.wordCount
    }
    texts[place] = text
  }
}
