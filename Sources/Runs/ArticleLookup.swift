public import Corpus
import Glibc

/// Finds single articles for `menbe compare`: a file that holds one, or an id within inputs.
public struct ArticleLookup {
  private let plan: RunPlan

  /// Looks things up as the plan reads inputs; `plan.inputs` is where ids are looked for, if it is not empty.
  public init(plan: RunPlan) { self.plan = plan }

  /// The article that each of `names` names: its id in the plan's inputs, or without inputs the one article of that file.
  ///
  /// - Throws: `RunError.noSuchArticle`, `RunError.noSuchFile`, `RunError.notOneArticle`, `CorpusError`.
  public func articles(named names: [String]) throws -> [Article] {
    if plan.inputs.isEmpty { return try names.map(onlyArticle(ofFile:)) }
    var found: [String: Article] = [:]
    try forEachArticle(in: plan.inputs) { article in
      if names.contains(article.key), found[article.key] == nil { found[article.key] = article }
    }
    return try names.map { name in
      guard let article = found[name] else { throw RunError.noSuchArticle(id: name) }
      return article
    }
  }

  private func onlyArticle(ofFile path: String) throws -> Article {
    var articles: [Article] = []
    var count = 0
    do {
      try forEachArticle(in: [path]) { article in
        if count == 0 { articles.append(article) }
        count += 1
      }
    } catch CorpusError.cannotOpen(_, ENOENT) {
      throw RunError.noSuchFile(path: path)
    }
    guard count == 1, let article = articles.first else { throw RunError.notOneArticle(path: path, count: count) }
    return article
  }

  private func forEachArticle(in paths: [String], _ body: (Article) -> Void) throws {
    let reader = CorpusReader(paths: paths, options: plan.reading, registry: plan.registry)
    while let chunk = try reader.nextChunk() {
      for case .article(let article, _) in try chunk.parse() { body(article) }
    }
  }
}
