import Attribution
public import Corpus
import Normalization
public import Reporting

/// `menbe unknown-outlets`: the names that credit lines use and no registry knows, the most frequent first, as lines for
/// the user's file of outlets.
public struct UnknownOutletsRun {
  /// How many records were read, and those that could not be used.
  public struct Outcome: Sendable {
    /// Articles used.
    public var articleCount: Int
    /// Unknown names in them, also those that were not written.
    public var nameCount: Int
    /// Records not used.
    public var rejections: [Rejection]
  }

  /// What is known of one name.
  private struct Tally {
    var articleCount = 0
    var outlets: Set<String> = []
    var spellings: [String: Int] = [:]
    var kinds: [String: Int] = [:]
    var languages: [String: Int] = [:]
    /// The first article in canonical order, and its line.
    var example = (key: "", verbatim: "")
  }

  private let plan: RunPlan
  private let limit: Int
  private let progress: Progress

  /// A run of that plan that writes at most `limit` names.
  public init(plan: RunPlan, limit: Int, progress: Progress) {
    (self.plan, self.limit, self.progress) = (plan, limit, progress)
  }

  /// Reads the claims of the inputs and writes the names to `sink`, which the caller finishes.
  ///
  /// - Throws: `CorpusError`, `RunError.noArticles`, `ReportingError`.
  public func run(to sink: ByteSink) async throws -> Outcome {
    progress.beginStage("read")
    let sketched = try await SketchStage(
      plan: plan, claimReader: plan.makeClaimReader(), readsClaims: true, progress: progress
    ).run()
    guard sketched.readCount > 0 else { throw RunError.noArticles(inputs: plan.inputs) }
    progress.beginStage("write")
    let tallies = count(sketched.corpus)
    let order = tallies.sorted { a, b in
      let (more, less) = ((a.value.articleCount, a.value.outlets.count), (b.value.articleCount, b.value.outlets.count))
      return more == less ? a.key.utf8.lexicographicallyPrecedes(b.key.utf8) : more > less
    }
    try sink.append("canonical,domains,aliases,kind,country,languages,zone,owner\n")
    for (_, tally) in order.prefix(limit) { try sink.append(lines(for: tally)) }
    progress.finishStage()
    return Outcome(
      articleCount: sketched.corpus.count, nameCount: tallies.count, rejections: sketched.rejections)
  }

  private func count(_ corpus: SketchedCorpus) -> [String: Tally] {
    let normalizer = Normalizer()
    var tallies: [String: Tally] = [:]
    for (position, spoken) in corpus.claims.enumerated() {
      var seen: Set<String> = []
      for one in spoken {
        for mention in [one.claim.source, one.claim.reporter].compactMap(\.self) where mention.outlet == nil {
          if mention == one.claim.source, let kind = one.claim.kind, !kind.isOfOutlets { continue }
          let name = normalizer.fold(mention.text)
          guard !name.isEmpty else { continue }
          var tally = tallies[name] ?? Tally()
          tally.spellings[mention.text, default: 0] += 1
          if mention == one.claim.source, let kind = one.claim.kind { tally.kinds[kind.rawValue, default: 0] += 1 }
          if !one.claim.language.isEmpty { tally.languages[one.claim.language, default: 0] += 1 }
          if seen.insert(name).inserted {
            tally.articleCount += 1
            tally.outlets.insert(corpus.outlet(of: ArticleID(position)))
            if tally.articleCount == 1 { tally.example = (corpus.keys[position], one.verbatim) }
          }
          tallies[name] = tally
        }
      }
    }
    return tallies
  }

  /// A remark with the counts and an example, and the outlet as a record of a file of outlets.
  private func lines(for tally: Tally) -> String {
    let spellings = Self.byCount(tally.spellings)
    let name = spellings.first ?? ""
    let isDomain = name.contains(".") && !name.contains(" ")
    // Names are compared in any case, so a spelling that differs in nothing else needs no entry.
    let aliases = spellings.dropFirst().filter { $0.lowercased() != name.lowercased() }
    let outlets = tally.outlets.count
    let remark =
      "# \(tally.articleCount) article\(tally.articleCount == 1 ? "" : "s") of \(outlets) outlet\(outlets == 1 ? "" : "s"), "
      + "such as \(tally.example.key): \(tally.example.verbatim)"
    let cells = [
      name, isDomain ? OutletRegistry.host(of: name) : "", aliases.joined(separator: ";"),
      Self.byCount(tally.kinds).first ?? "site", "", Self.byCount(tally.languages).joined(separator: ";"), "", "",
    ]
    return Self.onOneLine(remark) + "\n" + cells.map(Self.cell).joined(separator: ",") + "\n"
  }

  /// The most frequent first, those of one frequency in the order of their bytes.
  private static func byCount(_ counts: [String: Int]) -> [String] {
    counts.sorted { a, b in
      a.value == b.value ? a.key.utf8.lexicographicallyPrecedes(b.key.utf8) : a.value > b.value
    }.map(\.key)
  }

  /// A remark has no line break, and no quotation mark that would open a cell.
  private static func onOneLine(_ text: String) -> String {
    let kept = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      if scalar == "\"" { return "”" }
      return scalar.properties.generalCategory == .control ? " " : scalar
    }
    return String(String.UnicodeScalarView(kept.prefix(300)))
  }

  private static func cell(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}

extension Outlet.Kind {
  /// Whether such a source is an outlet that a registry could hold.
  fileprivate var isOfOutlets: Bool {
    switch self {
    case .agency, .site, .newspaper, .tv, .aggregator: true
    case .social, .official, .generic: false
    }
  }
}
