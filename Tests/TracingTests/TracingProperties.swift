import Attribution
import Corpus
import Testing
import Tracing

/// SplitMix64 (Steele, Lea and Flood 2014): the same worlds on every machine.
struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite struct TracingProperties {
  static let outlets = ["A.az", "B.az", "C.az", "D.az", "E.az", ""]

  /// A crowded little world: few outlets and stories, vague times, many credits, true and false.
  static func world(_ seed: UInt64) -> World {
    var (world, random) = (World(), Seeded(state: seed))
    for name in outlets.prefix(4) {
      world.outlets[name] = Outlet(
        name: name, kind: Bool.random(using: &random) ? .agency : .site, ownerGroup: name < "C" ? "Holding" : "")
    }
    for number in 0..<Int.random(in: 2...24, using: &random) {
      let minutes = Int64.random(in: -15_000...15_000, using: &random)
      let time: PublishedInterval =
        switch Int.random(in: 0..<8, using: &random) {
        case 0: World.day(from: minutes)
        case 1: World.crawled(minutes)
        case 2: .unknown
        case 3: World.exactly(minutes, basis: .zoneAssumed)
        default: World.exactly(minutes)
        }
      var words = story(Int.random(in: 0..<4, using: &random))
      switch Int.random(in: 0..<4, using: &random) {
      case 0: words = Set(words.sorted().prefix(Int.random(in: 20..<90, using: &random)))
      case 1:
        words = edited(words, Int.random(in: 1..<40, using: &random), editor: Int.random(in: 1..<4, using: &random))
      case 2: words.formUnion(story(9, 0..<Int.random(in: 1..<200, using: &random)))
      default: break
      }
      let url = Int.random(in: 0..<6, using: &random) == 0 ? "https://x/same" : nil
      world.publish("k\(number)", outlets.randomElement(using: &random) ?? "", time, words, url: url)
      for _ in 0..<Int.random(in: 0..<3, using: &random) {
        world.credit(
          "k\(number)", outlets.dropLast().randomElement(using: &random),
          role: Claim.Role.allCases.randomElement(using: &random) ?? .label,
          kind: Int.random(in: 0..<8, using: &random) == 0 ? .social : .agency,
          isKnown: Int.random(in: 0..<8, using: &random) > 0, verbatim: "line \(Int.random(in: 0..<3, using: &random))")
      }
    }
    for item in world.items {
      if let other = world.items.randomElement(using: &random), other.key != item.key {
        switch Int.random(in: 0..<8, using: &random) {
        case 0: world.hidden.insert([item.key, other.key])
        case 1: world.templates.insert([item.key, other.key])
        default: break
        }
      }
    }
    return world
  }

  @Test func `the worlds hold every verdict, standing and flag that these properties speak of`() throws {
    var (verdicts, standings, flags): (Set<Verdict>, Set<Standing>, Set<Flag>) = ([], [], [])
    for seed in UInt64(1)...150 {
      let outcome = try Self.world(seed).trace().outcome
      verdicts.formUnion(outcome.claims.map(\.verdict))
      standings.formUnion(outcome.articles.map(\.standing))
      flags.formUnion(outcome.articles.flatMap(\.flags))
    }
    #expect(verdicts == Set(Verdict.allCases))
    #expect(standings == Set(Standing.allCases))
    let unused: Set<Flag> = [.numbersChanged, .reporterMismatch, .lookAlikeName]
    #expect(flags == Set(Flag.allCases).subtracting(unused))
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `a part of a run names nobody who is not in it`(seed: UInt64) throws {
    let traced = try Self.world(seed).trace().outcome
    var run = TracedRun(
      articles: traced.articles, clusters: [], matches: [], claims: traced.claims, chains: traced.chains,
      outlets: [], flows: [], rejections: [])
    run.changes.isNew = traced.articles.map { _ in false }
    for index in run.articles.indices { run.articles[index].cluster = nil }
    for start in run.articles.indices {
      let kept = run.withNamed([ArticleID(start)]).sorted()
      let part = run.restricted(to: kept, registry: [:])
      #expect(part.articles.map(\.key) == kept.map { run.articles[$0.index].key })
      for (place, article) in part.articles.enumerated() {
        let whole = run.articles[kept[place].index]
        #expect(article.parent.map { part.articles[$0.index].key } == whole.parent.map { run.articles[$0.index].key })
        for (mine, theirs) in zip(article.claims, whole.claims) {
          func key(_ article: ArticleID?, in run: TracedRun) -> String? {
            article.flatMap { $0.index < run.articles.count ? run.articles[$0.index].key : "nobody" }
          }
          let (claim, before) = (part.claims[mine], run.claims[theirs])
          #expect(key(claim.evidence, in: part) == key(before.evidence, in: run))
          #expect(key(claim.reason.holding?.article, in: part) == key(before.reason.holding?.article, in: run))
        }
      }
    }
  }

  @Test(arguments: UInt64(1)...150)
  func `no claim about an outlet is false when the corpus lacks that outlet`(seed: UInt64) throws {
    for named in Self.outlets.dropLast() {
      var world = Self.world(seed)
      let gone = Set(world.items.filter { $0.outlet == named }.map(\.key))
      world.items.removeAll { gone.contains($0.key) }
      world.credits.removeAll { gone.contains($0.key) }
      for claim in try world.trace().outcome.claims where claim.claim.source?.outlet == named {
        let settledByWording: Set<Verdict> = [.selfCredit, .quoted, .unverifiable]
        #expect(claim.verdict == .sourceNotInCorpus || settledByWording.contains(claim.verdict))
      }
    }
  }

  @Test(arguments: UInt64(1)...150)
  func `a shift of all times and another order of input change nothing`(seed: UInt64) throws {
    let world = Self.world(seed)
    let expected = try world.trace().outcome
    var shuffled = world
    var random = Seeded(state: seed &+ 1000)
    shuffled.items.shuffle(using: &random)
    #expect(try shuffled.trace().outcome == expected)
    var moved = world
    moved.shift = 86_400 * 365 + 3_607
    var outcome = try moved.trace().outcome
    for index in outcome.articles.indices { outcome.articles[index].published = expected.articles[index].published }
    #expect(outcome == expected)
  }

  @Test(arguments: UInt64(1)...150)
  func `unrelated articles change nothing`(seed: UInt64) throws {
    var world = Self.world(seed)
    let before = try world.trace()
    for number in 0..<10 {
      world.publish("z\(number)", "Unrelated\(number).az", Int64(number * 3000 - 15_000), story(20 + number % 5))
    }
    let after = try world.trace()
    for article in before.outcome.articles {
      let key = article.key
      #expect(after.standing(key) == before.standing(key))
      #expect(after.parent(key) == before.parent(key))
      #expect(after.article(key)?.flags == article.flags)
      #expect(after.claimed(key) == before.claimed(key))
      #expect(after.evidenced(key) == before.evidenced(key))
      #expect(after.chain(key)?.verdict == before.chain(key)?.verdict)
      #expect(after.origin(key) == before.origin(key))
      #expect(after.claims(key).map(\.verdict) == before.claims(key).map(\.verdict))
      #expect(after.claims(key).map(after.unnumbered) == before.claims(key).map(before.unnumbered))
      #expect(after.claims(key).map(\.flags) == before.claims(key).map(\.flags))
    }
  }

  @Test(arguments: UInt64(1)...150)
  func `what is said holds together`(seed: UInt64) throws {
    let report = try Self.world(seed).trace()
    let articles = report.outcome.articles
    for (index, article) in articles.enumerated() {
      var (current, steps) = (article.parent, 0)
      while let next = current, steps <= articles.count { (current, steps) = (articles[next.index].parent, steps + 1) }
      #expect(steps <= articles.count, "parents never lead in a circle")
      #expect(article.parent != ArticleID(index))
      #expect(
        (article.standing == .alone) == (article.cluster == nil && article.parent == nil)
          || article.standing == .version)
      #expect(article.flags == article.flags.sorted())
      if article.standing == .original { #expect(article.cluster != nil) }
      if article.standing == .uncreditedCopy {
        #expect(
          report.outcome.claims[article.claims].allSatisfy {
            $0.verdict == .selfCredit || $0.flags.contains(.inheritedClaim)
          })
      }
      if let chain = article.chain.map({ report.outcome.chains[$0] }) {
        #expect(chain.claimed.first?.article == ArticleID(index))
        #expect(chain.evidenced.first?.article == ArticleID(index))
        #expect(chain.evidenced.last?.article == chain.origin)
        #expect((chain.verdict == nil) == (chain.claimed.count == 1))
      }
    }
    for claim in report.outcome.claims {
      #expect(claim.reason.holding?.article == claim.evidence)
      guard let evidence = claim.evidence.map({ articles[$0.index] }) else { continue }
      let own = articles[claim.article.index]
      switch claim.verdict {
      case .confirmed, .confirmedPartial:
        #expect(evidence.outlet == claim.claim.source?.outlet)
        #expect(evidence.published.isSurelyBefore(own.published))
      case .confirmedOrderUnknown:
        #expect(evidence.outlet == claim.claim.source?.outlet)
      case .sourceLater:
        #expect(own.published.isSurelyBefore(evidence.published))
        #expect(evidence.published.basis != .crawl)
      case .differentOrigin:
        #expect(
          !evidence.outlet.isEmpty && evidence.outlet != claim.claim.source?.outlet && evidence.outlet != own.outlet)
        #expect(evidence.published.isSurelyBefore(own.published))
      case .circular: #expect(own.cluster == evidence.cluster)
      default: #expect(claim.verdict == .sourceNotInCorpus)
      }
    }
  }
}
