import IndexStore
import Sketching

extension Index {
  /// The number of the article of that id, which may be that of a page's further text (`ID#2`).
  func number(ofArticle key: String) throws -> UInt32? {
    if let number = try number(ofArticle: key, keyHash: ShingleHash.hash(Array(key.utf8))) { return number }
    guard let mark = key.lastIndex(of: "#") else { return nil }
    return try number(ofArticle: key, keyHash: ShingleHash.hash(Array(key[..<mark].utf8)))
  }

  /// The article and place (from 0) of the claim of that id: `ID#1` is the article's first.
  func claim(_ id: String) throws -> (article: UInt32, number: Int)? {
    guard let mark = id.lastIndex(of: "#"), let ordinal = Int(id[id.index(after: mark)...]), ordinal > 0,
      let article = try number(ofArticle: String(id[..<mark])), ordinal <= (try verdicts(of: article).count)
    else { return nil }
    return (article, ordinal - 1)
  }
}
