import Reporting
import Synchronization

/// Tells a person at a terminal how far a run is; a closure that prints, so that libraries never do.
public final class Progress: Sendable {
  /// What is told: a line of text that replaces the one before it.
  public typealias Sink = @Sendable (_ line: String, _ isLast: Bool) -> Void

  private struct State {
    var stage = ""
    var began = ContinuousClock.now
    var lastTold = ContinuousClock.now
    var timings: [(stage: String, elapsed: Duration)] = []
  }

  private let state = Mutex(State())
  private let sink: Sink?
  private let noteSink: (@Sendable (String) -> Void)?

  /// Progress that is told to `sink`, at most ten times a second; nobody is told without one.
  ///
  /// What holds a run up is told to `note`, for a person and for a log.
  public init(note: (@Sendable (String) -> Void)? = nil, sink: Sink? = nil) { (noteSink, self.sink) = (note, sink) }

  /// Tells what holds the run up.
  func note(_ text: String) { noteSink?(text) }

  /// Begins a stage; ends the one before it, if that goes on.
  func beginStage(_ name: String) {
    finishStage()
    state.withLock { state in
      (state.stage, state.began, state.lastTold) = (name, .now, .now)
    }
  }

  /// Tells how many units are done and, if known, which share of the whole that is.
  func update(done: Int, unit: String, fraction: Double?) {
    guard let sink else { return }
    let line: String? = state.withLock { state in
      let now = ContinuousClock.now
      guard now - state.lastTold > .milliseconds(100) else { return nil }
      state.lastTold = now
      let elapsed = seconds(now - state.began)
      let rate = elapsed > 0 ? Int(Double(done) / elapsed) : 0
      var line = "\(state.stage): \(done) \(unit), \(rate)/s"
      if let fraction, fraction > 0.001, fraction <= 1 {
        line += ", \(Int(fraction * 100)) %, \(Int((elapsed / fraction - elapsed).rounded(.up))) s left"
      }
      return line
    }
    if let line { sink(line, false) }
  }

  /// Ends the present stage and keeps its time.
  func finishStage() {
    state.withLock { state in
      guard !state.stage.isEmpty else { return }
      state.timings.append((state.stage, .now - state.began))
      state.stage = ""
    }
  }

  /// The stages that ended, in order, with their times in seconds.
  public var timings: [(stage: String, seconds: Double)] {
    state.withLock { state in state.timings.map { ($0.stage, seconds($0.elapsed)) } }
  }
}

/// A duration in seconds.
func seconds(_ duration: Duration) -> Double {
  Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
}

extension Progress {
  /// The timings as a summary lists them.
  var summaryTimings: [RunSummary.Timing] {
    timings.map { RunSummary.Timing(stage: $0.stage, seconds: $0.seconds) }
  }
}
