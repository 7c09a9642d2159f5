import Attribution
import Corpus
import Matching
import Normalization
import Sketching
import Tracing

/// Where texts come from that no run keeps in memory, by place in canonical order; any thread may ask.
protocol TextSource: Sendable {
  /// An article, and the claims that were read in it; without claims where nobody asked for them.
  func text(of article: ArticleID) throws -> (article: Article, claims: [Claim])
  /// What is known of it beside its text; `read` is the article where it was read.
  func facts(of article: ArticleID, read: Article?) throws -> ArticleFacts
  /// The comparison form of its text, where that is kept; nil where it is to be made of the text.
  func form(of article: ArticleID) throws -> ComparisonForm?
}

/// The texts of a corpus that lies in its inputs.
struct CorpusTexts: TextSource {
  let store: RecordStore
  let corpus: SketchedCorpus

  func text(of article: ArticleID) throws -> (article: Article, claims: [Claim]) {
    let claims = corpus.claims.isEmpty ? [] : corpus.claims[article.index].map(\.claim)
    return (try store.article(at: corpus.locations[article.index]), claims)
  }

  func facts(of article: ArticleID, read: Article?) -> ArticleFacts { corpus.facts(of: article) }

  func form(of article: ArticleID) throws -> ComparisonForm? { try corpus.forms.form(of: article.index) }
}

/// Reads texts again for comparison: after sketching, no text is kept in memory.
struct TextLoader: Sendable {
  let source: any TextSource
  let furniture: FurnitureBook
  let recurring: RecurringLines
  private let normalizer = Normalizer()

  init(source: any TextSource, furniture: FurnitureBook, recurring: RecurringLines) {
    (self.source, self.furniture, self.recurring) = (source, furniture, recurring)
  }

  /// The same texts under other ids.
  func moved(to source: any TextSource) -> TextLoader {
    TextLoader(source: source, furniture: furniture, recurring: recurring)
  }

  /// A text with its comparison form and the ranges of its words that are the story.
  struct Loaded {
    var article: Article
    var text: NormalizedText
    var kept: [Range<Int>]
    /// The story without credit lines; equal to `kept` where no claims were read, or there are none.
    var uncredited: [Range<Int>]
  }

  /// The article alone, without its words.
  func article(_ article: ArticleID) throws -> Article { try source.text(of: article).article }

  func load(_ article: ArticleID) throws -> Loaded {
    let (read, claims) = try source.text(of: article)
    return load(read, claims: claims)
  }

  /// The same of an article at hand.
  func load(_ read: Article, claims: [Claim]) -> Loaded {
    let text = normalizer.normalize(read.body)
    let form = form(of: text, body: read.body, claims: claims)
    let (kept, uncredited) = kept(form)
    return Loaded(article: read, text: text, kept: kept, uncredited: uncredited)
  }

  private func form(of text: NormalizedText, body: [UInt8], claims: [Claim]) -> ComparisonForm {
    form(of: text, body: body, claims: claims, hasSamples: recurring.count > 0)
  }

  private func form(
    of text: NormalizedText, body: [UInt8], claims: [Claim], hasSamples: Bool
  ) -> ComparisonForm {
    var form = ComparisonForm(
      text, body: body, furniture: furniture.furnitureLines(in: text, body: body),
      credits: claims.isEmpty ? [] : Claim.creditWords(of: claims, in: text))
    if hasSamples {
      let sketched = KeptWords.ranges(wordCount: form.codes.count, leavingOut: form.furniture)
      form.samples = Sketcher.samples(form.codes, kept: sketched, scheme: recurring.scheme)
    }
    return form
  }

  /// Whether the story of an article is other words than where `other` recurs.
  func tellsAnew(_ article: ArticleID, than other: RecurringLines) throws -> Bool {
    let (read, claims) = try source.text(of: article)
    let form = form(of: normalizer.normalize(read.body), body: read.body, claims: claims, hasSamples: true)
    return kept(form, leavingOut: recurring) != kept(form, leavingOut: other)
  }

  private func kept(_ form: ComparisonForm) -> (kept: [Range<Int>], uncredited: [Range<Int>]) {
    kept(form, leavingOut: recurring)
  }

  /// The ranges of words that are the story, and those of them that are no credit line.
  private func kept(
    _ form: ComparisonForm, leavingOut recurring: RecurringLines
  ) -> (kept: [Range<Int>], uncredited: [Range<Int>]) {
    let left = form.furniture + recurring.ranges(in: form)
    let kept = KeptWords.ranges(wordCount: form.codes.count, leavingOut: left)
    guard !form.credits.isEmpty else { return (kept, kept) }
    return (kept, KeptWords.ranges(wordCount: form.codes.count, leavingOut: left + form.credits))
  }

  func verifiable(_ article: ArticleID) throws -> VerifiableArticle {
    if let form = try source.form(of: article) {
      return verifiable(form, id: article, facts: try source.facts(of: article, read: nil))
    }
    let (read, claims) = try source.text(of: article)
    return verifiable(
      form(of: normalizer.normalize(read.body), body: read.body, claims: claims), id: article,
      facts: try source.facts(of: article, read: read))
  }

  /// The same of a form at hand.
  private func verifiable(_ form: ComparisonForm, id: ArticleID, facts: ArticleFacts) -> VerifiableArticle {
    let (kept, uncredited) = kept(form)
    return VerifiableArticle(
      id: id, facts: facts, text: ComparableText(codes: form.codes, kept: kept),
      uncreditedText: uncredited == kept ? nil : ComparableText(codes: form.codes, kept: uncredited))
  }

  /// The same of a text at hand.
  func verifiable(_ loaded: Loaded, id: ArticleID, facts: ArticleFacts) -> VerifiableArticle {
    let isCredited = loaded.uncredited != loaded.kept
    return VerifiableArticle(
      id: id, facts: facts, text: ComparableText(loaded.text, kept: loaded.kept),
      uncreditedText: isCredited ? ComparableText(loaded.text, kept: loaded.uncredited) : nil)
  }
}
