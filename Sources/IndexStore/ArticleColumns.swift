public import Corpus

/// What nights need to know of every article of the index, by number: a few dozen bytes an article, read in one go.
public struct ArticleColumns: Sendable {
  /// No article.
  public static let none = UInt32.max
  /// Articles of a stored block.
  static let blockSize = 4096

  /// Whether the number is an article's; one that was pruned leaves a gap.
  public var isPresent: [Bool] = []
  /// When each was published.
  public var published: [PublishedInterval] = []
  /// The number of its outlet's name, 0 without one.
  public var publishers: [UInt32] = []
  /// The earlier article of its outlet with nearly the same text, or `none`: of one story (`StoryGroups`).
  public var storyParents: [UInt32] = []
  /// The earlier member of its cluster that it most resembles, or `none`.
  public var parents: [UInt32] = []
  /// The founding article of its cluster; itself when it is alone.
  public var roots: [UInt32] = []
  /// Its fingerprints' count.
  public var fingerprintCounts: [UInt32] = []

  /// Columns of no articles.
  public init() {}

  /// Numbers in use, gaps among them.
  public var count: Int { isPresent.count }

  /// Makes room for so many articles.
  public mutating func reserveCapacity(_ count: Int) {
    isPresent.reserveCapacity(count)
    published.reserveCapacity(count)
    publishers.reserveCapacity(count)
    storyParents.reserveCapacity(count)
    parents.reserveCapacity(count)
    roots.reserveCapacity(count)
    fingerprintCounts.reserveCapacity(count)
  }

  /// Appends an article that is alone.
  public mutating func append(published time: PublishedInterval, publisher: UInt32, fingerprintCount: Int) {
    isPresent.append(true)
    published.append(time)
    publishers.append(publisher)
    storyParents.append(Self.none)
    parents.append(Self.none)
    roots.append(UInt32(count - 1))
    fingerprintCounts.append(UInt32(clamping: fingerprintCount))
  }

  /// Forgets an article.
  public mutating func remove(_ article: UInt32) {
    let place = Int(article)
    isPresent[place] = false
    (published[place], publishers[place], fingerprintCounts[place]) = (.unknown, 0, 0)
    (storyParents[place], parents[place], roots[place]) = (Self.none, Self.none, article)
  }

  /// Whether a block is other than that of `before`.
  func isChanged(block number: Int, since before: ArticleColumns) -> Bool {
    let range = number * Self.blockSize..<min(count, (number + 1) * Self.blockSize)
    guard range.upperBound <= before.count, range.count == Self.blockSize || before.count == count else { return true }
    func differs(_ column: KeyPath<ArticleColumns, [some Equatable]>) -> Bool {
      self[keyPath: column][range] != before[keyPath: column][range]
    }
    return differs(\.isPresent) || differs(\.published) || differs(\.publishers) || differs(\.storyParents)
      || differs(\.parents) || differs(\.roots) || differs(\.fingerprintCounts)
  }

  private static let bases: [PublishedInterval.Basis] = [.zoned, .zoneAssumed, .date, .crawl, .none]

  /// The bytes of one block of articles.
  func block(_ number: Int) -> [UInt8] {
    let range = number * Self.blockSize..<min(count, (number + 1) * Self.blockSize)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count * Self.recordSize)
    func put(_ value: some FixedWidthInteger) {
      withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
    }
    for place in range {
      put(UInt8(isPresent[place] ? 1 : 0))
      put(published[place].earliest)
      put(published[place].latest)
      put(UInt8(Self.bases.firstIndex(of: published[place].basis) ?? 4))
      put(published[place].zoneMinutes)
      put(publishers[place])
      put(storyParents[place])
      put(parents[place])
      put(roots[place])
      put(fingerprintCounts[place])
    }
    return bytes
  }

  static let recordSize = 1 + 8 + 8 + 1 + 2 + 5 * 4

  /// Appends the articles of a block; false when its bytes are damaged.
  mutating func append(block bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count.isMultiple(of: Self.recordSize) else { return false }
    var at = 0
    func take<T: FixedWidthInteger>(_: T.Type) -> T {
      defer { at += MemoryLayout<T>.size }
      return T(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: T.self))
    }
    while at < bytes.count {
      isPresent.append(take(UInt8.self) != 0)
      let (earliest, latest) = (take(Int64.self), take(Int64.self))
      let basis = Int(take(UInt8.self))
      let zone = take(Int16.self)
      guard earliest <= latest, basis < Self.bases.count else { return false }
      published.append(
        PublishedInterval(earliest: earliest, latest: latest, basis: Self.bases[basis], zoneMinutes: Int(zone)))
      publishers.append(take(UInt32.self))
      storyParents.append(take(UInt32.self))
      parents.append(take(UInt32.self))
      roots.append(take(UInt32.self))
      fingerprintCounts.append(take(UInt32.self))
    }
    return true
  }
}
