/// A record that could not be used: counted and listed, never thrown.
public struct Rejection: Sendable, Equatable, Comparable {
  /// Why a record was not used: a closed list, spelled as in rejects.csv.
  public enum Reason: String, Sendable, CaseIterable {
    /// The record has no text, or none but white space.
    case noText = "no-text"
    /// JSON that does not parse.
    case badJSON = "bad-json"
    /// JSON of another shape than an object with fields.
    case notAnObject = "not-an-object"
    /// A CSV record with another number of cells than its header, or with an open quotation mark.
    case badCSV = "bad-csv"
    /// No column or field of the input could be read as the text.
    case noTextField = "no-text-field"
    /// Another article has this id already.
    case duplicateID = "duplicate-id"
    /// A record, line or file beyond its bound.
    case tooLarge = "too-large"
    /// A file that is no corpus format, by content and name.
    case unknownFormat = "unknown-format"
    /// A file or folder that cannot be opened or read.
    case unreadable
    /// Compressed data that ends early or does not decompress.
    case badCompression = "bad-compression"
    /// Compressed data that expands beyond its bound.
    case bomb = "expands-too-far"
    /// An archive that is damaged or encrypted.
    case badArchive = "bad-archive"
    /// An archive inside of more archives than may be.
    case nestedTooDeep = "nested-too-deep"
    /// An archive of more members than may be; those before are used.
    case tooManyMembers = "too-many-members"
    /// XML that does not parse, and holds no article.
    case badXML = "bad-xml"
    /// A WARC record, or the HTTP message in it, that is not what it should be.
    case badWARC = "bad-warc"
    /// An HTTP response that says that there is no page, such as a redirection.
    case noPage = "no-page"
    /// A WARC record of something else than a page of text, such as a picture.
    case notAPage = "not-a-page"
  }

  /// Whether a record of an article may be lost: not so by responses without a page, of which every crawl has some.
  public var isLoss: Bool { reason != .noPage && reason != .notAPage }

  /// The input (and member) that holds the record.
  public var input: String
  /// The record's line in the input, from 1; 0 where lines mean nothing.
  public var line: Int
  /// The record's first byte in the (decompressed) input.
  public var offset: Int
  /// Why it was not used.
  public var reason: Reason
  /// What exactly was wrong, for people.
  public var detail: String

  /// A rejection with those fields.
  public init(input: String, line: Int = 0, offset: Int = 0, reason: Reason, detail: String = "") {
    (self.input, self.line, self.offset, self.reason, self.detail) = (input, line, offset, reason, detail)
  }

  /// By input, then place, then reason.
  public static func < (a: Rejection, b: Rejection) -> Bool {
    (a.input, a.offset, a.line, a.reason.rawValue, a.detail) < (b.input, b.offset, b.line, b.reason.rawValue, b.detail)
  }
}
