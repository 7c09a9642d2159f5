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

/// The inverted indexes: for each bucket of keys a few sorted runs, each the work of one night or of several.
///
/// Runs of a bucket are merged when the earlier one is not much larger (O'Neil and others, *The Log-Structured
/// Merge-Tree*, 1996), so a posting is written again a logarithmic number of times, and a look-up reads few runs. On
/// one night a quarter of the buckets is merged, so that no night is much longer than another.
extension Index {
  private static func rowID(_ kind: PostingKind, bucket: Int, run: Int) -> Int64 {
    Int64(kind.rawValue) << 48 | Int64(bucket) << 24 | Int64(run)
  }

  /// More runs than this are merged at once.
  private static let mostRuns = 8

  /// Adds `postings`, sorted and each once; `night` says which buckets are merged.
  public func add(_ postings: [Posting], to kind: PostingKind, night: Int) throws {
    try access { database in
      let find = try database.makeStatement(sql: "SELECT id, length(data) FROM posting WHERE id BETWEEN ? AND ?")
      let read = try database.makeStatement(sql: "SELECT data FROM posting WHERE id = ?")
      let delete = try database.makeStatement(sql: "DELETE FROM posting WHERE id = ?")
      let insert = try database.makeStatement(sql: "INSERT INTO posting VALUES (?, ?)")
      var start = 0
      while start < postings.count {
        let bucket = Int(postings[start].key >> kind.bucketShift)
        var end = start
        while end < postings.count, Int(postings[end].key >> kind.bucketShift) == bucket { end += 1 }
        var bytes = PostingBlock.encode(postings[start..<end], hasContexts: kind.hasContexts)
        let first = Self.rowID(kind, bucket: bucket, run: 0)
        var runs: [(id: Int64, size: Int)] = []
        let rows = try Row.fetchCursor(find, arguments: [first, first + 0xFF_FFFF])
        while let row = try rows.next() { runs.append((row[0], row[1])) }
        let next = (runs.last?.id ?? first - 1) + 1
        var merged: [Posting]?
        let isMerging = (bucket + night).isMultiple(of: 4) || runs.count >= Self.mostRuns
        var size = bytes.count
        while isMerging, let last = runs.last, last.size <= 2 * size || runs.count >= Self.mostRuns {
          var all = merged ?? Array(postings[start..<end])
          try Row.fetchOne(read, arguments: [last.id])?.withUnsafeData(atIndex: 0) { data in
            let isWhole = data?.withUnsafeBytes { bytes in
              PostingBlock(bytes, hasContexts: kind.hasContexts)?.forEach { all.append($0) }
            }
            guard isWhole == true else { throw damaged("posting \(last.id)") }
          }
          merged = all
          size += last.size
          try delete.execute(arguments: [last.id])
          runs.removeLast()
        }
        if var merged {
          merged.sort()
          bytes = PostingBlock.encode(merged[...], hasContexts: kind.hasContexts)
        }
        try insert.execute(arguments: [next, Data(bytes)])
        start = end
      }
    }
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
      let bucket = Int(keys[start] >> kind.bucketShift)
      var end = start
      while end < keys.endIndex, Int(keys[end] >> kind.bucketShift) == bucket { end += 1 }
      hits.removeAll(keepingCapacity: true)
      let wanted = keys[start..<end]
      let runs = try runs(of: kind, bucket: bucket)
      for run in runs {
        guard Self.collect(wanted, in: run.data, of: kind, into: &hits) else { throw damaged("posting \(run.id)") }
      }
      if runs.count > 1 { hits.sort() }
      var next = 0
      for key in wanted {
        let first = next
        while next < hits.count, hits[next].key == key { next += 1 }
        try body(key, hits[first..<next])
      }
      start = end
    }
  }

  /// The runs of one bucket: they are decoded outside of the connection, so that several threads can.
  private func runs(of kind: PostingKind, bucket: Int) throws -> [(id: Int64, data: Data)] {
    try access { database in
      let first = Self.rowID(kind, bucket: bucket, run: 0)
      let statement = try database.cachedStatement(
        sql: "SELECT id, data FROM posting WHERE id BETWEEN ? AND ? ORDER BY id")
      return try Row.fetchAll(statement, arguments: [first, first + 0xFF_FFFF]).map { ($0[0], $0[1]) }
    }
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
    try access { database in
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
    }
  }

  /// Postings of each kind and whether all of them are readable, sorted and of present articles.
  func checkPostings(_ isPresent: (UInt32) -> Bool) throws -> [PostingKind: Int] {
    try access { database in
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
