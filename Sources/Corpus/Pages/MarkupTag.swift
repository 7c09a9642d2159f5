/// The elements of HTML that mean something to the reader of pages; all others are `other`.
enum MarkupTag: UInt8, CaseIterable, Sendable {
  case text, other
  case a, abbr, address, article, aside, audio, b, blockquote, body, br, button, canvas, center, cite, code, dd
  case details, dialog, div, dl, dt, em, embed, fieldset, figcaption, figure, font, footer, form, h1, h2, h3, h4, h5, h6
  case head, header, hr, html, i, iframe, img, input, ins, label, legend, li, link, main, map, mark, menu, meta, nav
  case noscript, object, ol, option, p, picture, pre, progress, q, s, script, section, select, small, span, strong,
    style
  case item, ab, row, list, quote, lb, sub, summary, sup, svg, table, tbody, td, template, textarea, tfoot, th, thead,
    time, title, tr, u, ul, video

  /// The tag of an element's name in lower case, from its packed bytes.
  static let byName: [PackedName: MarkupTag] = Dictionary(
    uniqueKeysWithValues: allCases.filter { $0 != .text && $0 != .other }.map { tag in
      let name = Array("\(tag)".utf8)
      return (PackedName(name.span), tag)
    })

  /// Whether it begins and ends a line.
  var isBlock: Bool { Self.blocks.contains(rawValue) }

  private static let blocks = TagSet([
    .address, .article, .aside, .blockquote, .body, .button, .canvas, .center, .dd, .details, .dialog, .div, .dl, .dt,
    .fieldset, .figcaption, .figure, .footer, .form, .h1, .h2, .h3, .h4, .h5, .h6, .header, .hr, .html, .iframe,
    .legend,
    .li, .main, .menu, .nav, .noscript, .ol, .option, .p, .pre, .section, .select, .summary, .table, .tbody, .td,
    .textarea, .tfoot, .th, .thead, .tr, .ul, .video, .title, .head, .item, .ab, .row, .list, .quote,
  ])
}

/// A set of tags that is asked without hashing.
struct TagSet: Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init(_ tags: [MarkupTag]) {
    for tag in tags {
      if tag.rawValue < 64 { low |= 1 << UInt64(tag.rawValue) } else { high |= 1 << UInt64(tag.rawValue - 64) }
    }
  }

  @inline(__always)
  func contains(_ raw: UInt8) -> Bool {
    raw < 64 ? low >> UInt64(raw) & 1 == 1 : high >> UInt64(raw - 64) & 1 == 1
  }

  @inline(__always)
  func contains(_ tag: MarkupTag) -> Bool { contains(tag.rawValue) }
}

/// The attributes that the reader of pages asks for.
enum MarkupKey: UInt8, CaseIterable, Sendable {
  case `class`, id, href, rel, name, property, content, itemprop, datetime, pubdate, type, style, hidden, role, src, url
  case charset, title, lang, sitename, itemtype, value, equiv, ariaHidden, target, when, date, hostname, source,
    isPermaLink

  /// The key of an attribute's name in lower case.
  static let byName: [PackedName: MarkupKey] = {
    var keys: [PackedName: MarkupKey] = [:]
    for key in allCases {
      let name =
        switch key {
        case .class: "class"
        case .equiv: "http-equiv"
        case .ariaHidden: "aria-hidden"
        case .isPermaLink: "ispermalink"
        default: "\(key)"
        }
      let bytes = Array(name.utf8)
      keys[PackedName(bytes.span)] = key
    }
    return keys
  }()
}

/// A name of up to 16 bytes packed into two words; a longer one is cut, and keeps its length.
struct PackedName: Hashable, Sendable {
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var count: UInt8

  /// Packs `bytes`, ASCII letters made small.
  init(_ bytes: Span<UInt8>) {
    count = UInt8(clamping: bytes.count)
    for place in 0..<min(bytes.count, 16) {
      let byte = UInt64(0x41...0x5A ~= bytes[place] ? bytes[place] | 0x20 : bytes[place])
      if place < 8 { first |= byte << UInt64(place * 8) } else { second |= byte << UInt64((place - 8) * 8) }
    }
  }
}
