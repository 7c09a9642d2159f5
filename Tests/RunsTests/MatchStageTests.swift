import Attribution
import Corpus
import Matching
import Normalization
import Testing

@testable import Runs

/// Comparing texts in the order of their stories, which changes nothing of what is found.
@Suite struct MatchStageTests {
  /// Texts at hand.
  private struct Texts: TextSource {
    let forms: [ComparisonForm]

    func text(of article: ArticleID) throws -> (article: Article, claims: [Claim]) {
      preconditionFailure("their forms are there")
    }

    func facts(of article: ArticleID, read: Article?) -> ArticleFacts {
      ArticleFacts(publisher: UInt32(article.index % 3) + 1, urlHash: 0, published: .unknown)
    }

    func form(of article: ArticleID) -> ComparisonForm? { forms[article.index] }
  }

  /// Eight stories in turn, each text with a sentence of its own.
  private static let forms: [ComparisonForm] = (0..<60).map { number in
    let story = (0..<40).map { "söz\($0 * 31 + number % 8 * 1009)" }
    let body = Array((story + (0..<5).map { "ayrı\(number * 7 + $0)" }).joined(separator: " ").utf8)
    return ComparisonForm(Normalizer().normalize(body), body: body)
  }

  private func compare(windowSize: Int, workers: Int) async throws -> MatchStage.Output {
    let plan = try RunPlan(inputs: [], workers: workers)
    let none = RecurringLines(learned: [], scheme: plan.scheme) { Self.forms[$0] }
    var stage = MatchStage(
      plan: plan, loader: TextLoader(source: Texts(forms: Self.forms), furniture: plan.furniture, recurring: none),
      progress: Progress(), wantsPassages: true)
    stage.windowSize = windowSize
    return try await stage.run(articleCount: Self.forms.count) { place, _ in
      // The same story eight and sixteen before, and another one.
      let earlier = [place - 8, place - 16, place - 3].filter { $0 >= 0 }.map { ArticleID($0) }
      return Comparisons(article: ArticleID(place), earlier: earlier, copyCount: earlier.count)
    } known: { article in
      // What is known is not compared, true or not.
      article.index == 30 ? [ArticleID(22): nil] : [:]
    }
  }

  @Test(arguments: [(1, 1), (7, 2), (16, 3), (59, 1), (60, 2)])
  func `articles are looked at in windows of any size, with the same outcome`(
    windowSize: Int, workers: Int
  ) async throws {
    let whole = try await compare(windowSize: 1 << 18, workers: 1)
    let parts = try await compare(windowSize: windowSize, workers: workers)
    #expect(parts.matches == whole.matches)
    #expect(parts.discards.map { [$0.a, $0.b] } == whole.discards.map { [$0.a, $0.b] })
    #expect((parts.candidateCount, parts.discardedCount) == (whole.candidateCount, whole.discardedCount))
  }

  @Test func `matches come by their later article, then by their earlier one, without what is known to be none`()
    async throws
  {
    let whole = try await compare(windowSize: 1 << 18, workers: 2)
    let pairs = whole.matches.map { [$0.b.index, $0.a.index] }
    let expected = (8..<60).flatMap { later in
      [later - 16, later - 8].filter { $0 >= 0 && [later, $0] != [30, 22] }.map { [later, $0] }
    }
    #expect(pairs == expected)
    #expect(whole.candidateCount == whole.matches.count + whole.discards.count)
    #expect(whole.discards.contains { ($0.a.index, $0.b.index) == (22, 30) })
  }

  @Test func `texts of one story follow each other, whichever of them each is compared with`() {
    func one(_ article: Int, _ earlier: Int...) -> Comparisons {
      Comparisons(article: ArticleID(article), earlier: earlier.map { ArticleID($0) }, copyCount: earlier.count)
    }
    #expect(StoryOrder.positions(of: []).isEmpty)
    // 14 leads to 3 over 9, 12 to 5 over 6; 2, 3, 4 and 5 are compared with none.
    let all = [one(6, 5), one(7, 2), one(9, 4, 3), one(12, 6), one(13, 7), one(14, 9)]
    #expect(StoryOrder.positions(of: all) == [1, 4, 2, 5, 0, 3])
  }
}
