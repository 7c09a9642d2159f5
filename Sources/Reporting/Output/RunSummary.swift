import Corpus

/// What run.json says about a run; a field without a value is left out.
public struct RunSummary: Sendable, Equatable {
  /// A setting or a count, by name.
  public struct Entry: Sendable, Equatable {
    /// What an entry holds.
    public enum Value: Sendable, Equatable {
      case text(String)
      case integer(Int)
      /// A number, written with four decimals.
      case decimal(Double)
      case flag(Bool)
    }

    /// The key in run.json, in snake case.
    public var name: String
    /// What it holds.
    public var value: Value

    /// An entry of that name.
    public init(_ name: String, _ value: Value) { (self.name, self.value) = (name, value) }
  }

  /// One input of a run.
  public struct Input: Sendable, Equatable {
    /// The input as it was named on the command line.
    public var name: String
    /// Its size in bytes, as stored.
    public var byteCount: Int
    /// The digest of its stored bytes, with the algorithm's name before a colon.
    public var digest: String

    /// An input with those fields.
    public init(name: String, byteCount: Int, digest: String) {
      (self.name, self.byteCount, self.digest) = (name, byteCount, digest)
    }
  }

  /// The time that one stage took.
  public struct Timing: Sendable, Equatable {
    /// The stage.
    public var stage: String
    /// Its seconds, by the wall clock.
    public var seconds: Double

    /// A stage's timing.
    public init(stage: String, seconds: Double) { (self.stage, self.seconds) = (stage, seconds) }
  }

  /// The version of the program.
  public var version: String
  /// The settings of the run, in the order in which they are shown.
  public var configuration: [Entry]
  /// What was read, in the order of the command line.
  public var inputs: [Input]
  /// What was found, in the order in which it is shown.
  public var counts: [Entry]
  /// When the run began, Unix time; nil to leave it out.
  public var startedAt: Int64?
  /// What each stage took; nil to leave it out.
  public var timings: [Timing]?
  /// The most memory that the process had resident, in bytes; nil to leave it out.
  public var peakMemoryByteCount: Int?

  /// A summary with those fields; without the last three the same run gives the same bytes.
  public init(
    version: String, configuration: [Entry], inputs: [Input], counts: [Entry], startedAt: Int64? = nil,
    timings: [Timing]? = nil, peakMemoryByteCount: Int? = nil
  ) {
    (self.version, self.configuration, self.inputs, self.counts) = (version, configuration, inputs, counts)
    (self.startedAt, self.timings, self.peakMemoryByteCount) = (startedAt, timings, peakMemoryByteCount)
  }

  /// A name for the report that the same inputs, settings and counts give again: under it a browser keeps what people
  /// decided.
  ///
  /// FNV-1a over run.json without times (Fowler, Noll and Vo, 64 bit).
  var reportID: String {
    var timeless = self
    (timeless.startedAt, timeless.timings, timeless.peakMemoryByteCount) = (nil, nil, nil)
    let hash = timeless.json.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The bytes of run.json: keys in a fixed order, one entry a line.
  public var json: [UInt8] {
    var text = JSONText()
    var isFirst = true
    func key(_ name: String, indent: String, _ text: inout JSONText) {
      text.literal((isFirst ? "\n" : ",\n") + indent)
      text.string(name)
      text.literal(": ")
      isFirst = false
    }
    func object(_ name: String, _ entries: [Entry]) {
      key(name, indent: "  ", &text)
      text.literal("{")
      isFirst = true
      for entry in entries {
        key(entry.name, indent: "    ", &text)
        text.value(entry.value)
      }
      text.literal(entries.isEmpty ? "}" : "\n  }")
      isFirst = false
    }
    text.literal("{")
    key("program", indent: "  ", &text)
    text.string(ReportMark.program)
    key("version", indent: "  ", &text)
    text.string(version)
    if let startedAt {
      key("started_at", indent: "  ", &text)
      text.string(UTCTime.text(startedAt))
    }
    object("configuration", configuration)
    key("inputs", indent: "  ", &text)
    text.literal("[")
    for (position, input) in inputs.enumerated() {
      text.literal((position == 0 ? "\n" : ",\n") + "    {\"name\": ")
      text.string(input.name)
      text.literal(", \"bytes\": \(input.byteCount), \"digest\": ")
      text.string(input.digest)
      text.literal("}")
    }
    text.literal(inputs.isEmpty ? "]" : "\n  ]")
    object("counts", counts)
    if let timings { object("seconds", timings.map { Entry($0.stage, .decimal($0.seconds)) }) }
    if let peakMemoryByteCount {
      key("peak_memory_bytes", indent: "  ", &text)
      text.literal(String(peakMemoryByteCount))
    }
    text.literal("\n}\n")
    return text.bytes
  }
}

extension JSONText {
  fileprivate mutating func value(_ value: RunSummary.Entry.Value) {
    switch value {
    case .text(let text): string(text)
    case .integer(let number): literal(String(number))
    case .decimal(let number): literal(FixedDecimal.text(number, places: 4))
    case .flag(let isOn): literal(isOn ? "true" : "false")
    }
  }
}
