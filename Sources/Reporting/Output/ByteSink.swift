import Corpus
import Glibc

/// A buffered writer onto a file descriptor that reports every failed write.
///
/// Bytes reach the descriptor when the buffer is full and at `finish()`; without `finish()` the last ones are lost.
public final class ByteSink {
  /// Bytes that are collected before they are written.
  static let capacity = 256 * 1024

  /// The file that errors name.
  public let path: String
  private let descriptor: Int32
  private let ownsDescriptor: Bool
  private var isOpen = true
  private var buffer: [UInt8] = []

  /// Writes to an open descriptor, which stays open: standard output, say.
  public init(descriptor: Int32, path: String) {
    (self.descriptor, self.path, ownsDescriptor) = (descriptor, path, false)
    buffer.reserveCapacity(Self.capacity)
  }

  /// Creates or empties the file at `path`.
  ///
  /// - Throws: `ReportingError.system` if it cannot be opened.
  public init(creating path: String) throws(ReportingError) {
    let opened = unsafe open(RawPath.bytes(of: path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard opened >= 0 else { throw .system(operation: "open", path: path, errno: errno) }
    (descriptor, self.path, ownsDescriptor) = (opened, path, true)
    buffer.reserveCapacity(Self.capacity)
  }

  deinit { if isOpen, ownsDescriptor { _ = close(descriptor) } }

  /// Takes `bytes`.
  ///
  /// - Throws: `ReportingError.system` if earlier or these bytes cannot be written.
  public func append(_ bytes: [UInt8]) throws(ReportingError) {
    if buffer.count + bytes.count > Self.capacity { try flush() }
    if bytes.count > Self.capacity { try write(bytes) } else { buffer.append(contentsOf: bytes) }
  }

  /// Takes the UTF-8 bytes of `text`.
  ///
  /// - Throws: `ReportingError.system` if earlier or these bytes cannot be written.
  public func append(_ text: String) throws(ReportingError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count > Self.capacity { try flush() }
  }

  /// Writes what is left and closes a file that this sink created.
  ///
  /// - Parameter synchronised: whether to wait until the bytes are on the disk.
  /// - Throws: `ReportingError.system` if a write, `fsync` or `close` fails.
  public func finish(synchronised: Bool = false) throws(ReportingError) {
    try flush()
    if synchronised, fsync(descriptor) != 0 { throw failure("fsync") }
    guard ownsDescriptor, isOpen else { return }
    isOpen = false
    if close(descriptor) != 0 { throw failure("close") }
  }

  private func flush() throws(ReportingError) {
    guard !buffer.isEmpty else { return }
    let full = buffer
    buffer = []
    try write(full)
    buffer = full
    buffer.removeAll(keepingCapacity: true)
  }

  private func write(_ bytes: [UInt8]) throws(ReportingError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { all in
        unsafe Glibc.write(descriptor, all.baseAddress?.advanced(by: written), all.count - written)
      }
      if count >= 0 {
        written += count
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&waiting, 1, -1)
      } else if errno != EINTR {
        throw failure("write")
      }
    }
  }

  private func failure(_ operation: String) -> ReportingError {
    .system(operation: operation, path: path, errno: errno)
  }
}
