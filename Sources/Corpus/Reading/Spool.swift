import CArchive
import Glibc

/// A temporary file without a name that keeps content which cannot be read a second time where it came from.
///
/// It has no name from the start, so it is gone when the process is, however that ends. It grows at its end only.
final class Spool {
  /// The file, shared with whoever reads it again.
  let file: OpenFile
  private let directory = Spool.directory
  /// Bytes written so far.
  private(set) var byteCount: UInt64 = 0

  /// The folder TMPDIR, else /tmp.
  static var directory: String {
    getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
  }

  /// A new, empty spool in the folder TMPDIR, else /tmp.
  init() throws(CorpusError) {
    var descriptor = menbe_open_nameless(directory)
    if descriptor < 0 {
      // Not every file system has nameless files.
      var template = Array("\(directory)/menbe.XXXXXX".utf8CString)
      descriptor = mkstemp(&template)
      if descriptor >= 0 { unlink(template) }
    }
    guard descriptor >= 0 else { throw .cannotSpool(directory: directory, errno: errno) }
    file = OpenFile(descriptor: descriptor)
  }

  /// Appends `bytes`.
  func append(_ bytes: Span<UInt8>) throws(CorpusError) {
    let (descriptor, start) = (file.descriptor, byteCount)
    let failure = bytes.withUnsafeBytes { buffer -> Int32 in
      var done = 0
      while done < buffer.count, let base = buffer.baseAddress {
        let put = pwrite(descriptor, base + done, buffer.count - done, off_t(start) + off_t(done))
        if put >= 0 { done += put } else if errno != EINTR { return errno }
      }
      return 0
    }
    guard failure == 0 else { throw .cannotSpool(directory: directory, errno: failure) }
    byteCount += UInt64(bytes.count)
  }
}
