import Corpus
import IndexStore
import Matching
import Tracing

/// Finds the articles whose verdicts, standings or flags may be others than before a night.
///
/// An article's verdicts rest on its matches with earlier ones, and on those with later ones where it credits their
/// outlet or where one is a state of a page that was there before; on its cluster; on what its parent and its evidence
/// rest on; and on whether outlets that it names have anything in the index.
struct JudgementScope {
  private let night: NightCorpus
  private let plan: RunPlan
  private let credits: CreditedOutlets

  init(night: NightCorpus, plan: RunPlan) {
    (self.night, self.plan) = (night, plan)
    credits = CreditedOutlets(night: night)
  }

  private var index: Index { night.index }

  /// The numbers of these articles; `changed` are the matches that came, went or changed, before and after, `decided` the articles about
  /// which people decided something.
  func articles(changed: [IndexedMatch], clusters: NightClusters, decided: Set<UInt32>) throws -> Set<UInt32> {
    var judged = clusters.moved.union(decided)
    judged.formUnion(night.firstNew..<UInt32(night.columns.count))
    judged.formUnion(try besides(changed))
    let (before, after) = (
      NightMembers(night.columnsBefore, order: night.orderBefore), NightMembers(night.columns, order: night.order)
    )
    for root in clusters.touchedRoots {
      judged.formUnion(before.members(of: root))
      judged.formUnion(after.members(of: root))
    }
    for number in judged where !night.isNew(number) {
      judged.formUnion(after.members(of: night.columns.roots[Int(number)]))
    }
    for number in judged.sorted() where !night.isNew(number) {
      judged.formUnion(try index.children(of: number))
      judged.formUnion(try index.articles(decidedBy: number))
    }
    if try index.hasPageTargets() {
      for number in night.firstNew..<UInt32(night.columns.count) {
        judged.formUnion(try index.articles(pointingTo: try index.article(number).address))
      }
    }
    for (_, name) in night.newOutlets { judged.formUnion(try index.articles(claiming: SourceNames.key(name))) }
    judged.formUnion(try waiting())
    return judged
  }

  /// The articles to which a changed match means something: its later one, and those that credit an outlet or take their
  /// time from it.
  private func besides(_ changed: [IndexedMatch]) throws -> Set<UInt32> {
    var judged: Set<UInt32> = []
    var ties = ChangedTies(night: night)
    for pair in changed { ties.add(pair) }
    for pair in changed {
      judged.insert(pair.b)
      guard pair.match.isTelling else { continue }
      if try ties.hasEarlierState(pair.b) || !credits.outlets(of: pair.a).isEmpty { judged.insert(pair.a) }
      // The page of `b` counts as published when `a` was.
      if pair.match.kind == .version { judged.formUnion(try ties.neighbours(of: pair.b)) }
    }
    // Whoever matches what matches an article of an outlet that it credits.
    for (number, outlets) in ties.outlets {
      for other in try ties.neighbours(of: number) where try !credits.outlets(of: other).isDisjoint(with: outlets) {
        judged.insert(other)
      }
    }
    return judged
  }

  /// The articles that named an outlet of which nothing was in the corpus then, and something near them came tonight.
  private func waiting() throws -> Set<UInt32> {
    var times: [UInt32: (first: Int64, last: Int64)] = [:]
    for number in Int(night.firstNew)..<night.columns.count {
      let (publisher, time) = (night.columns.publishers[number], night.columns.published[number])
      guard publisher != 0, time.earliest != .min, time.latest != .max else { continue }
      let known = times[publisher] ?? (time.earliest, time.latest)
      times[publisher] = (min(known.first, time.earliest), max(known.last, time.latest))
    }
    var found: Set<UInt32> = []
    for (publisher, time) in times {
      let first = time.first.subtractingReportingOverflow(Int64(plan.windowDaysAfter) * 86_400)
      let last = time.last.addingReportingOverflow(Int64(plan.windowDaysBefore) * 86_400)
      for number in try index.articles(waitingFor: night.outletNames[Int(publisher)]) {
        let own = night.columns.published[Int(number)]
        if first.overflow || last.overflow || (own.latest >= first.partialValue && own.earliest <= last.partialValue) {
          found.insert(number)
        }
      }
    }
    return found
  }
}

/// The telling matches that a night changed, by article.
private struct ChangedTies {
  private let night: NightCorpus
  private var others: [UInt32: [UInt32]] = [:]
  /// The numbers of the outlets of what each article matches now, or no longer.
  private(set) var outlets: [UInt32: Set<UInt32>] = [:]
  private var earlierStates: [UInt32: Bool] = [:]

  init(night: NightCorpus) { self.night = night }

  mutating func add(_ pair: IndexedMatch) {
    if pair.match.kind == .version { earlierStates[pair.b] = true }
    guard pair.match.isTelling else { return }
    for (one, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
      others[one, default: []].append(other)
      outlets[one, default: []].insert(night.columns.publishers[Int(other)])
    }
  }

  /// Whether an earlier state of an article's page is known, so that it counts as published when that one was.
  mutating func hasEarlierState(_ number: UInt32) throws -> Bool {
    if let known = earlierStates[number] { return known }
    // All matches of one of tonight's articles are changed.
    var has = false
    if !night.isNew(number) { try night.index.forEachEarlierState(of: [number]) { _ in has = true } }
    earlierStates[number] = has
    return has
  }

  /// What an article matches, or matched before tonight.
  func neighbours(of number: UInt32) throws -> [UInt32] {
    var all = others[number, default: []]
    if night.isNew(number) { return all }
    try night.index.forEachTelling(later: [number]) { all.append($1) }
    try night.index.forEachTelling(earlier: [number]) { all.append($1) }
    return all
  }
}
