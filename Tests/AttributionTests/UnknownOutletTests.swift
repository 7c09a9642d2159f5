import Attribution
import Corpus
import Normalization
import Testing

/// Outlets that no registry knows, beside cues that only outlets stand beside.
@Suite
struct UnknownOutletTests {
  private static let reader = (try? CueBook.builtIn()).map { ClaimReader(outlets: Newsroom.outlets, cues: $0) }

  private func claims(_ text: String) throws -> [Claim] {
    let body = Array(text.utf8)
    return try #require(Self.reader).claims(
      in: body, text: Normalizer().normalize(body), publisher: "Toplum.az", siteHost: "toplum.az")
  }

  @Test(arguments: [
    ("KHA muhabirinin aldığı bilgiye göre köprü onarıldı.", "KHA"),
    ("Yörünge'nin internet sitesinde yer alan habere göre köprü onarıldı.", "Yörünge"),
    ("Yörünge'de yer alan haberde köprünün onarıldığı belirtildi.", "Yörünge"),
    ("Köprünün onarıldığı haberini Yörünge geçti.", "Yörünge"),
    ("Haber Yörünge gazetesinde yayımlandı.", "Yörünge"),
    ("KHA'ya atıfta bulunarak köprünün onarıldığı yazıldı.", "KHA"),
    ("Yörünge gazetesine dayandırılan habere göre köprü onarıldı.", "Yörünge"),
    ("Mühendis, Yörünge TV'de katıldığı programda köprüyü anlattı.", "Yörünge TV"),
    ("Fjordposten gazetesinde yer alan habere göre köprü onarıldı.", "Fjordposten"),
    ("Haber: KHA", "KHA"), ("Köprü onarıldı. (KHA)", "KHA"), ("The bridge is open. — HPN", "HPN"),
    ("HARBOUR CITY (Kalinet) - The bridge is open.", "Kalinet"),
    ("The bridge is open, Kalinet reported.", "Kalinet"),
    ("The engineer told the Kalinet that the bridge is open.", "Kalinet"),
    ("With inputs from Kalinet and HPN", "HPN"), ("According to Harbour Sports, the bridge is open.", "Harbour Sports"),
    ("Об этом передаёт РИА Заречье.", "РИА Заречье"), ("Мост открыт, сообщает 8 ноября Kalinet.", "Kalinet"),
    ("Об этом сообщает «Заречье» со ссылкой на министерство.", "Заречье"),
    ("İqtisadçı “Körpünet”ə bildirib ki, körpü açılıb.", "Körpünet"),
    ("Körpü açılıb, KÖRPÜNETin xüsusi müxbiri xəbər verir.", "KÖRPÜNET"),
  ])
  func `a name in the slot of a strong cue is found as written`(text: String, name: String) throws {
    let found = try claims(text).flatMap { [$0.source?.text, $0.reporter?.text] }
    #expect(found.contains(name), "\(found)")
  }

  @Test(arguments: [
    "Sivas'ta meydana gelen kazada iki kişi yaralandı.", "İstanbul'da yer alan müze onarıldı.",
    "Sözcü, Çernitsova yaptığı açıklamada köprüyü anlattı.", "Мужчина сослался на медсправку.",
    "The bridge is open, the mayor told the Senate.", "Police reported that the bridge is open.",
  ])
  func `places, persons and offices are none`(text: String) throws {
    let found = try claims(text).filter { $0.kind != .official }
    #expect(found.isEmpty, "\(found)")
  }

  @Test func `the news between a name and a verb far behind it is no part of the credit`() throws {
    let text =
      "Kalinet gazetesi, köyün girişindeki eski taş köprünün uzun süren onarımın sonunda yeniden açıldığını yazdı."
    let claim = try #require(try claims(text).first)
    #expect(Newsroom.verbatim(claim, in: text) == "Kalinet gazetesi")
  }
}
