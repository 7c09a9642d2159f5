import Attribution
import Corpus
import Matching
import Normalization
import Sketching

/// Reads the inputs once and keeps of each article what later stages need, but never its text.
struct SketchStage {
  let plan: RunPlan
  let claimReader: ClaimReader
  let readsClaims: Bool
  let progress: Progress

  /// What the stage hands on.
  struct Output {
    var corpus: SketchedCorpus
    var store: RecordStore
    var inputs: [InputSummary]
    var rejections: [Rejection]
    var readCount: Int
  }

  func run() async throws -> Output {
    let reader = CorpusReader(paths: plan.inputs, options: plan.reading, registry: plan.registry)
    let worker = SketchWorker(plan: plan, claimReader: claimReader, readsClaims: readsClaims)
    var corpus = SketchedCorpus(keepsMetadata: readsClaims)
    var rejections: [Rejection] = []
    var readCount = 0
    try await orderedPipeline(width: plan.pipelineWidth) {
      try reader.nextChunk()
    } transform: { chunk in
      try worker.sketch(chunk)
    } consume: { output in
      for article in output.articles { corpus.append(article) }
      rejections += output.rejections
      readCount += output.articles.count + output.rejections.count
      progress.update(done: corpus.count, unit: "articles", fraction: reader.shareRead)
    }
    let store = reader.store
    for repeated in corpus.settle() {
      rejections.append(
        Rejection(
          input: store.inputName(of: repeated.location), line: Int(repeated.location.line),
          offset: Int(repeated.location.offset), reason: .duplicateID,
          detail: "another article has the id \(repeated.key)"))
    }
    progress.finishStage()
    return Output(
      corpus: corpus, store: store, inputs: reader.inputs, rejections: rejections.sorted(), readCount: readCount)
  }
}

/// What one chunk of records became.
struct SketchedChunk: Sendable {
  var articles: [SketchedArticle] = []
  var rejections: [Rejection] = []
}

/// Turns chunks of records into sketches; a value that every worker shares.
struct SketchWorker: Sendable {
  private let plan: RunPlan
  private let readsClaims: Bool
  private let claimReader: ClaimReader
  private let normalizer = Normalizer()

  init(plan: RunPlan, claimReader: ClaimReader, readsClaims: Bool) {
    (self.plan, self.claimReader, self.readsClaims) = (plan, claimReader, readsClaims)
  }

  func sketch(_ chunk: RecordChunk) throws -> SketchedChunk {
    var output = SketchedChunk()
    var sketcher = Sketcher(scheme: plan.scheme)
    var text = NormalizedText()
    for record in try chunk.parse() {
      switch record {
      case .rejection(let rejection): output.rejections.append(rejection)
      case .article(let article, let location):
        output.articles.append(sketch(article, at: location, with: &sketcher, text: &text))
      }
    }
    return output
  }

  /// The sketch of one article; `sketcher` and `text` are used again.
  func sketch(
    _ article: Article, at location: RecordLocation, with sketcher: inout Sketcher, text: inout NormalizedText
  ) -> SketchedArticle {
    normalizer.normalize(article.body, into: &text)
    let left = plan.furniture.furnitureLines(in: text, body: article.body)
    let kept = KeptWords.ranges(wordCount: text.words.count, leavingOut: left)
    let outlet = plan.registry.publisherName(site: article.site, url: article.url)
    var claims: [SpokenClaim] = []
    if readsClaims {
      claims = claimReader.claims(in: article, text: text, publisher: outlet).map { claim in
        SpokenClaim(claim, of: article, text: text)
      }
    }
    return SketchedArticle(
      key: article.key, url: article.url, title: article.title, outlet: outlet, published: article.published,
      wordCount: text.words.count, brokenByteCount: article.brokenByteCount, location: location,
      digest: ShingleHash.hash(article.body), sketch: sketcher.sketch(text, kept: kept),
      lineHashes: RecurringLines.hashes(of: text), claims: claims,
      address: readsClaims ? Self.addressHash(article.url) : 0,
      pageTargets: readsClaims
        ? Set(article.pageCredits.map { Self.addressHash($0.target) }).subtracting([0]).sorted() : [],
      isCutOff: readsClaims && CutOff.isCutOff(article.body, text: text, kept: kept))
  }

  /// XXH3 of a page's address in its comparison form, 0 for none.
  private static func addressHash(_ url: String) -> UInt64 {
    let key = PageAddress.key(of: url)
    return key.isEmpty ? 0 : ShingleHash.hash(Array(key.utf8))
  }
}

extension CorpusReader {
  /// The share of the inputs' bytes that was read, in 0…1; nil where their size is unknown.
  var shareRead: Double? {
    totalBytes.flatMap { $0 > 0 ? Double(bytesRead) / Double($0) : nil }
  }
}
