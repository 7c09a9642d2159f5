/// Reads, transforms and writes chunks: one reader, up to `width` transforms at once, one writer.
///
/// Outputs reach `consume` in the order their chunks were produced, and at most `width` are in memory.
/// The first error, or the cancellation of the calling task, cancels what is still running and is rethrown.
public func orderedPipeline<Chunk: Sendable, Output: Sendable>(
  width: Int, produce: () throws -> Chunk?,
  transform: @escaping @Sendable (Chunk) throws -> Output, consume: (Output) throws -> Void
) async throws {
  precondition(width > 0, "a pipeline runs at least one transform")
  try await withThrowingTaskGroup(of: (Int, Output).self) { group in
    var (launched, written, exhausted) = (0, 0, false)
    var early: [Int: Output] = [:]
    while true {
      while !exhausted, launched - written < width {
        try Task.checkCancellation()
        guard let chunk = try produce() else {
          exhausted = true
          break
        }
        let index = launched
        group.addTask { (index, try transform(chunk)) }
        launched += 1
      }
      guard let (index, output) = try await group.next() else { return }
      early[index] = output
      while let next = early.removeValue(forKey: written) {
        try consume(next)
        written += 1
      }
    }
  }
}
