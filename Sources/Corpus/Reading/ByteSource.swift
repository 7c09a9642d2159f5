/// Bytes that are read once from start to end: of a file, of a member of an archive, decompressed or not.
class ByteSource {
  /// Bytes that were read to look at and not handed out yet.
  private var head: [UInt8] = []
  private var isAtEnd = false

  /// Fills `buffer` as far as the bytes go and returns those filled; 0 at the end.
  ///
  /// Subclasses say how.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(ContentFault) -> Int { 0 }

  /// The first bytes, up to `count`, without taking them.
  final func peek(_ count: Int) throws(ContentFault) -> [UInt8] {
    while head.count < count, !isAtEnd {
      let block = UnsafeMutableRawBufferPointer.allocate(byteCount: count - head.count, alignment: 1)
      defer { block.deallocate() }
      let got = try fill(block)
      isAtEnd = got == 0
      head += block[..<got]
    }
    return head
  }

  /// Fills `buffer` as far as the bytes go and returns those filled; 0 at the end.
  final func read(into buffer: UnsafeMutableRawBufferPointer) throws(ContentFault) -> Int {
    let done = min(head.count, buffer.count)
    guard done < buffer.count else {
      take(done, into: buffer)
      return done
    }
    take(done, into: buffer)
    return done + (isAtEnd ? 0 : try fill(UnsafeMutableRawBufferPointer(rebasing: buffer[done...])))
  }

  private func take(_ count: Int, into buffer: UnsafeMutableRawBufferPointer) {
    guard count > 0 else { return }
    head.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    head.removeFirst(count)
  }
}

/// The bytes of an input as they lie there.
final class RawSource: ByteSource {
  private let raw: RawInput

  init(_ raw: RawInput) { self.raw = raw }

  override func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(ContentFault) -> Int {
    do throws(SystemFault) { return try raw.read(into: buffer) } catch { throw .unreadable(error) }
  }
}

/// The bytes of a content whose start was looked at already.
final class ContentSource: ByteSource {
  private var content: Content

  init(_ content: Content) { self.content = content }

  override func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(ContentFault) -> Int {
    let bytes = try content.read(upTo: buffer.count)
    bytes.withUnsafeBytes { buffer.copyMemory(from: $0) }
    return bytes.count
  }
}

/// How far the inputs inside of one file may expand, all layers of compression and archives together.
final class ExpansionBudget {
  private let raw: RawInput
  private let options: ReadingOptions
  private var expandedByteCount = 0
  /// Whether a bound was crossed; then nothing more is read of the file.
  private(set) var isExhausted = false

  /// The budget of the input whose compressed bytes are `raw`.
  init(_ raw: RawInput, _ options: ReadingOptions) { (self.raw, self.options) = (raw, options) }

  /// Counts bytes that a decompressor or an archive made.
  func spend(_ count: Int) { expandedByteCount += count }

  /// Throws once a bound is crossed.
  func check() throws(ContentFault) {
    if let most = options.maximumExpandedByteCount, expandedByteCount > most {
      isExhausted = true
      throw .bomb("more than \(most) bytes when decompressed")
    }
    let ratio = options.maximumExpansionRatio
    if expandedByteCount > options.expansionFloorByteCount, expandedByteCount / ratio > raw.byteCount {
      isExhausted = true
      throw .bomb("grows more than \(ratio) times when decompressed")
    }
  }
}
