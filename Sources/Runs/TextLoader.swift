import Attribution
import Corpus
import Matching
import Normalization

/// Reads texts again for comparison: after sketching, no text is kept in memory.
struct TextLoader: Sendable {
  let store: RecordStore
  let corpus: SketchedCorpus
  let furniture: FurnitureBook
  let recurring: RecurringLines
  private let normalizer = Normalizer()

  init(store: RecordStore, corpus: SketchedCorpus, furniture: FurnitureBook, recurring: RecurringLines) {
    (self.store, self.corpus, self.furniture, self.recurring) = (store, corpus, furniture, recurring)
  }

  /// A text with its comparison form and the ranges of its words that are the story.
  struct Loaded {
    var article: Article
    var text: NormalizedText
    var kept: [Range<Int>]
    /// The story without credit lines; equal to `kept` where no claims were read, or there are none.
    var uncredited: [Range<Int>]
  }

  func load(_ article: ArticleID) throws -> Loaded {
    let read = try store.article(at: corpus.locations[article.index])
    let text = normalizer.normalize(read.body)
    let furniture = furniture.furnitureLines(in: text, body: read.body) + recurring.ranges(in: text)
    let kept = KeptWords.ranges(wordCount: text.words.count, leavingOut: furniture)
    guard !corpus.claims.isEmpty, !corpus.claims[article.index].isEmpty else {
      return Loaded(article: read, text: text, kept: kept, uncredited: kept)
    }
    let credits = Claim.creditWords(of: corpus.claims[article.index].map(\.claim), in: text)
    let uncredited = KeptWords.ranges(wordCount: text.words.count, leavingOut: furniture + credits)
    return Loaded(article: read, text: text, kept: kept, uncredited: uncredited)
  }

  func verifiable(_ article: ArticleID) throws -> VerifiableArticle {
    let loaded = try load(article)
    let isCredited = loaded.uncredited != loaded.kept
    return VerifiableArticle(
      id: article, facts: corpus.facts(of: article), text: ComparableText(loaded.text, kept: loaded.kept),
      uncreditedText: isCredited ? ComparableText(loaded.text, kept: loaded.uncredited) : nil)
  }
}
