public import Corpus
public import Normalization

/// Claims that a page makes beside its words: by metadata, and by where the links on its credit lines lead.
extension ClaimReader {
  /// The claims of an article that `publisher` published: those of its text, and those of its page.
  ///
  /// Metadata makes claims of the position `metadata`, which have no bytes in the text (`span` is empty, at 0). A link makes
  /// one of the position `link` when it is "read on", or stands on a credit line that names somebody else; where it
  /// stands on a claim of the outlet that it leads to, it makes that claim surer, and resolves a name that no registry
  /// knows. Nothing that leads to the page's own outlet is a claim.
  public func claims(in article: Article, text: NormalizedText, publisher: String) -> [Claim] {
    let siteHost = OutletRegistry.host(of: article.url.isEmpty ? article.site : article.url)
    var claims = claims(in: article.body, text: text, publisher: publisher, siteHost: siteHost)
    guard !article.pageCredits.isEmpty else { return claims }
    var page = PageClaims(lexicon: lexicon, publisher: publisher, siteHost: siteHost)
    for credit in article.pageCredits {
      if credit.kind == .link {
        page.addLink(credit, bodyLength: article.body.count, to: &claims)
      } else {
        page.addMetadata(credit, to: &claims)
      }
    }
    claims.sort(by: Self.precedes)
    return claims
  }
}

/// Turns what one page says of its story's origin into claims.
private struct PageClaims {
  let lexicon: Lexicon
  let publisher: String
  let siteHost: String
  /// What metadata, and links, have named already.
  private var named: Set<String> = []

  init(lexicon: Lexicon, publisher: String, siteHost: String) {
    (self.lexicon, self.publisher, self.siteHost) = (lexicon, publisher, siteHost)
  }

  /// A place that a credit leads to.
  private struct Target {
    var name: String
    var outlet: Outlet?
    var looksLikeAnother: Bool
    /// What makes two targets one.
    var identity: String { outlet?.name ?? name }
  }

  /// A claim for each outlet that metadata names; a second part of the page that names it too adds nothing.
  mutating func addMetadata(_ credit: PageCredit, to claims: inout [Claim]) {
    guard let target = target(of: credit.target), named.insert("metadata " + target.identity).inserted else { return }
    claims.append(claim(target, credit, position: .metadata, span: 0..<0))
  }

  mutating func addLink(_ credit: PageCredit, bodyLength: Int, to claims: inout [Claim]) {
    guard let target = target(of: credit.target), let range = credit.byteRange, range.upperBound <= bodyLength else {
      return
    }
    let line = claims.indices.filter { index in
      claims[index].position != .metadata && claims[index].position != .link && claims[index].role.isCreditLine
        && claims[index].lineSpan.overlaps(range)
    }
    for index in line where claims[index].source != nil {
      let source = claims[index].source
      let isNamed = source.map { credit.label.contains($0.text) || $0.text.contains(credit.label) } ?? false
      let isSame = source?.outlet.map { $0 == target.outlet?.name }
      if isSame ?? isNamed {
        if isSame == nil, let outlet = target.outlet {
          claims[index].source?.outlet = outlet.name
          claims[index].kind = outlet.kind
        }
        // Two independent signs: neither errs but for the share that both do.
        claims[index].confidence = 1 - (1 - claims[index].confidence) * (1 - Self.confidence(of: .link))
        return
      }
    }
    guard !line.isEmpty || lexicon.furniture.isReadMore(credit.label),
      named.insert("link " + target.identity).inserted
    else { return }
    claims.append(claim(target, credit, position: .link, span: range))
  }

  private func claim(_ target: Target, _ credit: PageCredit, position: Claim.Position, span: Range<Int>) -> Claim {
    let outlet = target.looksLikeAnother ? nil : target.outlet
    return Claim(
      source: Claim.Mention(text: target.name, outlet: outlet?.name), reporter: nil, role: .republish,
      kind: outlet?.kind ?? .site, pattern: "page-" + credit.kind.rawValue, language: "", position: position,
      span: span, confidence: Self.confidence(of: credit.kind), looksLikeAnother: target.looksLikeAnother)
  }

  private static func confidence(of kind: PageCredit.Kind) -> Double {
    switch kind {
    case .canonical, .basedOn, .originalSource: 0.9
    case .syndicationSource: 0.85
    case .sourceOrganization: 0.8
    case .link: 0.75
    }
  }

  /// Where a credit leads; nil when it leads to the page's own outlet, or nowhere.
  private func target(of text: String) -> Target? {
    let host = OutletRegistry.host(of: text)
    let isPlace = host.utf8.contains(0x2E) && !host.utf8.contains(0x20)
    let outlet = isPlace ? lexicon.registry.outlet(forHost: text) : lexicon.registry.outlet(named: text)
    if let outlet, outlet.name == publisher { return nil }
    guard isPlace else {
      return text.isEmpty || text.utf8.contains(0x2F)
        ? nil : Target(name: text, outlet: outlet, looksLikeAnother: false)
    }
    if host == siteHost || host.hasSuffix("." + siteHost) || (!host.isEmpty && siteHost.hasSuffix("." + host)) {
      return nil
    }
    let imitated = outlet == nil ? imitatedOutlet(of: host) : nil
    return Target(name: host, outlet: outlet ?? imitated, looksLikeAnother: imitated != nil)
  }

  /// The outlet whose host this one imitates with Cyrillic letters, if it does.
  private func imitatedOutlet(of host: String) -> Outlet? {
    guard host.unicodeScalars.contains(where: { (0x400...0x52F).contains($0.value) }) else { return nil }
    let labels = host.split(separator: ".").compactMap { lexicon.normalizer.foldedAsLatin(Array($0.utf8)) }
    let latin = labels.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".")
    return latin == host ? nil : lexicon.registry.outlet(forHost: latin)
  }
}
