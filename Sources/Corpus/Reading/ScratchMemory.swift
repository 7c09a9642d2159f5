import Glibc

/// Room for numbers that are written once and then read by many threads: in memory, or in a nameless temporary file that
/// the system keeps in memory as far as it has room.
///
/// The room is taken at once and costs nothing until it is written to, so it can be as large as what may come. Whoever
/// writes does so before anybody else reads.
public final class ScratchMemory: Sendable {
  /// Where the room begins: a number, since a pointer may not be shared; the room stays where it is.
  @usableFromInline let address: UInt
  /// The size of the room.
  public let byteCount: Int

  /// Room of `byteCount` bytes, all of them 0.
  ///
  /// `isOnDisk` puts it into a file in TMPDIR, whose pages are not the process's own; the blocks are taken at once, so a
  /// full disk is an error here and not later. Throws `cannotSpool`.
  public init(byteCount: Int, isOnDisk: Bool) throws(CorpusError) {
    self.byteCount = max(1, byteCount)
    var descriptor: Int32 = -1
    if isOnDisk {
      descriptor = try Spool().file.duplicate()
      let failure = posix_fallocate(descriptor, 0, off_t(self.byteCount))
      guard failure == 0 else {
        close(descriptor)
        throw .cannotSpool(directory: Spool.directory, errno: failure)
      }
    }
    let flags = isOnDisk ? MAP_SHARED : MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    let room = mmap(nil, self.byteCount, PROT_READ | PROT_WRITE, flags, descriptor, 0)
    let failure = errno
    if descriptor >= 0 { close(descriptor) }
    // MAP_FAILED is a macro that Swift does not see.
    guard let room, UInt(bitPattern: room) != .max else {
      throw .cannotSpool(directory: Spool.directory, errno: failure)
    }
    address = UInt(bitPattern: room)
  }

  deinit { munmap(UnsafeMutableRawPointer(bitPattern: address), byteCount) }

  /// The number at `place`, counted in numbers of that type.
  @inlinable
  public func load<Number: FixedWidthInteger>(_ place: Int, as type: Number.Type) -> Number {
    precondition(place >= 0 && (place &+ 1) &* MemoryLayout<Number>.size <= byteCount, "a place is in the room")
    guard let start = UnsafeRawPointer(bitPattern: address) else { return 0 }
    return start.load(fromByteOffset: place &* MemoryLayout<Number>.size, as: Number.self)
  }

  /// Puts `number` at `place`, counted in numbers of its type.
  @inlinable
  public func store<Number: FixedWidthInteger>(_ number: Number, at place: Int) {
    precondition(place >= 0 && (place &+ 1) &* MemoryLayout<Number>.size <= byteCount, "a place is in the room")
    guard let start = UnsafeMutableRawPointer(bitPattern: address) else { return }
    start.storeBytes(of: number, toByteOffset: place &* MemoryLayout<Number>.size, as: Number.self)
  }
}
