internal import Attribution
internal import Corpus
internal import Tracing

/// An article's claims as they were read, as bytes.
enum ClaimCoding {
  static func encode(_ claims: [ReadClaim]) -> [UInt8] {
    guard !claims.isEmpty else { return [] }
    var writer = BinaryWriter()
    writer.put(Int64(claims.count))
    for read in claims {
      let claim = read.claim
      for mention in [claim.source, claim.reporter] {
        writer.put(mention == nil ? 0 : mention?.outlet == nil ? 1 : 2)
        writer.put(mention?.text ?? "")
        writer.put(mention?.outlet ?? "")
      }
      for text in [
        claim.role.rawValue, claim.kind?.rawValue ?? "", claim.pattern, claim.language, claim.position.rawValue,
        read.verbatim,
      ] {
        writer.put(text)
      }
      for number in [
        claim.span.lowerBound, claim.span.upperBound, claim.lineSpan.lowerBound, claim.lineSpan.upperBound,
        claim.looksLikeAnother ? 1 : 0, read.surroundings.beginsSentence ? 1 : 0,
      ] {
        writer.put(Int64(number))
      }
      writer.put(Int64(bitPattern: claim.confidence.bitPattern))
      for words in [read.surroundings.before, read.surroundings.behind] {
        for place in words.indices { writer.put(Int64(words[place])) }
      }
    }
    return writer.bytes
  }

  /// The claims that `bytes` hold, each of `article`; nil when they are damaged.
  static func decode(_ bytes: [UInt8], article: ArticleID) -> [ReadClaim]? {
    guard !bytes.isEmpty else { return [] }
    var reader = BinaryReader(bytes)
    guard let count = reader.number(), count >= 0 else { return nil }
    var claims: [ReadClaim] = []
    for _ in 0..<count {
      guard let claim = claim(&reader, article: article) else { return nil }
      claims.append(claim)
    }
    return claims
  }

  private static func claim(_ reader: inout BinaryReader, article: ArticleID) -> ReadClaim? {
    var mentions: [Claim.Mention?] = []
    for _ in 0..<2 {
      guard let state = reader.number(), let text = reader.text(), let outlet = reader.text() else { return nil }
      mentions.append(state == 0 ? nil : Claim.Mention(text: text, outlet: state == 1 ? nil : outlet))
    }
    guard let role = reader.text().flatMap(Claim.Role.init), let kind = reader.text(), let pattern = reader.text(),
      let language = reader.text(), let position = reader.text().flatMap(Claim.Position.init),
      let verbatim = reader.text(), let start = reader.number(), let end = reader.number(), start <= end,
      let lineStart = reader.number(), let lineEnd = reader.number(), lineStart <= lineEnd,
      let looks = reader.number(), let begins = reader.number(), let confidence = reader.number()
    else { return nil }
    var words: [[UInt32]] = [[], []]
    for side in words.indices {
      for _ in 0..<Surroundings.wordCount {
        guard let word = reader.number() else { return nil }
        words[side].append(UInt32(truncatingIfNeeded: word))
      }
    }
    return ReadClaim(
      article: article,
      claim: Claim(
        source: mentions[0], reporter: mentions[1], role: role, kind: Outlet.Kind(rawValue: kind), pattern: pattern,
        language: language, position: position, span: Int(start)..<Int(end), lineSpan: Int(lineStart)..<Int(lineEnd),
        confidence: Double(bitPattern: UInt64(bitPattern: confidence)), looksLikeAnother: looks != 0),
      verbatim: verbatim,
      surroundings: Surroundings(before: words[0], behind: words[1], beginsSentence: begins != 0))
  }
}
