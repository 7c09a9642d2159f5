import Corpus
import Yams

/// Reads one cue file; every error names its line and field.
struct CueFile {
  let file: String

  func read(_ yaml: String) throws(CueFileError) -> CueBook.Language {
    let root: Node?
    do {
      root = try compose(yaml: yaml)
    } catch let error as YamlError {
      throw CueFileError(file: file, line: error.line, field: "", reason: "is no YAML: \(error.problem)")
    } catch {
      throw CueFileError(file: file, line: 0, field: "", reason: "cannot be read")
    }
    guard let root, let fields = root.mapping else { throw fail(root, "", "a cue file is a mapping") }
    guard let code = fields["language"]?.string, !code.isEmpty else {
      throw fail(root, "language", "a cue file names its language")
    }
    var language = CueBook.Language(code: code, file: file)
    for (key, node) in fields {
      let name = key.string ?? ""
      switch name {
      case "language": break
      case "cases": language.cases = try cases(node)
      case "groups":
        for (group, text) in try mapping(node, "groups") {
          language.groups[group] = try string(text, "groups.\(group)")
          language.groupLines[group] = text.mark?.line ?? 0
        }
      case "declensions": language.declensions = try declensions(node)
      case "transliterations":
        for (latin, cyrillic) in try mapping(node, name) {
          language.transliterations.append((latin, try string(cyrillic, name)))
        }
      case "heads": language.heads = try heads(node)
      case "cues": language.cues = try sequence(node, "cues").map { node throws(CueFileError) in try cue(node) }
      case _ where CueBook.listNames.contains(name):
        language.lists[name] = try strings(node, name)
      default: throw fail(key, name, "is no field of a cue file")
      }
    }
    return language
  }

  private func cases(_ node: Node) throws(CueFileError) -> [(ending: String, grammatical: GrammaticalCase)] {
    var all: [(ending: String, grammatical: GrammaticalCase)] = []
    for (name, endings) in try mapping(node, "cases") {
      guard let grammatical = GrammaticalCase(name: name) else {
        throw fail(endings, "cases", "there is no case \"\(name)\"")
      }
      for ending in try strings(endings, "cases.\(name)") { all.append((ending, grammatical)) }
    }
    return all
  }

  private func declensions(_ node: Node) throws(CueFileError) -> [(ending: String, others: [String])] {
    var all: [(ending: String, others: [String])] = []
    for (ending, forms) in try mapping(node, "declensions") {
      let others = try strings(forms, "declensions.\(ending)")
      guard others.count == all.first?.others.count ?? others.count else {
        throw fail(forms, "declensions.\(ending)", "has \(others.count) cases, not \(all[0].others.count)")
      }
      all.append((ending, others))
    }
    return all
  }

  private func heads(_ node: Node) throws(CueFileError) -> [CueBook.Head] {
    var all: [CueBook.Head] = []
    for (name, nouns) in try mapping(node, "heads") {
      guard let kind = Outlet.Kind(rawValue: name) else { throw fail(nouns, "heads", "there is no kind \"\(name)\"") }
      all.append(CueBook.Head(nouns: try strings(nouns, "heads.\(name)"), kind: kind))
    }
    return all
  }

  private func cue(_ node: Node) throws(CueFileError) -> CueBook.Cue {
    let known: Set<String> = ["id", "role", "weight", "pattern", "patterns", "span", "reporter", "examples"]
    for (key, value) in try mapping(node, "cues") where !known.contains(key) {
      throw fail(value, key, "is no field of a cue")
    }
    guard let id = node["id"]?.string, !id.isEmpty else { throw fail(node, "id", "a cue has an id") }
    guard let role = node["role"]?.string.flatMap(Claim.Role.init) else {
      throw fail(
        node["role"] ?? node, "role", "is one of \(Claim.Role.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    let weight = node["weight"]?.float ?? 0.9
    guard (0...1).contains(weight) else { throw fail(node["weight"] ?? node, "weight", "lies in 0…1") }
    var nodes: [Node] = node["pattern"].map { [$0] } ?? []
    if let several = node["patterns"] { nodes += try sequence(several, "patterns") }
    let patterns = try nodes.map { node throws(CueFileError) in try string(node, "pattern") }
    guard !patterns.isEmpty else { throw fail(node, "pattern", "a cue has a pattern") }
    let span = try node["span"].map { node throws(CueFileError) in try string(node, "span") } ?? "match"
    guard span == "match" || span == "clause" else { throw fail(node["span"] ?? node, "span", "is match or clause") }
    if let reporter = node["reporter"], try string(reporter, "reporter") != "outlet" {
      throw fail(reporter, "reporter", "is outlet, or missing")
    }
    let examples = try node["examples"].map { node throws(CueFileError) in try strings(node, "examples") } ?? []
    var cue = CueBook.Cue(
      id: id, role: role, weight: weight, patterns: patterns,
      examples: try examples.map { text throws(CueFileError) in try example(text, node) }, file: file,
      line: node.mark?.line ?? 0, patternLines: nodes.map { $0.mark?.line ?? 0 })
    cue.coversClause = span == "clause"
    cue.reporterIsOutlet = node["reporter"] != nil
    return cue
  }

  /// `line => name`.
  private func example(_ text: String, _ node: Node) throws(CueFileError) -> CueBook.Example {
    let halves = text.split(separator: " => ")
    guard halves.count == 2 else {
      throw fail(node, "examples", "\"\(text)\" lacks \" => \" and the name to be found")
    }
    return CueBook.Example(text: String(halves[0]), name: String(halves[1]))
  }

  private func mapping(_ node: Node, _ field: String) throws(CueFileError) -> [(String, Node)] {
    guard let fields = node.mapping else { throw fail(node, field, "is a mapping") }
    return fields.map { ($0.key.string ?? "", $0.value) }
  }

  private func sequence(_ node: Node, _ field: String) throws(CueFileError) -> [Node] {
    guard let items = node.sequence else { throw fail(node, field, "is a list") }
    return Array(items)
  }

  private func strings(_ node: Node, _ field: String) throws(CueFileError) -> [String] {
    try sequence(node, field).map { item throws(CueFileError) in try string(item, field) }
  }

  private func string(_ node: Node, _ field: String) throws(CueFileError) -> String {
    guard let scalar = node.scalar else { throw fail(node, field, "is a text") }
    return scalar.string
  }

  private func fail(_ node: Node?, _ field: String, _ reason: String) -> CueFileError {
    CueFileError(file: file, line: node?.mark?.line ?? 1, field: field, reason: reason)
  }
}

extension YamlError {
  fileprivate var line: Int {
    switch self {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    default: 0
    }
  }

  fileprivate var problem: String {
    switch self {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
    case .reader(let problem, _, _, _): problem
    default: "unreadable"
    }
  }
}
