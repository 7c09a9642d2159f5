import Runs
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(10)))
struct OrderedPipelineTests {
  private struct Broken: Error, Equatable { var chunk: Int }

  @Test(arguments: [1, 2, 3, 8])
  func `outputs come in the order of their chunks, each once`(width: Int) async throws {
    var (next, written): (Int, [Int]) = (0, [])
    try await orderedPipeline(width: width) { () -> Int? in
      next += 1
      return next <= 200 ? next : nil
    } transform: { chunk in
      // Uneven work, so that later chunks are often done first.
      var sum = 0
      for step in 0..<(chunk.isMultiple(of: 3) ? 20_000 : 10) { sum &+= step &* chunk }
      return sum == -1 ? 0 : chunk * 10
    } consume: {
      written.append($0)
    }
    #expect(written == (1...200).map { $0 * 10 })
  }

  @Test func `nothing to read is nothing to write`() async throws {
    var isWritten = false
    try await orderedPipeline(width: 4) { () -> Int? in
      nil
    } transform: {
      $0
    } consume: { _ in
      isWritten = true
    }
    #expect(!isWritten)
  }

  @Test(arguments: [1, 2, 5])
  func `no more chunks are in flight than the width, and as many are`(width: Int) async throws {
    var (produced, written, mostInFlight) = (0, 0, 0)
    let running = Mutex((now: 0, most: 0))
    try await orderedPipeline(width: width) { () -> Int? in
      guard produced < 60 else { return nil }
      produced += 1
      mostInFlight = max(mostInFlight, produced - written)
      return produced
    } transform: { chunk in
      running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
      defer { running.withLock { $0.now -= 1 } }
      return chunk
    } consume: { _ in
      written += 1
    }
    #expect(mostInFlight == width)
    #expect((1...width).contains(running.withLock { $0.most }))
  }

  @Test func `the first error of a transform ends the pipeline and is thrown`() async throws {
    var (produced, written): (Int, [Int]) = (0, [])
    await #expect(throws: Broken(chunk: 3)) {
      try await orderedPipeline(width: 2) { () -> Int? in
        produced += 1
        return produced
      } transform: { chunk in
        if chunk == 3 { throw Broken(chunk: chunk) }
        return chunk
      } consume: {
        written.append($0)
      }
    }
    #expect(produced <= 5)
    #expect(written == Array([1, 2].prefix(written.count)))
  }

  @Test func `an error of the reader or of the writer is thrown`() async throws {
    await #expect(throws: Broken(chunk: 0)) {
      try await orderedPipeline(width: 2) { () -> Int? in
        throw Broken(chunk: 0)
      } transform: {
        $0
      } consume: { _ in
      }
    }
    var produced = 0
    await #expect(throws: Broken(chunk: 1)) {
      try await orderedPipeline(width: 2) { () -> Int? in
        produced += 1
        return produced
      } transform: {
        $0
      } consume: {
        throw Broken(chunk: $0)
      }
    }
    #expect(produced <= 3)
  }

  @Test func `a task that is cancelled ends its pipeline`() async throws {
    let task = Task {
      try await orderedPipeline(width: 2) { () -> Int? in
        1
      } transform: {
        $0
      } consume: { _ in
      }
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
