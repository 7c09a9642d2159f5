import Corpus
public import Matching
public import Sketching

/// Finds what articles share: candidates for comparison, and lines that are furniture.
struct ProposeStage {
  let plan: RunPlan
  let sketches: SketchTable
  /// The number of each article's outlet, 0 where it is unknown.
  let publishers: [UInt32]

  /// What the stage hands on.
  struct Output {
    var finder: CandidateFinder
    var learned: [RecurringLines.Learned]
  }

  func run() async throws -> Output {
    let bands = try await lists(of: .bands, postingCount: sketches.bandKeyCount) { _ in false }
    let groups = try await storyGroups(bands)
    let (limits, sense) = (RepeatLimits(least: plan.repeatLimit), FurnitureSense(sketches))
    let publishers = publishers
    let fingerprints = try await lists(of: .fingerprints, postingCount: sketches.fingerprintCount) {
      limits.isExceeded(among: $0, publishers: publishers, storyGroups: groups)
    }
    var learned: [RecurringLines.Learned] = []
    var waiting = groupsOfKeys(.lines, count: sketches.lineCount)
    let sketches = sketches
    try await orderedPipeline(width: plan.workers) {
      waiting.popFirst()
    } transform: { group in
      try RecurringLines.learned(
        in: group, of: sketches, publishers: publishers, storyGroups: groups, limits: limits, sense: sense)
    } consume: { lines in
      learned += lines
    }
    return Output(
      finder: CandidateFinder(sketches: sketches, bands: bands, fingerprints: fingerprints), learned: learned)
  }

  private func groupsOfKeys(_ kind: KeyGroup.Kind, count: Int) -> ArraySlice<KeyGroup> {
    KeyGroup.groups(of: kind, in: sketches, mostPostings: plan.postingsPerGroup(of: count))[...]
  }

  private func lists(
    of kind: KeyGroup.Kind, postingCount: Int, isSuspected: @escaping @Sendable ([UInt32]) -> Bool
  ) async throws -> PostingLists {
    var lists = try PostingLists(
      articleCount: sketches.articleCount, postingCount: postingCount, hasContexts: kind == .fingerprints,
      isOnDisk: plan.keepsListsOnDisk(articleCount: sketches.articleCount, postingCount: sketches.postingCount))
    var waiting = groupsOfKeys(kind, count: postingCount)
    let (sketches, sense) = (sketches, FurnitureSense(sketches))
    try await orderedPipeline(width: plan.workers) {
      waiting.popFirst()
    } transform: { group in
      try PostingGroup(group, of: sketches, isSuspected: isSuspected) { holders throws(CorpusError) in
        try sense.isFurniture(holders)
      }
    } consume: { group in
      lists.append(group)
    }
    try lists.index()
    return lists
  }

  /// The story group of each article.
  private func storyGroups(_ bands: PostingLists) async throws -> [UInt32] {
    let (count, chunk) = (sketches.articleCount, 16_384)
    let (publishers, bandCount) = (publishers, plan.scheme.bands)
    var next = 0
    var parents: [UInt32?] = []
    parents.reserveCapacity(count)
    try await orderedPipeline(width: plan.pipelineWidth) { () -> Range<Int>? in
      guard next < count else { return nil }
      defer { next = min(count, next + chunk) }
      return next..<min(count, next + chunk)
    } transform: { articles in
      var tally = CandidateTally()
      return articles.map {
        StoryGroups.parent(
          of: UInt32($0), bands: bands, bandCount: bandCount, publishers: publishers, tally: &tally)
      }
    } consume: { found in
      parents += found
    }
    return StoryGroups.groups(parents: parents)
  }
}

/// What articles with given sketches share, for whoever has sketches without a run.
public struct Proposals: Sendable {
  /// Proposes the earlier articles that are worth a comparison.
  public let finder: CandidateFinder

  /// Finds what the articles of `sketches` share; `publishers` numbers each one's outlet, 0 where it is unknown.
  ///
  /// Throws `cannotSpool`.
  public init(plan: RunPlan, sketches: SketchTable, publishers: [UInt32]) async throws {
    finder = try await ProposeStage(plan: plan, sketches: sketches, publishers: publishers).run().finder
  }
}
