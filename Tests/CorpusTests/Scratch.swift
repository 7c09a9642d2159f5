import CArchive
import Corpus
import Foundation
import Testing

/// A folder of its own for one test, removed with its user.
final class Scratch {
  let path: String

  init() throws {
    var template = Array("\(NSTemporaryDirectory())/corpus-test.XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    path = String(cString: made)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, folders on its way included, and returns its path.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = "\(path)/\(name)"
    let folder = (file as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }

  /// Writes a text file.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

  /// Compresses through libarchive's raw format with one filter, such as `gzip`.
  func compress(_ bytes: [UInt8], filter: String) throws -> [UInt8] {
    let file = "\(path)/compressing"
    let archive = archive_write_new()
    defer { archive_write_free(archive) }
    try #require(archive_write_set_format_raw(archive) == ARCHIVE_OK)
    try #require(archive_write_add_filter_by_name(archive, filter) == ARCHIVE_OK)
    try #require(archive_write_open_filename(archive, file) == ARCHIVE_OK)
    let entry = archive_entry_new()
    defer { archive_entry_free(entry) }
    archive_entry_set_filetype(entry, 0o100000)
    archive_entry_set_pathname(entry, "data")
    try #require(archive_write_header(archive, entry) == ARCHIVE_OK)
    try #require(archive_write_data(archive, bytes, bytes.count) == bytes.count)
    try #require(archive_write_close(archive) == ARCHIVE_OK)
    return Array(try Data(contentsOf: URL(fileURLWithPath: file)))
  }
}

/// What a reader made of its inputs.
struct Reading {
  var articles: [Article] = []
  var locations: [RecordLocation] = []
  var rejections: [Rejection] = []
  var inputs: [InputSummary] = []
  var store = RecordStore()

  init(
    _ paths: [String], options: ReadingOptions = ReadingOptions(), registry: OutletRegistry = .builtIn()
  ) throws {
    let reader = CorpusReader(paths: paths, options: options, registry: registry)
    while let chunk = try reader.nextChunk() {
      for record in try chunk.parse() {
        switch record {
        case .article(let article, let location):
          articles.append(article)
          locations.append(location)
        case .rejection(let rejection): rejections.append(rejection)
        }
      }
    }
    (inputs, store) = (reader.inputs, reader.store)
  }

  /// The bodies as strings.
  var texts: [String] { articles.map { String(decoding: $0.body, as: UTF8.self) } }

  /// Line, offset and reason of every rejection.
  var places: [String] { rejections.map { "\($0.line) \($0.offset) \($0.reason.rawValue)" } }
}

/// A record of JSON Lines.
func record(_ id: Int, _ text: String) -> String { "{\"id\":\(id),\"text\":\"\(text)\"}\n" }
