/// What a field of a scraped record can hold, as far as Menbe reads it.
enum ArticleField: String, CaseIterable, Sendable {
  case id, url, site, title, text
  case publishedAt = "published_at"
  case crawledAt = "crawled_at"
  /// A field that is a URL with some scrapers and the outlet's name with others: its value decides.
  case source

  /// The field's place in per-record tables.
  var slot: Int {
    switch self {
    case .id: 0
    case .url: 1
    case .site: 2
    case .title: 3
    case .text: 4
    case .publishedAt: 5
    case .crawledAt: 6
    case .source: 7
    }
  }
}

/// A field that a name stands for, and how far the name is preferred to others.
struct NamedField: Sendable {
  var field: ArticleField
  /// 0 for the user's own names; a smaller rank wins.
  var rank: Int
}

/// The names under which scrapers write the fields of an article, from Data/fields.csv and the user's mapping.
///
/// Names are compared without ASCII case, and `-`, blank and `_` are one: `Source-Hostname` is `source_hostname`.
struct FieldNames: Sendable {
  private struct Entry: Sendable {
    var name: [UInt8]
    var named: NamedField
  }

  /// Entries by the length of their names.
  private var byLength: [[Entry]] = []
  /// Values that scrapers write for "nothing", such as "None".
  private var placeholders: [[UInt8]] = []

  /// The names known without configuration and the user's own ones.
  init(mapping: [String: String]) throws(CorpusError) {
    for (name, target) in mapping.sorted(by: { $0.key < $1.key }) {
      guard let field = ArticleField(rawValue: target), field != .source else {
        throw .unknownField(name: target)
      }
      add(name, NamedField(field: field, rank: 0))
    }
    for (index, row) in DataTable.rows(PackageResources.fields_csv).enumerated() where row.count == 2 {
      if let field = ArticleField(rawValue: row[0]) {
        add(row[1], NamedField(field: field, rank: index + 1))
      } else {
        placeholders.append(Array(row[1].utf8))
      }
    }
  }

  private mutating func add(_ name: String, _ named: NamedField) {
    let folded = name.utf8.map(Self.fold)
    while byLength.count <= folded.count { byLength.append([]) }
    byLength[folded.count].append(Entry(name: folded, named: named))
  }

  /// What the name `bytes` stands for; nil when it is none of ours.
  func field(named bytes: Span<UInt8>) -> NamedField? {
    guard bytes.count < byLength.count else { return nil }
    search: for entry in byLength[bytes.count] {
      for place in 0..<bytes.count where Self.fold(bytes[place]) != entry.name[place] { continue search }
      return entry.named
    }
    return nil
  }

  /// Whether a value says "nothing": blank, or a word such as "None".
  func isNothing(_ value: Span<UInt8>) -> Bool {
    if value.count <= 9, placeholders.contains(where: { $0.span.isEqual(to: value) }) { return true }
    return value.isBlank
  }

  @inline(__always)
  private static func fold(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x41...0x5A: byte | 0x20
    case 0x20, 0x2D: 0x5F
    default: byte
    }
  }
}

/// Rows of an embedded data file of plain, unquoted cells.
enum DataTable {
  /// The rows below the header, split at commas.
  static func rows(_ bytes: [UInt8]) -> [[String]] {
    bytes.split(separator: 0x0A).dropFirst().map { line in
      line.split(separator: 0x2C, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    }
  }
}
