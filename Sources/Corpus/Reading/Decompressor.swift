import CArchive

/// Why the content of an input ends before its end.
enum ContentFault: Error {
  case unreadable(SystemFault)
  case badCompression(String)
  case bomb(String)
  case tooLarge(String)
  case badArchive(String)

  /// The fault as a rejection reason and detail.
  var rejection: (reason: Rejection.Reason, detail: String) {
    switch self {
    case .unreadable(let fault): (.unreadable, fault.text)
    case .badCompression(let detail): (.badCompression, detail)
    case .bomb(let detail): (.bomb, detail)
    case .tooLarge(let detail): (.tooLarge, detail)
    case .badArchive(let detail): (.badArchive, detail)
    }
  }
}

/// Decompresses gzip, zstd, bzip2 and xz through libarchive, several layers and concatenated parts included.
final class Decompressor {
  private let source: ByteSource
  private var archive: OpaquePointer?
  private var isOpen = false
  private var isEmpty = false
  /// What libarchive's read callback hands out.
  private let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  private var sourceFault: ContentFault?
  private var pendingFault: ContentFault?
  /// Decompressed bytes that libarchive handed out and nobody took yet; valid until the next block is fetched.
  private var unread = UnsafeRawBufferPointer(start: nil, count: 0)

  /// A decompressor of all of `source`.
  init(_ source: ByteSource) { (self.source, archive) = (source, archive_read_new()) }

  deinit {
    archive_read_free(archive)
    block.deallocate()
  }

  /// Whether `head`, the first bytes of an input, are the start of compressed data that is read here.
  static func handles(_ head: [UInt8]) -> Bool {
    let magics: [[UInt8]] = [
      [0x1F, 0x8B], [0x28, 0xB5, 0x2F, 0xFD], [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], [0x42, 0x5A, 0x68],
    ]
    guard let magic = magics.first(where: head.starts(with:)) else { return false }
    // "BZh" could begin a text; the level and the first block's mark could not.
    return magic.count != 3 || head.count >= 10 && 0x31...0x39 ~= head[3] && [0x31, 0x17].contains(head[4])
  }

  /// Fills `buffer` as far as the content goes and returns the bytes filled; 0 at the end.
  ///
  /// What comes before a fault is returned first, the fault is thrown by the next call.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ContentFault) -> Int {
    try open()
    var done = 0
    while done < buffer.count {
      if unread.isEmpty {
        guard !isEmpty, pendingFault == nil, nextContent() else { break }
      }
      let part = min(unread.count, buffer.count - done)
      UnsafeMutableRawBufferPointer(rebasing: buffer[done...]).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: unread[..<part]))
      unread = UnsafeRawBufferPointer(rebasing: unread[part...])
      done += part
    }
    if done == 0, let pendingFault { throw pendingFault }
    return done
  }

  /// The compressions found, the outermost first; complete once something was read.
  var names: [String] {
    (0..<max(archive_filter_count(archive) - 1, 0)).reversed().compactMap { place in
      archive_filter_name(archive, place).map { String(cString: $0) }
    }
  }

  /// Fetches decompressed bytes into `unread`; false at the end or at a fault.
  private func nextContent() -> Bool {
    var (start, count, offset): (UnsafeRawPointer?, Int, Int64) = (nil, 0, 0)
    while true {
      let status = archive_read_data_block(archive, &start, &count, &offset)
      if status == ARCHIVE_EOF { return false }
      guard status >= ARCHIVE_WARN else {
        pendingFault = fault()
        return false
      }
      guard count > 0 else { continue }
      unread = UnsafeRawBufferPointer(start: start, count: count)
      return true
    }
  }

  private func open() throws(ContentFault) {
    guard !isOpen else { return }
    isOpen = true
    archive_read_support_format_raw(archive)
    archive_read_support_format_empty(archive)
    archive_read_support_filter_gzip(archive)
    archive_read_support_filter_zstd(archive)
    archive_read_support_filter_bzip2(archive)
    archive_read_support_filter_xz(archive)
    let read:
      @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?, UnsafeMutablePointer<UnsafeRawPointer?>?) -> la_ssize_t =
        { _, context, target in
          guard let context, let target else { return -1 }
          let decompressor = Unmanaged<Decompressor>.fromOpaque(context).takeUnretainedValue()
          target.pointee = UnsafeRawPointer(decompressor.block.baseAddress)
          return decompressor.nextBlock()
        }
    var entry: OpaquePointer?
    let context = Unmanaged.passUnretained(self).toOpaque()
    guard archive_read_open(archive, context, nil, read, nil) == ARCHIVE_OK else { throw fault() }
    let status = archive_read_next_header(archive, &entry)
    isEmpty = status == ARCHIVE_EOF
    guard isEmpty || status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw fault() }
  }

  private func nextBlock() -> Int {
    do throws(ContentFault) {
      return try source.read(into: block)
    } catch {
      sourceFault = error
      return -1
    }
  }

  private func fault() -> ContentFault {
    if let sourceFault { return sourceFault }
    return .badCompression(archive_error_string(archive).map { String(cString: $0) } ?? "does not decompress")
  }
}
