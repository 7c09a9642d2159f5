import Attribution
import Clustering
import Corpus
import Foundation
import Glibc
import IndexStore
import Normalization
import Sketching
import Tracing

/// `menbe index rebuild`: reads all texts of an index again, as this program reads them, night by night.
///
/// Outlets, credit lines, sketches, matches, clusters and verdicts are made anew; runs, decisions and the ids of
/// articles stay, and those of clusters where they go on.
public struct IndexRebuild {
  private let plan: RunPlan
  private let progress: Progress

  /// Rebuilds by that plan.
  public init(plan: RunPlan, progress: Progress) { (self.plan, self.progress) = (plan, progress) }

  /// Articles of one step: a night may be larger than memory has room for.
  private static let stepSize = 100_000

  /// Rebuilds the index at `path`, which is replaced when all is done; gives the number of articles.
  ///
  /// - Throws: `IndexError`.
  public func rebuild(_ path: String) async throws -> Int {
    let beside = path + ".rebuilding"
    Self.remove(beside)
    let old = try Index(path, mode: .change, scheme: nil)
    do {
      let count = try await rebuild(old, beside: beside)
      try old.close()
      // A log that somebody still reads would be taken for the new file's.
      guard !FileManager.default.fileExists(atPath: path + "-wal") else { throw IndexError.locked(path: path) }
      guard unsafe rename(beside, path) == 0 else {
        throw IndexError.failed(path: path, detail: "the new file could not be put in its place")
      }
      return count
    } catch {
      try? old.close()
      Self.remove(beside)
      throw error
    }
  }

  private static func remove(_ path: String) {
    for suffix in ["", "-wal", "-shm", "-journal"] { _ = unsafe unlink(path + suffix) }
  }

  private func rebuild(_ old: Index, beside: String) async throws -> Int {
    let new = try Index(beside, mode: .night, scheme: plan.scheme.name)
    do {
      let columns = try old.columns()
      var numbers: [UInt32: UInt32] = [:]
      let runs = try old.runs()
      for run in runs {
        var present = (run.firstArticle..<run.firstArticle + UInt32(run.articleCount)).filter {
          Int($0) < columns.count && columns.isPresent[Int($0)]
        }[...]
        let first = UInt32(numbers.count)
        let count = present.count
        while !present.isEmpty {
          let step = Array(present.prefix(Self.stepSize))
          present = present.dropFirst(Self.stepSize)
          try await bring(step, from: old, into: new, run: run, numbers: &numbers)
        }
        try copy(run, first: first, count: count, from: old, to: new)
      }
      try await decide(old, new, run: runs.last)
      try nameClusters(old, new, numbers: numbers)
      try new.commitAndClose()
      return numbers.count
    } catch {
      try? new.close()
      throw error
    }
  }

  private func bring(
    _ step: [UInt32], from old: Index, into new: Index, run: IndexedRun, numbers: inout [UInt32: UInt32]
  ) async throws {
    progress.beginStage("read")
    var corpus = SketchedCorpus(keepsMetadata: true)
    let worker = SketchWorker(plan: plan, claimReader: plan.makeClaimReader(), readsClaims: true, corpus: corpus)
    var next = 0
    let scheme = plan.scheme
    try await orderedPipeline(width: plan.pipelineWidth) { () -> Range<Int>? in
      guard next < step.count else { return nil }
      defer { next = min(step.count, next + 256) }
      return next..<min(step.count, next + 256)
    } transform: { range in
      var buffers = SketchBuffers(scheme: scheme)
      var chunk = SketchedChunk()
      for place in range {
        let article = try old.text(of: step[place], id: ArticleID(0)).article
        // The place among the step's articles stands in the location, and is found there after sorting.
        let location = RecordLocation(input: 0, byteCount: 0, offset: UInt64(place))
        worker.sketch(article, at: location, into: &chunk, with: &buffers)
      }
      try worker.store(&chunk)
      return chunk
    } consume: { chunk in
      corpus.append(chunk)
      progress.update(done: next, unit: "articles read", fraction: Double(next) / Double(step.count))
    }
    _ = corpus.settle()
    let sources = corpus.locations.map { step[Int($0.offset)] }
    let first = UInt32(numbers.count)
    for (offset, number) in sources.enumerated() { numbers[number] = first + UInt32(offset) }
    let hashes = corpus.keys.map { ShingleHash.hash(Array(Self.base(of: $0).utf8)) }
    let tonight = NightSource(corpus: corpus) { try old.text(of: sources[$0], id: ArticleID(0)).article }
    let result = try await NightEngine(index: new, plan: plan, progress: progress)
      .bring(tonight, NightArrivals(all: corpus, keyHashes: hashes), run: run)
    let tracer = try IndexedTracer(night: result.night, plan: plan, loader: result.loader)
    _ = try NightVerdicts(index: new, tracer: tracer).judge(result.judged, run: run.id)
  }

  /// The id by which a page's further text (`ID#2`) is looked up.
  private static func base(of key: String) -> String {
    guard let mark = key.lastIndex(of: "#"), let number = Int(key[key.index(after: mark)...]), number > 1 else {
      return key
    }
    return String(key[..<mark])
  }

  private func copy(_ run: IndexedRun, first: UInt32, count: Int, from old: Index, to new: Index) throws {
    var copy = run
    (copy.firstArticle, copy.articleCount) = (first, count)
    try new.store(copy)
    try new.store(try old.inputs(run: run.id), run: run.id)
    try new.store(try old.rejections(run: run.id), run: run.id)
  }

  /// Follows what people decided.
  private func decide(_ old: Index, _ new: Index, run: IndexedRun?) async throws {
    let decided = try ReviewRun.restore(try old.decisions().map(\.decision), in: new)
    guard let run, !decided.isEmpty else { return }
    let result = try await NightEngine(index: new, plan: plan, progress: progress)
      .bring(.empty, NightArrivals(), run: run, decided: decided)
    let tracer = try IndexedTracer(night: result.night, plan: plan, loader: result.loader)
    _ = try NightVerdicts(index: new, tracer: tracer).judge(result.judged, run: run.id)
  }

  /// Gives the new clusters the ids of the old ones that they go on from.
  private func nameClusters(_ old: Index, _ new: Index, numbers: [UInt32: UInt32]) throws {
    let members = NightMembers(try old.columns(), order: try old.canonicalOrder())
    let clusters = try old.clusters().map { cluster in
      Lineage.Old(
        id: cluster.id, born: cluster.born, members: members.members(of: cluster.root).compactMap { numbers[$0] })
    }
    let present = try new.clusters()
    let newMembers = NightMembers(try new.columns(), order: try new.canonicalOrder())
    let lineage = Lineage(old: clusters, new: present.map { newMembers.members(of: $0.root) })
    var taken = Set(lineage.heirs.compactMap(\.id))
    var named: [IndexedCluster] = []
    for (cluster, heir) in zip(present, lineage.heirs) {
      var cluster = cluster
      if let id = heir.id {
        (cluster.id, cluster.born) = (id, heir.born ?? cluster.born)
      } else {
        // An id that an old cluster goes on with is not free for a new one.
        while !taken.insert(cluster.id).inserted {
          cluster.id = MatchedCorpus.clusterID(founding: cluster.id)
        }
      }
      named.append(cluster)
    }
    try new.replaceClusters(foundedBy: present.map(\.root), with: named)
    try new.forgetChanges()
    for (id, cluster, run) in try old.allAliases() { try new.addAlias(id, of: cluster, run: run) }
    for (cluster, heir) in zip(named, lineage.heirs) {
      for alias in heir.aliases { try new.addAlias(alias, of: cluster.id, run: cluster.born) }
    }
    for run in try old.runs() {
      let changes = try old.changes(run: run.id)
      try new.addChanges(changes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, run: run.id)
      try new.addVerdictChanges(
        try old.verdictChanges(run: run.id).compactMap { change in
          numbers[change.article].map { ($0, change.number, change.before) }
        }, run: run.id)
    }
  }
}
