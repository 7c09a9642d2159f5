import CXXHash

/// XXH3 of a stream of bytes, 128 bits.
final class InputDigest {
  private let state = XXH3_createState()

  init() { if let state { XXH3_128bits_reset(state) } }

  deinit { XXH3_freeState(state) }

  /// Takes the next bytes.
  func update(_ bytes: UnsafeRawBufferPointer) {
    if let state, let base = bytes.baseAddress { XXH3_128bits_update(state, base, bytes.count) }
  }

  /// The digest of all bytes so far, 32 hexadecimal digits; empty when there was no memory for it.
  var hexadecimal: String {
    guard let state else { return "" }
    let value = XXH3_128bits_digest(state)
    return [value.high64, value.low64].map { half in
      let digits = String(half, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
