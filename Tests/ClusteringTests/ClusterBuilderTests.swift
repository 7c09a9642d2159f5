import Clustering
import Corpus
import Matching
import Testing

private func match(_ a: Int, _ b: Int, _ kind: Match.Kind = .nearDuplicate, jaccard: Double = 0.9) -> Match {
  Match(
    a: ArticleID(a), b: ArticleID(b), kind: kind, jaccard: jaccard, containmentOfAInB: kind == .extended ? 1 : jaccard,
    containmentOfBInA: kind == .excerpt ? 1 : jaccard, sharedWordCount: 100, longestPassageWordCount: 50,
    hasChangedNumbers: false, order: .aFirst)
}

private func build(_ count: Int, _ matches: [Match], related: Set<[Int]> = []) -> ClusterBuilder.Result {
  ClusterBuilder.build(
    articleCount: count, matches: matches.sorted { ($0.b, $0.a) < ($1.b, $1.a) },
    compare: { a, b in
      related.contains([a.index, b.index].sorted())
        ? match(min(a.index, b.index), max(a.index, b.index), .partial, jaccard: 0.5) : nil
    },
    clusterID: { "c\($0.index)" })
}

@Suite struct ClusterBuilderTests {
  @Test func `copies of one text are one cluster named after the earliest`() {
    let result = build(4, [match(0, 1), match(0, 2), match(1, 2), match(0, 3)])
    #expect(result.clusters.count == 1)
    #expect(result.clusters[0].id == "c0")
    #expect(result.clusters[0].members.map(\.index) == [0, 1, 2, 3])
    #expect(result.parents == [nil, ArticleID(0), ArticleID(0), ArticleID(0)])
  }

  @Test func `a digest of two stories joins one of them and merges nothing`() {
    // 0 and 1 are stories, 2 holds both, 3 copies story 1 and is also a part of 2.
    let result = build(
      4,
      [
        match(0, 2, .extended, jaccard: 0.5), match(1, 2, .extended, jaccard: 0.45), match(1, 3),
        match(2, 3, .excerpt, jaccard: 0.45),
      ])
    #expect(result.clusters.map { $0.members.map(\.index) } == [[0, 2], [1, 3]])
  }

  @Test func `a chain of likenesses without likeness to the founding text is cut`() {
    // 0~1 and 1~2 and 2~3, but 2 and 3 have nothing of 0, and 3 nothing of 1.
    let result = build(4, [match(0, 1), match(1, 2), match(2, 3)])
    #expect(result.clusters.allSatisfy { $0.members.count < 4 })
  }

  @Test func `a fair share of the members lets an article in that the founding text does not match`() {
    let result = build(4, [match(0, 1, .extended), match(0, 2, .extended), match(1, 3, .excerpt)], related: [[2, 3]])
    #expect(result.clusters[0].members.map(\.index) == [0, 1, 2, 3])
  }

  @Test func `a digest brings no copy of its other story along where that story's own article is missing`() {
    // 1 holds 0 and another story, which 2 and 3 copy.
    let result = build(
      4, [match(0, 1, .extended), match(1, 2, .excerpt), match(1, 3, .excerpt), match(2, 3, jaccard: 0.8)])
    #expect(result.clusters.map { $0.members.map(\.index) } == [[0, 1], [2, 3]])
  }

  @Test func `templates and partial matches tie nothing`() {
    #expect(build(3, [match(0, 1, .template), match(0, 2, .partial)]).clusters.isEmpty)
  }

  @Test func `a template of the founding article stays out, whichever member it resembles`() {
    // 2 copies 1, which copies 0; but 2 is 0 with other numbers.
    let result = build(3, [match(0, 1), match(0, 2, .template), match(1, 2)])
    #expect(result.clusters.map { $0.members.map(\.index) } == [[0, 1]])
  }

  @Test func `five thousand copies of one text are one cluster`() {
    let copies = (1...5000).flatMap { copy in Set([0, max(0, copy - 1)]).map { match($0, copy) } }
    let result = build(5001, copies)
    #expect(result.clusters.map(\.members.count) == [5001])
  }

  @Test func `the parent is the version that explains most of the text`() {
    let result = build(3, [match(0, 1, jaccard: 0.8), match(0, 2, jaccard: 0.8), match(1, 2, jaccard: 0.97)])
    #expect(result.parents[2] == ArticleID(1))
  }
}
