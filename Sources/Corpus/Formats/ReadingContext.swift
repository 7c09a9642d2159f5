/// What every input of one reading shares.
final class ReadingContext: Sendable {
  let options: ReadingOptions
  let registry: OutletRegistry
  let names: FieldNames

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
  }

  /// The position of the input among the opened ones.
  var number: UInt32
  var name: String
  var format: Format
  var shared: ReadingContext
}
