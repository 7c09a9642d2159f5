import Glibc

/// A file descriptor that is closed when nobody uses it any more.
final class OpenFile: Sendable {
  let descriptor: Int32
  private let isOwned: Bool

  /// Takes over an open descriptor; `isOwned` says whether it is closed in the end.
  init(descriptor: Int32, isOwned: Bool = true) { (self.descriptor, self.isOwned) = (descriptor, isOwned) }

  deinit { if isOwned { close(descriptor) } }

  /// Another descriptor of the same file, which the caller closes.
  func duplicate() throws(CorpusError) -> Int32 {
    let copy = dup(descriptor)
    guard copy >= 0 else { throw .cannotSpool(directory: Spool.directory, errno: errno) }
    return copy
  }

  /// Reads `count` bytes at `offset`, fewer only where the file ends; throws an errno.
  func bytes(at offset: UInt64, count: Int) throws(SystemFault) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      done = 0
      while done < count, failure == 0, let base = buffer.baseAddress {
        let got = pread(descriptor, base + done, count - done, off_t(offset) + off_t(done))
        if got > 0 { done += got } else if got == 0 { break } else if errno != EINTR { failure = errno }
      }
    }
    if failure != 0 { throw SystemFault(errno: failure) }
    return bytes
  }
}

/// A failed system call.
struct SystemFault: Error {
  var errno: Int32

  /// What the system says about it.
  var text: String { String(cString: strerror(errno)) }
}
