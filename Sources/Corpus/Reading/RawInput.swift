import Glibc

/// The bytes of an input as they lie there, read once from start to end, counted and digested.
final class RawInput {
  let file: OpenFile
  /// Bytes handed out so far.
  private(set) var byteCount = 0
  private let digest = InputDigest()
  private var isAtEnd = false

  /// Reads `file` from its present position.
  init(file: OpenFile) { self.file = file }

  /// The digest of the bytes handed out.
  var digestText: String { digest.hexadecimal }

  /// Fills `buffer` as far as the input goes and returns the bytes filled; 0 at the end.
  ///
  /// What comes before a fault is returned first, the fault is thrown by the next call.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemFault) -> Int {
    var done = 0
    while done < buffer.count, !isAtEnd {
      do throws(SystemFault) {
        done += try readSome(UnsafeMutableRawBufferPointer(rebasing: buffer[done...]))
      } catch {
        if done == 0 { throw error }
        break
      }
    }
    byteCount += done
    digest.update(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<done]))
    return done
  }

  /// Reads the rest for count and digest.
  func drain() throws(SystemFault) {
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { block.deallocate() }
    while try read(into: block) > 0 {}
  }

  private func readSome(_ buffer: UnsafeMutableRawBufferPointer) throws(SystemFault) -> Int {
    while true {
      let got = Glibc.read(file.descriptor, buffer.baseAddress, buffer.count)
      if got >= 0 {
        isAtEnd = got == 0
        return got
      }
      if errno != EINTR { throw SystemFault(errno: errno) }
    }
  }
}
