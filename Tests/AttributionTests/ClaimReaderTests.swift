import Attribution
import Corpus
import Normalization
import Testing

/// A small registry and a reader that knows it.
enum Newsroom {
  static let outlets = [
    Outlet(name: "Nərgiz", domains: ["nergiz.az"], aliases: ["Nergiz.az", "Nərgiz.az", "НӘРГИЗ"], kind: .agency),
    Outlet(name: "Toplum.az", domains: ["toplum.az"], aliases: ["Toplum"], kind: .site),
    Outlet(name: "Azərbaycan", domains: ["azerbaycan-qezeti.az"], aliases: [], kind: .newspaper),
    Outlet(name: "QAX", domains: ["qax.az"], aliases: ["Qax"], kind: .agency),
    Outlet(name: "Медяник", domains: ["medyanik.ru"], aliases: ["Полуправда"], kind: .newspaper),
  ]

  private static let shared = (try? CueBook.builtIn()).map { ClaimReader(outlets: outlets, cues: $0) }

  static func reader() throws -> ClaimReader { try #require(shared) }

  static func claims(_ text: String, publisher: String = "", host: String = "") throws -> [Claim] {
    let body = Array(text.utf8)
    return try reader().claims(
      in: body, text: Normalizer().normalize(body), publisher: publisher, siteHost: host)
  }

  static func verbatim(_ claim: Claim, in text: String) -> String {
    String(decoding: Array(text.utf8)[claim.span], as: UTF8.self)
  }
}

@Suite
struct ClaimReaderTests {
  @Test func `a line with two outlets names the source and the one reporting`() throws {
    let text = "İki ölkə danışır.\nNergiz.az saytından alınan məlumatlara görə, Toplum.az xəbər verir.\nYol açılıb."
    let claims = try Newsroom.claims(text, publisher: "Toplum.az", host: "toplum.az")
    let claim = try #require(claims.first)
    #expect(claims.count == 1)
    #expect(claim.source == Claim.Mention(text: "Nergiz.az", outlet: "Nərgiz"))
    #expect(claim.reporter == Claim.Mention(text: "Toplum.az", outlet: "Toplum.az"))
    #expect((claim.role, claim.kind, claim.position, claim.language) == (.republish, .agency, .lead, "az"))
    let line = "Nergiz.az saytından alınan məlumatlara görə, Toplum.az xəbər verir"
    #expect(Newsroom.verbatim(claim, in: text) == line)
  }

  @Test(arguments: [
    ("Nərgiz-in", "."), ("“Nərgiz”in", "“"), ("\"Nərgiz\"in", "\""), ("«Nərgiz»ın", "«"), ("Nərgiz'in", "'"),
    ("Nərgiz’in", "’"), ("Nergiz.az -ın", "-"), ("Nərgizin", ""), ("НӘРГИЗ-ин", "cyrillic"), ("NƏRGİZ-in", "capitals"),
  ])
  func `a case ending is cut off the name however it is joined`(written: String, how: String) throws {
    let text = "\(written) məlumatına görə, yol açılıb."
    let claim = try #require(try Newsroom.claims(text).first, "\(how)")
    #expect(claim.source?.outlet == "Nərgiz")
    #expect(claim.role == .republish)
    let name = try #require(claim.source?.text)
    #expect(["Nərgiz", "Nergiz.az", "НӘРГИЗ", "NƏRGİZ"].contains(name))
  }

  @Test func `the same line is the outlet's own on its page and a credit elsewhere`() throws {
    let text = "Nərgiz xəbər verir ki, yol açılıb."
    #expect(try Newsroom.claims(text, publisher: "Nərgiz", host: "nergiz.az").map(\.role) == [.selfCredit])
    let elsewhere = try #require(try Newsroom.claims(text, publisher: "Toplum.az", host: "toplum.az").first)
    #expect((elsewhere.role, elsewhere.source?.outlet, elsewhere.reporter == nil) == (.republish, "Nərgiz", true))
  }

  @Test func `an outlet that no registry knows is itself by its host`() throws {
    let claims = try Newsroom.claims("“Bənövşə” xəbər verir ki, yol açılıb.", host: "benovse.az")
    #expect(claims.map(\.role) == [.selfCredit])
  }

  @Test(arguments: [
    ("Maliyyə Nazirliyindən Nergiz.az-a verilən məlumata görə, büdcə artıb.", Claim.Role.recipient),
    ("Bunu Nərgiz-ə açıqlamasında iqtisadçı deyib.", .statementTo),
    ("Bakı. 1 iyul. Nərgiz: Yol açılıb.", .dateline), ("BAKI, 22 avq — Nərgiz. Yol açılıb.", .dateline),
    ("Mənbə: Nərgiz", .label), ("Yol açılıb. Sabah bağlanacaq.\n(Nərgiz)", .tailCredit),
    ("Yol açılıb. Sabah bağlanacaq. /Nergiz.az/", .tailCredit), ("Yol açılıb.\nSabah bağlanacaq.\nNergiz.az", .byline),
    ("Yol açılıb.\nSabah bağlanacaq.\nnergiz.az", .label), ("Nərgiz'e konuşan bakan yolu anlattı.", .statementTo),
    ("Дорога открыта, сообщает Nergiz.az.", .republish), ("The road is open, Nergiz.az reported.", .republish),
    ("The engineer told Nergiz.az that the road is open.", .statementTo),
    ("LONDON (QAX) - The road is open.", .dateline),
  ])
  func `each place and wording has its role`(text: String, role: Claim.Role) throws {
    let claims = try Newsroom.claims(text, publisher: "Toplum.az", host: "toplum.az")
    let claim = try #require(claims.first, "nothing in \(text)")
    #expect(claim.role == role)
    #expect(["Nərgiz", "QAX"].contains(claim.source?.outlet))
  }

  @Test(arguments: [
    "Maliyyə Nazirliyi bildirib ki, büdcə artıb.", "Nəşr yazır ki, yol açılıb.", "Agentlik xəbər verir ki, yol açılıb.",
    "Məlumata görə, yol açılıb.", "Qaxda yeni məktəb tikilib.", "Nərgiz agentliyinin saytı bloklanıb.",
    "Materiallardan istifadə edərkən hiperlinklə istinad olunmalıdır.", "Onun sözlərinə görə, yol açılıb.",
    "Azərbaycanın mövqeyi aydındır, Azərbaycan bildirir ki, hazırdır.", "Издание пишет, что дорога открыта.",
    "Police reported two accidents.", "According to investigators, the road is open.",
    "The minister told reporters that the road is open.", "Bakanlık yaptığı açıklamada yolu anlattı.",
    "Əhmədov deyib ki, yol açılıb.", "Mətbuatda yayılan xəbərlər təkzib edilib.",
  ])
  func `what credits no outlet makes no credit`(text: String) throws {
    let credited = try Newsroom.claims(text).filter { $0.kind != .generic && $0.kind != .official }
    #expect(credited.isEmpty, "\(credited)")
  }

  @Test func `a name that is a plain word too needs more than a capital letter`() throws {
    #expect(try Newsroom.claims("Azərbaycan bildirib ki, hazırdır.").isEmpty)
    #expect(
      try Newsroom.claims("“Azərbaycan” qəzetinin yazdığına görə, yol açılıb.").first?.source?.outlet == "Azərbaycan")
    #expect(
      try Newsroom.claims("Toplum.az Azərbaycan saytına istinadən xəbər verir.").first?.source?.outlet == "Azərbaycan")
  }

  @Test func `an office that gave the news is named without its case ending, on the page that was given it`() throws {
    let text = "Bu barədə Toplum.az-a Kənd Təsərrüfatı Nazirliyindən (KTN) məlumat verilib."
    let claim = try #require(try Newsroom.claims(text, publisher: "Toplum.az", host: "toplum.az").first)
    #expect((claim.role, claim.kind) == (.recipient, .official))
    #expect(claim.source == Claim.Mention(text: "Kənd Təsərrüfatı Nazirliyi", outlet: nil))
    #expect(claim.reporter?.outlet == "Toplum.az")
  }

  @Test func `a cue of the user's own is read beside the built-in ones`() throws {
    var book = try CueBook.builtIn()
    let yaml = """
      language: az
      cues:
        - id: mine
          role: republish
          pattern: "{S:gen+} ^xoşuna gəldi"
          examples: ["“Nərgiz”in xoşuna gəldi. => Nərgiz"]
      """
    try book.add(yaml: yaml, file: "mine.yaml")
    let body = Array("“Nərgiz”in xoşuna gəldi.".utf8)
    let claims = ClaimReader(outlets: Newsroom.outlets, cues: book)
      .claims(in: body, text: Normalizer().normalize(body), publisher: "", siteHost: "")
    #expect(claims.map(\.pattern) == ["mine"])
  }

  @Test func `several sources of a line share its span, and a chain names both of its steps`() throws {
    let text = "Yol açılıb.\nNərgiz/QAX"
    let claims = try Newsroom.claims(text)
    #expect(claims.map(\.source?.outlet) == ["Nərgiz", "QAX"])
    #expect(Set(claims.map(\.span)).count == 1)
    let chain = try #require(try Newsroom.claims("Toplum.az “QAX”a istinadən xəbər verir ki, yol açılıb.").first)
    #expect((chain.reporter?.outlet, chain.source?.outlet) == ("Toplum.az", "QAX"))
  }

  @Test func `a domain that mixes scripts is flagged and resolves to no outlet`() throws {
    let text = "Nеrgiz.az xəbər verir ki, yol açılıb."
    let claim = try #require(try Newsroom.claims(text).first)
    #expect(claim.looksLikeAnother)
    #expect(claim.source?.outlet == nil)
  }

  @Test func `a plain name that mixes scripts is flagged and resolves`() throws {
    for text in ["NƏRGIZ xəbər verir ki, yol açılıb.", "NƏRGІZ xəbər verir ki, yol açılıb."] {
      let claim = try #require(try Newsroom.claims(text, publisher: "Toplum.az", host: "toplum.az").first)
      #expect(claim.source?.outlet == "Nərgiz")
      #expect(claim.looksLikeAnother == text.unicodeScalars.contains("І"))
    }
  }

  @Test func `an outlet that cites the local media is the reporter, not a part of their name`() throws {
    let text = "Toplum yerli KİV-ə istinadən xəbər verir."
    let claim = try #require(try Newsroom.claims(text, publisher: "Toplum.az", host: "toplum.az").first)
    #expect((claim.role, claim.kind) == (.republish, .generic))
    #expect(claim.source == Claim.Mention(text: "yerli KİV", outlet: nil))
    #expect(claim.reporter?.outlet == "Toplum.az")
    let dotted = try #require(try Newsroom.claims("Toplum.az xarici mətbuata istinadən xəbər verir.").first)
    #expect((dotted.source?.text, dotted.reporter?.text) == ("xarici mətbuat", "Toplum.az"))
  }

  @Test(arguments: [
    ("Yerel basında yer alan haberlere göre yol açıldı.", "Yerel basın"),
    ("Arjantin basınının haberine göre yol açıldı.", "Arjantin basını"),
    ("Xarici mətbuatın yazdığına görə, yol açılıb.", "Xarici mətbuat"),
    ("По данным местных СМИ, дорога открыта.", "местных СМИ"),
  ])
  func `a generic source is named without its case ending`(text: String, name: String) throws {
    let claim = try #require(try Newsroom.claims(text).first)
    #expect((claim.source?.text, claim.kind) == (name, .generic))
  }

  @Test(arguments: [
    "Mənbə: QAX, Nərgiz", "Mənbə: QAX və Nərgiz", "Mənbə: QAX; Nərgiz", "Mənbə: QAX / Nərgiz", "Kaynak: QAX, Nərgiz",
    "Kaynak: QAX ve Nərgiz", "Kaynak: QAX; Nərgiz", "Kaynak: QAX / Nərgiz", "Источник: QAX, Nərgiz",
    "Источник: QAX и Nərgiz", "Источник: QAX; Nərgiz", "Источник: QAX / Nərgiz", "Source: QAX, Nərgiz",
    "Sources: QAX and Nərgiz", "Source: QAX; Nərgiz", "Source: QAX / Nərgiz",
  ])
  func `a label names each source of its list`(label: String) throws {
    let claims = try Newsroom.claims("Yol açılıb.\n\(label)", publisher: "Toplum.az", host: "toplum.az")
    #expect(claims.map(\.role) == [.label, .label])
    #expect(Set(claims.compactMap(\.source?.outlet)) == ["QAX", "Nərgiz"])
  }

  @Test func `a label ends with its line and at the path of an address`() throws {
    for label in ["Mənbə: QAX\nNərgiz yenidən açılıb.", "Mənbə: qax.az/nərgiz"] {
      let named = try Newsroom.claims("Yol açılıb.\n\(label)").filter { $0.role == .label }.map(\.source?.outlet)
      #expect(named == ["QAX"])
    }
  }

  @Test func `a Russian name is found in its cases`() throws {
    let claim = try #require(try Newsroom.claims("По данным «Полуправды», дорога открыта.").first)
    #expect(claim.source == Claim.Mention(text: "Полуправды", outlet: "Медяник"))
  }

  @Test func `the words of a credit line are left out, those of a statement are not`() throws {
    let text = "Yol açılıb. Nərgiz-in məlumatına görə, hava istidir. Bunu Nərgiz-ə açıqlamasında alim deyib."
    let body = Array(text.utf8)
    let normalized = Normalizer().normalize(body)
    let claims = try Newsroom.claims(text)
    #expect(claims.count == 2)
    #expect(Claim.creditWords(of: claims, in: normalized) == [2..<6])
  }

  @Test(arguments: [
    ("Yol açılıb. Bu barədə Toplum.az Nərgiz-ə istinadən xəbər verir. Hava istidir.", "Yol açılıb Hava istidir"),
    ("Bu barədə Nərgiz xəbər verir ki, yol açılıb.", "yol açılıb"),
    ("Дорога открыта. Об этом toplum.az сообщает со ссылкой на Nergiz.az. Тепло.", "Дорога открыта Тепло"),
    ("Yol açılıb, Nərgiz xəbər verir.", "Yol açılıb"),
    ("5 ölü. 12 nəfər Nərgiz xəbər verir ki, itkin düşüb.", "5 ölü 12 nəfər ki itkin düşüb"),
    ("Dünən axşam paytaxtda böyük Nərgiz xəbər verir.", "Dünən axşam paytaxtda böyük"),
  ])
  func `the few words left of a credit sentence go with it, news and numbers stay`(text: String, story: String) throws {
    let body = Array(text.utf8)
    let normalized = Normalizer().normalize(body)
    let claims = try Newsroom.claims(text, publisher: "Toplum.az", host: "toplum.az")
    let left = Set(Claim.creditWords(of: claims, in: normalized).joined())
    let kept = normalized.words.indices.filter { !left.contains($0) }
      .map { String(decoding: body[normalized.words[$0].source], as: UTF8.self) }
    #expect(kept.joined(separator: " ") == story)
    for claim in claims {
      #expect(claim.lineSpan.lowerBound <= claim.span.lowerBound && claim.lineSpan.upperBound >= claim.span.upperBound)
    }
  }
}
