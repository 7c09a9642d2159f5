public import Corpus
public import Normalization

/// Reads credit lines out of article texts: who is credited, by whom, in what role, and where.
///
/// Linear in the text: each word is looked up once, and what stands around a cue is parsed in a bounded number of steps.
public struct ClaimReader: Sendable {
  fileprivate let shared: SharedLexicon
  var lexicon: Lexicon { shared.lexicon }

  /// A reader that knows those outlets and cues; building it costs some milliseconds, so build one a run.
  ///
  /// - Parameter furniture: knows which links say "read on".
  public init(outlets: [Outlet], cues: CueBook, furniture: FurnitureBook = FurnitureBook()) {
    shared = SharedLexicon(Lexicon(outlets: outlets, book: cues, furniture: furniture))
  }

  /// The claims of one article, ordered by span, then by source.
  ///
  /// - Parameters:
  ///   - body: `Article.body`.
  ///   - text: the comparison form of the same bytes.
  ///   - publisher: the canonical name of the article's own outlet, or empty.
  ///   - siteHost: the host that the article was published on, or empty.
  public func claims(
    in body: [UInt8], text: NormalizedText, publisher: String, siteHost: String
  ) -> [Claim] {
    guard !text.words.isEmpty else { return [] }
    var scan = ArticleScan(body: body, text: text, for: self, publisher: publisher, siteHost: siteHost)
    let matches = matches(&scan)
    guard !matches.isEmpty else { return [] }
    let writer = ClaimWriter(scan: scan, publisher: publisher, siteHost: siteHost)
    var claims = disjoint(matches).flatMap(writer.claims)
    claims.sort(by: Self.precedes)
    return claims
  }

  static func precedes(_ a: Claim, _ b: Claim) -> Bool {
    (a.span.lowerBound, a.span.upperBound, a.source?.text ?? "", a.pattern)
      < (b.span.lowerBound, b.span.upperBound, b.source?.text ?? "", b.pattern)
  }

  /// How many steps the cues take in an article: instructions tried and words at which names were looked for.
  ///
  /// It grows in proportion to the article's length; tests hold it to that.
  public func effort(in body: [UInt8], text: NormalizedText) -> Int {
    var scan = ArticleScan(shared, body: body, text: text, ownNames: [])
    _ = cueMatches(&scan)
    _ = lineMatches(&scan)
    return scan.effort
  }

  /// What cues and places tell.
  func matches(_ scan: inout ArticleScan) -> [CueMatch] { cueMatches(&scan) + lineMatches(&scan) }

  /// What the cue programs find, in reading order.
  private func cueMatches(_ scan: inout ArticleScan) -> [CueMatch] {
    var matches: [CueMatch] = []
    let lexicon = lexicon
    for place in scan.searched {
      let at = Int(place)
      let number = Int(scan.numbers[at])
      if lexicon.traits[number].contains(.startsName) {
        if let match = bracketed(at: at, &scan) { matches.append(match) }
        if let match = inlineDateline(at: at, &scan) { matches.append(match) }
      }
      for index in Int(lexicon.anchorStarts[number])..<Int(lexicon.anchorStarts[number + 1]) {
        let anchor = lexicon.anchors[index]
        guard scan.mayMatch(anchor, at: at) else { continue }
        let program = lexicon.programs[anchor.program]
        if let match = CueRun.match(program, wording: anchor.wording, at: at, in: &scan) { matches.append(match) }
      }
    }
    return matches
  }

  /// Of matches that overlap, the one with more names, then with more that name a single outlet, then the longer, then
  /// the surer.
  func disjoint(_ matches: [CueMatch]) -> [CueMatch] {
    let order = matches.indices.sorted { a, b in
      let (x, y) = (matches[a], matches[b])
      return (
        y.slots.count, y.outletCount, y.words.count, lexicon.cues[y.cue].cue.weight, x.words.lowerBound, a
      ) < (x.slots.count, x.outletCount, x.words.count, lexicon.cues[x.cue].cue.weight, y.words.lowerBound, b)
    }
    var taken: [Int: Int] = [:]
    var kept: [CueMatch] = []
    for index in order {
      let match = matches[index]
      guard match.words.allSatisfy({ taken[$0] == nil }) else { continue }
      for word in match.words { taken[word] = index }
      kept.append(match)
    }
    return kept
  }

  /// The letters of the publisher's host and name, as names in the text are compared with them.
  fileprivate func ownNames(_ publisher: String, _ siteHost: String) -> [[UInt8]] {
    var host = siteHost[...]
    if host.hasPrefix("www.") { host = host.dropFirst(4) }
    let labels = host.split(separator: ".").map(String.init)
    var names = [host.filter { $0 != "." }]
    if labels.count > 1 { names += labels.dropLast().filter { $0.count > 3 } }
    if labels.count > 2 { names.append(labels.suffix(2).joined()) }
    if !publisher.isEmpty { names.append(publisher.filter { $0 != "." }) }
    // Folding costs more than its letters, so all names are folded at once, a line each.
    let text = lexicon.normalizer.normalize(Array(names.joined(separator: "\n").utf8))
    return text.lines.map { line in line.words.flatMap { text.folded[text.words[$0].folded] } }.filter { !$0.isEmpty }
  }
}

extension ArticleScan {
  /// A scan for the reader of an article of that publisher.
  init(body: [UInt8], text: NormalizedText, for reader: ClaimReader, publisher: String, siteHost: String) {
    let ownNames = reader.shared.ownNames(publisher + "\n" + siteHost) { reader.ownNames(publisher, siteHost) }
    self.init(reader.shared, body: body, text: text, ownNames: ownNames)
  }
}
