import Corpus
import Tracing

/// Renders the pages that read without script, each into a file of the output folder.
struct PageWriter: Sendable {
  let model: ReportModel
  let texts: PageTexts
  private let folder: OutputFolder
  private let templates: PageTemplates

  init(model: ReportModel, texts: PageTexts, folder: OutputFolder) throws(ReportingError) {
    (self.model, self.texts, self.folder) = (model, texts, folder)
    templates = try PageTemplates(words: model.words)
  }

  /// What is to be written; no task knows of the others.
  var tasks: [WritingTask] {
    var tasks: [WritingTask] = [
      { try write(PackageResources.report_css, to: "report.css") },
      { try write(PackageResources.report_js, to: "report.js") },
      { try write(ViewerScript.bytes, to: "viewer.js") },
      { try render("index", model.overviewView(), to: "index.html") },
      { try writeClusterTable() }, { try writeClaimOverview() }, { try writeOutlets() }, { try writeRejects() },
      { try render("run", model.runView(), to: "run.html") },
    ]
    for (verdict, all) in claimsByVerdict {
      tasks.append { try writeClaims(verdict, all) }
    }
    for cluster in model.pagedClusters {
      guard let file = model.clusterFile(cluster) else { continue }
      tasks.append { try render("cluster", model.clusterView(cluster), to: file) }
    }
    for copy in model.pairedCopies {
      tasks.append { try writePair(copy) }
    }
    return tasks
  }

  func render(_ template: String, _ view: View, to name: String) throws(ReportingError) {
    try write(try templates.render(template, view), to: name)
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
    let passages = try texts.readPassages(copy, of: parent, model)
    let (parentText, copyText) = (try texts.readArticle(parent, model), try texts.readArticle(copy, model))
    try render("pair", model.pairView(copy, of: parent, parentText, copyText, passages), to: file)
  }
}
