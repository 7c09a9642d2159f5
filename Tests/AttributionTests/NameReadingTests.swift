import Attribution
import Corpus
import Normalization
import Testing

/// Names and cue words as scraped texts really write them.
@Suite
struct NameReadingTests {
  private static let outlets =
    Newsroom.outlets + [
      Outlet(name: "Полесская заря", domains: ["zarya.example"], aliases: ["Poleskaya Zarya"], kind: .newspaper),
      Outlet(name: "Grozovoy Vestnik", domains: ["vestnik-groz.ru"], aliases: [], kind: .newspaper),
      Outlet(name: "Чайка", domains: ["chaika.kz"], aliases: [], kind: .site),
      Outlet(name: "The Times", domains: ["times.example"], aliases: ["Times"], kind: .newspaper),
      Outlet(name: "Türkiyə", domains: ["turkiye.example"], aliases: ["Türkiyə"], kind: .newspaper),
      Outlet(name: "Alp Press Office", domains: ["app.example"], aliases: ["APP"], kind: .agency),
    ]
  private static let reader = (try? CueBook.builtIn()).map { ClaimReader(outlets: outlets, cues: $0) }

  private func claims(_ text: String, publisher: String = "Toplum.az", host: String = "toplum.az") throws -> [Claim] {
    let body = Array(text.utf8)
    return try #require(Self.reader).claims(
      in: body, text: Normalizer().normalize(body), publisher: publisher, siteHost: host)
  }

  @Test(arguments: [
    // A known name at the end of a longer one that no list knows.
    ("Harbour Times gazetesinin haberine göre yol açıldı.", "Harbour Times"),
    ("The road is open, the Harbour Times reported.", "Harbour Times"),
    ("Bu barədə Bakı Times qəzeti yazıb.", "Bakı Times"),
    // A place in front of a name between quotation marks.
    ("Türkiyənin “Dalğa” qəzetinin məlumatına görə, yol açılıb.", "Dalğa"),
    // Who reports what an office says.
    ("The road is open, Lighthouse reported citing the Ministry of Roads.", "Lighthouse"),
  ])
  func `an unknown name is not taken for a known one in it`(text: String, name: String) throws {
    #expect(try claims(text).map { $0.source?.text } == [name], "\(text)")
    #expect(try claims(text).allSatisfy { $0.source?.outlet == nil }, "\(text)")
  }

  @Test(arguments: [
    ("According to the Times, the road is open.", "The Times"), ("The road is open, The Times reported.", "The Times"),
    ("In London Times reporters wrote. As reported by the Times.", "The Times"),
    ("Bu barədə Türkiyə qəzeti yazıb.", "Türkiyə"), ("Source: APP", "Alp Press Office"),
    ("Britaniyanın “Times” qəzeti yazıb ki, yol açılıb.", "The Times"),
  ])
  func `a known name is still found where it stands alone`(text: String, outlet: String) throws {
    #expect(try claims(text).compactMap { $0.source?.outlet } == [outlet], "\(text)")
  }

  @Test(arguments: [
    "По данным «Роскосмоса», спутник на орбите.", "По информации «Газпрома», добыча выросла.",
    "“AZAL”ın məlumatına görə, reys təxirə salınıb.",
    "According to the Harbour Airport Authority, the road is open.",
  ])
  func `an organisation is no outlet without a noun of the press beside it`(text: String) throws {
    #expect(try claims(text).allSatisfy { $0.kind == .official || $0.source == nil }, "\(text)")
  }

  @Test(arguments: [
    "“Nərgiz”ə istinadn xəbər verilir ki, yol açılıb.", "“Nərgiz”in məlumatnına görə, yol açılıb.",
    "Bunu Nərgiz-ə açqlamasında iqtisadçı deyib.",
    "Nərgiz-ə açıqlamsaında iqtisadçı danışıb.",
  ])
  func `a long cue word is known with one wrong letter`(text: String) throws {
    #expect(try claims(text).compactMap(\.source?.outlet) == ["Nərgiz"], "\(text)")
  }

  @Test(arguments: [
    "“Nərgiz”in məlumatlarda görə, yol açılıb.", "Nərgiz-ə açıqlamamışdı.", "Nərgiz bildirməyib ki, yol açılıb.",
  ])
  func `another form of a word is not a misspelt one`(text: String) throws {
    #expect(try claims(text).isEmpty, "\(text)")
  }

  @Test(arguments: [
    ("Nərgiz xəbərverir ki, yol açılıb.", "Nərgiz xəbərverir"),
    ("“Nərgiz”in məlumatınagörə, yol açılıb.", "“Nərgiz”in məlumatınagörə"),
    ("Nergiz.azınməlumatına görə, yol açılıb.", "Nergiz.azınməlumatına görə"),
    ("Yol açılıb. “Nərgiz” saytınaistinadən.", "“Nərgiz” saytınaistinadən"),
  ])
  func `words that lost the blank between them are read apart`(text: String, verbatim: String) throws {
    let claim = try #require(try claims(text).first, "\(text)")
    #expect(claim.source?.outlet == "Nərgiz")
    #expect(Newsroom.verbatim(claim, in: text) == verbatim)
  }

  @Test func `a name glued to the word before it is found by its capitals`() throws {
    let claim = try #require(try claims("Əli ƏzizovNƏRGİZ-in bölgə müxbiri xəbər verir ki, yol açılıb.").first)
    #expect(claim.source == Claim.Mention(text: "NƏRGİZ", outlet: "Nərgiz"))
  }

  @Test(arguments: [
    ("По данным «Полесской зари», дорога открыта.", "Полесская заря"),
    ("Об этом сообщает «Полесская заря».", "Полесская заря"),
    ("В беседе с «Полесской зарей» мэр рассказал о дороге.", "Полесская заря"),
    ("Об этом пишет Poleskaya Zarya.", "Полесская заря"), ("Об этом сообщает «Грозовой вестник».", "Grozovoy Vestnik"),
    ("По данным «Грозового вестника», дорога открыта.", "Grozovoy Vestnik"),
    ("Об этом пишет Chayka.", "Чайка"),
  ])
  func `a Russian name is found in its cases and in both alphabets`(text: String, outlet: String) throws {
    #expect(try claims(text).first?.source?.outlet == outlet, "\(text)")
  }

  @Test(arguments: [
    ("По данным «Северного вестника», дорога открыта.", "Северный вестник"),
    ("Дорога открыта, сообщает nergiz.az со ссылкой на «Степную зарю».", "Степная заря"),
    ("По данным газеты «Степная заря», дорога открыта.", "Степная заря"),
  ])
  func `an unknown Russian name is given in the nominative`(text: String, name: String) throws {
    #expect(try claims(text).contains { $0.source?.text == name }, "\(text)")
  }

  @Test func `a domain may have hyphens, and a known domain behind a hyphen is another one`() throws {
    let claim = try #require(try claims("Mənbə: yeni-nergiz.az").first)
    #expect(claim.source == Claim.Mention(text: "yeni-nergiz.az", outlet: nil))
    #expect(try claims("Об этом пишет vestnik-groz.ru.").first?.source?.outlet == "Grozovoy Vestnik")
  }

  @Test(
    arguments: [
      ("Mənbə: az.nergiz.az", "Nərgiz"), ("Mənbə: www.nergiz.az", "Nərgiz"), ("Mənbə: ru.nergiz.az", "Nərgiz"),
      ("Mənbə: ordu.nergiz.az", nil),
    ] as [(String, String?)])
  func `a language before the domain is the same outlet, any other label another one`(text: String, name: String?)
    throws
  {
    #expect(try claims(text).map(\.source?.outlet) == [name])
  }

  @Test(arguments: ["Mənbə: nеrgiz.az", "Mənbə: хn.qах.az", "Mənbə: xn--nrgiz-zwe.az", "Mənbə: ԛах.az"])
  func `a domain that only looks like a known one is flagged or unknown, never that outlet`(text: String) throws {
    let found = try claims(text)
    #expect(found.compactMap(\.source?.outlet).isEmpty)
    #expect(found.contains { $0.looksLikeAnother } || text.contains("хn."), "\(found)")
  }

  @Test func `a dateline is found behind a headline on the same line`() throws {
    let text = "Kənddə yol açılıb Bakı. 14 mart. Nərgiz: Yolun uzunluğu 3 km-dir."
    let claim = try #require(try claims(text).first)
    #expect((claim.role, claim.source?.outlet) == (.dateline, "Nərgiz"))
    #expect(Newsroom.verbatim(claim, in: text) == "Bakı. 14 mart. Nərgiz")
  }

  @Test(arguments: [
    ("Xeberim.az-a istinadən “Nərgiz”in məlumatına görə, yol açılıb.", ["Nərgiz", "Xeberim.az"]),
    ("Xeberim.az-ın istinad etdiyi “Nərgiz” agentliyinin məlumatına görə, yol açılıb.", ["Nərgiz", "Xeberim.az"]),
    ("Çiçək TV'nin Nərgiz'e dayandırdığı haberine göre yol açıldı.", ["Nərgiz", "Çiçək TV"]),
    ("Yol açılıb, Xeberim.az “Nərgiz”ə istinadən xəbər verir.", ["Nərgiz", "Xeberim.az"]),
    ("“QAX” xəbər verir ki, yol açılıb. Nərgiz-ə açıqlamasında alim bunu təsdiqləyib.", ["Nərgiz", "QAX"]),
  ])
  func `a line names every outlet of its chain`(text: String, names: [String]) throws {
    let found = try claims(text).flatMap { [$0.source, $0.reporter] }.compactMap { $0.map { $0.outlet ?? $0.text } }
    #expect(Set(found) == Set(names), "\(text)")
  }

  @Test(arguments: [
    "Dünya\nYol açılıb.", "[сообщил](https://nergiz.az/1) мэр.", "Мэр сказал: «Нергиз, дорога открыта».",
    "The Agency reports that the road is open.", "Qaxın rəhbəri bu barədə məlumat verib.",
    "По данным «Центра дорог», дорога открыта.", "Nərgiz-in redaktoru saxlanılıb.",
    "Nazirlik “Nərgiz”in xəbərini təkzib edib.",
  ])
  func `headings, links, quoted sentences and offices credit nobody`(text: String) throws {
    let credited = try claims(text).filter { $0.kind != .generic && $0.kind != .official }
    #expect(credited.isEmpty, "\(credited)")
  }

  @Test func `state media without a name are named by what they are`() throws {
    let claim = try #require(try claims("The road is open, Iranian state TV reported.").first)
    #expect(claim.source?.text == "Iranian state TV")
    #expect(claim.kind == .tv)
  }
}
