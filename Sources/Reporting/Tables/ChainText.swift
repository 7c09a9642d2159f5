import Corpus
public import Tracing

/// Chains as readers see them: `Icma.az > Demokrat.az > Kazinform`.
public enum ChainText {
  /// The hops' outlets in order; a hop without a named outlet shows its article's id.
  public static func text(_ hops: [Chain.Hop], in articles: [TracedArticle]) -> String {
    hops.map { hop in
      if let article = hop.article, hop.outlet.isEmpty { return articles[article.index].key }
      return hop.outlet
    }.joined(separator: " > ")
  }
}

extension Chain {
  /// Steps from the article back to the root: of the evidenced path, else of the claimed one.
  var hopCount: Int { max(evidenced.count > 1 ? evidenced.count : claimed.count, 1) - 1 }
}
