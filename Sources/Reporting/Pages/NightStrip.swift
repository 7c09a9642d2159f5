import Corpus
import Tracing

/// When the articles of a run appeared: how many of each standing in equal steps of time.
struct NightStrip {
  /// At most this many steps.
  private static let stepLimit = 96
  /// Steps that people read easily, in minutes; longer ones are whole days.
  private static let easySteps: [Int64] = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1440]

  /// The first step's first second.
  let start: Int64
  /// Seconds a step.
  let step: Int64
  /// For each step the articles of each standing, in reading order.
  let counts: [[Int]]
  /// Articles with a known time that lie outside of the steps.
  let outsideCount: Int

  /// Steps over the times that publishers gave to the minute, without the outer hundredth at each end, which a wrong
  /// date would stretch without end; empty where there is no span.
  init(_ run: TracedRun) {
    let timed = run.articles.indices.filter { index in
      let basis = run.articles[index].published.basis
      return basis == .zoned || basis == .zoneAssumed
    }
    let seconds = timed.map { run.articles[$0].published.earliest }.sorted()
    let margin = seconds.count / 100
    guard seconds.count > 1, seconds[seconds.count - 1 - margin] > seconds[margin] else {
      (start, step, counts, outsideCount) = (0, 0, [], 0)
      return
    }
    let (first, last) = (seconds[margin], seconds[seconds.count - 1 - margin])
    let minutes = (last - first) / 60 / Int64(Self.stepLimit) + 1
    let easy = Self.easySteps.first { $0 >= minutes } ?? (minutes + 1439) / 1440 * 1440
    step = easy * 60
    start = first - (first % step + step) % step
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: Standing.readingOrder.count), count: Int((last - start) / step) + 1)
    var outside = 0
    for index in timed {
      let place = run.articles[index].published.earliest - start
      if place < 0 || place / step >= Int64(counts.count) {
        outside += 1
      } else {
        counts[Int(place / step)][ViewerCode.standing(run.articles[index].standing)] += 1
      }
    }
    (self.counts, outsideCount) = (counts, outside)
  }
}
