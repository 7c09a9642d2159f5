internal import Foundation
internal import GRDB
internal import Synchronization

/// One SQLite file that carries a newsroom's articles, matches, clusters, claims and decisions from night to night.
///
/// A night is one transaction: whatever ends it early, a kill, a full disk, a fault, leaves the file as it was. Any
/// thread may call; calls wait for each other.
public final class Index: Sendable {
  /// How an index is opened.
  public enum Mode: Sendable {
    /// For a night: it is made if it is missing, and nobody else may write until `commit` or `close`.
    case night
    /// For a change to one that exists.
    case change
    /// To look things up; a night may go on meanwhile.
    case reading
  }

  /// The file.
  public let path: String
  private let queue: DatabaseQueue
  /// None where others may commit meanwhile: they would see more than `queue` does.
  private let readers: CommittedReaders?
  private let hasChangedKeys = Atomic<Bool>(false)

  /// Opens the file and begins the transaction that everything else happens in.
  ///
  /// `scheme` names all that makes sketches comparable; nil opens an index of any scheme, to be rebuilt or described.
  ///
  /// - Throws: `IndexError`.
  public init(_ path: String, mode: Mode, scheme: String?) throws {
    let isThere = FileManager.default.fileExists(atPath: path)
    guard isThere || mode == .night else { throw IndexError.missing(path: path) }
    self.path = path
    readers = mode == .reading ? nil : CommittedReaders(path: path)
    var configuration = Configuration()
    configuration.label = "index"
    configuration.allowsUnsafeTransactions = true
    configuration.busyMode = .timeout(2)
    configuration.maximumReaderCount = 1
    configuration.prepareDatabase { database in
      // Larger pages hold the posting blocks in fewer pieces; it counts only before the first table is made.
      try database.execute(sql: "PRAGMA page_size = 8192")
      try database.execute(sql: "PRAGMA cache_size = -131072")
      try database.execute(sql: "PRAGMA synchronous = FULL")
    }
    queue = try Self.mapped(path) {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.writeWithoutTransaction { database in
        let id = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        // A file that was just made has neither tables nor an id.
        guard id == Schema.applicationID || (tables == 0 && mode == .night) else {
          throw IndexError.unreadable(path: path, detail: "the file is no index of this program")
        }
        // Readers do not hold up a night's commit, nor does a night hold them up.
        if mode != .reading { try database.execute(sql: "PRAGMA journal_mode = WAL") }
      }
      if mode != .reading, try !queue.writeWithoutTransaction(Schema.migrator.hasBeenSuperseded) {
        try Schema.migrator.migrate(queue)
      }
      return queue
    }
    try access { database in
      if try Schema.migrator.hasBeenSuperseded(database) { throw IndexError.laterVersion(path: path) }
      guard try Schema.migrator.hasCompletedMigrations(database) else {
        throw IndexError.unreadable(
          path: path, detail: "an older version made it; the next night, or menbe index rebuild, brings it up to date")
      }
      try database.beginTransaction(mode == .reading ? .deferred : .immediate)
      if mode == .night {
        try database.execute(
          sql: "INSERT OR IGNORE INTO property VALUES ('scheme', ?)", arguments: [scheme ?? ""])
      }
      let found = try String.fetchOne(database, sql: "SELECT value FROM property WHERE name = 'scheme'") ?? ""
      if let scheme, found != scheme {
        throw IndexError.otherScheme(path: path, found: found, expected: scheme)
      }
    }
  }

  /// The name of the scheme of its sketches.
  public func schemeName() throws -> String {
    try access { try String.fetchOne($0, sql: "SELECT value FROM property WHERE name = 'scheme'") ?? "" }
  }

  /// Keeps all that was changed since it was opened, or since the last commit, and begins anew.
  public func commit() throws {
    try access { database in
      try database.execute(sql: "COMMIT")
      try database.execute(sql: "BEGIN IMMEDIATE")
    }
    hasChangedKeys.store(false, ordering: .releasing)
  }

  /// Leaves the index as it was, and lets others in.
  public func rollback() throws {
    try access { database in
      if database.isInsideTransaction { try database.execute(sql: "ROLLBACK") }
    }
  }

  /// Ends the transaction without a change and closes the file.
  public func close() throws {
    readers?.close()
    try rollback()
    try Self.mapped(path) { try queue.close() }
  }

  /// Commits, writes the log back into the file, and closes it.
  public func commitAndClose() throws {
    readers?.close()
    try access { try $0.execute(sql: "COMMIT") }
    // What is committed is safe in the log too, so a fault from here on costs nothing.
    try? queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    try? queue.close()
  }

  /// Runs `body` on the connection; faults of SQLite become `IndexError`.
  func access<T>(_ body: (Database) throws -> T) throws -> T {
    try Self.mapped(path) { try queue.unsafeReentrantWrite(body) }
  }

  /// Runs `body` to read keys, sketches and postings: on a connection of its own, as long as the transaction has not
  /// changed any.
  func readKeys<T>(_ body: (Database) throws -> T) throws -> T {
    guard let readers, !hasChangedKeys.load(ordering: .acquiring) else { return try access(body) }
    return try Self.mapped(path) { try readers.read(body) }
  }

  /// Runs `body` to change keys.
  func changeKeys(_ body: (Database) throws -> Void) throws {
    hasChangedKeys.store(true, ordering: .releasing)
    try access(body)
  }

  private static func isDiskFull(_ path: String) -> Bool {
    var status = statvfs()
    let folder = URL(filePath: path).deletingLastPathComponent().path
    return statvfs(folder, &status) == 0 && UInt64(status.f_bavail) * UInt64(status.f_frsize) < 1 << 20
  }

  private static func mapped<T>(_ path: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: throw IndexError.locked(path: path)
      case .SQLITE_FULL: throw IndexError.diskFull(path: path)
      case .SQLITE_NOTADB, .SQLITE_CORRUPT:
        throw IndexError.unreadable(path: path, detail: error.message ?? "the file is damaged")
      // Some ways of running out of room are told as mere faults.
      case .SQLITE_IOERR where isDiskFull(path): throw IndexError.diskFull(path: path)
      default: throw IndexError.failed(path: path, detail: error.message ?? "\(error.resultCode)")
      }
    }
  }
}
