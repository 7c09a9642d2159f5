internal import CZstd

/// Compresses texts with zstd, one frame each.
struct TextCodec {
  /// A higher one makes smaller files, and takes longer.
  private static let level: Int32 = 6

  static func compress(_ bytes: [UInt8]) -> [UInt8] {
    let bound = ZSTD_compressBound(bytes.count)
    return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      let written = bytes.withUnsafeBytes {
        ZSTD_compress(buffer.baseAddress, bound, $0.baseAddress, $0.count, level)
      }
      count = ZSTD_isError(written) == 0 ? written : 0
    }
  }

  /// The bytes of a frame; nil when it is damaged or says that it holds more than `limit`.
  static func decompress(_ frame: [UInt8], limit: Int = 1 << 31) -> [UInt8]? {
    let size = frame.withUnsafeBytes { ZSTD_getFrameContentSize($0.baseAddress, $0.count) }
    guard size <= UInt64(limit) else { return nil }
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
      let read = frame.withUnsafeBytes {
        ZSTD_decompress(buffer.baseAddress, Int(size), $0.baseAddress, $0.count)
      }
      isWhole = ZSTD_isError(read) == 0 && read == Int(size)
      count = isWhole ? read : 0
    }
    return isWhole ? bytes : nil
  }
}
