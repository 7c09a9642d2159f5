/// HTML character references that scrapers leave in texts: `&uuml;`, `&#39;`, `&#x2019;`.
///
/// The names are those that stand in European news text; an unknown one ends a word like any other punctuation.
/// Source: HTML Living Standard, section 13.5, named character references.
enum HTMLEntity {
  /// The longest reference that is looked at, in bytes, `&` and `;` included.
  private static let longest = 10

  /// The scalar and byte length of the reference at `at`, which holds `&`; nil when there is none.
  static func parse(_ bytes: Span<UInt8>, at: Int) -> (Unicode.Scalar?, Int)? {
    let end = min(bytes.count, at + longest)
    guard at + 2 < end else { return nil }
    var name: [UInt8] = []
    var next = at + 1
    while next < end, bytes[next] != 0x3B {
      name.append(bytes[next])
      next += 1
    }
    guard next < end, !name.isEmpty else { return nil }
    let length = next + 1 - at
    guard name.first == 0x23 else {
      return named[String(decoding: name, as: UTF8.self)].map { ($0, length) }
    }
    let digits = String(decoding: name.dropFirst(), as: UTF8.self)
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return value.flatMap(Unicode.Scalar.init).map { ($0, length) }
  }

  private static let named: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "shy": "\u{AD}", "lsquo": "‘",
    "rsquo": "’", "ldquo": "“", "rdquo": "”", "sbquo": "‚", "bdquo": "„", "laquo": "«", "raquo": "»", "ndash": "–",
    "mdash": "—", "hellip": "…", "bull": "•", "middot": "·", "copy": "©", "reg": "®", "trade": "™", "deg": "°",
    "uuml": "ü", "Uuml": "Ü", "ouml": "ö", "Ouml": "Ö", "auml": "ä", "Auml": "Ä", "ccedil": "ç", "Ccedil": "Ç",
    "szlig": "ß", "iuml": "ï", "euml": "ë", "aacute": "á", "eacute": "é", "iacute": "í", "oacute": "ó", "uacute": "ú",
    "agrave": "à", "egrave": "è", "acirc": "â", "Acirc": "Â", "ecirc": "ê", "icirc": "î", "Icirc": "Î", "ocirc": "ô",
    "ucirc": "û", "Ucirc": "Û", "ntilde": "ñ", "scaron": "š", "Scaron": "Š", "inodot": "ı", "imath": "ı",
    "zwnj": "\u{200C}",
    "zwj": "\u{200D}", "ensp": "\u{2002}", "emsp": "\u{2003}", "thinsp": "\u{2009}", "rlm": "\u{200F}",
    "lrm": "\u{200E}",
  ]
}
