/// Small articles of the tests' own writing, as JSON Lines.
enum News {
  static let park = """
    Xaçmazda köhnə dəyirmanın həyətində kiçik bir park salınıb. Parkda qırx iki ağac əkilib, onların çoxu alma və \
    gavalıdır. Kənd sakinləri həftəsonu torpağı birlikdə belləyib, uşaqlar isə quşlar üçün taxta yuvalar düzəldiblər. \
    Skamyaları məktəbin emalatxanasında yuxarı sinif şagirdləri yonub.
    """
  static let lake = """
    Göyçayda narçılıq bayramına hazırlıq başlayıb. Meydanda otuz dükan qurulacaq, şərbətçilər köhnə mis qazanlarını \
    parıldadıblar. Bağbanlar deyirlər ki, bu il narın qabığı nazik, dənəsi iri olub, çünki yay yağışsız keçib.
    """

  /// One line; a field without a value is left out.
  static func line(
    _ id: String? = nil, text: String?, title: String? = nil, url: String? = nil, at published: String? = nil
  ) -> String {
    let fields = [("id", id), ("url", url), ("title", title), ("text", text), ("published_at", published)]
    let written = fields.compactMap { name, value in value.map { "\(quoted(name)): \(quoted($0))" } }
    return "{\(written.joined(separator: ", "))}\n"
  }

  /// A corpus of a text, a credited copy of it and another text.
  static var small: String {
    line("park", text: park, title: "Dəyirman parkı", url: "https://demokrat.az/park", at: "2026-03-14T10:00:00+04:00")
      + line(
        "park-2", text: "Demokrat.az saytından alınan məlumatlara görə, Icma.az xəbər verir.\n\(park)",
        title: "Kənddə park", url: "https://icma.az/park", at: "2026-03-14T11:30:00+04:00")
      + line("nar", text: lake, url: "https://axar.az/nar", at: "2026-03-14T12:00:00+04:00")
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
