import Attribution
import Corpus
import Normalization
import Testing

@Suite
struct PageClaimsTests {
  private func claims(
    _ text: String, _ credits: [PageCredit], url: String = "https://toplum.az/1", outlets: [Outlet] = Newsroom.outlets
  ) throws -> [Claim] {
    let article = Article(key: "a", url: url, site: "toplum.az", body: Array(text.utf8), pageCredits: credits)
    let reader = ClaimReader(outlets: outlets, cues: try CueBook.builtIn(), furniture: try FurnitureBook.builtIn())
    return reader.claims(in: article, text: Normalizer().normalize(article.body), publisher: "Toplum.az")
  }

  private func link(_ target: String, _ label: String, in text: String) throws -> PageCredit {
    let (bytes, words) = (Array(text.utf8), Array(label.utf8))
    let start = try #require(bytes.indices.first { bytes[$0...].starts(with: words) })
    let range = start..<(start + words.count)
    return PageCredit(kind: .link, target: target, label: label, byteRange: range)
  }

  @Test(arguments: [
    (PageCredit.Kind.canonical, "https://www.nergiz.az/xeber/1"), (.basedOn, "https://nergiz.az/1"),
    (.sourceOrganization, "Nərgiz"), (.originalSource, "http://nergiz.az"), (.syndicationSource, "//nergiz.az/1"),
  ])
  func `metadata that names another outlet is a claim without bytes`(kind: PageCredit.Kind, target: String) throws {
    let claim = try #require(try claims("Yol açılıb.", [PageCredit(kind: kind, target: target)]).first)
    #expect(claim.source?.outlet == "Nərgiz")
    #expect((claim.position, claim.role, claim.kind) == (.metadata, .republish, .agency))
    #expect(claim.span.isEmpty)
    #expect(claim.pattern == "page-\(kind.rawValue)")
  }

  @Test(arguments: [
    "https://toplum.az/2", "https://www.toplum.az/", "https://m.toplum.az/1", "Toplum.az", "toplum", "", "/1",
  ])
  func `metadata that names the page's own outlet is none`(target: String) throws {
    #expect(try claims("Yol açılıb.", [PageCredit(kind: .canonical, target: target)]).isEmpty)
  }

  @Test func `several parts of a page that name one outlet are one claim`() throws {
    let credits = [
      PageCredit(kind: .canonical, target: "https://nergiz.az/1"),
      PageCredit(kind: .basedOn, target: "https://nergiz.az/1"),
      PageCredit(kind: .basedOn, target: "https://yeni.example"),
    ]
    let found = try claims("Yol açılıb.", credits)
    #expect(found.map(\.source?.text) == ["nergiz.az", "yeni.example"])
    #expect(found.map(\.source?.outlet) == ["Nərgiz", nil])
  }

  @Test func `a link that says read on and leads elsewhere is a claim, one that leads home is none`() throws {
    let text = "Yol açılıb.\nTam oxu"
    let found = try claims(text, [try link("https://nergiz.az/1", "Tam oxu", in: text)])
    #expect(found.map(\.source?.outlet) == ["Nərgiz"])
    #expect(found.map(\.position) == [.link])
    #expect(Newsroom.verbatim(found[0], in: text) == "Tam oxu")
    #expect(try claims(text, [try link("https://toplum.az/2", "Tam oxu", in: text)]).isEmpty)
  }

  @Test func `a link in the story is no claim`() throws {
    let text = "Yol açılıb, layihə hazırdır."
    #expect(try claims(text, [try link("https://nergiz.az/1", "layihə", in: text)]).isEmpty)
  }

  @Test func `a link on the credit line makes its claim surer and does not double it`() throws {
    let text = "Yol açılıb.\nMənbə: Nərgiz"
    let plain = try #require(try claims(text, []).first)
    let linked = try claims(text, [try link("https://nergiz.az/1", "Nərgiz", in: text)])
    #expect(linked.count == 1)
    #expect(linked[0].confidence > plain.confidence && linked[0].confidence <= 1)
    #expect((linked[0].position, linked[0].span) == (plain.position, plain.span))
  }

  @Test func `a link resolves the name that no registry knows`() throws {
    let text = "Yol açılıb.\nMənbə: Çiçək Xəbər"
    #expect(try claims(text, []).map(\.source?.outlet) == [nil])
    let linked = try claims(text, [try link("https://nergiz.az/1", "Çiçək Xəbər", in: text)])
    #expect(linked.map(\.source?.outlet) == ["Nərgiz"])
    #expect(linked.map(\.kind) == [.agency])
  }

  @Test func `a link on a credit line to somebody else is a claim of its own`() throws {
    let text = "“QAX” xəbər verir ki, yol açılıb."
    let found = try claims(text, [try link("https://nergiz.az/1", "xəbər verir", in: text)])
    #expect(Set(found.map(\.source?.outlet)) == ["QAX", "Nərgiz"])
    #expect(Set(found.map(\.position)) == [.lead, .link])
  }

  @Test(arguments: ["https://nеrgiz.az/1", "https://xn--nrgiz-zwe.az/1"])
  func `a host that imitates a known one with Cyrillic letters is flagged and is not that outlet`(target: String) throws
  {
    let claim = try #require(try claims("Yol açılıb.", [PageCredit(kind: .canonical, target: target)]).first)
    #expect(claim.looksLikeAnother)
    #expect(claim.source?.outlet == nil)
  }

  @Test func `claims of the page leave every word in the story`() throws {
    let text = "Yol açılıb."
    let found = try claims(text, [PageCredit(kind: .canonical, target: "https://nergiz.az/1")])
    #expect(Claim.creditWords(of: found, in: Normalizer().normalize(Array(text.utf8))).isEmpty)
  }
}
