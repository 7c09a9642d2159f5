import Glibc

/// Reads articles from files, folders and standard input, in order, on one thread.
///
/// The reader only reads, decompresses and finds the ends of records; a chunk is parsed by whoever takes it. Formats are
/// told by content first and name second: JSON Lines, JSON arrays and objects, CSV and TSV, plain text, each also
/// compressed by gzip, zstd, bzip2 or xz. Of damaged or cut-off compressed content, and of content that expands too far,
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
  private var current: Opened?
  private var spool: Spool?
  private var openedFileCount = 0
  private var finishedByteCount = 0

  /// One input while it is read.
  private struct Opened {
    var reading: InputReading
    var name: String
  }

  /// The bytes of all inputs together, compressed as they are; nil when some size cannot be known, or before the first chunk.
  public private(set) var totalBytes: Int?
  /// Bytes read so far, compressed as they were.
  public var bytesRead: Int { finishedByteCount + (current?.reading.raw.byteCount ?? 0) }
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
        if let chunk = try opened.reading.nextChunk() { return chunk }
        finish(opened)
      }
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

  /// Opens an input and finds out what it is; a rejection when nothing can be read from it.
  private func open(_ path: InputPath, _ shared: ReadingContext) throws(CorpusError) -> Rejection? {
    func rejection(_ reason: Rejection.Reason, _ detail: String) -> Rejection {
      Rejection(input: path.name, reason: reason, detail: detail)
    }
    let descriptor = path.path.map { Glibc.open($0, O_RDONLY | O_CLOEXEC) } ?? STDIN_FILENO
    guard descriptor >= 0 else {
      if path.isNamed { throw .cannotOpen(path: path.name, errno: errno) }
      return rejection(.unreadable, String(cString: strerror(errno)))
    }
    let raw = RawInput(file: OpenFile(descriptor: descriptor, isOwned: path.path != nil))
    let head = min(InputReading.blockByteCount, path.byteCount.map { $0 + 1 } ?? InputReading.blockByteCount)
    var content: Content
    do throws(ContentFault) {
      content = try Content(raw: raw, options: options, headByteCount: head)
    } catch {
      summarize(raw, path.name)
      return rejection(error.rejection.reason, error.rejection.detail)
    }
    let beginning = content.start
    let sniffed = SniffedFormat.sniff(beginning.span, name: path.name, names: shared.names)
    let layout: InputLayout
    switch InputLayout.make(sniffed, beginning.span, shared.names) {
    case .success(let made): layout = made
    case .failure(let refusal):
      do throws(SystemFault) { try raw.drain() } catch { return rejection(.unreadable, error.text) }
      summarize(raw, path.name)
      return refusal.reason.map { rejection($0, refusal.detail) }
    }
    try start(path, raw, content, layout, shared)
    return nil
  }

  private func start(
    _ path: InputPath, _ raw: RawInput, _ content: Content, _ layout: InputLayout, _ shared: ReadingContext
  ) throws(CorpusError) {
    let isKept = !content.isTransformed && (path.byteCount ?? 0) > Self.ownDescriptorByteCount
    let isSpooled = !isKept || openedFileCount >= Self.openFileCount
    let context = InputContext(
      number: UInt32(store.inputs.count), name: path.name, format: layout.format, shared: shared)
    if isSpooled {
      let kept: Spool
      if let spool { kept = spool } else { kept = try Spool() }
      spool = kept
      store.add(RecordStore.Input(context: context, file: kept.file, base: kept.byteCount))
    } else {
      openedFileCount += 1
      store.add(RecordStore.Input(context: context, file: raw.file, base: 0))
    }
    let reading = InputReading(
      raw: raw, context: context, content: content, cutter: layout.cutter, skipping: UInt64(layout.leadingByteCount),
      expectedByteCount: content.isTransformed ? nil : path.byteCount,
      spool: isSpooled ? spool : nil)
    current = Opened(reading: reading, name: path.name)
  }

  private func finish(_ opened: Opened) {
    // Behind compressed data there may be more, which belongs to the digest.
    do throws(SystemFault) { try opened.reading.raw.drain() } catch {}
    summarize(opened.reading.raw, opened.name)
    current = nil
  }

  private func summarize(_ raw: RawInput, _ name: String) {
    finishedByteCount += raw.byteCount
    inputs.append(InputSummary(name: name, byteCount: raw.byteCount, digest: raw.digestText))
  }
}
