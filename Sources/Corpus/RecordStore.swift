/// The records that were read, to be read again: from any thread, without any record being kept in memory.
public struct RecordStore: Sendable {
  /// Where the content of one input lies.
  struct Input: Sendable {
    var context: InputContext
    /// Nil where articles are kept and records are never read again.
    var file: OpenFile?
    /// The content's first byte in the file.
    var base: UInt64
  }

  private(set) var inputs: [Input] = []

  /// A store without records.
  public init() {}

  mutating func add(_ input: Input) { inputs.append(input) }

  /// The article of a record, the same as at the first reading.
  ///
  /// One `pread` and one parse. Throws `recordChanged` when the file was changed meanwhile, or `location` is of another
  /// store.
  public func article(at location: RecordLocation) throws(CorpusError) -> Article {
    guard location.input < inputs.count else { throw .recordChanged(path: "", offset: Int(clamping: location.offset)) }
    let input = inputs[Int(location.input)]
    let name = input.context.name
    if let spooledAt = location.spooledAt { return try spooled(location, at: spooledAt, input.context) }
    let bytes: [UInt8]
    do throws(SystemFault) {
      bytes = try input.file?.bytes(at: input.base + location.offset, count: Int(location.byteCount)) ?? []
    } catch {
      throw .cannotOpen(path: name, errno: error.errno)
    }
    let cut = RecordChunk.Cut(start: 0, end: location.byteCount, line: location.line)
    let chunk = RecordChunk(
      input: input.context, bytes: bytes, offset: location.offset, cuts: [cut], rejections: [])
    guard bytes.count == Int(location.byteCount), case .article(let article, _)? = try chunk.parse().first else {
      throw .recordChanged(path: name, offset: Int(clamping: location.offset))
    }
    return article
  }

  private func spooled(
    _ location: RecordLocation, at place: UInt64, _ context: InputContext
  ) throws(CorpusError) -> Article {
    let file = try context.shared.articles.file()
    let bytes: [UInt8]
    do throws(SystemFault) {
      bytes = try file.bytes(at: place, count: Int(location.byteCount))
    } catch {
      throw .cannotSpool(directory: Spool.directory, errno: error.errno)
    }
    guard let article = SpooledArticle.article(bytes) else {
      throw .recordChanged(path: context.name, offset: Int(clamping: location.offset))
    }
    return article
  }
}
