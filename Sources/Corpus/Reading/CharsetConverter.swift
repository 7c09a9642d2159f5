import CLibXML2
import Glibc

/// Converts a charset that iconv knows to UTF-8; what is broken becomes U+FFFD.
final class CharsetConverter {
  private let descriptor: iconv_t

  /// A converter of the charset of that name; nil when the system lacks it.
  init?(_ name: String) {
    guard let opened = iconv_open("UTF-8", name), opened != iconv_t(bitPattern: -1) else { return nil }
    descriptor = opened
  }

  deinit { iconv_close(descriptor) }

  /// Appends `bytes` in UTF-8 to `target` and returns those of an unfinished character at the end.
  func convert(_ bytes: [UInt8], into target: inout [UInt8]) -> [UInt8] {
    var source = bytes
    var done = 0
    var block = [CChar](repeating: 0, count: 1 << 14)
    while done < source.count {
      var (consumed, made, failure) = (0, 0, Int32(0))
      source.withUnsafeMutableBytes { input in
        block.withUnsafeMutableBufferPointer { output in
          var from = input.baseAddress?.advanced(by: done).assumingMemoryBound(to: CChar.self)
          var (left, to, room) = (input.count - done, output.baseAddress, output.count)
          errno = 0
          if iconv(descriptor, &from, &left, &to, &room) == -1 { failure = errno }
          (consumed, made) = (input.count - done - left, output.count - room)
        }
      }
      done += consumed
      target.append(contentsOf: block[..<made].lazy.map(UInt8.init(bitPattern:)))
      if failure == EINVAL { return Array(source[done...]) }
      if failure == EILSEQ {
        target.append(scalar: 0xFFFD)
        done += 1
      } else if consumed == 0 && made == 0 {
        break
      }
    }
    return []
  }
}
