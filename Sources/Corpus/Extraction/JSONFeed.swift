/// Reads JSON Feed (jsonfeed.org, versions 1 and 1.1).
enum JSONFeed {
  /// The articles of `document`, which is UTF-8, in its order.
  static func read(_ document: Span<UInt8>) -> [ExtractedRecord] {
    guard let feed = LooseJSON(document), let items = feed["items"]?.items else {
      return [ExtractedRecord(.badJSON, "a JSON feed without items")]
    }
    return items.enumerated().map { position, item in
      let fields = self.fields(item)
      return fields.text.span.isBlank
        ? ExtractedRecord(.noText, fields.url, offset: position) : ExtractedRecord(fields, offset: position)
    }
  }

  private static func fields(_ item: LooseJSON) -> RawRecord {
    var fields = RawRecord()
    let id = item["id"]?.text ?? ""
    fields.url = item["url"]?.text ?? (id.isWebAddress ? id : "")
    if !id.isWebAddress { fields.id = id }
    fields.title = item["title"]?.text ?? ""
    fields.published = (item["date_published"]?.text ?? item["date_modified"]?.text).flatMap { WrittenTime($0) }
    if let origin = item["external_url"]?.text, origin.isWebAddress {
      fields.credits.append(PageCredit(kind: .originalSource, target: origin))
    }
    if let html = item["content_html"]?.text {
      fields.setText(fragment: html, base: fields.url)
    }
    if fields.text.span.isBlank {
      fields.text = Array((item["content_text"]?.text ?? item["summary"]?.text ?? "").utf8)
    }
    return fields
  }
}
