import IndexStore
import Matching

/// Whether a key is repeated by an outlet in different stories: furniture, which proposes nothing.
struct RepeatJudge {
  let limits: RepeatLimits
  let publishers: [UInt32]
  let sketches: SketchCache

  /// The outlet with most texts and their count where the articles at `places` (ascending) repeat something that is
  /// furniture, by the story groups of numbers; nil where they don't.
  func excess(
    of numbers: [UInt32], groups: [UInt32]
  ) throws -> (publisher: UInt32, textCount: Int)? {
    guard let excess = limits.excess(of: numbers, publishers: publishers, storyGroups: groups) else { return nil }
    let sample = try FurnitureSense.sample(of: numbers).map { try sketches.fingerprints(of: $0) }
    return FurnitureSense.isFurniture(sample) ? excess : nil
  }
}
