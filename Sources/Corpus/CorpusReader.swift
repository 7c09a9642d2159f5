import Glibc

/// Reads articles from files, folders and standard input, in order, on one thread.
///
/// The reader only reads, decompresses and finds the ends of records; a chunk is parsed by whoever takes it. Formats are
/// told by content first and name second: JSON Lines, JSON arrays and objects, CSV and TSV, plain text, HTML pages, RSS,
/// Atom and JSON Feed, WARC; each also compressed by gzip, zstd, bzip2 or xz, and in tar and zip archives inside one
/// another. Of damaged or cut-off compressed content, and of content that expands too far,
/// whole records before the damage are used and one rejection tells of the rest.
public final class CorpusReader {
  /// Plain files above this are read again where they lie; smaller ones are copied, which costs no descriptor.
  private static let ownDescriptorByteCount = 256 << 10
  /// Plain files that are kept open at once.
  private static let openFileCount = 200

  private let paths: [String]
  private let options: ReadingOptions
  private let registry: OutletRegistry
  private var shared: ReadingContext?
  private var pending: ArraySlice<InputPath> = []
  private var current: InputReading?
  /// The file that is open, for its members too.
  private var file: OpenedFile?
  /// The archives that are open, each a member of the one before it.
  private var archives: [ArchiveReading] = []
  private var spool: Spool?
  private var openedFileCount = 0
  private var finishedByteCount = 0

  /// A file, or standard input, that inputs are read from.
  private struct OpenedFile {
    var path: InputPath
    var raw: RawInput
    var budget: ExpansionBudget
  }

  /// The bytes of all inputs together, compressed as they are; nil when some size cannot be known, or before the first chunk.
  public private(set) var totalBytes: Int?
  /// Bytes read so far, compressed as they were.
  public var bytesRead: Int { finishedByteCount + (file?.raw.byteCount ?? 0) }
  /// Every input that was opened and read, in order; complete once `nextChunk` returned nil.
  public private(set) var inputs: [InputSummary] = []
  /// Reads records again; complete once `nextChunk` returned nil.
  public private(set) var store = RecordStore()

  /// A reader of `paths`: files, folders, or "-" for standard input.
  public init(paths: [String], options: ReadingOptions = ReadingOptions(), registry: OutletRegistry = .builtIn()) {
    (self.paths, self.options, self.registry) = (paths, options, registry)
  }

  /// The next records; nil when everything is read.
  ///
  /// Throws when a named path cannot be opened (all are looked for before the first is read), or the temporary file
  /// cannot be written.
  public func nextChunk() throws(CorpusError) -> RecordChunk? {
    let shared = try prepared()
    while true {
      if let opened = current {
        if let chunk = try opened.nextChunk() { return chunk }
        current = nil
      }
      if let archive = archives.last {
        switch archive.next() {
        case nil: archives.removeLast()
        case .rejection(let rejection): return RecordChunk(rejection: rejection)
        case .member(let name, let source):
          if let rejection = try open(source, name: name, shared) { return RecordChunk(rejection: rejection) }
        }
        continue
      }
      finishFile()
      guard let next = pending.popFirst() else { return nil }
      if let rejection = next.rejection { return RecordChunk(rejection: rejection) }
      if let rejection = try open(next, shared) { return RecordChunk(rejection: rejection) }
    }
  }

  private func prepared() throws(CorpusError) -> ReadingContext {
    if let shared { return shared }
    let made = try ReadingContext(options: options, registry: registry)
    pending = try InputWalk(paths: paths).found[...]
    totalBytes = pending.reduce(0) { total, input in
      guard let total, let count = input.byteCount else { return nil }
      return total + count
    }
    shared = made
    return made
  }

  /// Opens a file; a rejection when nothing can be read from it.
  private func open(_ path: InputPath, _ shared: ReadingContext) throws(CorpusError) -> Rejection? {
    let descriptor = path.path.map { Glibc.open($0, O_RDONLY | O_CLOEXEC) } ?? STDIN_FILENO
    guard descriptor >= 0 else {
      if path.isNamed { throw .cannotOpen(path: path.name, errno: errno) }
      return Rejection(input: path.name, reason: .unreadable, detail: String(cString: strerror(errno)))
    }
    let raw = RawInput(file: OpenFile(descriptor: descriptor, isOwned: path.path != nil))
    file = OpenedFile(path: path, raw: raw, budget: ExpansionBudget(raw, options))
    return try open(RawSource(raw), name: path.name, shared)
  }

  /// Opens a file's content, or that of a member of an archive, and finds out what it is.
  private func open(
    _ source: ByteSource, name: String, _ shared: ReadingContext
  ) throws(CorpusError) -> Rejection? {
    guard let file else { return nil }
    func rejection(_ reason: Rejection.Reason, _ detail: String) -> Rejection {
      Rejection(input: name, reason: reason, detail: detail)
    }
    let known = archives.isEmpty ? file.path.byteCount : nil
    let head = min(InputReading.blockByteCount, known.map { $0 + 1 } ?? InputReading.blockByteCount)
    var content: Content
    do throws(ContentFault) {
      content = try Content(source: source, budget: file.budget, isMember: !archives.isEmpty, headByteCount: head)
    } catch {
      return rejection(error.rejection.reason, error.rejection.detail)
    }
    let beginning = content.start
    if ArchiveReading.handles(beginning.span) {
      guard archives.count < options.maximumNesting else {
        return rejection(.nestedTooDeep, "more than \(options.maximumNesting) archives inside one another")
      }
      var isWACZ = false
      if archives.isEmpty, !content.isTransformed, let count = file.path.byteCount, file.path.path != nil {
        isWACZ = ZipDirectory.isWACZ(file.raw.file, byteCount: count)
      }
      archives.append(
        ArchiveReading(
          ContentSource(content), name: name, wrapping: wrapping(of: content), isWACZ: isWACZ, budget: file.budget,
          options: options))
      return nil
    }
    let sniffed = SniffedFormat.sniff(beginning.span, name: name, shared)
    switch InputLayout.make(sniffed, beginning.span, shared.names) {
    case .success(let layout): try start(name, content, layout, shared)
    case .failure(let refusal): return refusal.reason.map { rejection($0, refusal.detail) }
    }
    return nil
  }

  private func start(
    _ name: String, _ content: Content, _ layout: InputLayout, _ shared: ReadingContext
  ) throws(CorpusError) {
    guard let file else { return }
    let isFile = archives.isEmpty && !content.isTransformed
    let expected = isFile ? file.path.byteCount : nil
    let isLarge = (expected ?? 0) > Self.ownDescriptorByteCount
    let isSpooled = !layout.format.isExtracted && (!isLarge || openedFileCount >= Self.openFileCount)
    let context = InputContext(
      number: UInt32(store.inputs.count), name: name, wrapping: wrapping(of: content), format: layout.format,
      shared: shared)
    if isSpooled {
      let kept: Spool
      if let spool { kept = spool } else { kept = try Spool() }
      spool = kept
      store.add(RecordStore.Input(context: context, file: kept.file, base: kept.byteCount))
    } else {
      if !layout.format.isExtracted { openedFileCount += 1 }
      store.add(RecordStore.Input(context: context, file: layout.format.isExtracted ? nil : file.raw.file, base: 0))
    }
    let reading = InputReading(
      raw: file.raw, context: context, content: content, cutter: layout.cutter,
      skipping: UInt64(layout.leadingByteCount), expectedByteCount: expected, spool: isSpooled ? spool : nil)
    current = reading
  }

  /// The archives and compressions around a content, the outermost first.
  private func wrapping(of content: Content) -> [String] {
    (archives.last.map { $0.wrapping + [$0.format] } ?? []) + content.compressions
  }

  private func finishFile() {
    guard let file else { return }
    // Behind compressed data there may be more, which belongs to the digest.
    do throws(SystemFault) { try file.raw.drain() } catch {}
    finishedByteCount += file.raw.byteCount
    inputs.append(InputSummary(name: file.path.name, byteCount: file.raw.byteCount, digest: file.raw.digestText))
    self.file = nil
  }
}
