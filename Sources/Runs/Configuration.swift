import Attribution
import Corpus
import Foundation
import Glibc
import Matching
import Reporting
import Yams

/// A configuration file that cannot be used: where and why.
public struct ConfigurationError: Error, Equatable, Sendable {
  /// The file.
  public var path: String
  /// The line, from 1; 0 where the whole file is meant.
  public var line: Int
  /// What is wrong and what would be right.
  public var message: String

  /// An error with those fields.
  public init(path: String, line: Int, message: String) {
    (self.path, self.line, self.message) = (path, line, message)
  }
}

/// The user's configuration file (YAML): it changes a plan, and nothing else reads it.
///
/// Paths in it are relative to the file itself. An unknown key is an error, so that a typing slip does not pass for a
/// setting.
public struct Configuration {
  private let path: String
  private let root: Node.Mapping

  /// Reads the file at `path`.
  ///
  /// - Throws: `ConfigurationError` if it cannot be read or is no YAML mapping.
  public init(path: String) throws(ConfigurationError) {
    self.path = path
    guard let text = String(validating: try Self.bytes(path), as: UTF8.self) else {
      throw ConfigurationError(path: path, line: 0, message: "is not UTF-8 text")
    }
    let node: Node?
    do { node = try Yams.compose(yaml: text) } catch { throw Self.notYAML(path, error) }
    guard let node else {
      root = Node.Mapping([])
      return
    }
    guard let mapping = node.mapping else {
      throw ConfigurationError(path: path, line: 1, message: "must be a mapping of settings")
    }
    root = mapping
  }

  /// Puts the file's settings into `plan`.
  ///
  /// - Throws: `ConfigurationError`, `OutletFileError`, `CueFileError`.
  public func apply(to plan: inout RunPlan) throws {
    for (key, value) in root {
      switch key.string ?? "" {
      case "fields": plan.reading.fieldMapping = try strings(value)
      case "outlets":
        for file in try paths(value, notedIn: &plan) {
          plan.registry = plan.registry.adding(try OutletRegistry(csv: try Self.bytes(file), inputName: file))
        }
      case "cues":
        for file in try paths(value, notedIn: &plan) {
          try plan.cues.add(yaml: String(decoding: try Self.bytes(file), as: UTF8.self), file: file)
        }
      case "furniture":
        for file in try paths(value, notedIn: &plan) {
          try plan.furniture.add(tsv: String(decoding: try Self.bytes(file), as: UTF8.self), file: file)
        }
      case "zone": plan.reading.defaultZoneMinutes = try zone(value)
      case "repeat_limit": plan.repeatLimit = try integer(value, in: 1...1_000_000)
      case "comparisons_per_article": plan.comparisonsPerArticle = try integer(value, in: 1...10_000)
      case "passage_comparisons_per_article":
        plan.passageComparisonsPerArticle = try integer(value, in: 0...10_000)
      case "window": try applyWindow(value, to: &plan)
      case "limits": try applyLimits(value, to: &plan)
      case "csv": try applyCSV(value, to: &plan)
      case "matching": try applyMatching(value, to: &plan)
      default:
        throw unknown(
          key,
          "fields, outlets, cues, furniture, zone, repeat_limit, comparisons_per_article, passage_comparisons_per_article, window, limits, csv, matching"
        )
      }
    }
  }

  private func applyWindow(_ node: Node, to plan: inout RunPlan) throws(ConfigurationError) {
    for (key, value) in try mapping(node) {
      switch key.string ?? "" {
      case "days_before": plan.windowDaysBefore = try integer(value, in: 0...3650)
      case "days_after": plan.windowDaysAfter = try integer(value, in: 0...3650)
      default: throw unknown(key, "days_before, days_after")
      }
    }
  }

  private func applyLimits(_ node: Node, to plan: inout RunPlan) throws(ConfigurationError) {
    for (key, value) in try mapping(node) {
      switch key.string ?? "" {
      case "record_bytes": plan.reading.maximumRecordByteCount = try integer(value, in: 1...(1 << 30))
      case "expansion_ratio": plan.reading.maximumExpansionRatio = try integer(value, in: 1...1_000_000)
      case "expanded_bytes": plan.reading.maximumExpandedByteCount = try integer(value, in: 1...Int.max)
      case "line_bytes": plan.reading.maximumLineByteCount = try integer(value, in: 1...(1 << 30))
      case "member_bytes": plan.reading.maximumMemberByteCount = try integer(value, in: 1...Int.max)
      case "members": plan.reading.maximumMemberCount = try integer(value, in: 1...Int.max)
      case "nesting": plan.reading.maximumNesting = try integer(value, in: 0...64)
      default:
        throw unknown(
          key, "record_bytes, line_bytes, expansion_ratio, expanded_bytes, member_bytes, members, nesting")
      }
    }
  }

  private func applyCSV(_ node: Node, to plan: inout RunPlan) throws(ConfigurationError) {
    for (key, value) in try mapping(node) {
      switch key.string ?? "" {
      case "line_ending":
        guard let ending = value.string.flatMap(CSVStyle.LineEnding.init) else {
          throw wrong(value, "line_ending must be crlf or lf")
        }
        plan.csvStyle.lineEnding = ending
      case "byte_order_mark":
        guard let isOn = value.bool else { throw wrong(value, "byte_order_mark must be true or false") }
        plan.csvStyle.hasByteOrderMark = isOn
      default: throw unknown(key, "line_ending, byte_order_mark")
      }
    }
  }

  private func applyMatching(_ node: Node, to plan: inout RunPlan) throws(ConfigurationError) {
    for (key, value) in try mapping(node) {
      switch key.string ?? "" {
      case "near_duplicate_coverage": plan.rules.nearDuplicateCoverage = try share(value)
      case "near_duplicate_jaccard": plan.rules.nearDuplicateJaccard = try share(value)
      case "part_coverage": plan.rules.partCoverage = try share(value)
      case "whole_part_coverage": plan.rules.wholePartCoverage = try share(value)
      case "cut_coverage": plan.rules.cutCoverage = try share(value)
      case "changed_number_share": plan.rules.changedNumberShare = try share(value)
      case "partial_coverage": plan.rules.partialCoverage = try share(value)
      case "partial_words": plan.rules.partialWordCount = try integer(value, in: 1...1_000_000)
      case "passage_words": plan.rules.passageWordCount = try integer(value, in: 1...1_000_000)
      case "template_numbers": plan.rules.templateNumberCount = try integer(value, in: 1...1_000_000)
      case "template_number_share": plan.rules.templateNumberShare = try share(value)
      case "template_words_per_number":
        plan.rules.templateWordsPerNumber = try integer(value, in: 1...1_000_000)
      case "later_hours": plan.rules.laterFillingSeconds = Int64(try integer(value, in: 1...1_000_000)) * 3600
      case "later_numbers": plan.rules.laterChangedNumberCount = try integer(value, in: 1...1_000_000)
      case "later_number_share": plan.rules.laterChangedNumberShare = try share(value)
      case "own_head_words": plan.rules.ownHeadWordCount = try integer(value, in: 1...1_000_000)
      default:
        throw unknown(
          key,
          "near_duplicate_coverage, near_duplicate_jaccard, part_coverage, whole_part_coverage, cut_coverage, changed_number_share, partial_coverage, partial_words, passage_words, template_numbers, template_number_share, template_words_per_number, later_hours, later_numbers, later_number_share, own_head_words"
        )
      }
    }
  }

  // MARK: Values

  private func wrong(_ node: Node, _ message: String) -> ConfigurationError {
    ConfigurationError(path: path, line: node.mark?.line ?? 0, message: message)
  }

  private func unknown(_ key: Node, _ known: String) -> ConfigurationError {
    wrong(key, "unknown setting \(key.string ?? "?"); there are: \(known)")
  }

  private func mapping(_ node: Node) throws(ConfigurationError) -> Node.Mapping {
    guard let mapping = node.mapping else { throw wrong(node, "must be a mapping") }
    return mapping
  }

  private func strings(_ node: Node) throws(ConfigurationError) -> [String: String] {
    var values: [String: String] = [:]
    for (key, value) in try mapping(node) {
      guard let name = key.string, let string = value.string else { throw wrong(value, "must be a word") }
      values[name] = string
    }
    return values
  }

  private func paths(_ node: Node, notedIn plan: inout RunPlan) throws(ConfigurationError) -> [String] {
    guard let items = node.sequence ?? node.scalar.map({ [Node.scalar($0)] }).map({ Node.Sequence($0) }) else {
      throw wrong(node, "must be a file or a list of files")
    }
    let folder = (path as NSString).deletingLastPathComponent
    var paths: [String] = []
    for item in items {
      guard let name = item.string, !name.isEmpty else { throw wrong(item, "must be a file name") }
      plan.ownFiles.append(name)
      paths.append(name.hasPrefix("/") || folder.isEmpty ? name : folder + "/" + name)
    }
    return paths
  }

  private func integer(_ node: Node, in range: ClosedRange<Int>) throws(ConfigurationError) -> Int {
    guard let value = node.int, range.contains(value) else {
      throw wrong(node, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  private func zone(_ node: Node) throws(ConfigurationError) -> Int {
    guard let minutes = node.scalar.flatMap({ Outlet.zoneMinutes($0.string) }) else {
      throw wrong(node, "zone must be minutes east of UTC, from -840 to 840, or ±hh:mm such as +04:00")
    }
    return minutes
  }

  private func share(_ node: Node) throws(ConfigurationError) -> Double {
    guard let value = node.float, (0...1).contains(value) else { throw wrong(node, "must be a number from 0 to 1") }
    return value
  }

  private static func bytes(_ file: String) throws(ConfigurationError) -> [UInt8] {
    let descriptor = unsafe open(RawPath.bytes(of: file), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw ConfigurationError(path: file, line: 0, message: errno == ENOENT ? "does not exist" : "cannot be read")
    }
    do {
      return Array(try FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).readToEnd() ?? Data())
    } catch {
      throw ConfigurationError(path: file, line: 0, message: "cannot be read")
    }
  }

  /// What the parser says, in one line and with its place.
  private static func notYAML(_ path: String, _ error: any Error) -> ConfigurationError {
    let (line, problem): (Int, String) =
      switch error as? YamlError {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        (mark.line, problem)
      case .duplicatedKeysInMapping(let keys, let context):
        (context.mark.line, "\(keys.sorted().joined(separator: ", ")) stands there twice")
      case .reader(let problem, _, _, _): (0, problem)
      default: (0, "\(error)")
      }
    return ConfigurationError(path: path, line: line, message: "is not YAML: \(problem)")
  }
}
