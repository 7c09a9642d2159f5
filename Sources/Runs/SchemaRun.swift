import Corpus
public import Reporting

/// `menbe extract --schema`: what the inputs were recognised as, a table for each kind of input.
public struct SchemaRun {
  private let plan: RunPlan
  private let progress: Progress

  /// A run of that plan.
  public init(plan: RunPlan, progress: Progress) { (self.plan, self.progress) = (plan, progress) }

  /// Reads all inputs and writes the tables to `sink`, which the caller finishes.
  ///
  /// Inputs of one folder or archive that are alike share a table. Returns what could not be used, and how many
  /// articles there are.
  ///
  /// - Throws: `CorpusError`, `RunError.noArticles`, `ReportingError`.
  public func run(to sink: ByteSink) async throws -> ExtractRun.Outcome {
    progress.beginStage("read")
    let reader = CorpusReader(paths: plan.inputs, options: plan.reading, registry: plan.registry)
    var outcome = ExtractRun.Outcome(articleCount: 0, rejections: [])
    var groups: [Group] = []
    try await orderedPipeline(width: plan.pipelineWidth) {
      try reader.nextChunk()
    } transform: { chunk in
      try chunk.schema()
    } consume: { (schema, rejections) in
      outcome.rejections += rejections
      guard let schema else { return }
      outcome.articleCount += schema.articleCount
      Self.add(schema, to: &groups)
    }
    guard !groups.isEmpty || !outcome.rejections.isEmpty else { throw RunError.noArticles(inputs: plan.inputs) }
    progress.finishStage()
    for group in groups { try sink.append(Array(group.text.utf8)) }
    for rejection in outcome.rejections.sorted() {
      let detail = rejection.detail.isEmpty ? "" : ", \(rejection.detail)"
      try sink.append(Array("not used: \(rejection.input): \(rejection.reason.rawValue)\(detail)\n".utf8))
    }
    return outcome
  }

  /// Inputs that are alike: of one folder or archive, one format and one wrapping.
  private struct Group {
    var folder: String
    var inputs: [String]
    var schema: InputSchema

    var text: String {
      let name = inputs.count == 1 ? inputs[0] : "\(folder)/ (\(inputs.count) inputs)"
      let wrapping = schema.wrapping.isEmpty ? "" : " in " + schema.wrapping.reversed().joined(separator: " in ")
      var lines = [
        "\(name): \(schema.format)\(wrapping); \(schema.articleCount) articles, \(schema.rejectionCount) not used"
      ]
      let rows = schema.fields.map { [$0.name, $0.meaning ?? "unused", "\($0.count)", $0.example] }
      let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
      for row in rows {
        let cells = (0..<3).map { column in
          let blanks = String(repeating: " ", count: widths[column] - row[column].count)
          return column == 2 ? blanks + row[column] : row[column] + blanks
        }
        lines.append("  " + cells.joined(separator: "  ") + (row[3].isEmpty ? "" : "  " + row[3]))
      }
      return lines.joined(separator: "\n") + "\n\n"
    }
  }

  private static func add(_ schema: InputSchema, to groups: inout [Group]) {
    let folder = schema.input.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    let names = Set(schema.fields.map(\.name))
    // Alike inputs mostly follow one another.
    let known = groups.lastIndex { group in
      if group.inputs.last == schema.input { return true }
      let others = Set(group.schema.fields.map(\.name))
      return group.folder == folder && group.schema.format == schema.format && group.schema.wrapping == schema.wrapping
        && (names.isSubset(of: others) || others.isSubset(of: names))
    }
    guard let known else {
      groups.append(Group(folder: folder, inputs: [schema.input], schema: schema))
      return
    }
    if groups[known].inputs.last != schema.input { groups[known].inputs.append(schema.input) }
    groups[known].schema.merge(schema)
  }
}
