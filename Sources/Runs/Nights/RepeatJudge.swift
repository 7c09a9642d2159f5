import IndexStore
import Matching
import Synchronization

/// Whether a key is repeated by an outlet in different stories: furniture, which proposes nothing.
///
/// What was found of a sample is remembered: the keys of a footer, or of a much copied story, have the same first holders.
/// Any thread may ask.
final class RepeatJudge: Sendable {
  let limits: RepeatLimits
  private let publishers: [UInt32]
  private let sketches: SketchCache
  private let known = Mutex<[[UInt32]: Bool]>([:])
  /// Samples that are remembered.
  private static let capacity = 1 << 16

  init(limits: RepeatLimits, publishers: [UInt32], sketches: SketchCache) {
    (self.limits, self.publishers, self.sketches) = (limits, publishers, sketches)
  }

  /// The outlet that repeats the line of that hash, where it is furniture that articles share, by the story groups of
  /// numbers; `numbers` are in canonical order.
  func repeater(of line: UInt64, among numbers: [UInt32], groups: [UInt32]) throws -> UInt32? {
    let limits = RecurringLines.limits(of: line, limits)
    guard let repeater = limits.repeater(among: numbers, publishers: publishers, storyGroups: groups) else {
      return nil
    }
    return try sharesFurniture(numbers) ? repeater : nil
  }

  /// Whether there is such an outlet.
  func isFurniture(_ numbers: [UInt32], groups: [UInt32]) throws -> Bool {
    try limits.isExceeded(among: numbers, publishers: publishers, storyGroups: groups) && sharesFurniture(numbers)
  }

  private func sharesFurniture(_ numbers: [UInt32]) throws -> Bool {
    let sample = FurnitureSense.sample(of: numbers)
    if let known = known.withLock({ $0[sample] }) { return known }
    let isFurniture = FurnitureSense.isFurniture(try sample.map { try sketches.fingerprints(of: $0) })
    known.withLock { known in
      if known.count >= Self.capacity { known.removeAll(keepingCapacity: true) }
      known[sample] = isFurniture
    }
    return isFurniture
  }
}
