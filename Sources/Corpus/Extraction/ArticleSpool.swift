import Glibc
import Synchronization

/// A temporary file without a name that keeps extracted articles, so that pages are read once; any thread may write.
final class ArticleSpool: Sendable {
  private let spool: Mutex<OpenFile?> = Mutex(nil)
  private let end = Atomic<UInt64>(0)

  /// Appends `bytes` and returns where they lie.
  func append(_ bytes: [UInt8]) throws(CorpusError) -> UInt64 {
    let file = try file()
    let (_, end) = end.add(UInt64(bytes.count), ordering: .relaxed)
    let start = end - UInt64(bytes.count)
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
