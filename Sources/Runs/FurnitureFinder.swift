import Corpus
import Matching
import Normalization
import Tracing

/// Finds the learned lines in the articles that serve as their examples, to show them.
struct FurnitureFinder {
  let corpus: SketchedCorpus
  let loader: TextLoader

  /// The learned lines by outlet, those in most texts first, then by their words; each example is read once.
  func lines() throws -> [FurnitureLine] {
    let recurring = loader.recurring
    var found: [FurnitureLine] = []
    for (example, learned) in Dictionary(grouping: recurring.learned, by: \.example).sorted(by: { $0.key < $1.key }) {
      let loaded = try loader.load(ArticleID(example))
      var missing = Dictionary(learned.map { ($0.hash, $0) }) { first, _ in first }
      for line in loaded.text.lines where !line.words.isEmpty {
        let body = loaded.article.body
        let hash = RecurringLines.hash(of: line, in: loaded.text, body: body)
        guard let one = missing.removeValue(forKey: hash) else { continue }
        let bytes = body[line.source]
        found.append(
          FurnitureLine(
            outlet: corpus.outletNames[Int(one.publisher)], articleCount: one.articleCount,
            exampleKey: corpus.keys[example], line: String(decoding: bytes, as: UTF8.self)))
      }
    }
    return found.sorted(by: Self.isBefore)
  }

  /// By outlet, those in most texts first, then by their words.
  static func isBefore(_ a: FurnitureLine, _ b: FurnitureLine) -> Bool {
    if a.outlet != b.outlet { return a.outlet.utf8.lexicographicallyPrecedes(b.outlet.utf8) }
    if a.articleCount != b.articleCount { return a.articleCount > b.articleCount }
    return a.line.utf8.lexicographicallyPrecedes(b.line.utf8)
  }
}
