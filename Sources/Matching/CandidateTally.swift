internal import Corpus

/// Counts what one article shares with earlier ones: a few dozen, so a small open-addressing table serves.
struct CandidateTally {
  private struct Slot {
    var earlier: UInt32
    var bands: UInt16 = 0
    var fingerprints: UInt16 = 0
  }

  private static let noArticle = UInt32.max
  private var slots = [Slot](repeating: Slot(earlier: noArticle), count: 64)
  private var count = 0

  mutating func countBand(_ earlier: UInt32) {
    let place = place(of: earlier)
    slots[place].bands &+= 1
  }

  mutating func countFingerprint(_ earlier: UInt32) {
    let place = place(of: earlier)
    slots[place].fingerprints &+= 1
  }

  private mutating func place(of earlier: UInt32) -> Int {
    if 2 * count >= slots.count { grow() }
    let place = Self.place(of: earlier, in: slots)
    if slots[place].earlier == Self.noArticle {
      slots[place].earlier = earlier
      count += 1
    }
    return place
  }

  @inline(__always)
  private static func place(of earlier: UInt32, in slots: [Slot]) -> Int {
    var place = Int(earlier &* 0x9E37_79B1) & (slots.count - 1)
    while slots[place].earlier != noArticle, slots[place].earlier != earlier { place = (place + 1) & (slots.count - 1) }
    return place
  }

  private mutating func grow() {
    var larger = [Slot](repeating: Slot(earlier: Self.noArticle), count: slots.count * 2)
    for slot in slots where slot.earlier != Self.noArticle { larger[Self.place(of: slot.earlier, in: larger)] = slot }
    slots = larger
  }

  /// The article that shares most band keys, the earliest of several; nil when none shares `least`.
  func mostBands(atLeast least: Int) -> UInt32? {
    slots.lazy.filter { $0.earlier != Self.noArticle && Int($0.bands) >= least }
      .max { ($0.bands, $1.earlier) < ($1.bands, $0.earlier) }?.earlier
  }

  func candidates(smallerCount: (UInt32) -> Int) -> [Candidate] {
    slots.filter { $0.earlier != Self.noArticle }.map { slot in
      Candidate(
        earlier: ArticleID(rawValue: slot.earlier), sharedBands: Int(slot.bands),
        sharedFingerprints: Int(slot.fingerprints), smallerCount: smallerCount(slot.earlier))
    }.sorted(by: Candidate.isMorePromising)
  }
}
