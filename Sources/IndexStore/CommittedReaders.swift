internal import GRDB
internal import Synchronization

/// Connections that read what was committed last, so that several threads read at once while one transaction goes on.
///
/// As many are opened as threads ask at the same time. What the transaction changed they do not see.
final class CommittedReaders: Sendable {
  private let path: String
  private let idle = Mutex<[DatabaseQueue]>([])

  /// Readers of the index at `path`, which another connection keeps open; none is opened yet.
  init(path: String) { self.path = path }

  /// Runs `body` on a connection that no other thread has.
  func read<T>(_ body: (Database) throws -> T) throws -> T {
    let queue = try idle.withLock { $0.popLast() } ?? open()
    defer { idle.withLock { $0.append(queue) } }
    return try queue.read(body)
  }

  private func open() throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.label = "index reader"
    configuration.readonly = true
    configuration.busyMode = .timeout(2)
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Closes all that are not in use.
  func close() {
    for queue in idle.withLock({ queues in
      defer { queues = [] }
      return queues
    }) { try? queue.close() }
  }
}
