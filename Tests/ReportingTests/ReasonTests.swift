import Corpus
import Reporting
import Testing
import Tracing

/// Reasons in words, as claims.csv and the pages have them.
@Suite struct ReasonTests {
  static let articles = [
    AwkwardRun.article("d1", "Demokrat.az", "t", .unknown), AwkwardRun.article("n1", "", "t", .unknown),
  ]
  static let holding = Reason.Holding(article: ArticleID(0), share: 0.989, passageWordCount: 120)
  static let cases: [(reason: Reason, english: String)] = [
    (.onlyReporter, "The line names only who reports, and no source."),
    (.itself, "The line names the outlet itself."),
    (.unknownName("Qayçı"), "“Qayçı” is no outlet that Menbe knows."),
    (.statement, "The line says to whom a statement was made, not whose text this is."),
    (.noOutlet("yerli KİV"), "“yerli KİV” is no news outlet, so no corpus of outlets can settle it."),
    (.notInCorpus(outlet: "APA"), "The corpus holds no article of APA, so nothing can be said."),
    (
      .notInWindow(outlet: "APA", articleCount: 1, window: ClaimWindow(secondsBefore: 90_000, secondsAfter: 5_400)),
      "The corpus holds 1 article of APA, none surely from 1 d 1 h before to 1 h 30 min after this article, so nothing "
        + "can be said."
    ),
    (
      .namelessHolder(.init(article: ArticleID(1), share: 1, passageWordCount: 1), outlet: "APA"),
      "Article n1 of an unknown outlet holds 100 % of this text (longest shared passage 1 word), was published earlier "
        + "and may be APA's own, so nothing can be said."
    ),
    (
      .otherOrigin(
        holding, .init(seconds: 3_000, isExact: true), outlet: "APA", isCreditedThereToo: true, articleCount: 4),
      "Demokrat.az article d1 holds 98 % of this text (longest shared passage 120 words) and was published 50 min "
        + "earlier; APA, which that article credits too, does not have it among 4 articles in the window."
    ),
    (
      .nothingSimilar(outlet: "APA", articleCount: 2, window: ClaimWindow()),
      "APA has 2 articles from 7 d before to 2 d after this article, and none shares a substantial part of this text."
    ),
    (
      .circle(holding),
      "Demokrat.az article d1 holds 98 % of this text (longest shared passage 120 words), but the credits lead from "
        + "there back to this article."
    ),
    (
      .earlier(holding, .init(seconds: 59, isExact: false)),
      "Demokrat.az article d1 holds 98 % of this text (longest shared passage 120 words) and was published at least 59 "
        + "s earlier."
    ),
    (
      .orderUnknown(holding, .itsBasis(.date)),
      "Demokrat.az article d1 holds 98 % of this text (longest shared passage 120 words), but its time is known to the "
        + "day only, so the order is unknown."
    ),
    (
      .later(holding, .init(seconds: 7_199, isExact: true)),
      "Demokrat.az article d1 holds 98 % of this text (longest shared passage 120 words), but was published 1 h 59 min "
        + "later."
    ),
  ]

  @Test(arguments: cases.indices) func `every reason is one English sentence`(place: Int) throws {
    let (reason, english) = Self.cases[place]
    #expect(try Words(.english).sentence(reason, in: Self.articles) == english)
  }

  @Test(arguments: cases.indices) func `every reason is another sentence in Azerbaijani, with the same facts`(
    place: Int
  )
    throws
  {
    let (reason, english) = Self.cases[place]
    let sentence = try Words(.azerbaijani).sentence(reason, in: Self.articles)
    #expect(sentence != english && !sentence.contains("{") && sentence.hasSuffix("."))
    for fact in ["APA", "Demokrat.az", "d1", "Qayçı", "yerli KİV", "98", "120", "50", "59"] where english.contains(fact)
    {
      #expect(sentence.contains(fact), "\(fact)")
    }
  }

  @Test func `every vague time is said in both languages`() throws {
    for language in Words.Language.allCases {
      let words = try Words(language)
      let doubts: [Reason.Doubt] =
        [.sameTime, .overlap] + [.date, .crawl, .none].flatMap { [.itsBasis($0), .ownBasis($0)] }
      let sentences = doubts.map { words.sentence(.orderUnknown(Self.holding, $0), in: Self.articles) }
      #expect(Set(sentences).count == 8)
    }
  }
}
