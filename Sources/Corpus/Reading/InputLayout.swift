/// How an input is cut and parsed.
struct InputLayout {
  var format: InputContext.Format
  var cutter: any RecordCutter
  /// Bytes at the start that belong to no record: byte order marks, the header of a table.
  var leadingByteCount: Int

  /// Why an input is not read; without a reason there is just nothing in it.
  struct Refusal: Error {
    var reason: Rejection.Reason?
    var detail = ""
  }

  /// The layout of an input of the sniffed format that begins with `head`.
  static func make(_ sniffed: SniffedFormat, _ head: Span<UInt8>, _ names: FieldNames) -> Result<InputLayout, Refusal> {
    let mark = head.byteOrderMarkCount()
    switch sniffed {
    case .empty: return .failure(Refusal())
    case .unknown(let kind): return .failure(Refusal(reason: .unknownFormat, detail: kind))
    case .jsonLines: return .success(InputLayout(format: .json, cutter: LineCutter(), leadingByteCount: mark))
    case .jsonArray, .jsonSequence:
      let isArray = if case .jsonArray = sniffed { true } else { false }
      let cutter = JSONStreamCutter(isArray: isArray)
      return .success(InputLayout(format: .json, cutter: cutter, leadingByteCount: mark))
    case .text: return .success(InputLayout(format: .text, cutter: WholeCutter(), leadingByteCount: mark))
    case .html: return .success(InputLayout(format: .page, cutter: WholeCutter(), leadingByteCount: mark))
    case .xml: return .success(InputLayout(format: .feed, cutter: WholeCutter(), leadingByteCount: mark))
    case .jsonFeed: return .success(InputLayout(format: .jsonFeed, cutter: WholeCutter(), leadingByteCount: mark))
    case .warc: return .success(InputLayout(format: .warc, cutter: WARCCutter(), leadingByteCount: mark))
    case .bareTable(let layout):
      let cutter = CSVCutter(separator: layout.separator)
      return .success(InputLayout(format: .csv(layout), cutter: cutter, leadingByteCount: mark))
    case .csv(let separator): return table(head, mark, separator, names)
    }
  }

  private static func table(
    _ head: Span<UInt8>, _ mark: Int, _ separator: UInt8, _ names: FieldNames
  ) -> Result<InputLayout, Refusal> {
    var cutter = CSVCutter(separator: separator)
    // A file of the header alone may lack the line break behind it.
    guard let found = cutter.cut(head, recordStart: mark, from: mark, isLast: true), found.fault == nil,
      let layout = CSVLayout(
        header: head.extracting(head.trimmedLineEnd(found.range)), separator: separator, names: names)
    else { return .failure(Refusal(reason: .badCSV, detail: "the header has broken quotation marks")) }
    guard layout.has(.text) else {
      return .failure(Refusal(reason: .noTextField, detail: "no column of the header is known to hold the text"))
    }
    return .success(InputLayout(format: .csv(layout), cutter: cutter, leadingByteCount: found.next))
  }
}
