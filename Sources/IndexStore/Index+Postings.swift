internal import Foundation
internal import GRDB

/// What keys of articles an inverted index is of.
public enum PostingKind: Int, Sendable, CaseIterable {
  /// Band keys of signatures, 32 bits.
  case bands
  /// Fingerprints, 32 bits.
  case fingerprints
  /// XXH3 of lines, 64 bits.
  case lines

  /// Keys are parted into 4096 buckets by their upper bits.
  var bucketShift: UInt64 { self == .lines ? 52 : 20 }

  /// Whether their postings tell what stands around the key.
  public var hasContexts: Bool { self == .fingerprints }
}

/// The inverted indexes: a few sorted runs, each the work of one night or of several, in a row for each bucket of keys.
///
/// The rows of a run follow each other in the file, so that a night's postings go to its end and touch no page of older
/// ones. Runs of a stripe, 64 buckets, are merged when the earlier one is not much larger (O'Neil and others, *The
/// Log-Structured Merge-Tree*, 1996), so a posting is written again a logarithmic number of times, and a look-up reads
/// few runs. On one night no more than a few times what came is written again, so that no night is much longer than
/// another.
extension Index {
  /// The buckets of keys, and those of a stripe.
  private static let (bucketCount, stripeSize) = (4096, 64)

  /// This many times the bytes of new postings are merged on one night.
  private static let mergedShare = 3

  /// A run of a stripe.
  private struct Run {
    var number: Int
    var byteCount: Int
  }

  private static func rowID(_ kind: PostingKind, run: Int, bucket: Int) -> Int64 {
    Int64(kind.rawValue) << 48 | Int64(run) << 12 | Int64(bucket)
  }

  /// The rows of a run that are of one stripe, by their ids.
  private static func rows(_ kind: PostingKind, run: Int, stripe: Int) -> StatementArguments {
    [
      rowID(kind, run: run, bucket: stripe * stripeSize),
      rowID(kind, run: run, bucket: (stripe + 1) * stripeSize - 1),
    ]
  }

  /// The rows of the table of runs, told from the rows of postings.
  static let countedRuns = """
    SELECT id >> 48, (id & \(bucketCount - 1)) / \(stripeSize), id >> 12 & 68719476735, sum(length(data)) FROM posting
    GROUP BY 1, 2, 3
    """

  /// Adds `postings`, sorted and each once.
  public func add(_ postings: [Posting], to kind: PostingKind) throws {
    guard !postings.isEmpty else { return }
    try changeKeys { database in
      var stripes = try runs(of: kind, database)
      let number = 1 + (stripes.joined().map(\.number).max() ?? 0)
      var sizes = [Int](repeating: 0, count: stripes.count)
      let insert = try database.makeStatement(sql: "INSERT INTO posting VALUES (?, ?)")
      let note = try database.makeStatement(sql: "INSERT INTO posting_run VALUES (?, ?, ?, ?)")
      var start = 0
      while start < postings.count {
        let bucket = Int(postings[start].key >> kind.bucketShift)
        var end = start
        while end < postings.count, Int(postings[end].key >> kind.bucketShift) == bucket { end += 1 }
        let bytes = PostingBlock.encode(postings[start..<end], hasContexts: kind.hasContexts)
        try insert.execute(arguments: [Self.rowID(kind, run: number, bucket: bucket), Data(bytes)])
        sizes[bucket / Self.stripeSize] += bytes.count
        start = end
      }
      for (stripe, size) in sizes.enumerated() where size > 0 {
        try note.execute(arguments: [kind.rawValue, stripe, number, size])
        stripes[stripe].append(Run(number: number, byteCount: size))
      }
      var allowed = Self.mergedShare * sizes.reduce(0, +)
      for stripe in stripes.indices.sorted(by: { (stripes[$1].count, $0) < (stripes[$0].count, $1) }) where allowed > 0
      {
        let merged = Self.merged(stripes[stripe])
        guard merged.count > 1 else { continue }
        try merge(merged, of: kind, stripe: stripe, database)
        allowed -= merged.reduce(0) { $0 + $1.byteCount }
      }
    }
  }

  /// The last runs of a stripe, as far as each is at most twice as large as those after it.
  private static func merged(_ runs: [Run]) -> ArraySlice<Run> {
    var (first, size) = (runs.count, 0)
    while first > 0, size == 0 || runs[first - 1].byteCount <= 2 * size {
      first -= 1
      size += runs[first].byteCount
    }
    return runs[first...]
  }

  /// Puts the rows of `merged`, runs of a stripe, into the last of them.
  private func merge(_ merged: ArraySlice<Run>, of kind: PostingKind, stripe: Int, _ database: Database) throws {
    guard let last = merged.last else { return }
    var buckets = [[Posting]](repeating: [], count: Self.stripeSize)
    let read = try database.cachedStatement(sql: "SELECT id, data FROM posting WHERE id BETWEEN ? AND ?")
    let delete = try database.cachedStatement(sql: "DELETE FROM posting WHERE id BETWEEN ? AND ?")
    let forget = try database.cachedStatement(sql: "DELETE FROM posting_run WHERE kind = ? AND stripe = ? AND run = ?")
    for run in merged {
      let range = Self.rows(kind, run: run.number, stripe: stripe)
      let rows = try Row.fetchCursor(read, arguments: range)
      while let row = try rows.next() {
        let id: Int64 = row[0]
        try row.withUnsafeData(atIndex: 1) { data in
          let isWhole = data?.withUnsafeBytes { bytes in
            PostingBlock(bytes, hasContexts: kind.hasContexts)?.forEach {
              buckets[Int(id) % Self.stripeSize].append($0)
            }
          }
          guard isWhole == true else { throw damaged("posting \(id)") }
        }
      }
      try delete.execute(arguments: range)
      try forget.execute(arguments: [kind.rawValue, stripe, run.number])
    }
    let insert = try database.cachedStatement(sql: "INSERT INTO posting VALUES (?, ?)")
    var size = 0
    for (offset, postings) in buckets.enumerated() where !postings.isEmpty {
      let bytes = PostingBlock.encode(postings.sorted()[...], hasContexts: kind.hasContexts)
      let id = Self.rowID(kind, run: last.number, bucket: stripe * Self.stripeSize + offset)
      try insert.execute(arguments: [id, Data(bytes)])
      size += bytes.count
    }
    try database.cachedStatement(sql: "INSERT INTO posting_run VALUES (?, ?, ?, ?)").execute(
      arguments: [kind.rawValue, stripe, last.number, size])
  }

  /// The runs of each stripe, the earliest first.
  private func runs(of kind: PostingKind, _ database: Database) throws -> [[Run]] {
    var stripes = [[Run]](repeating: [], count: Self.bucketCount / Self.stripeSize)
    let statement = try database.cachedStatement(
      sql: "SELECT stripe, run, byte_count FROM posting_run WHERE kind = ? ORDER BY stripe, run")
    let rows = try Row.fetchCursor(statement, arguments: [kind.rawValue])
    while let row = try rows.next() {
      let stripe: Int = row[0]
      guard stripes.indices.contains(stripe) else { throw damaged("posting_run \(kind.rawValue), \(stripe)") }
      stripes[stripe].append(Run(number: row[1], byteCount: row[2]))
    }
    return stripes
  }

  /// `keys` (sorted) cut where buckets end, about `size` keys a part: each bucket is read for one part only.
  public static func parts(of keys: [UInt64], _ kind: PostingKind, size: Int) -> [ArraySlice<UInt64>] {
    var parts: [ArraySlice<UInt64>] = []
    var start = 0
    while start < keys.count {
      var end = min(keys.count, start + size)
      while end < keys.count, keys[end] >> kind.bucketShift == keys[end - 1] >> kind.bucketShift { end += 1 }
      parts.append(keys[start..<end])
      start = end
    }
    return parts
  }

  /// Calls `body` with each of `keys` (sorted, each once) and its postings, by article.
  public func forEachPosting(
    of kind: PostingKind, keys: ArraySlice<UInt64>,
    _ body: (_ key: UInt64, _ postings: ArraySlice<Posting>) throws -> Void
  ) throws {
    var hits: [Posting] = []
    var start = keys.startIndex
    while start < keys.endIndex {
      let stripe = Int(keys[start] >> kind.bucketShift) / Self.stripeSize
      var end = start
      while end < keys.endIndex, Int(keys[end] >> kind.bucketShift) / Self.stripeSize == stripe { end += 1 }
      let blocks = try blocks(of: kind, stripe: stripe, keys: keys[start..<end])
      while start < end {
        let bucket = Int(keys[start] >> kind.bucketShift)
        var last = start
        while last < end, Int(keys[last] >> kind.bucketShift) == bucket { last += 1 }
        hits.removeAll(keepingCapacity: true)
        let wanted = keys[start..<last]
        for block in blocks[bucket % Self.stripeSize] {
          guard Self.collect(wanted, in: block.data, of: kind, into: &hits) else {
            throw damaged("posting \(block.id)")
          }
        }
        if blocks[bucket % Self.stripeSize].count > 1 { hits.sort() }
        var next = 0
        for key in wanted {
          let first = next
          while next < hits.count, hits[next].key == key { next += 1 }
          try body(key, hits[first..<next])
        }
        start = last
      }
    }
  }

  /// The blocks of the buckets in which `keys` of a stripe are, by bucket: they are decoded outside of the connection, so
  /// that several threads can.
  private func blocks(
    of kind: PostingKind, stripe: Int, keys: ArraySlice<UInt64>
  ) throws -> [[(id: Int64, data: Data)]] {
    var wanted: [UInt32] = []
    for key in keys where wanted.last != UInt32(key >> kind.bucketShift) {
      wanted.append(UInt32(key >> kind.bucketShift))
    }
    var blocks = [[(id: Int64, data: Data)]](repeating: [], count: Self.stripeSize)
    try readKeys { database in
      let numbers = try Int.fetchAll(
        try database.cachedStatement(sql: "SELECT run FROM posting_run WHERE kind = ? AND stripe = ? ORDER BY run"),
        arguments: [kind.rawValue, stripe])
      let statement = try database.cachedStatement(sql: "SELECT id, data FROM posting WHERE id BETWEEN ? AND ?")
      for run in numbers {
        for range in Self.runs(of: wanted) {
          let rows = try Row.fetchCursor(
            statement,
            arguments: [
              Self.rowID(kind, run: run, bucket: Int(range.lowerBound)),
              Self.rowID(kind, run: run, bucket: Int(range.upperBound)),
            ])
          while let row = try rows.next() {
            let id: Int64 = row[0]
            blocks[Int(id) % Self.stripeSize].append((id, row[1]))
          }
        }
      }
    }
    return blocks
  }

  /// Appends the postings of `wanted` keys of one run; false when it is damaged.
  private static func collect(
    _ wanted: ArraySlice<UInt64>, in data: Data, of kind: PostingKind, into hits: inout [Posting]
  ) -> Bool {
    data.withUnsafeBytes { bytes in
      wanted.withUnsafeBufferPointer { wanted in
        PostingBlock(bytes, hasContexts: kind.hasContexts)?.collect(wanted, into: &hits) ?? false
      }
    }
  }

  /// Takes out the postings of articles that `isKept` refuses.
  func prunePostings(_ isKept: (UInt32) -> Bool) throws {
    try changeKeys { database in
      let ids = try Int64.fetchAll(database, sql: "SELECT id FROM posting ORDER BY id")
      let read = try database.makeStatement(sql: "SELECT data FROM posting WHERE id = ?")
      let write = try database.makeStatement(sql: "UPDATE posting SET data = ? WHERE id = ?")
      let delete = try database.makeStatement(sql: "DELETE FROM posting WHERE id = ?")
      for id in ids {
        guard let kind = PostingKind(rawValue: Int(id >> 48)) else { throw damaged("posting \(id)") }
        var kept: [Posting] = []
        var removed = 0
        try Row.fetchOne(read, arguments: [id])?.withUnsafeData(atIndex: 0) { data in
          let isWhole = data?.withUnsafeBytes { bytes in
            PostingBlock(bytes, hasContexts: kind.hasContexts)?.forEach { posting in
              if isKept(posting.article) { kept.append(posting) } else { removed += 1 }
            }
          }
          guard isWhole == true else { throw damaged("posting \(id)") }
        }
        if kept.isEmpty {
          try delete.execute(arguments: [id])
        } else if removed > 0 {
          try write.execute(arguments: [Data(PostingBlock.encode(kept[...], hasContexts: kind.hasContexts)), id])
        }
      }
      try database.execute(sql: "DELETE FROM posting_run")
      try database.execute(sql: "INSERT INTO posting_run \(Self.countedRuns)")
    }
  }

  /// Postings of each kind and whether all of them are readable, sorted and of present articles.
  func checkPostings(_ isPresent: (UInt32) -> Bool) throws -> [PostingKind: Int] {
    try access { database in
      for (told, counted) in [
        ("SELECT * FROM posting_run", Self.countedRuns), (Self.countedRuns, "SELECT * FROM posting_run"),
      ] {
        if let row = try Row.fetchOne(database, sql: "\(told) EXCEPT \(counted)") {
          throw damaged("posting_run \(row[0] as Int), \(row[1] as Int), \(row[2] as Int)")
        }
      }
      var counts: [PostingKind: Int] = [:]
      let rows = try Row.fetchCursor(database, sql: "SELECT id, data FROM posting ORDER BY id")
      while let row = try rows.next() {
        let id: Int64 = row[0]
        guard let kind = PostingKind(rawValue: Int(id >> 48)) else { throw damaged("posting \(id)") }
        try row.withUnsafeData(atIndex: 1) { data in
          var last = Posting(key: 0, article: 0)
          var isSound = true
          var count = 0
          let isWhole = data?.withUnsafeBytes { bytes in
            PostingBlock(bytes, hasContexts: kind.hasContexts)?.forEach { posting in
              if count > 0, posting <= last { isSound = false }
              if !isPresent(posting.article) { isSound = false }
              last = posting
              count += 1
            }
          }
          guard isWhole == true, isSound else { throw damaged("posting \(id)") }
          counts[kind, default: 0] += count
        }
      }
      return counts
    }
  }
}
