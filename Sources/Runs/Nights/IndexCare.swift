import Attribution
import Clustering
import Corpus
import Foundation
import IndexStore
import Matching
import Normalization
import Reporting
import Sketching
import Tracing

/// `menbe index` and `menbe report`: looks after an index and reports from it.
public struct IndexCare {
  /// What an index says of itself.
  public struct Info: Encodable, Sendable {
    /// One night.
    public struct Run: Encodable, Sendable {
      /// Its number.
      public var run: Int
      /// When it started, empty for a reproducible one.
      public var startedAt: String
      /// The program's version.
      public var version: String
      /// Articles that it brought.
      public var articles: Int
      /// Whether its report was put in its place.
      public var isReported: Bool
    }

    /// The file and its size.
    public var path: String
    /// Bytes of the file, and for each article.
    public var bytes, bytesPerArticle: Int
    /// What its sketches were made with.
    public var scheme: String
    /// Rows by table.
    public var counts: [String: Int]
    /// The nights in order.
    public var runs: [Run]
  }

  private let plan: RunPlan
  private let progress: Progress
  private let version: String

  /// Works by that plan.
  public init(plan: RunPlan, progress: Progress, version: String) {
    (self.plan, self.progress, self.version) = (plan, progress, version)
  }

  /// What is in the index at `path`.
  ///
  /// - Throws: `IndexError`.
  public func info(_ path: String) throws -> Info {
    let index = try Index(path, mode: .reading, scheme: nil)
    defer { try? index.close() }
    let (rows, byteCount) = try index.counts()
    let counts = Dictionary(rows.map { ($0.table, $0.count) }) { first, _ in first }
    return Info(
      path: path, bytes: byteCount, bytesPerArticle: byteCount / max(1, counts["article"] ?? 0),
      scheme: try index.schemeName(), counts: counts,
      runs: try index.runs().map { run in
        Info.Run(
          run: run.id, startedAt: run.startedAt == 0 ? "" : UTCTime.text(run.startedAt), version: run.version,
          articles: run.articleCount, isReported: run.isReported)
      })
  }

  /// Checks that the index is whole.
  ///
  /// Throws `RunError.faultyIndex` with what is wrong, or `IndexError`.
  public func check(_ path: String) throws {
    let index = try Index(path, mode: .reading, scheme: plan.scheme.name)
    defer { try? index.close() }
    let faults = try index.faults()
    if !faults.isEmpty { throw RunError.faultyIndex(path: path, faults: faults) }
  }

  /// Removes articles published before a day (`2026-03-21`, UTC) and gives their number.
  ///
  /// A cluster is kept whole while any of its members is younger, and so is whatever kept articles come from or rest on.
  ///
  /// - Throws: `IndexError`, `RunError.badDay`.
  public func prune(_ path: String, before day: String) throws -> Int {
    let time = try Self.interval(day)
    let index = try Index(path, mode: .change, scheme: plan.scheme.name)
    do {
      let columns = try index.columns()
      let members = NightMembers(columns, order: try index.canonicalOrder())
      var kept: Set<UInt32> = []
      var open: [UInt32] = []
      for number in columns.roots.indices where columns.isPresent[number] {
        if columns.published[number].latest >= time.earliest { open.append(UInt32(number)) }
      }
      while let number = open.popLast() {
        guard kept.insert(number).inserted else { continue }
        open += members.members(of: columns.roots[Int(number)]).filter { !kept.contains($0) }
        open += try index.sources(of: number)
      }
      let count = columns.isPresent.count { $0 } - kept.count
      try index.removeArticles { kept.contains($0) }
      try index.commitAndClose()
      return count
    } catch {
      try? index.close()
      throw error
    }
  }

  /// Gives the room of removed articles back to the disk.
  ///
  /// - Throws: `IndexError`.
  public func vacuum(_ path: String) throws {
    let index = try Index(path, mode: .change, scheme: nil)
    do {
      try index.vacuum()
      try index.commitAndClose()
    } catch {
      try? index.close()
      throw error
    }
  }

  /// What a report is of.
  public enum Period: Sendable {
    /// The last night that brought something.
    case lastRun
    /// One night by its number.
    case run(Int)
    /// Articles published from a day to a day, both in (`2026-03-21`, UTC); nil for no bound.
    case days(from: String?, to: String?)
  }

  /// Writes a report of a part of the index into `output`, replaced whole; gives the number of articles it is about.
  ///
  /// - Throws: `IndexError`, `RunError.noSuchRun`, `RunError.badDay`, `ReportingError`.
  public func report(_ path: String, _ period: Period, output: String) async throws -> Int {
    let folder = try OutputFolder(replacing: output, progress)
    let index = try Index(path, mode: .reading, scheme: plan.scheme.name)
    defer { try? index.close() }
    let count: Int
    switch period {
    case .lastRun:
      guard let run = try index.runs().last(where: { $0.articleCount > 0 }) else { throw RunError.noSuchRun(1) }
      try await IndexedReport(plan: plan).write(run, index: index, to: folder)
      count = run.articleCount
    case .run(let number):
      guard let run = try index.runs().first(where: { $0.id == number }) else { throw RunError.noSuchRun(number) }
      try await IndexedReport(plan: plan).write(run, index: index, to: folder)
      count = run.articleCount
    case .days(let from, let to):
      let first = try from.map(Self.interval)?.earliest ?? .min
      let last = try to.map(Self.interval)?.latest ?? .max
      let tracer = try IndexedReport.tracer(index, plan: plan)
      let numbers = tracer.night.order.filter { number in
        let time = tracer.night.columns.published[Int(number)]
        return time.latest >= first && time.earliest <= last && time.basis != .none
      }
      let view = try IndexedReport.view(tracer, numbers: numbers)
      var configuration = plan.summary
      configuration.append(RunSummary.Entry("from", .text(from ?? "")))
      configuration.append(RunSummary.Entry("to", .text(to ?? "")))
      let summary = RunSummary(
        version: version, configuration: configuration, inputs: [],
        counts: [RunSummary.Entry("articles", .integer(numbers.count))])
      try await IndexedReport(plan: plan).write(view, summary: summary, to: folder)
      count = numbers.count
    }
    try folder.commit()
    return count
  }

  private static func interval(_ day: String) throws -> PublishedInterval {
    let time = PublishedInterval.parse(day, zoneMinutes: 0)
    guard time.basis == .date, day.utf8.count == 10 else { throw RunError.badDay(day) }
    return time
  }
}
