import CBrotli
import CZLib

/// The HTTP response inside of a WARC record: its status, its type, and its body as the browser would have it.
struct HTTPMessage {
  /// Why a response has no body to read.
  enum Failure: Error {
    case noHeader
    case status(String)
    case coding(String)
    case tooLarge
  }

  private(set) var contentType: String
  private(set) var body: [UInt8]

  /// Reads `bytes`; bodies of more than `maximumByteCount` bytes are refused.
  init(_ bytes: Span<UInt8>, maximumByteCount: Int) throws(Failure) {
    guard let header = WARCHeader(bytes, from: 0, within: 1 << 18) else { throw .noHeader }
    let status = bytes.string(header.firstLine)
    let words = status.split(separator: " ", maxSplits: 2)
    guard words.count >= 2, words[0].hasPrefix("HTTP/"), let code = Int(words[1]) else { throw .noHeader }
    guard 200..<300 ~= code else { throw .status(String(status.prefix(80))) }
    contentType = header.value(bytes, "content-type")
    var body = bytes.extracting(header.end..<bytes.count).array(0..<(bytes.count - header.end))
    if header.value(bytes, "transfer-encoding").lowercased().contains("chunked") {
      // Some crawlers write the header and undo the chunks.
      body = Self.joinedChunks(body.span) ?? body
    }
    let codings = header.value(bytes, "content-encoding").lowercased().split(separator: ",")
    for coding in codings.reversed() {
      let name = coding.filter { $0 != " " }
      switch name {
      case "gzip", "x-gzip": body = try Self.inflated(body, windowBits: 31, maximumByteCount)
      case "deflate":
        let isWrapped = body.count >= 2 && body[0] & 0x0F == 8 && (Int(body[0]) << 8 | Int(body[1])) % 31 == 0
        body = try Self.inflated(body, windowBits: isWrapped ? 15 : -15, maximumByteCount)
      case "br": body = try Self.unbrotlied(body, maximumByteCount)
      case "identity", "", "none", "utf-8": break
      default: throw .coding("the coding \(name.prefix(20)) is not read here")
      }
    }
    self.body = body
  }

  /// The body without the sizes of its chunks; nil when they are wrong.
  private static func joinedChunks(_ bytes: Span<UInt8>) -> [UInt8]? {
    var joined: [UInt8] = []
    var at = 0
    while at < bytes.count {
      let lineEnd = bytes.first(0x0A, from: at)
      guard lineEnd < bytes.count, lineEnd - at < 64 else { return nil }
      var (size, digitCount) = (0, 0)
      for place in at..<lineEnd {
        let digit = JSONScanner.digitValue(bytes[place])
        guard digit < 16, digitCount < 8 else { break }
        size = size << 4 | Int(digit)
        digitCount += 1
      }
      guard digitCount > 0 else { return nil }
      if size == 0 { return joined }
      let start = lineEnd + 1
      guard start + size <= bytes.count else {
        // Cut off: what is there is there.
        joined += bytes.array(start..<bytes.count)
        return joined
      }
      joined += bytes.array(start..<(start + size))
      at = start + size
      if at < bytes.count, bytes[at] == 0x0D { at += 1 }
      guard at < bytes.count, bytes[at] == 0x0A else { return at >= bytes.count ? joined : nil }
      at += 1
    }
    return joined
  }

  /// Undoes gzip (window bits 31), zlib (15) or bare deflate (-15); a body that is not coded is left as it is.
  private static func inflated(
    _ bytes: [UInt8], windowBits: Int32, _ maximumByteCount: Int
  ) throws(Failure) -> [UInt8] {
    if windowBits == 31, !bytes.starts(with: [0x1F, 0x8B]) { return bytes }
    var stream = z_stream()
    guard menbe_inflate_start(&stream, windowBits) == Z_OK else { throw .coding("no memory to decompress") }
    defer { inflateEnd(&stream) }
    var source = bytes
    var block = [UInt8](repeating: 0, count: 1 << 16)
    var target: [UInt8] = []
    var status = Z_OK
    source.withUnsafeMutableBufferPointer { input in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(clamping: input.count)
      while status == Z_OK, target.count <= maximumByteCount {
        block.withUnsafeMutableBufferPointer { output in
          stream.next_out = output.baseAddress
          stream.avail_out = UInt32(output.count)
          status = inflate(&stream, Z_NO_FLUSH)
          target += output[..<(output.count - Int(stream.avail_out))]
        }
        if status == Z_OK, stream.avail_in == 0, stream.avail_out > 0 { break }
      }
    }
    if target.count > maximumByteCount { throw .tooLarge }
    if target.isEmpty, status != Z_STREAM_END { throw .coding("the body does not decompress") }
    return target
  }

  private static func unbrotlied(_ bytes: [UInt8], _ maximumByteCount: Int) throws(Failure) -> [UInt8] {
    guard let state = BrotliDecoderCreateInstance(nil, nil, nil) else { throw .coding("no memory to decompress") }
    defer { BrotliDecoderDestroyInstance(state) }
    var block = [UInt8](repeating: 0, count: 1 << 16)
    var target: [UInt8] = []
    var status = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT
    bytes.withUnsafeBufferPointer { input in
      var (left, next) = (input.count, input.baseAddress)
      while status == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT, target.count <= maximumByteCount {
        block.withUnsafeMutableBufferPointer { output in
          var (room, to) = (output.count, output.baseAddress)
          status = BrotliDecoderDecompressStream(state, &left, &next, &room, &to, nil)
          target += output[..<(output.count - room)]
        }
      }
    }
    if target.count > maximumByteCount { throw .tooLarge }
    if target.isEmpty, status != BROTLI_DECODER_RESULT_SUCCESS { throw .coding("the body does not decompress") }
    return target
  }
}
