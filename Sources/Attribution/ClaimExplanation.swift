/// Why an article's claims are read as they are, and why other lines of it are none.
public struct ClaimExplanation: Sendable {
  /// A cue's wording: where it is written, and what it says.
  public struct Wording: Sendable, Equatable {
    /// The cue's id.
    public var cue: String
    /// The cue file; empty for what a place in the text tells, such as the start of the first line.
    public var file: String
    /// The wording's line in it, from 1.
    public var line: Int
    /// The wording, in the pattern language.
    public var pattern: String
    /// The cue's weight, in 0…1.
    public var weight: Double
  }

  /// What made words a name.
  public enum NameRule: String, Sendable, CaseIterable {
    case registry, imitation, ownPage, domain, headNoun, generic, office, quoted, capitals
  }

  /// A name that a wording found.
  public struct Name: Sendable, Equatable {
    /// Whose place the name takes.
    public enum Part: String, Sendable {
      case source, reporter, subject, office
    }

    /// Whose place the name takes.
    public var part: Part
    /// The words as they stand, with case ending and head noun.
    public var written: String
    /// The name that was read in them.
    public var name: String
    /// The outlet that it is, or nil.
    public var outlet: String?
    /// What made it a name.
    public var rule: NameRule
  }

  /// What decided a claim's role.
  public enum RoleRule: String, Sendable, CaseIterable {
    case cue, ownPage, officeGaveIt, page
  }

  /// A claim with what decided it.
  public struct Reading: Sendable {
    /// The claim.
    public var claim: Claim
    /// The wording that found it; nil for a claim of the page's metadata or links.
    public var wording: Wording?
    /// The names of the wording, in reading order.
    public var names: [Name]
    /// What decided its role.
    public var roleRule: RoleRule
  }

  /// Why a line that a cue's words stand on makes no claim.
  public enum Refusal: Sendable, Equatable {
    /// No wording of the cue finds an outlet's name where it asks for one.
    case noName
    /// Only an office is named: who makes a statement is no source of a text.
    case officeAlone
    /// Another cue's wording finds more there.
    case overruled(cue: String)
  }

  /// A line that makes no claim although a cue's words stand on it.
  public struct Refused: Sendable {
    /// The cue's words in `Article.body`, in bytes, half-open.
    public var span: Range<Int>
    /// The cue.
    public var wording: Wording
    /// Why it makes none.
    public var refusal: Refusal
  }

  /// The claims, ordered as `ClaimReader.claims` orders them.
  public var readings: [Reading] = []
  /// Lines that make none, in reading order, at most one for each place.
  public var refusals: [Refused] = []
}
