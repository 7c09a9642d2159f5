/// The reading of one opened input: content in, chunks of whole records out.
final class InputReading {
  /// Bytes that are read at once.
  static let blockByteCount = 1 << 20

  let raw: RawInput
  private let context: InputContext
  private var content: Content
  private var cutter: any RecordCutter
  private let maximumRecordByteCount: Int
  /// Whether that is the bound of a line.
  private let isLineTheBound: Bool
  /// The longest line of a record of several lines; nil where lines mean nothing.
  private let maximumInnerLineByteCount: Int?
  /// The bytes of a record whose end is not read yet.
  private var carry: ArraySlice<UInt8> = []
  /// Of `carry`, bytes that the cutter has seen.
  private var scanned = 0
  /// The place of `carry` in the content.
  private var offset: UInt64
  /// Set while a record beyond the bound is skipped: where it began.
  private var oversized: (line: Int, offset: UInt64)?
  private var isAtEnd = false
  private let expectedByteCount: Int?
  /// Where the content is kept for a second reading; nil when the file itself is.
  private let spool: Spool?

  /// Reads `content`, whose records begin `skipping` bytes from its start on.
  init(
    raw: RawInput, context: InputContext, content: Content, cutter: any RecordCutter, skipping: UInt64,
    expectedByteCount: Int?, spool: Spool?
  ) {
    (self.raw, self.context, self.content, self.cutter) = (raw, context, content, cutter)
    let options = context.shared.options
    let isLine = cutter is LineCutter
    maximumRecordByteCount =
      isLine ? min(options.maximumRecordByteCount, options.maximumLineByteCount) : options.maximumRecordByteCount
    isLineTheBound = isLine && options.maximumLineByteCount < options.maximumRecordByteCount
    let isText = if case .text = context.format { true } else { false }
    maximumInnerLineByteCount = isText || cutter is CSVCutter ? options.maximumLineByteCount : nil
    self.expectedByteCount = expectedByteCount
    (offset, leading, self.spool) = (0, Int(skipping), spool)
  }

  /// Bytes at the content's start that are no record: byte order marks, the header of a table.
  private var leading: Int

  /// The next chunk; nil at the end.
  ///
  /// Content is in the spool before its records are handed out.
  func nextChunk() throws(CorpusError) -> RecordChunk? {
    while !isAtEnd {
      var bytes: [UInt8]
      let known = carry.count
      do throws(ContentFault) {
        bytes = try content.read(carry: carry, count: max(blockCount, min(known, 64 << 20)))
      } catch {
        isAtEnd = true
        let (reason, detail) = error.rejection
        let rejection = Rejection(
          input: context.name, line: cutter.line, offset: Int(offset) + known, reason: reason, detail: detail)
        return RecordChunk(input: context, bytes: [], offset: offset, cuts: [], rejections: [rejection])
      }
      carry = []
      try spool?.append(bytes.span.extracting(known..<bytes.count))
      isAtEnd = bytes.count == known
      if let chunk = cut(bytes) { return chunk }
    }
    return nil
  }

  /// A block, or less for an input that is known to be small.
  private var blockCount: Int {
    guard let expectedByteCount else { return Self.blockByteCount }
    return min(Self.blockByteCount, max(expectedByteCount - raw.byteCount, 0) + 1)
  }

  /// Cuts whole records from `bytes` and carries what is left; nil when there is nothing to hand out.
  private func cut(_ bytes: [UInt8]) -> RecordChunk? {
    var (start, from) = (0, scanned)
    if leading > 0 { (start, from, leading) = (leading, leading, 0) }
    var cuts: [RecordChunk.Cut] = []
    var rejections: [Rejection] = []
    while true {
      var found = cutter.cut(bytes.span, recordStart: start, from: from, isLast: isAtEnd)
      if found == nil, oversized == nil, bytes.count - start > maximumRecordByteCount {
        let line = cutter.line
        found = cutter.abandonRecord(bytes.span, recordStart: start)
        if found == nil { oversized = (line, offset + UInt64(start)) }
      }
      guard let found else { break }
      (start, from) = (found.next, found.next)
      if let oversized {
        rejections.append(tooLarge(oversized.line, oversized.offset))
        self.oversized = nil
      } else if found.range.count > maximumRecordByteCount {
        rejections.append(tooLarge(found.line, offset + UInt64(found.range.lowerBound)))
      } else if let most = maximumInnerLineByteCount, bytes.span.hasLine(longerThan: most, in: found.range) {
        rejections.append(
          Rejection(
            input: context.name, line: found.line, offset: Int(offset) + found.range.lowerBound, reason: .tooLarge,
            detail: "a line of more than \(most) bytes"))
      } else {
        cuts.append(
          RecordChunk.Cut(
            start: UInt32(found.range.lowerBound), end: UInt32(found.range.upperBound),
            line: UInt32(clamping: found.line), fault: found.fault))
      }
    }
    let chunkOffset = offset
    let left = bytes.count - start
    if oversized != nil {
      (offset, scanned) = (offset + UInt64(bytes.count), 0)
      if isAtEnd, let oversized { rejections.append(tooLarge(oversized.line, oversized.offset)) }
    } else {
      (carry, offset, scanned) = (bytes[start...], offset + UInt64(start), left)
    }
    guard !cuts.isEmpty || !rejections.isEmpty else { return nil }
    return RecordChunk(input: context, bytes: bytes, offset: chunkOffset, cuts: cuts, rejections: rejections)
  }

  private func tooLarge(_ line: Int, _ offset: UInt64) -> Rejection {
    Rejection(
      input: context.name, line: line, offset: Int(offset), reason: .tooLarge,
      detail: "\(isLineTheBound ? "a line of " : "")more than \(maximumRecordByteCount) bytes")
  }
}
