/// A name made comparable: lower case with `I İ ı i` one letter, quotation marks and marks above removed, blanks single.
struct FoldedName: Hashable {
  /// The comparison form.
  let text: String

  /// The comparison form of `name`; linear in its length.
  init(_ name: String) {
    var scalars = String.UnicodeScalarView()
    var isBehindBlank = true
    for scalar in name.unicodeScalars {
      for lowered in scalar.properties.lowercaseMapping.unicodeScalars {
        switch lowered {
        case "ı": scalars.append("i")
        case "\u{307}", "\"", "“", "”", "„", "«", "»", "'", "’", "‘", "`", "\u{AD}", "\u{200B}", "\u{FEFF}": continue
        case _ where lowered.properties.isWhitespace:
          if !isBehindBlank { scalars.append(" ") }
        default: scalars.append(lowered)
        }
        isBehindBlank = scalars.isEmpty || scalars.last == " "
      }
    }
    while scalars.last == " " { scalars.removeLast() }
    text = String(scalars)
  }
}
