import Attribution
import Corpus
import Normalization
import Testing

/// One example line of one built-in cue.
struct CueExample: CustomTestStringConvertible, Sendable {
  var cue: String
  var text: String
  var name: String
  var testDescription: String { "\(cue): \(text)" }

  static func all() throws -> [CueExample] {
    try CueBook.builtIn().cues.flatMap { _, cue in
      cue.examples.map { CueExample(cue: cue.id, text: $0.text, name: $0.name) }
    }
  }
}

@Suite
struct CueBookTests {
  private static let reader: ClaimReader? = (try? CueBook.builtIn()).map { ClaimReader(outlets: [], cues: $0) }

  @Test(arguments: try CueExample.all())
  func `every example is read by its own cue, although no outlet of it is known`(example: CueExample) throws {
    let reader = try #require(Self.reader)
    let body = Array(example.text.utf8)
    let claims = reader.claims(in: body, text: Normalizer().normalize(body), publisher: "", siteHost: "")
    let found = claims.filter { $0.pattern == example.cue }.flatMap { [$0.source?.text, $0.reporter?.text] }
    #expect(found.contains(example.name), "\(claims)")
  }

  @Test func `every cue has an example`() throws {
    let bare = try CueBook.builtIn().cues.filter { $0.cue.examples.isEmpty }.map(\.cue.id)
    #expect(bare == [])
  }

  @Test func `an error names file, line and field`() {
    let yaml = """
      language: az
      cues:
        - id: mine
          role: republish
          pattern: "{S:gen} <nothing>"
      """
    #expect(
      throws: CueFileError(
        file: "mine.yaml", line: 5, field: "pattern", reason: "\"{S:gen} <nothing>\" there is no group <nothing>")
    ) {
      try CueBook(yaml: yaml, file: "mine.yaml")
    }
    #expect(throws: CueFileError(file: "mine.yaml", line: 2, field: "colour", reason: "is no field of a cue file")) {
      try CueBook(yaml: "language: az\ncolour: red\n", file: "mine.yaml")
    }
  }
}
