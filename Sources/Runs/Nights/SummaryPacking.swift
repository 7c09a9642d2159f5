import Corpus
import Reporting

/// What a report says of a run, as bytes in the index.
enum SummaryPacking {
  static func pack(_ summary: RunSummary) -> [UInt8] {
    var writer = BinaryWriter()
    writer.put(summary.version)
    for entries in [summary.configuration, summary.counts] {
      writer.put(Int64(entries.count))
      for entry in entries {
        writer.put(entry.name)
        switch entry.value {
        case .text(let text):
          writer.put(0)
          writer.put(text)
        case .integer(let number):
          writer.put(1)
          writer.put(Int64(number))
        case .decimal(let number):
          writer.put(2)
          writer.put(Int64(bitPattern: number.bitPattern))
        case .flag(let isOn):
          writer.put(3)
          writer.put(isOn ? 1 : 0)
        }
      }
    }
    writer.put(Int64(summary.inputs.count))
    for input in summary.inputs {
      writer.put(input.name)
      writer.put(Int64(input.byteCount))
      writer.put(input.digest)
    }
    writer.put(summary.startedAt ?? .min)
    writer.put(Int64(summary.timings?.count ?? -1))
    for timing in summary.timings ?? [] {
      writer.put(timing.stage)
      writer.put(Int64(bitPattern: timing.seconds.bitPattern))
    }
    writer.put(Int64(summary.peakMemoryByteCount ?? -1))
    return writer.bytes
  }

  /// The summary that `bytes` hold; nil when they are damaged.
  static func unpack(_ bytes: [UInt8]) -> RunSummary? {
    var reader = BinaryReader(bytes)
    guard let version = reader.text(), let configuration = entries(&reader), let counts = entries(&reader),
      let inputCount = reader.number()
    else { return nil }
    var inputs: [RunSummary.Input] = []
    for _ in 0..<max(0, inputCount) {
      guard let name = reader.text(), let byteCount = reader.number(), let digest = reader.text() else { return nil }
      inputs.append(RunSummary.Input(name: name, byteCount: Int(byteCount), digest: digest))
    }
    guard let startedAt = reader.number(), let timingCount = reader.number() else { return nil }
    var timings: [RunSummary.Timing] = []
    for _ in 0..<max(0, timingCount) {
      guard let stage = reader.text(), let seconds = reader.number() else { return nil }
      timings.append(
        RunSummary.Timing(stage: stage, seconds: Double(bitPattern: UInt64(bitPattern: seconds))))
    }
    guard let peak = reader.number() else { return nil }
    return RunSummary(
      version: version, configuration: configuration, inputs: inputs, counts: counts,
      startedAt: startedAt == .min ? nil : startedAt, timings: timingCount < 0 ? nil : timings,
      peakMemoryByteCount: peak < 0 ? nil : Int(peak))
  }

  private static func entries(_ reader: inout BinaryReader) -> [RunSummary.Entry]? {
    guard let count = reader.number() else { return nil }
    var entries: [RunSummary.Entry] = []
    for _ in 0..<max(0, count) {
      guard let name = reader.text(), let kind = reader.number() else { return nil }
      let value: RunSummary.Entry.Value?
      switch kind {
      case 0: value = reader.text().map { .text($0) }
      case 1: value = reader.number().map { .integer(Int($0)) }
      case 2: value = reader.number().map { .decimal(Double(bitPattern: UInt64(bitPattern: $0))) }
      default: value = reader.number().map { .flag($0 != 0) }
      }
      guard let value else { return nil }
      entries.append(RunSummary.Entry(name, value))
    }
    return entries
  }
}
