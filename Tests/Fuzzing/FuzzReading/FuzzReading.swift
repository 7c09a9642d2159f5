import Corpus
import FuzzDriver

private let files = ["jsonl", "json", "csv", "tsv", "html", "xml", "warc", "txt"].map {
  ScratchFile(name: "input.\($0)")
}

/// Files as a crawler might leave them: the first byte tells the name that the file gets, the rest is the file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzReading(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let input = FuzzDriver.input(bytes, count) else { return 0 }
  let file = files[input.choice % files.count]
  file.write(input.content)
  do {
    try read(file.path)
  } catch {
    FuzzDriver.expect(false, "a file that can be opened is read: \(error)")
  }
  return 0
}

/// Reads the file as a run does: cut, parsed, read again by place, recognised.
private func read(_ path: String) throws(CorpusError) {
  let reader = CorpusReader(paths: [path])
  var records: [ParsedRecord] = []
  while let chunk = try reader.nextChunk() {
    _ = try chunk.schema()
    records += try chunk.parse()
  }
  for record in records {
    switch record {
    case .rejection(let rejection):
      FuzzDriver.expect(rejection.line >= 0 && rejection.offset >= 0, "\(rejection) has a place")
    case .article(let article, let location):
      check(article)
      let again = try reader.store.article(at: location)
      FuzzDriver.expect(again == article, "the article at \(location) is read again as it was: \(article) \(again)")
    }
  }
}

private func check(_ article: Article) {
  FuzzDriver.expect(!article.key.isEmpty, "an article has a key")
  FuzzDriver.expect(!article.body.isEmpty, "an article has a text")
  FuzzDriver.expect(String(validating: article.body, as: UTF8.self) != nil, "a text is UTF-8")
  FuzzDriver.expect(article.published.earliest <= article.published.latest, "\(article.published) is an interval")
  _ = (article.published.isoText, PageAddress.key(of: article.url))
  _ = OutletRegistry.builtIn().publisherName(site: article.site, url: article.url)
  for credit in article.pageCredits {
    guard let range = credit.byteRange else { continue }
    let isInside = range.lowerBound >= 0 && range.upperBound <= article.body.count
    FuzzDriver.expect(isInside, "\(credit) lies in a text of \(article.body.count) bytes")
    FuzzDriver.expect(
      String(validating: article.body[range], as: UTF8.self) != nil, "\(credit) begins and ends between letters")
  }
}
