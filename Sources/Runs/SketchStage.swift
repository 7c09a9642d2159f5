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
    var corpus = SketchedCorpus(keepsMetadata: readsClaims)
    let worker = SketchWorker(plan: plan, claimReader: claimReader, readsClaims: readsClaims, corpus: corpus)
    var rejections: [Rejection] = []
    var readCount = 0
    try await orderedPipeline(width: plan.pipelineWidth) {
      try reader.nextChunk()
    } transform: { chunk in
      try worker.sketch(chunk)
    } consume: { output in
      corpus.append(output)
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
  /// The articles' sketches, and where they were written.
  var rows = SketchRows()
  var rowOffset: UInt64 = 0
  /// The articles' comparison forms, one behind the other, and where they were written.
  var forms: [UInt32] = []
  var formOffset: UInt64 = 0
}

/// What a worker uses again for each article.
struct SketchBuffers {
  var sketcher: Sketcher
  var text = NormalizedText()
  var sketch = Sketch()

  init(scheme: SketchScheme) { sketcher = Sketcher(scheme: scheme) }
}

/// Turns chunks of records into sketches and comparison forms; a value that every worker shares.
struct SketchWorker: Sendable {
  private let plan: RunPlan
  private let readsClaims: Bool
  private let claimReader: ClaimReader
  private let normalizer = Normalizer()
  private let sketches: SketchTable
  private let forms: FormTable

  /// A worker for articles of `corpus`, to which its chunks are then appended.
  init(plan: RunPlan, claimReader: ClaimReader, readsClaims: Bool, corpus: SketchedCorpus) {
    (self.plan, self.claimReader, self.readsClaims) = (plan, claimReader, readsClaims)
    (sketches, forms) = (corpus.sketches, corpus.forms)
  }

  func sketch(_ chunk: RecordChunk) throws -> SketchedChunk {
    var output = SketchedChunk()
    var buffers = SketchBuffers(scheme: plan.scheme)
    for record in try chunk.parse() {
      switch record {
      case .rejection(let rejection): output.rejections.append(rejection)
      case .article(let article, let location): sketch(article, at: location, into: &output, with: &buffers)
      }
    }
    try store(&output)
    return output
  }

  /// Writes the sketches and forms of a chunk into the corpus's files.
  func store(_ chunk: inout SketchedChunk) throws(CorpusError) {
    chunk.rowOffset = try sketches.write(chunk.rows)
    chunk.formOffset = try forms.write(chunk.forms)
    chunk.forms = []
  }

  /// Sketches one article.
  func sketch(
    _ article: Article, at location: RecordLocation, into output: inout SketchedChunk, with buffers: inout SketchBuffers
  ) {
    normalizer.normalize(article.body, into: &buffers.text)
    let left = plan.furniture.furnitureLines(in: buffers.text, body: article.body)
    let kept = KeptWords.ranges(wordCount: buffers.text.words.count, leavingOut: left)
    let outlet = plan.registry.publisherName(site: article.site, url: article.url)
    var (claims, credits): ([SpokenClaim], [Range<Int>]) = ([], [])
    if readsClaims {
      let found = claimReader.claims(in: article, text: buffers.text, publisher: outlet)
      if !found.isEmpty {
        claims = found.map { SpokenClaim($0, of: article, text: buffers.text) }
        credits = Claim.creditWords(of: found, in: buffers.text)
      }
    }
    var form = ComparisonForm(buffers.text, body: article.body, furniture: left, credits: credits)
    buffers.sketcher.sketch(form.codes, kept: kept, into: &buffers.sketch)
    form.samples = buffers.sketcher.lastSamples(kept: kept)
    output.rows.append(buffers.sketch, lines: form.lines.map(\.hash))
    let formStart = output.forms.count
    form.append(to: &output.forms)
    output.articles.append(
      SketchedArticle(
        key: article.key, keyHash: ShingleHash.hash(article.key), url: article.url, title: article.title,
        outlet: outlet, published: article.published, wordCount: buffers.text.words.count,
        brokenByteCount: article.brokenByteCount, location: location, digest: ShingleHash.hash(article.body),
        urlHash: article.url.isEmpty ? 0 : ShingleHash.hash(article.url), formStart: formStart,
        formWordCount: output.forms.count - formStart, claims: claims,
        address: readsClaims ? Self.addressHash(article.url) : 0,
        pageTargets: readsClaims
          ? Set(article.pageCredits.map { Self.addressHash($0.target) }).subtracting([0]).sorted() : [],
        isCutOff: readsClaims && CutOff.isCutOff(article.body, text: buffers.text, kept: kept)))
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
