extension ExtractedRecord {
  /// The articles of one WARC record; none for records that are no content of the web: requests, metadata, revisits.
  static func warc(_ record: Span<UInt8>, _ input: InputContext) -> [ExtractedRecord] {
    guard let header = WARCHeader(record, from: 0, within: 1 << 16) else {
      return [ExtractedRecord(.badWARC, "the header has no end")]
    }
    let type = header.value(record, "warc-type").lowercased()
    guard ["response", "resource", "conversion"].contains(type) else { return [] }
    var address = header.value(record, "warc-target-uri")
    // WARC 0.18 and wget put the address between angle brackets.
    if address.hasPrefix("<"), address.hasSuffix(">") { address = String(address.dropFirst().dropLast()) }
    // The crawler's own notes and name look-ups are no content of the web.
    if address.hasPrefix("metadata:") || address.hasPrefix("dns:") { return [] }
    let crawled = WrittenTime(header.value(record, "warc-date"))
    var contentType = header.value(record, "content-type")
    var body: [UInt8]
    if type == "response", contentType.lowercased().hasPrefix("application/http") || address.isWebAddress {
      do throws(HTTPMessage.Failure) {
        let message = try HTTPMessage(
          record.extracting(header.end..<record.count), maximumByteCount: input.shared.options.maximumRecordByteCount)
        (contentType, body) = (message.contentType, message.body)
      } catch {
        return [ExtractedRecord(error, address, input.shared.options)]
      }
    } else {
      body = record.array(header.end..<record.count)
    }
    let place = PayloadPlace(address: address, crawled: crawled)
    return payload(body, contentType: contentType, place, input)
  }

  private init(_ failure: HTTPMessage.Failure, _ address: String, _ options: ReadingOptions) {
    switch failure {
    case .noHeader: self.init(.badWARC, "no HTTP header; \(address)")
    case .status(let status): self.init(.noPage, "\(status); \(address)")
    case .coding(let detail): self.init(.badCompression, "\(detail); \(address)")
    case .tooLarge: self.init(.tooLarge, "a body of more than \(options.maximumRecordByteCount) bytes; \(address)")
    }
  }

  /// Where a payload was fetched, and when.
  private struct PayloadPlace {
    var address: String
    var crawled: WrittenTime?
  }

  private static func payload(
    _ body: [UInt8], contentType: String, _ place: PayloadPlace, _ input: InputContext
  ) -> [ExtractedRecord] {
    let type = contentType.split(separator: ";").first.map { $0.lowercased().filter { $0 != " " } } ?? ""
    let label = charset(of: contentType)
    let isUntold = type.isEmpty || type == "application/octet-stream" || type == "unknown/unknown"
    if isUntold, SniffedFormat.binaryKind(body.span) != nil {
      return [ExtractedRecord(.notAPage, "binary data; \(place.address)")]
    }
    let document = DecodedDocument(body, label: label)
    let (isHTML, isXML) =
      switch SniffedFormat.markup(document.bytes.span) {
      case .html?: (true, false)
      case .xml?: (false, true)
      default: (false, false)
      }
    func told(_ fields: RawRecord) -> ExtractedRecord {
      var fields = fields
      if fields.url.isEmpty { fields.url = place.address }
      fields.crawled = place.crawled
      fields.brokenByteCount += document.brokenByteCount
      return ExtractedRecord(fields)
    }
    switch isUntold ? (isHTML ? "text/html" : isXML ? "text/xml" : "text/plain") : type {
    case "text/html", "application/xhtml+xml":
      let page = RawRecord(
        page: document.bytes.span, address: place.address, inputName: input.name, registry: input.shared.registry)
      return [page.text.span.isBlank ? ExtractedRecord(.noText, place.address) : told(page)]
    case "text/plain":
      let plain = RawRecord(text: document.bytes.span, input: input)
      return [plain.text.span.isBlank ? ExtractedRecord(.noText, place.address) : told(plain)]
    case let type where isXML && type.hasSuffix("xml"):
      return FeedReader.read(document.bytes.span, input).map { item in
        if case .fields(let fields) = item.outcome { told(fields) } else { item }
      }
    default: return [ExtractedRecord(.notAPage, "\(type.prefix(60)); \(place.address)")]
    }
  }

  /// The charset that a content type names, or nothing.
  private static func charset(of contentType: String) -> String {
    for parameter in contentType.lowercased().split(separator: ";").dropFirst() {
      let parts = parameter.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, parts[0].filter({ $0 != " " }) == "charset" else { continue }
      return parts[1].filter { $0 != " " && $0 != "\"" && $0 != "'" }
    }
    return ""
  }
}
