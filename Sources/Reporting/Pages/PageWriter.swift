import Corpus
import Matching
import Tracing

/// Renders pages one after the other into the output folder.
struct PageWriter {
  let model: ReportModel
  let texts: PageTexts
  private let folder: OutputFolder
  private let templates: PageTemplates

  init(model: ReportModel, texts: PageTexts, folder: OutputFolder) throws(ReportingError) {
    (self.model, self.texts, self.folder) = (model, texts, folder)
    templates = try PageTemplates(words: model.words)
  }

  func writeAll() throws(ReportingError) {
    try write(PackageResources.report_css, to: "report.css")
    try write(PackageResources.report_js, to: "report.js")
    try render("index", model.overviewView(), to: "index.html")
    try writeClusterTable()
    for cluster in model.pagedClusters {
      if let file = model.clusterFile(cluster) { try render("cluster", model.clusterView(cluster), to: file) }
    }
    for copy in model.pairedCopies { try writePair(copy) }
    try writeClaims()
    try writeOutlets()
    try writeRejects()
    try render("run", model.runView(), to: "run.html")
  }

  func render(_ template: String, _ view: View, to name: String) throws(ReportingError) {
    try write(try templates.render(template, view), to: name)
  }

  /// The text of an article, read again.
  func article(_ id: ArticleID) throws(ReportingError) -> Article {
    do {
      return try texts.article(id)
    } catch {
      throw .unreadableText(articleKey: model.run.articles[id.index].key, detail: String(describing: error))
    }
  }

  /// Splits rows over pages and writes each; there is one page even without rows.
  func paged<Row>(
    _ rows: some RandomAccessCollection<Row>, _ file: (Int) -> String,
    write: (ArraySlice<Row>, Int, View?) throws(ReportingError) -> Void
  ) throws(ReportingError) {
    let rows = Array(rows)
    let size = model.options.rowsPerPage
    let count = max(1, (rows.count + size - 1) / size)
    for page in 0..<count {
      let slice = rows[page * size..<min(rows.count, (page + 1) * size)]
      try write(slice, page, model.pager(page, of: count, file: file))
    }
  }

  private func write(_ bytes: [UInt8], to name: String) throws(ReportingError) {
    let file = try folder.file(name)
    try file.append(bytes)
    try file.finish()
  }

  private func writePair(_ copy: ArticleID) throws(ReportingError) {
    guard let parent = model.run.articles[copy.index].parent, let file = model.pairFile(copy) else { return }
    let (a, b) = (min(copy, parent), max(copy, parent))
    let passages: [Passage]
    do {
      passages = try texts.passages(a, b)
    } catch let error as ReportingError {
      throw error
    } catch {
      throw .unreadableText(articleKey: model.run.articles[copy.index].key, detail: String(describing: error))
    }
    let turned = parent == a ? passages : passages.map(\.turned)
    try render("pair", model.pairView(copy, of: parent, article(parent), article(copy), turned), to: file)
  }
}

extension Passage {
  /// The same passage with the two texts exchanged.
  var turned: Passage { Passage(sourceA: sourceB, sourceB: sourceA, wordCount: wordCount) }
}
