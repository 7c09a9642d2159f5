public import Attribution
public import Corpus
public import Matching
public import Reporting
public import Sketching

/// All that decides the result of a run, beside the inputs' content; printed into every report.
public struct RunPlan: Sendable {
  /// Files, folders, or "-" for standard input.
  public var inputs: [String]
  /// How inputs are read: field names, bounds.
  public var reading = ReadingOptions()
  /// How texts are sketched.
  public var scheme = SketchScheme()
  /// When two texts match.
  public var rules = MatchRules()
  /// A line or shingle in more than this many different texts of one outlet may be its furniture (`RepeatLimits`).
  public var repeatLimit = RepeatLimits.defaultLeast
  /// Most candidates of one article that are compared to find the text that it copies, the most promising first.
  public var comparisonsPerArticle = 8
  /// Most candidates of one article that are compared for a shared passage alone.
  public var passageComparisonsPerArticle = 16
  /// Days before an article in which a claimed source is looked for.
  public var windowDaysBefore = 7
  /// Days after an article in which a claimed source is looked for.
  public var windowDaysAfter = 2
  /// The user's own files of outlets, cues and furniture, as the configuration names them.
  public var ownFiles: [String] = []
  /// Known outlets.
  public var registry: OutletRegistry
  /// What credit lines look like.
  public var cues: CueBook
  /// What page furniture looks like.
  public var furniture: FurnitureBook
  /// The language of the report.
  public var language = Words.Language.english
  /// How CSV files are written.
  public var csvStyle = CSVStyle()
  /// Bytes of memory that the run may take, as far as it can do with less; nil for no bound, and it changes no result.
  public var memory: Int?
  /// Transforms at once; changes no result.
  public var workers: Int

  /// A plan for those inputs with the built-in knowledge.
  public init(inputs: [String], workers: Int) throws {
    (self.inputs, self.workers) = (inputs, workers)
    registry = OutletRegistry.builtIn()
    cues = try CueBook.builtIn()
    furniture = try FurnitureBook.builtIn()
  }

  /// Chunks in flight: more than workers, so that none waits for a slower neighbour.
  var pipelineWidth: Int { workers == 1 ? 1 : workers * 2 }

  /// Postings that each worker sorts at once, 24 bytes each while they are.
  ///
  /// An eighth of the memory for all workers, few enough that every worker has some of them, and so many that all
  /// sketches are gone through no more than sixteen times.
  func postingsPerGroup(of total: Int) -> Int {
    let most = memory.map { $0 / 8 / 24 / workers } ?? Self.mostPostingsPerGroup
    return max(1, min(max(Self.fewPostingsPerGroup, total / 16), most, total / (2 * workers) + 1))
  }

  private static let (fewPostingsPerGroup, mostPostingsPerGroup) = (4 << 20, 32 << 20)

  /// Whether the lists of shared postings go to disk.
  ///
  /// That is where they would not fit into the memory beside what is kept of each article. Six postings in ten are
  /// reckoned to be shared, at ten bytes each.
  func keepsListsOnDisk(articleCount: Int, postingCount: Int) -> Bool {
    guard let memory else { return false }
    return articleCount * Self.bytesPerArticle + postingCount * 6 > memory - memory / 8
  }

  /// What a run is reckoned to keep in memory of each article, with ids of common length.
  private static let bytesPerArticle = 280

  /// A reader of credit lines that knows the plan's outlets and cues; takes some milliseconds to make.
  func makeClaimReader() -> ClaimReader {
    ClaimReader(outlets: registry.outlets, cues: cues, furniture: furniture)
  }

  /// Which of its candidates, the most promising first, an article is compared with.
  ///
  /// Those with more than one shared fingerprint, or a shared band, may be the text that it copies. The others can only
  /// share a passage: a lone fingerprint ties no cluster, and where the words around it differ it is a set phrase.
  func comparisons(of article: ArticleID, candidates: [Candidate], wantsPassages: Bool) -> Comparisons {
    var earlier: [ArticleID] = []
    earlier.reserveCapacity(min(candidates.count, comparisonsPerArticle + passageComparisonsPerArticle))
    for candidate in candidates where candidate.sharedBands + candidate.sharedFingerprints > 1 {
      if earlier.count == comparisonsPerArticle { break }
      earlier.append(candidate.earlier)
    }
    let copyCount = earlier.count
    guard wantsPassages else { return Comparisons(article: article, earlier: earlier, copyCount: copyCount) }
    for candidate in candidates
    where candidate.sharedBands + candidate.sharedFingerprints == 1 && candidate.mayShareAPassage {
      if earlier.count - copyCount == passageComparisonsPerArticle { break }
      earlier.append(candidate.earlier)
    }
    return Comparisons(article: article, earlier: earlier, copyCount: copyCount)
  }
}
