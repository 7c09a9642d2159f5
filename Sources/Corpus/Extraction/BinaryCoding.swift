/// Numbers and texts as bytes, each text with its length before it.
public struct BinaryWriter: Sendable {
  /// What was written.
  public private(set) var bytes: [UInt8] = []

  /// A writer of no bytes yet.
  public init() {}

  /// Appends eight bytes, the least significant one first.
  public mutating func put(_ number: Int64) {
    for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: number >> Int64(shift * 8))) }
  }

  /// Appends the count of `text` and its bytes.
  public mutating func put(_ text: [UInt8]) {
    put(Int64(text.count))
    bytes += text
  }

  /// Appends the count of `text`'s UTF-8 and the bytes.
  public mutating func put(_ text: String) { put(Array(text.utf8)) }
}

/// Reads what a `BinaryWriter` wrote; nil where the bytes are damaged or at their end.
public struct BinaryReader: Sendable {
  private let bytes: [UInt8]
  private var at = 0

  /// A reader at the start of `bytes`.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next number.
  public mutating func number() -> Int64? {
    guard at + 8 <= bytes.count else { return nil }
    var number: UInt64 = 0
    for shift in 0..<8 { number |= UInt64(bytes[at + shift]) << UInt64(shift * 8) }
    at += 8
    return Int64(bitPattern: number)
  }

  /// The next text's bytes.
  public mutating func array() -> [UInt8]? {
    guard let count = number(), 0...Int64(bytes.count - at) ~= count else { return nil }
    defer { at += Int(count) }
    return Array(bytes[at..<(at + Int(count))])
  }

  /// The next text.
  public mutating func text() -> String? { array().map { String(decoding: $0, as: UTF8.self) } }
}
