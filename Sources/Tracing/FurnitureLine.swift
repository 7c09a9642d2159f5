/// A line that an outlet prints under many of its texts and that was therefore left out of all comparisons.
public struct FurnitureLine: Sendable, Equatable {
  /// The outlet that has it in most texts.
  public var outlet: String
  /// Articles of that outlet that have it.
  public var articleCount: Int
  /// The id of the first article that has it.
  public var exampleKey: String
  /// The line as that article has it.
  public var line: String

  /// A line with those fields.
  public init(outlet: String, articleCount: Int, exampleKey: String, line: String) {
    (self.outlet, self.articleCount, self.exampleKey, self.line) = (outlet, articleCount, exampleKey, line)
  }
}
