/// What every input of one reading shares.
final class ReadingContext: Sendable {
  let options: ReadingOptions
  let registry: OutletRegistry
  let names: FieldNames
  /// Where articles that were extracted from pages are kept.
  let articles = SharedSpool()

  init(options: ReadingOptions, registry: OutletRegistry) throws(CorpusError) {
    (self.options, self.registry) = (options, registry)
    names = try FieldNames(mapping: options.fieldMapping)
  }
}

/// One opened input, as far as its records need it.
struct InputContext: Sendable {
  /// How its records are parsed.
  enum Format: Sendable {
    case json
    case csv(CSVLayout)
    /// The whole input is one article.
    case text
    /// The whole input is one HTML page.
    case page
    /// XML with articles in it.
    case feed
    case jsonFeed
    /// Records of web archives.
    case warc

    /// Whether articles are extracted from the records, so that they are kept and not read again.
    var isExtracted: Bool {
      switch self {
      case .json, .csv, .text: false
      case .page, .feed, .jsonFeed, .warc: true
      }
    }
  }

  /// The position of the input among the opened ones.
  var number: UInt32
  var name: String
  /// The archives and compressions around it, the outermost first.
  var wrapping: [String] = []
  var format: Format
  var shared: ReadingContext
}
