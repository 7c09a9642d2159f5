import Mustache

/// The compiled templates of the report, in one language.
///
/// `[[key]]` stands for a word of the report and is filled in when the templates are compiled, so that a missing word
/// is an error of the start and not a hole in a page. Every template is put under `HTMLText`, and none may print
/// anything unescaped.
struct PageTemplates {
  private let library: MustacheLibrary

  init(words: Words) throws(ReportingError) {
    MustacheContentTypes.register(HTMLText(), named: HTMLText.name)
    var library = MustacheLibrary()
    for (name, bytes) in Self.sources {
      let source = String(decoding: bytes, as: UTF8.self)
      guard !source.contains("{{{"), !source.contains("{{&") else {
        throw .badAsset(name: name, detail: "prints without escaping")
      }
      do {
        let text = "{{% CONTENT_TYPE:\(HTMLText.name)}}" + (try Self.worded(source, words, name))
        try library.register(text, named: name)
      } catch let error as ReportingError {
        throw error
      } catch {
        throw .badAsset(name: name, detail: String(describing: error))
      }
    }
    self.library = library
  }

  /// The bytes of a page.
  func render(_ name: String, _ view: View) throws(ReportingError) -> [UInt8] {
    guard let page = library.render(view, withTemplate: name) else { throw .badAsset(name: name, detail: "is missing") }
    return Array(page.utf8)
  }

  private static var sources: [(name: String, bytes: [UInt8])] {
    [
      ("page", PackageResources.page_mustache), ("pager", PackageResources.pager_mustache),
      ("chip", PackageResources.chip_mustache), ("claim", PackageResources.claim_mustache),
      ("index", PackageResources.index_mustache), ("clusters", PackageResources.clusters_mustache),
      ("cluster", PackageResources.cluster_mustache), ("pair", PackageResources.pair_mustache),
      ("pair-body", PackageResources.pair_body_mustache), ("compare", PackageResources.compare_mustache),
      ("claims", PackageResources.claims_mustache), ("outlets", PackageResources.outlets_mustache),
      ("rejects", PackageResources.rejects_mustache), ("run", PackageResources.run_mustache),
    ]
  }

  private static func worded(_ source: String, _ words: Words, _ name: String) throws(ReportingError) -> String {
    var (text, rest) = ("", source[...])
    while let open = rest.firstRange(of: "[["), let close = rest[open.upperBound...].firstRange(of: "]]") {
      let key = String(rest[open.upperBound..<close.lowerBound])
      guard let word = words.find(key) else { throw .badAsset(name: name, detail: "names the unknown word \(key)") }
      text += rest[..<open.lowerBound] + HTMLText.escape(word)
      rest = rest[close.upperBound...]
    }
    return text + rest
  }
}
