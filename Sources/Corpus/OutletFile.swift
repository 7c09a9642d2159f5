/// What is wrong with a file of outlets.
public struct OutletFileError: Error, Sendable, Equatable {
  /// What a line can have wrong with it.
  public enum Fault: Sendable, Equatable {
    /// The header lacks a column.
    case missingColumn(String)
    /// A quotation mark stays open, or text follows a closing one.
    case brokenQuotes
    /// Another number of cells than the header has.
    case cellCount(Int, expected: Int)
    /// An outlet without a name.
    case noName
    /// No kind of outlet.
    case unknownKind(String)
    /// Neither minutes nor ±hh:mm.
    case badZone(String)
    /// The file is not UTF-8.
    case notUTF8
  }

  /// The file.
  public var inputName: String
  /// The line, from 1.
  public var line: Int
  /// What is wrong there.
  public var fault: Fault

  /// An error with those fields.
  public init(inputName: String, line: Int, fault: Fault) {
    (self.inputName, self.line, self.fault) = (inputName, line, fault)
  }
}

extension OutletRegistry {
  /// Reads a CSV file of outlets, one a record.
  ///
  /// Columns in any order: canonical (or name), domains, aliases, kind, country, languages, zone (minutes east of UTC, or
  /// ±hh:mm) and owner; a line that begins with `#` is a remark. All but the name may be missing; domains, aliases and languages are lists with `;` between.
  /// Throws the first fault of the file.
  public init(csv: [UInt8], inputName: String) throws(OutletFileError) {
    func fail(_ line: Int, _ fault: OutletFileError.Fault) -> OutletFileError {
      OutletFileError(inputName: inputName, line: line, fault: fault)
    }
    let bytes = csv.span
    guard bytes.isValidUTF8 else { throw fail(1, .notUTF8) }
    var cutter = CSVCutter(separator: 0x2C)
    var start = bytes.byteOrderMarkCount()
    var (columns, columnCount, outlets): ([String: Int], Int, [Outlet]) = ([:], 0, [])
    while let found = cutter.cut(bytes, recordStart: start, from: start, isLast: true) {
      start = found.next
      let record = bytes.extracting(bytes.trimmedLineEnd(found.range))
      // A record that begins with # is a remark.
      guard !record.isBlank, record[0] != 0x23 else { continue }
      guard let cells = CSVRecord(record, separator: 0x2C)?.cells else { throw fail(found.line, .brokenQuotes) }
      let texts = cells.map { $0.string(record) }
      guard !columns.isEmpty else {
        for (place, text) in texts.enumerated() { columns[FoldedName(text).text] = place }
        guard columns["canonical"] ?? columns["name"] != nil else {
          throw fail(found.line, .missingColumn("canonical"))
        }
        columnCount = texts.count
        continue
      }
      guard texts.count == columnCount else {
        throw fail(found.line, .cellCount(texts.count, expected: columnCount))
      }
      do throws(OutletFileError.Fault) {
        outlets.append(try Outlet(OutletRow(columns: columns, texts: texts)))
      } catch {
        throw fail(found.line, error)
      }
    }
    if columns.isEmpty { throw fail(1, .missingColumn("canonical")) }
    self.init(outlets)
  }
}

extension OutletFileError.Fault: Error {}

/// One record of a file of outlets.
private struct OutletRow {
  var columns: [String: Int]
  var texts: [String]

  /// The cell of a column without blanks around it; empty where the file has no such column.
  func text(_ column: String) -> String {
    guard let place = columns[column] else { return "" }
    let bytes = Array(texts[place].utf8)
    return bytes.span.string(bytes.span.trimmed(0..<bytes.count))
  }

  /// The parts of a list, blanks around them removed.
  func list(_ column: String) -> [String] {
    text(column).split(separator: ";").compactMap { part in
      let bytes = Array(part.utf8)
      let trimmed = bytes.span.string(bytes.span.trimmed(0..<bytes.count))
      return trimmed.isEmpty ? nil : trimmed
    }
  }
}

extension Outlet {
  fileprivate init(_ row: OutletRow) throws(OutletFileError.Fault) {
    let name = row.text(row.columns["canonical"] == nil ? "name" : "canonical")
    guard !name.isEmpty else { throw .noName }
    let kindText = row.text("kind")
    guard let kind = kindText.isEmpty ? .site : Kind(rawValue: kindText) else { throw .unknownKind(kindText) }
    let zoneText = row.text("zone")
    let zone = Self.zoneMinutes(zoneText)
    guard zone != nil || zoneText.isEmpty else { throw .badZone(zoneText) }
    var domains: [String] = []
    for written in row.list("domains") {
      let domain = WebPlace(written)?.domain ?? written
      if !domains.contains(domain) { domains.append(domain) }
    }
    self.init(
      name: name, domains: domains, aliases: row.list("aliases").filter { $0 != name }, kind: kind,
      country: row.text("country"), languages: row.list("languages"), zoneMinutes: zone, ownerGroup: row.text("owner"))
  }

  /// The minutes east of UTC that a zone is written as, "240" and "+04:00" alike; nil for anything else.
  public static func zoneMinutes(_ text: String) -> Int? {
    let isInRange = { (minutes: Int) in -840...840 ~= minutes }
    guard text.contains(":") else { return Int(text).flatMap { isInRange($0) ? $0 : nil } }
    let parts = text.drop { $0 == "+" || $0 == "-" }.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let hours = Int(parts[0]), let minutes = Int(parts[1]), 0..<60 ~= minutes, hours >= 0
    else { return nil }
    let total = (hours * 60 + minutes) * (text.first == "-" ? -1 : 1)
    return isInRange(total) ? total : nil
  }
}
