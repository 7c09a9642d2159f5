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

  /// Articles that are looked at together, so that their comparisons can be put in order; bounds what is in memory.
  var windowSize = 1 << 18

  /// Articles whose candidates are found, or compared, in one task.
  private static let (proposedPerTask, comparedPerTask) = (4096, 1024)
  /// An article of more words is compared with several others at once: few such articles keep all cores busy.
  private static let longTextWordCount = 1 << 17

  /// What the stage hands on.
  struct Output {
    /// Verified matches, sorted by (b, a).
    var matches: [Match] = []
    var candidateCount = 0
    var discardedCount = 0
    /// What was compared and does not match, by b, where it is wanted.
    var discards: [(a: ArticleID, b: ArticleID, isPassageOnly: Bool)] = []
  }

  /// What came of one article's comparisons.
  private struct Found: Sendable {
    var matches: [Match] = []
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
    for start in stride(from: 0, to: count, by: windowSize) {
      let window = start..<min(count, start + windowSize)
      let all = try await proposed(window, comparisons)
      for one in try await compared(all, known: known, window: window, of: count) {
        output.matches += one.matches.sorted { $0.a < $1.a }
        output.discards += one.discards
      }
      output.candidateCount += all.reduce(0) { $0 + $1.earlier.count }
    }
    output.discardedCount = output.candidateCount - output.matches.count
    progress.finishStage()
    return output
  }

  /// What the articles of `window` are compared with; without those that are compared with none.
  private func proposed(
    _ window: Range<Int>, _ comparisons: @escaping @Sendable (Int, inout CandidateTally) -> Comparisons
  ) async throws -> [Comparisons] {
    var all: [Comparisons] = []
    var waiting = window
    try await orderedPipeline(width: plan.pipelineWidth) { () -> Range<Int>? in
      defer { waiting = waiting.dropFirst(Self.proposedPerTask) }
      return waiting.isEmpty ? nil : waiting.prefix(Self.proposedPerTask)
    } transform: { places in
      var tally = CandidateTally()
      return places.map { comparisons($0, &tally) }.filter { !$0.earlier.isEmpty }
    } consume: {
      all += $0
    }
    return all
  }

  /// What came of the comparisons `all`, those of the places `window` of `count`.
  private func compared(
    _ all: [Comparisons], known: (@Sendable (ArticleID) throws -> [ArticleID: Match?])?, window: Range<Int>,
    of count: Int
  ) async throws -> [Found] {
    var found = [Found](repeating: Found(), count: all.count)
    var waiting = StoryOrder.positions(of: all)[...]
    let (plan, loader, wantsPassages) = (plan, loader, wantsPassages)
    try await orderedPipeline(width: plan.pipelineWidth) { () -> ArraySlice<Int>? in
      defer { waiting = waiting.dropFirst(Self.comparedPerTask) }
      return waiting.isEmpty ? nil : waiting.prefix(Self.comparedPerTask)
    } transform: { positions in
      var cache = TextCache(loader: loader)
      return try positions.map { position in
        let one = all[position]
        let before = try known?(one.article)
        return (position, try Self.compare(one, before: before, &cache, plan, wantsPassages: wantsPassages))
      }
    } consume: { chunk in
      for (position, one) in chunk { found[position] = one }
      let done = window.lowerBound + window.count * (all.count - waiting.count) / max(1, all.count)
      progress.update(done: done, unit: "articles compared", fraction: Double(done) / Double(max(1, count)))
    }
    return found
  }

  /// Compares one article, as far as `before` does not know what comes of it; nobody wants discards where it is nil.
  private static func compare(
    _ one: Comparisons, before: [ArticleID: Match?]?, _ cache: inout TextCache, _ plan: RunPlan, wantsPassages: Bool
  ) throws -> Found {
    let known = before ?? [:]
    let unknown = known.isEmpty ? one.earlier : one.earlier.filter { known[$0] == nil }
    var verified = try verify(unknown, with: one.article, &cache, plan, wantsPassages: wantsPassages).makeIterator()
    var found = Found()
    for (rank, earlier) in one.earlier.enumerated() {
      let isPassageOnly = rank >= one.copyCount
      let match = if let known = known[earlier] { known } else { verified.next() ?? nil }
      if var match {
        match.isPassageOnly = isPassageOnly
        found.matches.append(match)
      } else if before != nil {
        found.discards.append((earlier, one.article, isPassageOnly))
      }
    }
    return found
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
