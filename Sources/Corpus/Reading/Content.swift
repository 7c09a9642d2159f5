/// The content of an input as UTF-8 bytes, read once from start to end: decompressed, recoded, and bounded.
struct Content {
  private let source: ByteSource
  private let decompressor: Decompressor?
  private var recoder: Recoder?
  private let budget: ExpansionBudget
  /// Whether the bytes cost the budget: those of a file as it lies there do not.
  private let isExpanded: Bool
  /// What was read to find the charset and not handed out yet.
  private var head: [UInt8] = []

  /// Whether the bytes differ from those in the file.
  var isTransformed: Bool { decompressor != nil || recoder != nil }

  /// Opens the content and reads up to `headByteCount` bytes to find its charset; `isMember` says that the source is a
  /// member of an archive.
  init(
    source: ByteSource, budget: ExpansionBudget, isMember: Bool = false, headByteCount: Int
  ) throws(ContentFault) {
    (self.source, self.budget) = (source, budget)
    decompressor = Decompressor.handles(try source.peek(16)) ? Decompressor(source) : nil
    isExpanded = isMember || decompressor != nil
    head = try readBlock(carry: [], count: headByteCount)
    let charset = Charset.detect(head.span)
    if charset != .utf8 {
      var started = Recoder(charset)
      head = started.recode(head.span)
      recoder = started
    }
  }

  /// The compressions that the content came in, the outermost first.
  var compressions: [String] { decompressor?.names ?? [] }

  /// The first bytes, without taking them.
  var start: [UInt8] { head }

  /// Up to `count` further bytes; none only at the end.
  ///
  /// For contents that are not recoded.
  mutating func read(upTo count: Int) throws(ContentFault) -> [UInt8] {
    guard !head.isEmpty else { return try readBlock(carry: [], count: count) }
    let part = Array(head.prefix(count))
    head.removeFirst(part.count)
    return part
  }

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
    if isExpanded { try budget.check() }
    var (fault, got): (ContentFault?, Int) = (nil, 0)
    let bytes = [UInt8](unsafeUninitializedCapacity: carry.count + count) { buffer, filled in
      _ = buffer.update(fromContentsOf: carry)
      let rest = UnsafeMutableBufferPointer(rebasing: buffer[carry.count..<(carry.count + count)])
      do throws(ContentFault) { got = try fill(UnsafeMutableRawBufferPointer(rest)) } catch { fault = error }
      filled = carry.count + got
    }
    if let fault { throw fault }
    if isExpanded { budget.spend(got) }
    return bytes
  }

  private func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(ContentFault) -> Int {
    if let decompressor { return try decompressor.read(into: buffer) }
    return try source.read(into: buffer)
  }
}
