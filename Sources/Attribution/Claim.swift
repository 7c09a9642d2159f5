public import Corpus

/// What an article says of its origin: one credit line, dateline, label or byline, with one source.
///
/// A line that names several sources makes several claims with the same span.
public struct Claim: Sendable, Equatable {
  /// What the named outlet is said to have done (design: claims).
  public enum Role: String, Sendable, CaseIterable {
    /// Cited as the origin of the text.
    case republish
    /// The publisher's own name.
    case selfCredit = "self"
    /// "Mənbə: X", or a bare domain on a line of its own.
    case label
    /// "Bakı. 1 iyul. REPORT.AZ/".
    case dateline
    /// "(APA)" at the end.
    case tailCredit = "tail_credit"
    /// An outlet's name alone, as author.
    case byline
    /// An office gave the news to the outlet: "Nazirlikdən APA-ya verilən məlumata görə".
    case recipient
    /// Somebody spoke to the outlet: "APA-ya açıqlamasında deyib".
    case statementTo = "statement_to"
  }

  /// Where in the article the claim stands.
  public enum Position: String, Sendable, CaseIterable {
    /// Among the first words.
    case lead
    /// Between the lead and the tail.
    case body
    /// Among the last words.
    case tail
    /// In the page's metadata.
    case metadata
    /// In a link.
    case link
  }

  /// An outlet as a claim names it.
  public struct Mention: Sendable, Equatable {
    /// The name as written, without its case suffix and quotation marks; an unknown Russian one in the nominative.
    public var text: String
    /// The canonical name of the outlet that it resolves to; nil for an unknown one.
    public var outlet: String?

    /// A mention with those fields.
    public init(text: String, outlet: String?) { (self.text, self.outlet) = (text, outlet) }
  }

  /// Who is named as the source; nil when the line names only a reporter.
  public var source: Mention?
  /// Who is named as the one reporting; nil when the line does not say.
  public var reporter: Mention?
  /// What the source is said to have done.
  public var role: Role
  /// What the source is; nil when there is no source.
  public var kind: Outlet.Kind?
  /// The id of the cue that decided.
  public var pattern: String
  /// ISO 639-1 code of the cue's language.
  public var language: String
  /// Where in the article the claim stands.
  public var position: Position
  /// The claim's bytes in `Article.body`, half-open.
  public var span: Range<Int>
  /// The bytes in `Article.body` that are no story because of this claim: `span`, or the whole sentence or clause around
  /// it where that says nothing else; half-open.
  public var lineSpan: Range<Int>
  /// How sure the reading is, in 0…1.
  public var confidence: Double
  /// Whether the source's name imitates a known outlet's with letters of another script.
  public var looksLikeAnother: Bool

  /// A claim with those fields; without a `lineSpan` it is `span`.
  public init(
    source: Mention?, reporter: Mention?, role: Role, kind: Outlet.Kind?, pattern: String, language: String,
    position: Position, span: Range<Int>, lineSpan: Range<Int>? = nil, confidence: Double,
    looksLikeAnother: Bool = false
  ) {
    (self.source, self.reporter, self.role, self.kind) = (source, reporter, role, kind)
    (self.pattern, self.language, self.position, self.span) = (pattern, language, position, span)
    self.lineSpan = lineSpan ?? span
    (self.confidence, self.looksLikeAnother) = (confidence, looksLikeAnother)
  }
}
