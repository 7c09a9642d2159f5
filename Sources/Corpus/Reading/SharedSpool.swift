import Glibc
import Synchronization

/// A temporary file without a name to which any thread may append and from which any thread may read, for what is
/// needed again but not kept in memory; it is made with the first byte and gone when the process is.
public final class SharedSpool: Sendable {
  private let spool: Mutex<OpenFile?> = Mutex(nil)
  private let end = Atomic<UInt64>(0)

  /// An empty spool; no file is made yet.
  public init() {}

  /// Bytes appended so far.
  public var byteCount: UInt64 { end.load(ordering: .relaxed) }

  /// Appends `bytes` and returns where they lie.
  ///
  /// Throws `cannotSpool` where the folder TMPDIR, else /tmp, has no room.
  public func append(_ bytes: RawSpan) throws(CorpusError) -> UInt64 {
    let file = try file()
    let (_, end) = end.add(UInt64(bytes.byteCount), ordering: .relaxed)
    let start = end - UInt64(bytes.byteCount)
    let failure = bytes.withUnsafeBytes { buffer -> Int32 in
      var done = 0
      while done < buffer.count, let base = buffer.baseAddress {
        let put = pwrite(file.descriptor, base + done, buffer.count - done, off_t(start) + off_t(done))
        if put >= 0 { done += put } else if errno != EINTR { return errno }
      }
      return 0
    }
    guard failure == 0 else { throw .cannotSpool(directory: Spool.directory, errno: failure) }
    return start
  }

  /// Appends `bytes` and returns where they lie; throws as `append` of a span does.
  public func append(_ bytes: [UInt8]) throws(CorpusError) -> UInt64 { try append(bytes.span.bytes) }

  /// Appends words of four bytes as they lie in memory and returns where they lie; throws as `append` of a span does.
  public func append(_ words: [UInt32]) throws(CorpusError) -> UInt64 { try append(words.span.bytes) }

  /// Reads `count` words at the byte `offset` into `words`, in place of what it holds.
  ///
  /// Throws `cannotSpool` where the file cannot be read or ends before.
  public func read(at offset: UInt64, count: Int, into words: inout [UInt32]) throws(CorpusError) {
    if words.count < count { words.append(contentsOf: repeatElement(0, count: count - words.count)) }
    words.removeLast(words.count - count)
    guard count > 0 else { return }
    let file = try file()
    let failure = words.withUnsafeMutableBytes { buffer -> Int32 in
      var done = 0
      while done < buffer.count, let base = buffer.baseAddress {
        let got = pread(file.descriptor, base + done, buffer.count - done, off_t(offset) + off_t(done))
        if got > 0 { done += got } else if got == 0 { return EIO } else if errno != EINTR { return errno }
      }
      return 0
    }
    guard failure == 0 else { throw .cannotSpool(directory: Spool.directory, errno: failure) }
  }

  /// The file, made when first asked for.
  func file() throws(CorpusError) -> OpenFile {
    let made = spool.withLock { file -> Result<OpenFile, CorpusError> in
      if let file { return .success(file) }
      do throws(CorpusError) {
        let made = try Spool().file
        file = made
        return .success(made)
      } catch {
        return .failure(error)
      }
    }
    return try made.get()
  }
}
