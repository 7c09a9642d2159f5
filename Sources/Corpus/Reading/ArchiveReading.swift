import CArchive

/// The members of a tar or zip archive, one after another, through libarchive; nothing is written anywhere.
final class ArchiveReading {
  /// What libarchive reads from; it outlives the archive's handle.
  private let source: ByteSource
  private let budget: ExpansionBudget
  private let options: ReadingOptions
  private let archive: OpaquePointer?
  /// Whether only the folder of a web archive collection is read that holds its pages.
  private let isWACZ: Bool
  private let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  private var sourceFault: ContentFault?
  private var isOpen = false
  private var isEnded = false
  /// Whether a member's reader was told of a fault, which is most often the archive's own.
  private var hasToldFault = false
  private var memberCount = 0
  /// The name that members are called by, the archive's own first.
  let name: String
  /// The compressions and archives around this one.
  let wrapping: [String]

  /// An entry of the archive.
  enum Entry {
    case member(name: String, ByteSource)
    case rejection(Rejection)
  }

  /// Reads the archive that `source` holds, which is called `name`.
  ///
  /// Whether it is a web archive collection is told by its name where `isWACZ` does not.
  init(
    _ source: ByteSource, name: String, wrapping: [String], isWACZ: Bool, budget: ExpansionBudget,
    options: ReadingOptions
  ) {
    (self.wrapping, self.isWACZ) = (wrapping, isWACZ || name.lowercased().hasSuffix(".wacz"))
    (self.source, self.name, self.budget, self.options) = (source, name, budget, options)
    archive = archive_read_new()
  }

  deinit {
    archive_read_free(archive)
    block.deallocate()
  }

  /// Whether `head` is the start of an archive that is read here.
  static func handles(_ head: Span<UInt8>) -> Bool {
    guard head.count >= 4 else { return false }
    if head[0] == 0x50, head[1] == 0x4B, head[2] == head[3] &- 1, [0x03, 0x05, 0x07].contains(head[2]) { return true }
    return isTar(head)
  }

  /// The checksum of a tar header's 512 bytes, its own field as blanks (POSIX 1003.1-1988, section 10.1.1).
  private static func isTar(_ head: Span<UInt8>) -> Bool {
    guard head.count >= 512, head[0] != 0 else { return false }
    var sum = 0
    for place in 0..<512 { sum += 148..<156 ~= place ? 0x20 : Int(head[place]) }
    var (written, hasDigits) = (0, false)
    for place in 148..<156 {
      if 0x30...0x37 ~= head[place] {
        written = written * 8 + Int(head[place] & 7)
        hasDigits = true
      } else if hasDigits {
        break
      }
    }
    return hasDigits && written == sum
  }

  /// The next entry that holds data; nil at the end.
  func next() -> Entry? {
    if !isOpen {
      isOpen = true
      if let fault = open() { return .rejection(rejection(fault, name)) }
    }
    while !budget.isExhausted, !isEnded {
      var entry: OpaquePointer?
      let status = archive_read_next_header(archive, &entry)
      if status == ARCHIVE_EOF { return nil }
      guard status >= ARCHIVE_WARN, let entry else { return stop(with: fault()) }
      guard archive_entry_filetype(entry) == 0o100000 else { continue }
      let path = Self.path(of: entry)
      if Self.isHidden(path) || isWACZ && !path.hasPrefix("archive/") { continue }
      memberCount += 1
      guard memberCount <= options.maximumMemberCount else {
        isEnded = true
        return .rejection(
          Rejection(input: name, reason: .tooManyMembers, detail: "more than \(options.maximumMemberCount) members"))
      }
      let memberName = "\(name)/\(path)"
      if archive_entry_is_encrypted(entry) > 0 {
        return .rejection(Rejection(input: memberName, reason: .badArchive, detail: "the member is encrypted"))
      }
      return .member(name: memberName, MemberSource(self, maximumByteCount: options.maximumMemberByteCount))
    }
    return nil
  }

  /// Bytes of the present member; 0 at its end.
  fileprivate func read(into buffer: UnsafeMutableRawBufferPointer) throws(ContentFault) -> Int {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let got = archive_read_data(archive, rest.baseAddress, rest.count)
      if got == 0 { break }
      if got < 0 {
        if done > 0 { break }
        hasToldFault = true
        throw fault()
      }
      done += got
    }
    return done
  }

  private func stop(with fault: ContentFault) -> Entry? {
    isEnded = true
    guard !hasToldFault else { return nil }
    return .rejection(rejection(fault, name))
  }

  private func rejection(_ fault: ContentFault, _ name: String) -> Rejection {
    let (reason, detail) = fault.rejection
    return Rejection(input: name, reason: reason, detail: detail)
  }

  /// "zip" or "tar", as far as it is known.
  var format: String { archive_format(archive) & ARCHIVE_FORMAT_BASE_MASK == ARCHIVE_FORMAT_ZIP ? "zip" : "tar" }

  /// Opens the archive; what is wrong with it, if something is.
  private func open() -> ContentFault? {
    archive_read_support_format_tar(archive)
    archive_read_support_format_gnutar(archive)
    archive_read_support_format_zip_streamable(archive)
    let read:
      @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?, UnsafeMutablePointer<UnsafeRawPointer?>?) -> la_ssize_t =
        { _, context, target in
          guard let context, let target else { return -1 }
          let reading = Unmanaged<ArchiveReading>.fromOpaque(context).takeUnretainedValue()
          target.pointee = UnsafeRawPointer(reading.block.baseAddress)
          return reading.nextBlock()
        }
    let context = Unmanaged.passUnretained(self).toOpaque()
    guard archive_read_open(archive, context, nil, read, nil) == ARCHIVE_OK else {
      isEnded = true
      return fault()
    }
    return nil
  }

  private func nextBlock() -> Int {
    do throws(ContentFault) {
      return try source.read(into: block)
    } catch {
      sourceFault = error
      return -1
    }
  }

  private func fault() -> ContentFault {
    if let sourceFault { return sourceFault }
    return .badArchive(archive_error_string(archive).map { String(cString: $0) } ?? "cannot be read as an archive")
  }

  /// The path of a member, without what would lead out of the archive.
  private static func path(of entry: OpaquePointer) -> String {
    guard let raw = archive_entry_pathname(entry) ?? archive_entry_pathname_utf8(entry) else { return "?" }
    let bytes = UnsafeRawBufferPointer(start: raw, count: strlenOf(raw)).split(separator: 0x2F)
    let parts = bytes.filter { !($0.count == 1 && $0.first == 0x2E) }
    return String(decoding: Array(parts.joined(separator: [0x2F])), as: UTF8.self)
  }

  private static func strlenOf(_ text: UnsafePointer<CChar>) -> Int {
    var count = 0
    while text[count] != 0 { count += 1 }
    return count
  }

  /// Whether a folder or file on the path is hidden, or the notes of another system.
  private static func isHidden(_ path: String) -> Bool {
    path.split(separator: "/").contains { $0.hasPrefix(".") && $0 != ".." || $0 == "__MACOSX" }
  }
}

/// The bytes of one member of an archive, good until the next one is asked for.
private final class MemberSource: ByteSource {
  private let archive: ArchiveReading
  private let maximumByteCount: Int
  private var byteCount = 0

  init(_ archive: ArchiveReading, maximumByteCount: Int) {
    (self.archive, self.maximumByteCount) = (archive, maximumByteCount)
  }

  override func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(ContentFault) -> Int {
    guard byteCount <= maximumByteCount else { throw .tooLarge("a member of more than \(maximumByteCount) bytes") }
    let got = try archive.read(into: buffer)
    byteCount += got
    return got
  }
}
