import Attribution
import Corpus
import Matching
import Normalization
import Runs
import Sketching

/// What the stages that see one text at a time made of a corpus, in canonical order.
struct BenchTexts {
  var plan: RunPlan
  var articles: [Article] = []
  var texts: [NormalizedText] = []
  var outlets: [String] = []
  var sketches: [Sketch] = []
  var claims: [[Claim]] = []
  var byteCount = 0
}

/// The stages that see one text at a time: reading, normalising, furniture, sketching, claims.
enum TextStages {
  static func measure(_ path: String, in table: inout StageTable) throws -> BenchTexts {
    var made = BenchTexts(plan: try RunPlan(inputs: [path], workers: 1))
    made.articles = try read(made.plan, in: &table)
    made.byteCount = made.articles.reduce(0) { $0 + $1.body.count }
    made.outlets = made.articles.map { made.plan.registry.publisherName(site: $0.site, url: $0.url) }
    normalize(&made, in: &table)
    findFurniture(made, in: &table)
    sketch(&made, in: &table)
    readClaims(&made, in: &table)
    return made
  }

  /// Reads and parses the corpus; the articles come back in canonical order.
  private static func read(_ plan: RunPlan, in table: inout StageTable) throws -> [Article] {
    table.begin()
    let reader = CorpusReader(paths: plan.inputs, options: plan.reading, registry: plan.registry)
    var (articles, rejectedCount) = ([Article](), 0)
    while let chunk = try reader.nextChunk() {
      for record in try chunk.parse() {
        if case .article(let article, _) = record { articles.append(article) } else { rejectedCount += 1 }
      }
    }
    table.end(
      "read, parse", byteCount: reader.bytesRead, articleCount: articles.count,
      note: "\(articles.count) articles, \(rejectedCount) rejects")
    return articles.sorted { a, b in
      let (timeA, timeB) = (a.published.orderingSecond, b.published.orderingSecond)
      return timeA == timeB ? a.key.utf8.lexicographicallyPrecedes(b.key.utf8) : timeA < timeB
    }
  }

  private static func normalize(_ made: inout BenchTexts, in table: inout StageTable) {
    let normalizer = Normalizer()
    var (text, wordCount) = (NormalizedText(), 0)
    table.begin()
    for article in made.articles {
      normalizer.normalize(article.body, into: &text)
      wordCount += text.words.count
    }
    table.end(
      "normalise", byteCount: made.byteCount, articleCount: made.articles.count, note: "\(wordCount) words")
    made.texts = made.articles.map { normalizer.normalize($0.body) }
  }

  private static func findFurniture(_ made: BenchTexts, in table: inout StageTable) {
    table.begin()
    var lineCount = 0
    for (article, text) in zip(made.articles, made.texts) {
      lineCount += made.plan.furniture.furnitureLines(in: text, body: article.body).count
    }
    table.end(
      "furniture", byteCount: made.byteCount, articleCount: made.articles.count, note: "\(lineCount) known lines")
  }

  private static func sketch(_ made: inout BenchTexts, in table: inout StageTable) {
    var (codes, shingles, shingleCount): ([UInt32], [UInt64], Int) = ([], [], 0)
    table.begin()
    for text in made.texts {
      ShingleHash.codeWords(of: text, into: &codes)
      for wordCount in [made.plan.scheme.shingleWordCount, made.plan.scheme.fingerprintWordCount] {
        shingles.removeAll(keepingCapacity: true)
        ShingleHash.hashShingles(of: codes[...], wordCount: wordCount, into: &shingles)
        shingleCount += shingles.count
      }
    }
    table.end(
      "shingle", byteCount: made.byteCount, articleCount: made.articles.count, note: "\(shingleCount) shingles")
    table.begin()
    var sketcher = Sketcher(scheme: made.plan.scheme)
    made.sketches = made.texts.map { sketcher.sketch($0, kept: [0..<$0.words.count]) }
    table.end(
      "sketch", byteCount: made.byteCount, articleCount: made.articles.count, note: made.plan.scheme.name)
  }

  private static func readClaims(_ made: inout BenchTexts, in table: inout StageTable) {
    let reader = ClaimReader(outlets: made.plan.registry.outlets, cues: made.plan.cues)
    table.begin()
    for (position, article) in made.articles.enumerated() {
      let host = OutletRegistry.host(of: article.url.isEmpty ? article.site : article.url)
      made.claims.append(
        reader.claims(
          in: article.body, text: made.texts[position], publisher: made.outlets[position], siteHost: host))
    }
    let count = made.claims.reduce(0) { $0 + $1.count }
    table.end("claims", byteCount: made.byteCount, articleCount: made.articles.count, note: "\(count) claims")
  }
}
