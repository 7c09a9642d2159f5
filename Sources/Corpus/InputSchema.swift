/// What the records of one input were recognised as.
public struct InputSchema: Sendable, Equatable {
  /// A field of the records, under the name that they give it.
  public struct Field: Sendable, Equatable {
    /// The name as written; `#3` for the third column of a table without a header.
    public var name: String
    /// What it is read as, such as `published_at`; nil when it is not read.
    public var meaning: String?
    /// Records in which it says something.
    public var count: Int
    /// Its first value, shortened.
    public var example: String
  }

  /// The file, and the member of an archive.
  public var input: String
  /// The format, for people.
  public var format: String
  /// The archives and compressions around it, the outermost first: `zip`, `gzip`.
  public var wrapping: [String]
  /// The fields in the order in which they were first seen.
  public var fields: [Field]
  /// Records that made an article.
  public var articleCount = 0
  /// Records that were not used.
  public var rejectionCount = 0

  /// Adds what another part of the same input, or of one like it, was recognised as.
  public mutating func merge(_ other: InputSchema) {
    for field in other.fields {
      if let known = fields.firstIndex(where: { $0.name == field.name }) {
        fields[known].count += field.count
        if fields[known].example.isEmpty { fields[known].example = field.example }
      } else {
        fields.append(field)
      }
    }
    articleCount += other.articleCount
    rejectionCount += other.rejectionCount
  }
}

extension RecordChunk {
  /// What the records of the chunk are recognised as, and those that could not be used.
  ///
  /// The schema is nil for a chunk that has no records. Throws as `parse` does.
  public func schema() throws(CorpusError) -> (InputSchema?, [Rejection]) {
    guard let input else { return (nil, rejections) }
    var rejected: [Rejection] = []
    var schema = InputSchema(
      input: input.name, format: input.format.name, wrapping: input.wrapping, fields: [])
    for record in try parse() {
      switch record {
      case .rejection(let rejection):
        schema.rejectionCount += 1
        rejected.append(rejection)
      case .article(let article, _):
        schema.articleCount += 1
        if input.format.isExtracted || input.format.isText { schema.merge(InputSchema(article: article, of: input)) }
      }
    }
    for cut in cuts {
      schema.merge(InputSchema(record: bytes.span.extracting(Int(cut.start)..<Int(cut.end)), input))
    }
    return (schema, rejected)
  }
}

extension InputSchema {
  /// Fields of no input in particular.
  private init(fields: [Field]) { (input, format, wrapping, self.fields) = ("", "", [], fields) }

  /// What was found in a page, feed or web archive: their fields have no names of their own.
  fileprivate init(article: Article, of input: InputContext) {
    let credits = article.pageCredits.map { "\($0.kind.rawValue) \($0.target)" }
    // An id of its own: neither its address nor its place in the input.
    let hasID = article.key != article.url && !article.key.hasPrefix(input.name)
    let values: [(ArticleField, String)] = [
      (.id, hasID ? article.key : ""),
      (.url, article.url), (.site, article.site), (.title, article.title), (.publishedAt, article.published.isoText),
      (.text, String(decoding: article.body.prefix(200), as: UTF8.self)),
    ]
    self.init(
      fields: values.filter { !$0.1.isEmpty }.map {
        Field(name: $0.0.rawValue, meaning: $0.0.rawValue, count: 1, example: Self.shortened($0.1))
      })
    if let first = credits.first {
      fields.append(Field(name: "credits", meaning: "credits", count: 1, example: Self.shortened(first)))
    }
  }

  /// The fields of one record of JSON or of a table; none for other formats.
  fileprivate init(record: Span<UInt8>, _ input: InputContext) {
    self.init(fields: [])
    switch input.format {
    case .json:
      guard case .object(let members)? = LooseJSON(record) else { return }
      for member in members { add(member.name, Self.text(member.value), input.shared.names) }
    case .csv(let layout):
      let line = record.extracting(record.trimmedLineEnd(0..<record.count))
      guard let cells = CSVRecord(line, separator: layout.separator)?.cells, cells.count == layout.columnCount else {
        return
      }
      for (column, cell) in cells.enumerated() {
        let meaning = ArticleField.allCases.first { layout.columns[$0.slot].contains(column) }
        add(
          layout.names.isEmpty ? "#\(column + 1)" : layout.names[column], cell.string(line), input.shared.names,
          meaning: meaning)
      }
    default: return
    }
  }

  private mutating func add(_ name: String, _ value: String, _ names: FieldNames, meaning: ArticleField? = nil) {
    let bytes = Array(name.utf8)
    let read = meaning ?? names.field(named: bytes.span)?.field
    let isNothing = names.isNothing(Array(value.utf8).span)
    let known = name == "credits" ? "credits" : read?.rawValue
    fields.append(
      Field(name: name, meaning: known, count: isNothing ? 0 : 1, example: isNothing ? "" : Self.shortened(value)))
  }

  private static func text(_ value: LooseJSON) -> String {
    switch value {
    case .string(let text), .word(let text): text
    case .array(let items): items.prefix(3).map(text).joined(separator: ", ")
    case .object(let members): members.prefix(3).map { "\($0.name): \(text($0.value))" }.joined(separator: ", ")
    }
  }

  /// Up to 60 characters in one line, without control characters.
  private static func shortened(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(61) {
      scalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    return scalars.count > 60 ? String(String.UnicodeScalarView(scalars.prefix(59))) + "…" : String(scalars)
  }
}

extension InputContext.Format {
  /// The format, for people.
  fileprivate var name: String {
    switch self {
    case .json: "JSON"
    case .csv(let layout):
      (layout.separator == 0x09 ? "TSV" : "CSV") + (layout.names.isEmpty ? " without a header" : "")
    case .text: "plain text"
    case .page: "HTML"
    case .feed: "RSS, Atom or other XML"
    case .jsonFeed: "JSON Feed"
    case .warc: "WARC"
    }
  }

  fileprivate var isText: Bool { if case .text = self { true } else { false } }
}
