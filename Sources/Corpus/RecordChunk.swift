/// One record of an input, used or not.
public enum ParsedRecord: Sendable, Equatable {
  /// An article and where it can be read again.
  case article(Article, RecordLocation)
  /// A record, or an input, that could not be used.
  case rejection(Rejection)
}

/// About 1 MiB of whole records of one input, cut but not parsed.
public struct RecordChunk: Sendable {
  /// One record of the chunk: its place in `bytes`.
  struct Cut: Sendable {
    var start: UInt32
    var end: UInt32
    var line: UInt32
    /// What is wrong with it, if it cannot be a record.
    var fault: String?
  }

  var input: InputContext?
  var bytes: [UInt8]
  /// The place of `bytes` in the input's content.
  var offset: UInt64
  var cuts: [Cut]
  /// What the reader itself could not use.
  var rejections: [Rejection]

  /// A chunk that only says what could not be used.
  init(rejection: Rejection) {
    (input, bytes, offset, cuts, rejections) = (nil, [], 0, [], [rejection])
  }

  /// A chunk of records.
  init(input: InputContext, bytes: [UInt8], offset: UInt64, cuts: [Cut], rejections: [Rejection]) {
    (self.input, self.bytes, self.offset, self.cuts) = (input, bytes, offset, cuts)
    self.rejections = rejections
  }

  /// Every record of the chunk in the input's order, then what the reader itself rejected; blank lines are no records.
  ///
  /// It depends on nothing but the chunk and may run on any thread. What it extracts from pages it keeps in a temporary
  /// file; throws `cannotSpool` when that cannot be written.
  public func parse() throws(CorpusError) -> [ParsedRecord] {
    var records: [ParsedRecord] = []
    records.reserveCapacity(cuts.count + rejections.count)
    if let input {
      let span = bytes.span
      let isValid = span.isValidUTF8
      for cut in cuts {
        let record = span.extracting(Int(cut.start)..<Int(cut.end))
        if input.format.isExtracted {
          try extract(record, cut, input, into: &records)
          continue
        }
        if let parsed = parse(record, cut, input, isValid: isValid) { records.append(parsed) }
      }
    }
    for rejection in rejections { records.append(.rejection(rejection)) }
    return records
  }

  /// The articles of a page, a feed or a record of a web archive.
  private func extract(
    _ record: Span<UInt8>, _ cut: Cut, _ input: InputContext, into records: inout [ParsedRecord]
  ) throws(CorpusError) {
    let start = offset + UInt64(cut.start)
    func rejection(_ reason: Rejection.Reason, _ detail: String, offset: UInt64 = start, line: Int = Int(cut.line))
      -> ParsedRecord
    {
      .rejection(Rejection(input: input.name, line: line, offset: Int(offset), reason: reason, detail: detail))
    }
    if let fault = cut.fault { return records.append(rejection(input.format.faultReason, fault)) }
    guard !record.isEmpty else { return }
    for item in ExtractedRecord.all(record, input) {
      let (place, line) = (start + UInt64(item.offset), item.line == 0 ? Int(cut.line) : item.line)
      switch item.outcome {
      case .rejected(let reason, let detail): records.append(rejection(reason, detail, offset: place, line: line))
      case .fields(let fields):
        let isWhole = if case .page = input.format { true } else { false }
        let article = fields.article(input, fallbackKey: isWhole ? input.name : "\(input.name):\(place)")
        let bytes = SpooledArticle(article).bytes
        let location = RecordLocation(
          input: input.number, offset: place, line: UInt32(clamping: line),
          spooledAt: try input.shared.articles.append(bytes), byteCount: UInt32(clamping: bytes.count))
        records.append(.article(article, location))
      }
    }
  }

  private func parse(
    _ record: Span<UInt8>, _ cut: Cut, _ input: InputContext, isValid: Bool
  ) -> ParsedRecord? {
    let place = RecordLocation(
      input: input.number, byteCount: cut.end - cut.start, offset: offset + UInt64(cut.start), line: cut.line)
    if let fault = cut.fault {
      return .rejection(place.rejection(input, input.format.faultReason, fault))
    }
    if case .text = input.format {} else if record.isBlank { return nil }
    if isValid || record.isValidUTF8 { return Self.parse(record, place, input, brokenByteCount: 0) }
    let (repaired, broken) = record.repairedUTF8()
    return Self.parse(repaired.span, place, input, brokenByteCount: broken)
  }

  private static func parse(
    _ record: Span<UInt8>, _ place: RecordLocation, _ input: InputContext, brokenByteCount: Int
  ) -> ParsedRecord {
    var fields = RawRecord()
    switch input.format {
    case .json:
      var reader = JSONRecordReader(names: input.shared.names)
      do throws(JSONRecordReader.Failure) {
        fields = try reader.read(record)
      } catch {
        switch error {
        case .notAnObject: return .rejection(place.rejection(input, .notAnObject))
        case .fault(let fault):
          return .rejection(place.rejection(input, .badJSON, "expected \(fault.expected) at byte \(fault.at)"))
        }
      }
    case .csv(let layout):
      guard let read = RawRecord(csv: record, layout: layout, names: input.shared.names) else {
        let count = CSVRecord(record, separator: layout.separator)?.cells.count
        let detail = count.map { "\($0) cells, the header has \(layout.columnCount)" } ?? "broken quotation marks"
        return .rejection(place.rejection(input, .badCSV, detail))
      }
      fields = read
    default: fields = RawRecord(text: record, input: input)
    }
    guard !fields.text.span.isBlank else { return .rejection(place.rejection(input, .noText)) }
    fields.brokenByteCount += brokenByteCount
    if case .text = input.format { return .article(fields.article(input, fallbackKey: input.name), place) }
    return .article(fields.article(input, fallbackKey: "\(input.name):\(place.line)"), place)
  }
}

extension InputContext.Format {
  /// What a record is rejected for that its cutter found to be broken.
  fileprivate var faultReason: Rejection.Reason {
    switch self {
    case .csv: .badCSV
    case .warc: .badWARC
    default: .badJSON
    }
  }
}

extension RecordLocation {
  fileprivate func rejection(_ input: InputContext, _ reason: Rejection.Reason, _ detail: String = "") -> Rejection {
    Rejection(input: input.name, line: Int(line), offset: Int(offset), reason: reason, detail: detail)
  }
}
