import ArgumentParser
import Corpus
import Glibc
import Logging
import Reporting
import Runs

struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Finds the articles of an index that hold a text, or a passage of it.",
    discussion: """
      The text is a file, standard input (-), or an article of the index (--id). The result is a CSV table, the articles \
      that hold most of the text first.
      """)

  @Argument(help: "A file with one article or plain text, or - for plain text on standard input.")
  var text: String?

  @OptionGroup var options: IndexOptions

  @Option(name: .long, help: "Search for the text of this article of the index.")
  var id: String?

  @Option(name: .long, help: "Most articles to compare, those with most words in common first.")
  var limit = 100

  @Flag(name: .long, help: "Print the hits as JSON.")
  var json = false

  @Option(name: .shortAndLong, help: "The file to write, or - for standard output.")
  var output = "-"

  func validate() throws {
    if (text == nil) == (id == nil) { throw ValidationError("Name a file, - for standard input, or --id ID.") }
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
  }

  func run() async throws {
    let plan = try options.plan()
    let search = SearchRun(plan: plan)
    let query: SearchRun.Query
    if let id {
      query = .id(id)
    } else if text == "-" {
      query = .article(Article(key: "-", body: Array(String(decoding: try WholeFile.bytes("-"), as: UTF8.self).utf8)))
    } else {
      let found = try ArticleLookup(plan: plan).articles(named: [text ?? "-"])
      query = .article(found[0])
    }
    let hits = try await search.search(query, index: options.index, limit: limit)
    let file = try OutputFile(path: output)
    if json { try file.sink.append(try search.json(hits)) } else { try search.write(hits, to: file.sink) }
    try file.finish()
    options.logger.info("\(hits.count) articles hold the text or a part of it")
  }
}
