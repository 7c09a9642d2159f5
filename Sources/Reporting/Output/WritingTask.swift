/// A part of the report that is written by itself, beside others.
typealias WritingTask = @Sendable () throws -> Void

/// Runs tasks, at most `width` at once, and starts them in order; the first error cancels the rest and is thrown.
///
/// - Throws: what a task threw, or `CancellationError`.
func runAll(_ tasks: [WritingTask], width: Int) async throws {
  try await withThrowingTaskGroup(of: Void.self) { group in
    for (place, task) in tasks.enumerated() {
      try Task.checkCancellation()
      if place >= width { _ = try await group.next() }
      group.addTask { try task() }
    }
    try await group.waitForAll()
  }
}
