internal import Corpus

/// Sums up what each outlet did.
struct OutletProfiler {
  let outlets: OutletTable

  /// One profile for each outlet with articles, by name; O(n log n).
  func profiles(articles: [TracedArticle], claims: [JudgedClaim]) -> [OutletProfile] {
    var profiles = outlets.names.enumerated().map { number, name in
      OutletProfile(
        outlet: name, domains: (outlets.records[number]?.domains ?? []).sorted(),
        articleCount: outlets.articleCounts[number], originalCount: 0, creditedCopyCount: 0, uncreditedCopyCount: 0,
        disputedClaimCount: 0, copiedByOthersCount: 0, medianDelayMinutes: nil)
    }
    var delays = [[Int64]](repeating: [], count: profiles.count)
    for index in articles.indices {
      let own = Int(outlets.outletOfArticle[index])
      if own >= 0 {
        switch articles[index].standing {
        case .original: profiles[own].originalCount += 1
        case .creditedCopy: profiles[own].creditedCopyCount += 1
        case .uncreditedCopy: profiles[own].uncreditedCopyCount += 1
        default: break
        }
      }
      guard let parent = articles[index].parent, outlets.areSurelyDifferent(ArticleID(index), parent) else { continue }
      profiles[Int(outlets.outlet(of: parent))].copiedByOthersCount += 1
      if let delay = delay(from: articles[parent.index].published, to: articles[index].published) {
        delays[own].append(delay)
      }
    }
    for index in claims.indices where claims[index].verdict.isContradiction {
      let own = Int(outlets.outlet(of: claims[index].article))
      if own >= 0 { profiles[own].disputedClaimCount += 1 }
    }
    for number in profiles.indices { profiles[number].medianDelayMinutes = medianMinutes(&delays[number]) }
    return profiles
  }

  /// Who copies whom, by names in order; copies of and by unknown outlets are left out; O(n log n).
  func flows(articles: [TracedArticle]) -> [OutletFlow] {
    let copies = articles.indices.compactMap { index -> (pair: (Int32, Int32), copy: Int, parent: Int)? in
      guard let parent = articles[index].parent, outlets.areSurelyDifferent(ArticleID(index), parent) else {
        return nil
      }
      return ((outlets.outletOfArticle[index], outlets.outlet(of: parent)), index, parent.index)
    }.sorted { ($0.pair.0, $0.pair.1, $0.copy) < ($1.pair.0, $1.pair.1, $1.copy) }
    var flows: [OutletFlow] = []
    var start = 0
    while start < copies.count {
      let pair = copies[start].pair
      let end = copies[start...].firstIndex { $0.pair != pair } ?? copies.count
      func count(_ standing: Standing) -> Int { copies[start..<end].count { articles[$0.copy].standing == standing } }
      var delays = copies[start..<end].compactMap {
        delay(from: articles[$0.parent].published, to: articles[$0.copy].published)
      }
      flows.append(
        OutletFlow(
          outlet: outlets.names[Int(pair.0)], source: outlets.names[Int(pair.1)], copyCount: end - start,
          creditedCount: count(.creditedCopy), uncreditedCount: count(.uncreditedCopy),
          disputedCount: count(.disputedCopy), medianDelayMinutes: medianMinutes(&delays)))
      start = end
    }
    return flows
  }

  /// Seconds from parent to copy where both are exact seconds and the parent is not the later one.
  private func delay(from parent: PublishedInterval, to copy: PublishedInterval) -> Int64? {
    guard parent.earliest == parent.latest, copy.earliest == copy.latest, parent.earliest <= copy.earliest else {
      return nil
    }
    let (seconds, overflows) = copy.earliest.subtractingReportingOverflow(parent.earliest)
    return overflows ? nil : seconds
  }

  private func medianMinutes(_ seconds: inout [Int64]) -> Double? {
    guard !seconds.isEmpty else { return nil }
    seconds.sort()
    let upper = Double(seconds[seconds.count / 2])
    let lower = Double(seconds[(seconds.count - 1) / 2])
    return (lower + upper) / 2 / 60
  }
}
