import Attribution
import Normalization
import Testing

@Suite
struct FurnitureBookTests {
  private func furniture(_ text: String) throws -> [String] {
    let body = Array(text.utf8)
    let normalized = Normalizer().normalize(body)
    return try FurnitureBook.builtIn().furnitureLines(in: normalized, body: body).map {
      String(decoding: body[normalized.source(of: $0)], as: UTF8.self)
    }
  }

  @Test func `links and promos are found on lines of their own`() throws {
    #expect(try furniture("Yol açıldı.\nTam oxu\nXəbəri oxu") == ["Tam oxu", "Xəbəri oxu"])
    #expect(try furniture("Yol açıldı.\n  Oxunub: 1204  \n") == ["Oxunub: 1204"])
    #expect(try furniture("Tarix: 07 may 2021") == ["Tarix: 07 may 2021"])
  }

  @Test(arguments: [
    "Facebook-da paylaş", "WhatsApp-da paylaş", "Telegram-da paylaş", "X-də paylaş", "Twitter'da paylaş",
    "WhatsApp'ta Paylaş", "X'te paylaş", "Поделиться в Telegram", "Поделиться в X", "Share on X", "Share via WhatsApp",
  ])
  func `a share bar is found in each language`(line: String) throws {
    #expect(try furniture("\(line)\nYol açıldı.") == [line])
  }

  @Test func `a line glued to the last sentence is cut off it`() throws {
    #expect(try furniture("Yol bağlı qaldı.Tam oxu") == ["Tam oxu"])
    let promo = "Sonrakı hadisələr barədə daha çox məlumat almaq üçün Toplum.az saytını izləyin"
    #expect(try furniture("Yol bağlı qaldı. \(promo).") == [promo])
  }

  @Test func `two lines that stand on one are both furniture`() throws {
    #expect(try furniture("Baxış: 213 Tam oxu") == ["Baxış: 213 Tam oxu"])
  }

  @Test(arguments: [
    "Xəbərin davamını oxu deyə müəllim şagirdə səsləndi.", "O, kitabı tam oxudu.", "Kitabı əvvəldən axıra tam oxu",
    "Reklam bazarı böyüyür.", "Dedi ki, dərsi oxu. Ətraflı", "He asked her to read more.",
  ])
  func `a sentence of the story is not`(text: String) throws {
    #expect(try furniture(text) == [])
  }

  @Test(arguments: [
    ("Foto: Nərgiz Talıblı", true), ("Foto: Nərgiz", true), ("Fotoda Nərgiz Talıblı", false),
    ("Yenilənib: 7 iyul 2026", true), ("Yenilənib: 7 qış 2026", false), ("Baxış sayı 1204", true),
    ("Baxış sayı çoxdur", false), ("Foto: a b c d e", true), ("Foto: a b c d e f", false),
  ])
  func `a line may end in a name, a date or a number, which no list knows`(line: String, isFound: Bool) throws {
    var book = FurnitureBook()
    try book.add(
      tsv: "az\tbyline\tFoto <name>\naz\tmonth\tiyul\naz\tdate\tYenilənib <date>\naz\tcounter\tBaxış sayı <N>\n",
      file: "f.tsv")
    let body = Array("Yol açıldı.\n\(line)".utf8)
    let text = Normalizer().normalize(body)
    #expect(book.furnitureLines(in: text, body: body).isEmpty == !isFound)
  }

  @Test func `a kind that there is not is an error that names those that there are`() {
    var book = FurnitureBook()
    let error = #expect(throws: CueFileError.self) { try book.add(tsv: "az\treadmor\tArdını oxu\n", file: "f.tsv") }
    #expect(error?.line == 1 && error?.field == "kind")
    #expect(error?.reason.hasPrefix("there is no readmor; there are: ad, byline, ") == true)
  }

  @Test func `an error names file and line`() {
    var book = FurnitureBook()
    #expect(throws: CueFileError(file: "f.tsv", line: 2, field: "pattern", reason: "has no word that is no slot")) {
      try book.add(tsv: "# remark\naz\tcounter\t<N>\n", file: "f.tsv")
    }
  }
}
