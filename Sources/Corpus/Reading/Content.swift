/// The content of an input as UTF-8 bytes, read once from start to end: decompressed, recoded, and bounded.
struct Content {
  private let raw: RawInput
  private let decompressor: Decompressor?
  private var recoder: Recoder?
  private let options: ReadingOptions
  /// Decompressed bytes so far, before recoding.
  private var expandedByteCount = 0
  /// What was read to find the charset and not handed out yet.
  private var head: [UInt8] = []

  /// Whether the bytes differ from those in the file.
  var isTransformed: Bool { decompressor != nil || recoder != nil }

  /// Opens the content and reads up to `headByteCount` bytes to find its charset.
  init(raw: RawInput, options: ReadingOptions, headByteCount: Int) throws(ContentFault) {
    (self.raw, self.options) = (raw, options)
    do throws(SystemFault) {
      decompressor = Decompressor.handles(try raw.peek(16)) ? Decompressor(raw) : nil
    } catch {
      throw .unreadable(error)
    }
    head = try readBlock(carry: [], count: headByteCount)
    let charset = Charset.detect(head.span)
    if charset != .utf8 {
      var started = Recoder(charset)
      head = started.recode(head.span)
      recoder = started
    }
  }

  /// The first bytes, without taking them.
  var start: [UInt8] { head }

  /// `carry` followed by up to `count` further bytes; none further only at the end.
  mutating func read(carry: ArraySlice<UInt8>, count: Int) throws(ContentFault) -> [UInt8] {
    if !head.isEmpty {
      defer { head = [] }
      return carry.isEmpty ? head : carry + head
    }
    guard recoder != nil else { return try readBlock(carry: carry, count: count) }
    while true {
      let block = try readBlock(carry: [], count: count)
      guard !block.isEmpty else { return carry + (recoder?.flush() ?? []) }
      let recoded = recoder?.recode(block.span) ?? []
      if !recoded.isEmpty { return carry + recoded }
    }
  }

  private mutating func readBlock(carry: ArraySlice<UInt8>, count: Int) throws(ContentFault) -> [UInt8] {
    try checkExpansion()
    var (fault, got): (ContentFault?, Int) = (nil, 0)
    let bytes = [UInt8](unsafeUninitializedCapacity: carry.count + count) { buffer, filled in
      _ = buffer.update(fromContentsOf: carry)
      let rest = UnsafeMutableBufferPointer(rebasing: buffer[carry.count..<(carry.count + count)])
      do throws(ContentFault) { got = try fill(UnsafeMutableRawBufferPointer(rest)) } catch { fault = error }
      filled = carry.count + got
    }
    if let fault { throw fault }
    expandedByteCount += got
    return bytes
  }

  private func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(ContentFault) -> Int {
    if let decompressor { return try decompressor.read(into: buffer) }
    do throws(SystemFault) { return try raw.read(into: buffer) } catch { throw .unreadable(error) }
  }

  private func checkExpansion() throws(ContentFault) {
    guard decompressor != nil else { return }
    if let most = options.maximumExpandedByteCount, expandedByteCount > most {
      throw .bomb("more than \(most) bytes when decompressed")
    }
    let ratio = options.maximumExpansionRatio
    if expandedByteCount > options.expansionFloorByteCount, expandedByteCount / ratio > raw.byteCount {
      throw .bomb("grows more than \(ratio) times when decompressed")
    }
  }
}
