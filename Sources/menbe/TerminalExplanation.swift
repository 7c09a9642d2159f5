import Attribution
import Corpus
import Runs

/// Shows why an article's claims are read as they are, for a person at a terminal.
struct TerminalExplanation {
  private let explained: ClaimExplanationRun.Explained

  /// Renders one article's explanation.
  init(_ explained: ClaimExplanationRun.Explained) { self.explained = explained }

  /// The whole text, line breaks included; empty when there is nothing to say.
  var text: String {
    let explanation = explained.explanation
    guard !explanation.readings.isEmpty || !explanation.refusals.isEmpty else { return "" }
    let outlet = explained.outlet.isEmpty ? "" : "  (\(explained.outlet))"
    var lines = [DisplayWord.safe(explained.article.key + outlet)]
    for reading in explanation.readings { lines += self.lines(for: reading) }
    for refused in explanation.refusals { lines += self.lines(for: refused) }
    return lines.joined(separator: "\n") + "\n\n"
  }

  private func lines(for reading: ClaimExplanation.Reading) -> [String] {
    let claim = reading.claim
    let place = claim.span.isEmpty ? "page" : "bytes \(claim.span.lowerBound)-\(claim.span.upperBound)"
    var lines = ["  claim   \(verbatim(claim.span).map { "\($0), " } ?? "")\(place), \(claim.position.rawValue)"]
    lines.append("    cue       \(reading.wording.map(words) ?? "\(claim.pattern): the page's own code")")
    if let pattern = reading.wording?.pattern, !pattern.isEmpty { lines.append("    wording   \(pattern)") }
    for name in reading.names { lines.append("    \(column(name.part.rawValue))\(words(name))") }
    if reading.names.isEmpty, let source = claim.source {
      lines.append("    source    \(shown(source.text)) → \(source.outlet.map(shown) ?? "no known outlet")")
    }
    let confidence = Int((claim.confidence * 100).rounded())
    lines.append("    role      \(claim.role.rawValue): \(words(reading.roleRule)); confidence \(confidence) %")
    if claim.looksLikeAnother {
      lines.append("    flag      look-alike-name: the name mixes Latin and Cyrillic letters")
    }
    return lines
  }

  private func lines(for refused: ClaimExplanation.Refused) -> [String] {
    let why =
      switch refused.refusal {
      case .noName: "no outlet's name stands where the cue asks for one"
      case .officeAlone: "only an office or a person is named, whose statement is no source of the text"
      case .overruled(let cue): "\(cue) finds more there"
      }
    let bytes = "bytes \(refused.span.lowerBound)-\(refused.span.upperBound)"
    return ["  none    \(verbatim(refused.span) ?? ""), \(bytes): \(refused.wording.cue): \(why)"]
  }

  private func words(_ wording: ClaimExplanation.Wording) -> String {
    wording.file.isEmpty
      ? "\(wording.cue): the place in the text"
      : "\(wording.cue), \(wording.file):\(wording.line), weight \(wording.weight)"
  }

  private func words(_ name: ClaimExplanation.Name) -> String {
    let how =
      switch name.rule {
      case .registry: "a known outlet's name"
      case .imitation: "imitates a known outlet's domain with letters of another script"
      case .ownPage: "the page's own host or outlet"
      case .domain: "a domain"
      case .headNoun: "a noun such as “site” or “agency” beside it"
      case .generic: "names no single outlet"
      case .office: "an office"
      case .quoted: "quotation marks, or letters of another script"
      case .capitals: "capital letters where the cue asks for a name"
      }
    let cut = name.written == name.name ? "" : "“\(shown(name.written))” read as "
    let outlet = name.outlet.map { " → \(shown($0))" } ?? ""
    return "\(cut)“\(shown(name.name))”\(outlet) (\(how))"
  }

  private func words(_ rule: ClaimExplanation.RoleRule) -> String {
    switch rule {
    case .cue: "by the cue"
    case .ownPage: "the named outlet is the page's own"
    case .officeGaveIt: "the line cites an office, so the outlet that reports it is the source"
    case .page: "by the page"
    }
  }

  private func column(_ title: String) -> String { title + String(repeating: " ", count: max(1, 10 - title.count)) }

  private func verbatim(_ span: Range<Int>) -> String? {
    guard !span.isEmpty, span.upperBound <= explained.article.body.count else { return nil }
    let text = String(decoding: explained.article.body[span], as: UTF8.self)
    return DisplayWord.safe(text)
  }

  private func shown(_ text: String) -> String { DisplayWord.safe(text) }
}
