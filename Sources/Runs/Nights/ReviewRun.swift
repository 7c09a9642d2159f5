import Corpus
import Foundation
import IndexStore
public import Reporting
import Sketching
import Tracing

/// `menbe review`: what people decided goes into an index, and comes out of it.
public struct ReviewRun {
  /// A row of a file of decisions that could not be used.
  public struct Fault: Sendable, Equatable {
    /// The line, from 1.
    public var line: Int
    /// What is wrong, as a person reads it.
    public var message: String
  }

  /// What an import did.
  public struct Outcome: Sendable {
    /// Decisions that are new, and those that the index had already.
    public var newCount, knownCount: Int
    /// Rows that could not be used.
    public var faults: [Fault]
    /// Decisions that clusters cannot follow, because others stand against them, as a person reads them.
    public var conflicts: [String]
    /// Claims that have another verdict now.
    public var changedVerdictCount: Int
  }

  private let plan: RunPlan
  private let progress: Progress
  private let version: String

  /// Works by that plan.
  public init(plan: RunPlan, progress: Progress, version: String) {
    (self.plan, self.progress, self.version) = (plan, progress, version)
  }

  /// Stores the decisions of a CSV file and follows them: clusters and verdicts are as decided from now on.
  ///
  /// Columns are found by their names (`ReviewDecision.columns`), in any order. A row that cannot be used is told and
  /// passed over; a decision that the index has is not stored twice.
  ///
  /// - Throws: `IndexError`, `RunError.notDecisions`, `CorpusError`.
  public func importDecisions(_ bytes: [UInt8], name: String, index path: String) async throws -> Outcome {
    let rows = CSVRows(bytes).rows
    guard let header = rows.first?.cells, header.contains("decision") else { throw RunError.notDecisions(path: name) }
    let index = try Index(path, mode: .change, scheme: plan.scheme.name)
    do {
      return try await importRows(rows.dropFirst(), header: header, index: index)
    } catch {
      try? index.close()
      throw error
    }
  }

  private func importRows(
    _ rows: ArraySlice<CSVRows.Row>, header: [String], index: Index
  ) async throws -> Outcome {
    var outcome = Outcome(newCount: 0, knownCount: 0, faults: [], conflicts: [], changedVerdictCount: 0)
    let members = NightMembers(try index.columns(), order: try index.canonicalOrder())
    var known = Set(try index.decisions().map(\.decision))
    var decided: Set<UInt32> = []
    for row in rows {
      do throws(RowFault) {
        let decision = try Self.decision(row, header: header)
        let effect = try Self.effect(of: decision, index: index, members: members)
        guard known.insert(decision).inserted else {
          outcome.knownCount += 1
          continue
        }
        outcome.newCount += 1
        decided.formUnion(try Self.store(decision, effect, in: index))
      } catch {
        switch error {
        case .fault(let message): outcome.faults.append(Fault(line: row.line, message: message))
        case .index(let cause): throw cause
        }
      }
    }
    guard outcome.newCount > 0 else {
      try index.close()
      return outcome
    }
    let number = (try index.lastRun()?.id ?? 0) + 1
    let columns = try index.columns()
    let run = IndexedRun(
      id: number, startedAt: SystemUsage.now, version: version, firstArticle: UInt32(columns.count), articleCount: 0,
      isReported: true,
      summary: SummaryPacking.pack(
        RunSummary(
          version: version, configuration: plan.summary, inputs: [],
          counts: [RunSummary.Entry("decisions", .integer(outcome.newCount))])))
    let result = try await NightEngine(index: index, plan: plan, progress: progress)
      .bring(.empty, NightArrivals(), run: run, decided: decided)
    let tracer = try IndexedTracer(night: result.night, plan: plan, loader: result.loader)
    _ = try NightVerdicts(index: index, tracer: tracer).judge(result.judged, run: number)
    outcome.changedVerdictCount = try index.verdictChanges(run: number).count
    let decisions = Dictionary(try index.decisions().map { ($0.id, $0.decision) }) { first, _ in first }
    outcome.conflicts = Set(result.conflicts.map(\.decision)).sorted().compactMap { decisions[$0] }.map { decision in
      let names = [decision.cluster, decision.articleA, decision.articleB].filter { !$0.isEmpty }
      return "\(decision.decision.rawValue) of \(names.joined(separator: ", "))"
    }
    try index.store(run)
    try index.commitAndClose()
    return outcome
  }

  /// Why a row cannot be used, or the index cannot.
  private enum RowFault: Error {
    case fault(String)
    case index(any Error)
  }

  /// What a decision comes to in the index.
  private enum Effect {
    case pairs([(UInt32, UInt32)], isSame: Bool)
    case verdict(article: UInt32, number: Int, Verdict)
  }

  private static func decision(_ row: CSVRows.Row, header: [String]) throws(RowFault) -> ReviewDecision {
    guard let cells = row.cells else { throw .fault("a quotation mark stays open, or text follows a closing one") }
    func cell(_ name: String) -> String {
      guard let place = header.firstIndex(of: name), place < cells.count else { return "" }
      return SpreadsheetSafety.restored(cells[place])
    }
    let word = cell("decision")
    guard let kind = ReviewDecision.Decision(rawValue: word) else {
      let all = ReviewDecision.Decision.allCases.map(\.rawValue).joined(separator: ", ")
      throw .fault("there is no decision \(word); there are: \(all)")
    }
    let name = cell("verdict")
    let verdict = Verdict(rawValue: name)
    if kind == .verdict && verdict == nil {
      let all = Verdict.allCases.map(\.rawValue).joined(separator: ", ")
      throw .fault(name.isEmpty ? "the verdict is missing" : "there is no verdict \(name); there are: \(all)")
    }
    return ReviewDecision(
      decision: kind, articleA: cell("article_a"), articleB: cell("article_b"), cluster: cell("cluster_id"),
      claim: cell("claim_id"), verdict: verdict, reviewer: cell("reviewer"), decidedAt: cell("decided_at"),
      note: cell("note"))
  }

  private static func effect(
    of decision: ReviewDecision, index: Index, members: NightMembers
  ) throws(RowFault) -> Effect {
    do {
      func article(_ id: String) throws -> UInt32 {
        guard let number = try index.number(ofArticle: id) else {
          throw RowFault.fault("the index has no article \(id)")
        }
        return number
      }
      switch decision.decision {
      case .verdict:
        guard let verdict = decision.verdict, let claim = try index.claim(decision.claim) else {
          throw RowFault.fault(
            decision.claim.isEmpty ? "the claim_id is missing" : "the index has no claim \(decision.claim)")
        }
        return .verdict(article: claim.article, number: claim.number, verdict)
      case .sameStory, .notSameStory:
        let isSame = decision.decision == .sameStory
        if !decision.articleA.isEmpty && !decision.articleB.isEmpty {
          let (a, b) = (try article(decision.articleA), try article(decision.articleB))
          if a == b { throw RowFault.fault("article_a and article_b are the same") }
          return .pairs([(a, b)], isSame: isSame)
        }
        guard !decision.cluster.isEmpty else {
          throw RowFault.fault("it names neither two articles nor a cluster")
        }
        guard let cluster = try index.cluster(named: decision.cluster) else {
          throw RowFault.fault("the index has no cluster \(decision.cluster)")
        }
        let all = members.members(of: cluster.root)
        if isSame && decision.articleA.isEmpty {
          return .pairs(all.filter { $0 != cluster.root }.map { (cluster.root, $0) }, isSame: true)
        }
        guard !decision.articleA.isEmpty else {
          throw RowFault.fault("the article_a that is not of the cluster is missing")
        }
        let one = try article(decision.articleA)
        return .pairs(all.filter { $0 != one }.map { (one, $0) }, isSame: isSame)
      }
    } catch let fault as RowFault {
      throw fault
    } catch {
      throw .index(error)
    }
  }

  private static func store(
    _ decision: ReviewDecision, _ effect: Effect, in index: Index
  ) throws(RowFault) -> Set<UInt32> {
    do {
      let id = try index.add(decision)
      switch effect {
      case .pairs(let pairs, let isSame):
        for (a, b) in pairs { try index.store(LinkRule(a, b, isSame: isSame, decision: id)) }
        return Set(pairs.flatMap { [$0.0, $0.1] })
      case .verdict(let article, let number, let verdict):
        try index.storeVerdictRule(article: article, number: number, verdict: verdict, decision: id)
        return [article]
      }
    } catch {
      throw .index(error)
    }
  }

  /// Stores decisions of another index whose articles are in this one; those that are not are left out.
  static func restore(_ decisions: [ReviewDecision], in index: Index) throws -> Set<UInt32> {
    let members = NightMembers(try index.columns(), order: try index.canonicalOrder())
    var decided: Set<UInt32> = []
    for decision in decisions {
      do throws(RowFault) {
        decided.formUnion(try store(decision, try effect(of: decision, index: index, members: members), in: index))
      } catch {
        // What was decided about an article that is gone is kept, though there is nothing left to follow it.
        guard case .fault = error else { throw error }
        _ = try index.add(decision)
      }
    }
    return decided
  }

  /// Writes all decisions as a CSV file to `sink`, in the order in which they came; gives their number.
  ///
  /// - Throws: `IndexError`, `ReportingError`.
  public func export(index path: String, to sink: ByteSink) throws -> Int {
    let index = try Index(path, mode: .reading, scheme: nil)
    defer { try? index.close() }
    let decisions = try index.decisions().map(\.decision)
    var writer = try CSVWriter(Self.columns, style: plan.csvStyle, sink: sink)
    for decision in decisions { try writer.write(decision) }
    return decisions.count
  }

  private static var columns: [CSVColumn<ReviewDecision>] {
    [
      CSVColumn("decision") { $1.text($0.decision.rawValue) }, CSVColumn("article_a") { $1.text($0.articleA) },
      CSVColumn("article_b") { $1.text($0.articleB) }, CSVColumn("cluster_id") { $1.text($0.cluster) },
      CSVColumn("claim_id") { $1.text($0.claim) }, CSVColumn("verdict") { $1.text($0.verdict?.rawValue ?? "") },
      CSVColumn("reviewer") { $1.text($0.reviewer) }, CSVColumn("decided_at") { $1.text($0.decidedAt) },
      CSVColumn("note") { $1.text($0.note) },
    ]
  }
}
