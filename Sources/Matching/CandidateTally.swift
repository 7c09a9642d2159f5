internal import Corpus

/// Counts what one article shares with earlier ones: a few dozen, so a small open-addressing table serves, again and
/// again.
public struct CandidateTally: Sendable {
  private struct Slot {
    var earlier: UInt32
    var bands: UInt16 = 0
    var fingerprints: UInt16 = 0
    var mayContinue = false
  }

  private static let noArticle = UInt32.max
  private var slots = [Slot](repeating: Slot(earlier: noArticle), count: 64)
  /// The places of `slots` that are in use, in the order of their first use.
  private var used: [Int32] = []

  /// An empty tally.
  public init() {}

  mutating func removeAll() {
    for place in used { slots[Int(place)] = Slot(earlier: Self.noArticle) }
    used.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  mutating func countBand(_ earlier: UInt32) {
    let place = place(of: earlier)
    slots[place].bands &+= 1
    slots[place].mayContinue = true
  }

  @inline(__always)
  mutating func countFingerprint(_ earlier: UInt32, mayContinue: Bool) {
    let place = place(of: earlier)
    slots[place].fingerprints &+= 1
    if mayContinue { slots[place].mayContinue = true }
  }

  @inline(__always)
  private mutating func place(of earlier: UInt32) -> Int {
    let place = Self.place(of: earlier, in: slots)
    guard slots[place].earlier == Self.noArticle else { return place }
    if 2 * used.count >= slots.count {
      grow()
      return self.place(of: earlier)
    }
    slots[place].earlier = earlier
    used.append(Int32(place))
    return place
  }

  @inline(__always)
  private static func place(of earlier: UInt32, in slots: [Slot]) -> Int {
    var place = Int(earlier &* 0x9E37_79B1 >> 8) & (slots.count - 1)
    while slots[place].earlier != noArticle, slots[place].earlier != earlier { place = (place + 1) & (slots.count - 1) }
    return place
  }

  private mutating func grow() {
    var larger = [Slot](repeating: Slot(earlier: Self.noArticle), count: slots.count * 2)
    for (number, place) in used.enumerated() {
      let moved = Self.place(of: slots[Int(place)].earlier, in: larger)
      larger[moved] = slots[Int(place)]
      used[number] = Int32(moved)
    }
    slots = larger
  }

  /// The article that shares most band keys, the earliest of several; nil when none shares `least`.
  func mostBands(atLeast least: Int) -> UInt32? {
    var best: Slot?
    for place in used {
      let slot = slots[Int(place)]
      guard Int(slot.bands) >= least else { continue }
      if let known = best, (known.bands, slot.earlier) >= (slot.bands, known.earlier) { continue }
      best = slot
    }
    return best?.earlier
  }

  func candidates(smallerCount: (UInt32) -> Int) -> [Candidate] {
    guard !used.isEmpty else { return [] }
    return used.map { place in
      let slot = slots[Int(place)]
      return Candidate(
        earlier: ArticleID(rawValue: slot.earlier), sharedBands: Int(slot.bands),
        sharedFingerprints: Int(slot.fingerprints), smallerCount: smallerCount(slot.earlier),
        mayShareAPassage: slot.mayContinue)
    }.sorted(by: Candidate.isMorePromising)
  }
}
