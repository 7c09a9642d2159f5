import Corpus

/// A piece of the viewer's data: one script that a page loads when it needs it, since a page from disk cannot fetch.
///
/// The script hands one JSON value to the viewer under a name and a number; it holds no program beside that call.
struct DataChunk {
  /// The name of its file in the report.
  let file: String
  private var json = JSONText()
  private var needsComma = false

  /// An empty chunk, the `number`-th of that name.
  init(_ name: String, _ number: Int) {
    file = Self.file(name, number)
    json.literal("menbe.put(\"\(name)\",\(number),")
  }

  /// The file of a chunk, from the report's root.
  static func file(_ name: String, _ number: Int) -> String { "data/\(name)-\(number).js" }

  /// The bytes of the script.
  consuming func finish() -> [UInt8] {
    json.literal(");\n")
    return json.bytes
  }

  /// Writes a list, whatever `fill` puts into it.
  mutating func list(_ fill: (inout DataChunk) throws -> Void) rethrows {
    separate()
    json.literal("[")
    needsComma = false
    try fill(&self)
    json.literal("]")
    needsComma = true
  }

  /// Writes a list of what `write` makes of each element.
  mutating func list<Element>(
    _ elements: some Sequence<Element>, _ write: (Element, inout DataChunk) throws -> Void
  ) rethrows {
    try list { chunk in
      for element in elements { try write(element, &chunk) }
    }
  }

  /// Writes an object with the fields that `fill` names.
  mutating func object(_ fill: (inout DataChunk) throws -> Void) rethrows {
    separate()
    json.literal("{")
    needsComma = false
    try fill(&self)
    json.literal("}")
    needsComma = true
  }

  /// Writes the name of a field, whose value follows.
  mutating func field(_ name: String) {
    separate()
    json.string(name)
    json.literal(":")
    needsComma = false
  }

  mutating func text(_ text: String) {
    separate()
    json.string(text)
  }

  mutating func text(_ bytes: [UInt8]) {
    separate()
    json.string(bytes)
  }

  mutating func number(_ number: Int) {
    separate()
    json.number(number)
  }

  mutating func number(_ number: Int64) {
    separate()
    json.number(number)
  }

  mutating func decimal(_ number: Double, places: Int) {
    separate()
    json.decimal(number, places: places)
  }

  mutating func flag(_ isTrue: Bool) {
    separate()
    json.literal(isTrue ? "true" : "false")
  }

  /// Writes that there is no value.
  mutating func nothing() {
    separate()
    json.literal("null")
  }

  /// Writes texts as a list.
  mutating func texts(_ texts: some Sequence<String>) { list(texts) { $1.text($0) } }

  /// Writes whole numbers as a list.
  mutating func numbers(_ numbers: some Sequence<Int>) { list(numbers) { $1.number($0) } }

  /// Writes a time as two values: its basis by number and the second that tells it best.
  mutating func time(_ published: PublishedInterval?) {
    guard let published else {
      number(ViewerCode.basis(.none))
      return number(0)
    }
    number(ViewerCode.basis(published.basis))
    number(published.tellingSecond)
  }

  private mutating func separate() {
    if needsComma { json.literal(",") }
    needsComma = true
  }
}

extension PublishedInterval {
  /// The second by which pages tell it: the time itself, the middle of a day, the bound that a crawl time is.
  fileprivate var tellingSecond: Int64 {
    switch basis {
    case .zoned, .zoneAssumed: earliest
    case .date: earliest + (latest - earliest) / 2
    case .crawl: latest
    case .none: 0
    }
  }
}
