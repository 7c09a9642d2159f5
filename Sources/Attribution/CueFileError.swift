/// A cue file that cannot be used, and the place in it that is at fault.
public struct CueFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file as its reader named it.
  public var file: String
  /// Counted from 1; 0 when the file as a whole is at fault.
  public var line: Int
  /// The field at fault, such as `pattern`, or empty.
  public var field: String
  /// What is wrong with it.
  public var reason: String

  /// An error with those fields.
  public init(file: String, line: Int, field: String, reason: String) {
    (self.file, self.line, self.field, self.reason) = (file, line, field, reason)
  }

  /// `file:line: field: reason`, as compilers write it.
  public var description: String { "\(file):\(line): \(field.isEmpty ? "" : field + ": ")\(reason)" }
}
