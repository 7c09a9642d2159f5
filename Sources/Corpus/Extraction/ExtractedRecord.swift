/// One article of a page, feed or web archive, or why there is none.
struct ExtractedRecord {
  /// The article's fields, or a reason and what exactly was wrong.
  enum Outcome {
    case fields(RawRecord)
    case rejected(Rejection.Reason, String)
  }

  var outcome: Outcome
  /// Bytes between the start of the record that was cut and the part that is meant.
  var offset = 0
  /// The line of that part in the document, from 1; 0 where it is that of the record.
  var line = 0

  init(_ fields: RawRecord, offset: Int = 0, line: Int = 0) {
    (outcome, self.offset, self.line) = (.fields(fields), offset, line)
  }

  init(_ reason: Rejection.Reason, _ detail: String = "", offset: Int = 0, line: Int = 0) {
    (outcome, self.offset, self.line) = (.rejected(reason, detail), offset, line)
  }
}

/// A document in memory as UTF-8, whatever charset it came in.
struct DecodedDocument {
  private(set) var bytes: [UInt8]
  private(set) var brokenByteCount = 0

  /// Decodes `source`; `label` is the charset that HTTP names, or empty.
  ///
  /// A byte order mark decides, then valid UTF-8, then the label, then what the document declares, then its bytes.
  init(_ source: [UInt8], label: String = "") {
    bytes = source
    guard !source.span.isValidUTF8 else { return }
    var charset = Charset.detect(source.span)
    let hasMark = source.starts(with: [0xFF, 0xFE]) || source.starts(with: [0xFE, 0xFF])
    if !hasMark, let named = Charset(label: label), named != .utf8 { charset = named }
    if charset == .utf8 {
      (bytes, brokenByteCount) = source.span.repairedUTF8()
    } else {
      var recoder = Recoder(charset)
      bytes = recoder.recode(source.span) + recoder.flush()
      if !bytes.span.isValidUTF8 { bytes = bytes.span.repairedUTF8().bytes }
    }
  }
}

extension ExtractedRecord {
  /// Everything that one record of an input of pages, feeds or web archives holds.
  static func all(_ record: Span<UInt8>, _ input: InputContext) -> [ExtractedRecord] {
    if case .warc = input.format { return warc(record, input) }
    let document = DecodedDocument(record.array(0..<record.count))
    var found: [ExtractedRecord]
    switch input.format {
    case .feed: found = FeedReader.read(document.bytes.span, input)
    case .jsonFeed: found = JSONFeed.read(document.bytes.span)
    default:
      let page = RawRecord(
        page: document.bytes.span, address: "", inputName: input.name, registry: input.shared.registry)
      found = [page.text.span.isBlank ? ExtractedRecord(.noText, "the page holds no story") : ExtractedRecord(page)]
    }
    if document.brokenByteCount > 0, let first = found.first, case .fields(var fields) = first.outcome {
      fields.brokenByteCount += document.brokenByteCount
      found[0].outcome = .fields(fields)
    }
    return found
  }
}
