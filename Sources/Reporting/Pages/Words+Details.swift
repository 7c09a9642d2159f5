extension Words {
  /// What the program says of a record that it did not use, in this language; what no pattern fits stays as it is.
  ///
  /// The program speaks English; its sentences are known by the patterns `detail.*` of the English words.
  func detail(_ text: String, english: Words) -> String {
    guard language != .english else { return text }
    for (key, pattern) in english.sortedEntries where key.hasPrefix("detail.") {
      guard let values = Self.matched(text, pattern) else { continue }
      return fill(key, values.map { ($0.name, detail($0.value, english: english)) })
    }
    return text
  }

  /// What stands in the places of a pattern's names; nil where the text is another one.
  ///
  /// Linear in the length of the text.
  private static func matched(_ text: String, _ pattern: String) -> [(name: String, value: String)]? {
    var (rest, places, values): (Substring, Substring, [(name: String, value: String)]) = (text[...], pattern[...], [])
    while true {
      let open = places.firstIndex(of: "{")
      let literal = places[..<(open ?? places.endIndex)]
      guard rest.hasPrefix(literal) else { return nil }
      rest = rest.dropFirst(literal.count)
      guard let open, let close = places[open...].firstIndex(of: "}") else { return rest.isEmpty ? values : nil }
      let name = String(places[places.index(after: open)..<close])
      places = places[places.index(after: close)...]
      let next = places[..<(places.firstIndex(of: "{") ?? places.endIndex)]
      let end = next.isEmpty ? rest.endIndex : rest.firstRange(of: next)?.lowerBound
      guard let end else { return nil }
      values.append((name, String(rest[..<end])))
      rest = rest[end...]
    }
  }
}
